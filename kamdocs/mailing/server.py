"""A server that takes messages. Source: RFC 5321 (4.2: what its answers mean, by their first digit), RFC 3207."""

from __future__ import annotations

import re
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Literal
from urllib.parse import urlsplit

from kamdocs.errors import OutputError, RequestError

_PORTS = {"smtp": 587, "smtps": 465}
_SECONDS, _SHOWN = 60, 200
_TAKEN, _GO_ON, _FOR_NOW, _CLOSING, _FOR_GOOD = 250, 354, 400, 421, 500
_DOTS = re.compile(rb"^\.", re.MULTILINE)
_HELP = "write it as in `smtp://mail.example:587` or `smtps://mail.example`"

Kind = Literal["sent", "refused", "later", "lost", "doubtful"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a message: the server took it (`sent`), refused it for good or for now (`later`), the connection
    ended before it was handed over (`lost`) or before the answer came (`doubtful`). `of_recipient` says that the server
    refused this one address only."""

    kind: Kind
    answer: str
    of_recipient: bool = False


@dataclass(frozen=True, slots=True)
class Server:
    """A server by its address; `secret` says that nobody can read along from the first byte on."""

    host: str
    port: int
    secret: bool

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'smtps' if self.secret else 'smtp'}://{host}:{self.port}"

    @property
    def is_here(self) -> bool:
        """Whether it is on this machine."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host.lower() == "localhost"


def server_at(address: str) -> Server:
    """The server that `address` names. Raises RequestError, which shows no password that stands in it."""
    try:
        parts = urlsplit(address)
        port, host = parts.port, parts.hostname
    except ValueError:
        raise RequestError("`--server` is no address of a server", help=_HELP) from None
    if parts.username is not None or parts.password is not None or "@" in address:
        help = "name the user with `--user`; the password is read from `KAMDOCS_SMTP_PASSWORD`, or from a file"
        raise RequestError("`--server` names a user or a password, which others could read there", help=help)
    if parts.scheme not in _PORTS or not host or parts.path not in ("", "/") or parts.query or parts.fragment:
        raise RequestError(f"`{address}` is no address of a server", help=_HELP)
    if not host.isascii() or not host.isprintable() or " " in host or port == 0:
        raise RequestError(f"`{address}` is no address of a server", help=_HELP)
    return Server(host, port or _PORTS[parts.scheme], parts.scheme == "smtps")


class Connection:
    """A connection to `server`, opened when it is needed and again when it was lost."""

    def __init__(self, server: Server, user: str | None, password: str | None, *, unencrypted: bool) -> None:
        self._server, self._user, self._password = server, user, password
        self._unencrypted = unencrypted
        self._smtp: smtplib.SMTP | None = None

    def open(self) -> None:
        """Open it where it is not. Raises OutputError where that cannot be, in words that show no password."""
        if self._smtp is not None:
            return
        try:
            self._smtp = self._connected()
            self._log_in(self._smtp)
        except smtplib.SMTPAuthenticationError as error:
            self.close()
            help = "look at `--user` and at the password"
            raise OutputError(
                f"`{self._server}` refuses the user `{self._user}`: {_answer(error)}", help=help
            ) from None
        except smtplib.SMTPNotSupportedError:
            self.close()
            raise OutputError(f"`{self._server}` takes no password", help="leave out `--user`") from None
        except UnicodeError:
            self.close()
            raise OutputError("the user or the password holds letters that servers do not take") from None
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise OutputError(f"cannot reach `{self._server}`: {_reason(error)}") from None

    def send(self, sender: str, recipient: str, message: bytes) -> Outcome:
        """Hand `message` over, by `sender` to `recipient`. Raises OutputError where no connection can be opened, or
        where the server takes nothing from `sender`."""
        self.open()
        assert self._smtp is not None
        try:
            return self._outcome(self._smtp, sender, recipient, message)
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            return Outcome("lost", _reason(error))

    def close(self) -> None:
        """End it."""
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            with suppress(OSError, smtplib.SMTPException):
                smtp.quit()
            smtp.close()

    def _connected(self) -> smtplib.SMTP:
        host, port = self._server.host, self._server.port
        if self._server.secret:
            return smtplib.SMTP_SSL(host, port, timeout=_SECONDS, context=ssl.create_default_context())
        smtp = smtplib.SMTP(host, port, timeout=_SECONDS)
        try:
            smtp.ehlo_or_helo_if_needed()
            if smtp.has_extn("starttls"):
                smtp.starttls(context=ssl.create_default_context())
                smtp.ehlo()
            else:
                self._refuse_open()
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _refuse_open(self) -> None:
        """Raise OutputError where everybody on the way could read what must not be read."""
        if self._server.is_here:
            return
        if self._user is not None:
            what = f"`{self._server}` offers no encryption, so that others could read the password"
            raise OutputError(what, help="use `smtps://`, or leave out `--user`")
        if not self._unencrypted:
            help = "use `smtps://`; or `--unencrypted` in a network that you trust"
            raise OutputError(
                f"`{self._server}` offers no encryption, so that others could read the letters", help=help
            )

    def _log_in(self, smtp: smtplib.SMTP) -> None:
        if self._user is not None:
            smtp.login(self._user, self._password or "")

    def _outcome(self, smtp: smtplib.SMTP, sender: str, recipient: str, message: bytes) -> Outcome:
        code, text = smtp.mail(sender)
        if code != _TAKEN:
            return self._refused(smtp, code, text, sender)
        code, text = smtp.rcpt(recipient)
        if code // 10 != _TAKEN // 10:
            return self._refused(smtp, code, text)
        code, text = smtp.docmd("DATA")
        if code != _GO_ON:
            return self._refused(smtp, code, text, of_recipient=False)
        try:
            smtp.send(_DOTS.sub(b"..", message) + b".\r\n")
            code, text = smtp.getreply()
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            return Outcome("doubtful", _reason(error))
        if code // 100 == _TAKEN // 100:
            return Outcome("sent", _line(code, text))
        if code < _FOR_NOW:
            self.close()
            return Outcome("doubtful", _line(code, text))
        return self._refused(smtp, code, text, of_recipient=False)

    def _refused(
        self, smtp: smtplib.SMTP, code: int, text: bytes, sender: str | None = None, *, of_recipient: bool = True
    ) -> Outcome:
        """What a refusal means; the connection is made ready for the next message."""
        if code == _CLOSING:
            self.close()
            return Outcome("lost", _line(code, text))
        try:
            smtp.rset()
        except (OSError, smtplib.SMTPException):
            self.close()  # the answer holds all the same
        if code < _FOR_GOOD:
            return Outcome("later", _line(code, text))
        if sender is not None:
            raise OutputError(f"`{self._server}` takes no letters from `{sender}`: {_line(code, text)}")
        return Outcome("refused", _line(code, text), of_recipient)


def _answer(error: smtplib.SMTPResponseException) -> str:
    return _line(error.smtp_code, _bytes(error.smtp_error))


def _bytes(text: bytes | str) -> bytes:
    return text.encode() if isinstance(text, str) else text


def _line(code: int, text: bytes) -> str:
    """An answer of the server on one line, without characters that would act on a terminal."""
    plain = "".join(sign if sign.isprintable() else " " for sign in text.decode("utf-8", "replace"))
    return f"{code} {' '.join(plain.split())}"[:_SHOWN]


def _reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _answer(error)
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate does not hold: {error.verify_message}"
    text = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return _line(0, text.encode()).removeprefix("0 ").lower()
