"""A server on this machine that takes messages as a test says, and folders of drafts."""

from __future__ import annotations

import asyncio
import hashlib
import json
import ssl
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from threading import Thread
from zoneinfo import ZoneInfo

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from kamdocs.model.mail import Envelope as Head
from kamdocs.model.mail import Mailbox
from kamdocs.model.mailing import SendRequest
from kamdocs.model.page import Page
from kamdocs.write.mail import mail_of

SEOUL = ZoneInfo("Asia/Seoul")
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=SEOUL)


@dataclass
class Post:
    """A server's mailbox. `answers` say what it answers to the address of a recipient, to each attempt in turn, before
    it takes a message: an answer of SMTP, `drop` to end the connection there, `drop …` to end it after that answer, or
    `data:…` for the same after the message itself; `data:kept …` when the message was taken all the same."""

    answers: dict[str, list[str]] = field(default_factory=dict)
    received: list[tuple[str, bytes]] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)
    address: str = ""

    def counts(self) -> Counter[str]:
        """How many messages each address got."""
        return Counter(recipient for recipient, _ in self.received)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Sequence[str]
    ) -> str:
        answer = self._next(address, "")
        if answer == "drop":
            server.transport.abort()
            return "421 gone"
        if answer.startswith("drop "):
            await server.push(answer.removeprefix("drop "))
            server.transport.close()
            return "421 gone"
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        (address,) = envelope.rcpt_tos
        answer = self._next(address, "data:")
        if answer and not answer.startswith("kept "):
            if answer == "drop":
                server.transport.abort()
            return answer
        assert isinstance(envelope.original_content, bytes)
        self.received.append((address, envelope.original_content))
        if answer == "kept drop":
            server.transport.abort()
        return answer.removeprefix("kept ") or "250 taken as 1234"

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword
    ) -> AuthResult:
        self.logins.append(mechanism)
        is_right = (data.login, data.password) == (b"kim", b"right words")
        return AuthResult(success=is_right, handled=False)

    def _next(self, address: str, stage: str) -> str:
        left = self.answers.get(address, [])
        if not left or left[0].startswith("data:") != bool(stage):
            return ""
        return left.pop(0).removeprefix(stage)


@contextmanager
def post(
    answers: Mapping[str, Sequence[str]] | None = None,
    *,
    login: bool = False,
    certificate: tuple[Path, Path] | None = None,
    from_the_start: bool = False,
) -> Iterator[Post]:
    """A server that runs; with `login` it wants one, with a `certificate` it offers encryption, or speaks it
    `from_the_start`."""
    mailbox = Post({address: list(given) for address, given in (answers or {}).items()})
    context = None
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
    keywords = {
        "hostname": "mail.example",
        "tls_context": None if from_the_start else context,
        "authenticator": mailbox.authenticate if login else None,
        "auth_require_tls": False,
    }
    loop = asyncio.new_event_loop()
    serving = loop.create_server(
        lambda: SMTP(mailbox, loop=loop, **keywords), "127.0.0.1", 0, ssl=context if from_the_start else None
    )
    server = loop.run_until_complete(serving)
    thread = Thread(target=loop.run_forever)
    thread.start()
    try:
        port = server.sockets[0].getsockname()[1]
        mailbox.address = f"smtp{'s' if from_the_start else ''}://127.0.0.1:{port}"
        yield mailbox
    finally:
        asyncio.run_coroutine_threadsafe(_ended(server), loop).result(timeout=10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _ended(server: asyncio.Server) -> None:
    """End `server` and the conversations that its clients left in the middle."""
    server.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await asyncio.sleep(0.01)


def page(subject: str, text: str) -> Page:
    """A short letter."""
    html = f"<body><p><strong>{subject}</strong></p><p>{text}</p></body>"
    return Page(Path("x"), "en", "Letter", "House", "House", html, {}, {}, {})


def drafts(folder: Path, people: Mapping[str, str], *, text: str = "Dear reader.") -> Path:
    """A folder of drafts to `people` (id: address), as a finished batch leaves it."""
    from support import REPOSITORY

    from kamdocs.load import load_kit

    folder.mkdir(parents=True, exist_ok=True)
    theme, files = load_kit(REPOSITORY, "modern").theme, {}
    for id, address in people.items():
        name = " ".join(part.capitalize() for part in id.split("-"))
        sender = Mailbox("Nguyễn Thu Lan", "lan@house.example")
        head = Head(sender, Mailbox(name, address), "Letter", NOW)
        content = mail_of(page("Thank you", text), head, [], theme, assets=folder)
        (folder / f"{id}.en.eml").write_bytes(content)
        files[f"{id}.en.eml"] = {"sha256": hashlib.sha256(content).hexdigest(), "inputs": {}, "facts": {}}
    (folder / "manifest.json").write_text(json.dumps({"files": files}), encoding="utf-8")
    return folder


def request(folder: Path, mailbox: Post | str, **given: object) -> SendRequest:
    """What asks for `folder` to be sent through `mailbox`, without a pause."""
    address = mailbox if isinstance(mailbox, str) else mailbox.address
    return SendRequest(folder, address, NOW, **{"pause": 0.0, **given})  # type: ignore[arg-type]


def subject_of(content: bytes) -> str:
    """The subject of a message."""
    return str(message_from_bytes(content, policy=default)["Subject"])
