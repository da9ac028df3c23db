"""The drafts of a folder, as far as its manifest vouches for them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import format_datetime
from pathlib import Path

from kamdocs.errors import InputError, Problem, RequestError
from kamdocs.model.manifest import Entry, read_manifest
from kamdocs.model.page import JOURNAL, MANIFEST
from kamdocs.rules.mail import mail_address

_ENDING = ".eml"
_OURS = re.compile(rb"^(X-Unsent|Date):.*(\r\n[ \t].*)*\r\n", re.MULTILINE)
ALTERED = "is not the file that was built: somebody has edited it"
"""What is wrong with a draft whose file is no longer what the manifest says."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft: the id of its recipient, its file and the SHA-256 that the manifest gives, and what its head says.

    `fault` says why it cannot be sent; the head is then empty. `held` says why it is not to be sent, though it could
    be. What is in the file is read again when it is sent.
    """

    id: str
    file: Path
    sha256: str
    name: str = ""
    address: str = ""
    sender: str = ""
    subject: str = ""
    message_id: str = ""
    attached: tuple[str, ...] = ()
    fault: str = ""
    held: str = ""


def read_drafts(folder: Path) -> tuple[Draft, ...]:
    """The drafts that the manifest of `folder` names, in the order of their names.

    Raises RequestError where there is no manifest or it names none, or where a batch has not ended, as whom it refuses
    is not known; InputError where it is no manifest.
    """
    if (folder / JOURNAL).exists():
        help = "run the same `kamdocs letters build` again: whom it refuses is known at its end"
        raise RequestError(f"the batch in `{folder}` has not ended", help=help)
    drafts = tuple(
        replace(_read(folder / name, entry.sha256), held=entry.held)
        for name, entry in sorted(_entries(folder / MANIFEST).items())
        if name.endswith(_ENDING)
    )
    if not drafts:
        help = "build the letters with `--format eml`"
        raise RequestError(f"`{folder}` holds no drafts of messages", help=help)
    return drafts


def content_of(draft: Draft) -> bytes | None:
    """The message of `draft`, None where the file is no longer what the manifest says."""
    try:
        content = draft.file.read_bytes()
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == draft.sha256 else None


def as_sent(content: bytes, at: datetime) -> bytes:
    """The message that leaves the house: the draft without the mark of one, dated `at`."""
    head, _, body = content.partition(b"\r\n\r\n")
    date = f"Date: {format_datetime(at)}\r\n".encode("ascii")
    return date + _OURS.sub(b"", head + b"\r\n") + b"\r\n" + body


def _entries(manifest: Path) -> Mapping[str, Entry]:
    try:
        return read_manifest(manifest.read_bytes()).files
    except FileNotFoundError:
        help = "build the letters to the end: only what the manifest vouches for is sent"
        raise RequestError(f"there is no `{MANIFEST}` in `{manifest.parent}`", help=help) from None
    except OSError as error:
        raise InputError([Problem(manifest, 0, 0, "bad-manifest", "cannot be read")]) from error
    except ValueError:
        help = "delete it, and build the letters anew"
        raise InputError([Problem(manifest, 0, 0, "bad-manifest", "is not a manifest", help=help)]) from None


def _read(file: Path, digest: str) -> Draft:
    id = file.name.removesuffix(_ENDING).rpartition(".")[0] or file.stem
    draft = Draft(id, file, digest, fault=ALTERED)
    content = content_of(draft)
    if content is None:
        return draft
    message = message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    try:
        (recipient,), (sender,) = message["To"].addresses, message["From"].addresses
        to, by = mail_address(recipient.addr_spec), mail_address(sender.addr_spec)
        subject, message_id = str(message["Subject"]), str(message["Message-ID"])
    except (ValueError, TypeError, AttributeError):
        return Draft(id, file, digest, fault="does not say from whom it is, or to whom it goes")
    attached = tuple(part.get_filename() or "" for part in message.iter_attachments())
    name = " ".join(recipient.display_name.split())  # older parsers put a space between encoded words
    return Draft(id, file, digest, name, to, by, subject, message_id, attached)
