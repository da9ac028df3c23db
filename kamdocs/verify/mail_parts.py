"""A draft of a message, read back with the library's own parser, which shares nothing with what wrote it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

_SHOWN = ("From", "To", "Subject")
_ONCE = (*_SHOWN, "Date", "Message-ID")


@dataclass(frozen=True, slots=True)
class MailParts:
    """What a message says: `head` what its reader sees of its head, by name; `paragraphs` the text, its lines joined;
    `html` the same as HTML, None without it; `attached` names and contents; `faults` what is wrong with it as a
    message."""

    head: Sequence[tuple[str, str]]
    paragraphs: tuple[str, ...]
    html: str | None
    attached: tuple[tuple[str, bytes], ...]
    faults: tuple[str, ...]


def read_mail(content: bytes) -> MailParts:
    """The message in `content`."""
    message = message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    return MailParts(
        head=tuple((name, str(value)) for name in _SHOWN for value in message.get_all(name, ())),
        paragraphs=tuple(_unfolded(text.get_content())) if text is not None else (),
        html=html.get_content() if html is not None else None,
        attached=tuple((part.get_filename() or "", bytes(part.get_content())) for part in message.iter_attachments()),
        faults=tuple(_faults(message)),
    )


def _unfolded(text: str) -> Iterator[str]:
    """The lines of a text in `format=flowed`, each that flows joined with what follows it."""
    whole = ""
    for line in text.splitlines():
        whole += line.removeprefix(" ")
        if not line.endswith(" "):
            if whole.strip():
                yield whole.strip()
            whole = ""


def _faults(message: EmailMessage) -> Iterator[str]:
    for name in _ONCE:
        if (count := len(message.get_all(name, ()))) != 1:
            yield f"the head says `{name}` {count} times"
    for name in ("From", "To"):
        addresses = [address for header in message.get_all(name, ()) for address in header.addresses]
        if len(addresses) != 1 or not addresses[0].addr_spec:
            yield f"`{name}` does not hold one address"
    for name in ("Cc", "Bcc", "Reply-To", "Sender"):
        if name in message:
            yield f"the head says `{name}`"
    if any(part.defects for part in message.walk()):
        yield "its parts cannot be told from each other"
