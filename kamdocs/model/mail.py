"""A letter as a message: whom it is from and goes to, and what goes with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A name as it stands in a header, and one e-mail address in ASCII."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a message: its name there, its MIME type and its content."""

    name: str
    kind: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the head of a message says. `fallback` is the subject where the letter itself has none; `at` its date."""

    sender: Mailbox
    recipient: Mailbox
    fallback: str
    at: datetime
