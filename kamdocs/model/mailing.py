"""Sending letters: what is asked for, and how it ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from kamdocs.errors import Problem

SENT_LOG = "sent.jsonl"
"""The file of a folder of letters that says what was sent from it, to whom and when."""

LetterState = Literal[
    "ready", "sent", "changed", "doubtful", "refused", "later", "skipped", "same-address", "held-back", "altered"
]
"""How it stands with a draft. `ready`: it can be sent. `sent`: its reader has it. `changed`: its reader has another
version. `doubtful`: a run ended before the server answered, so that its reader may have it. `refused`: the server took
it not, for good; `later`: for now. `skipped`: somebody decided that it is not sent. `same-address`: another letter of
the folder went or goes to the address. `held-back`: the last run would not have made it.
`altered`: it is not the file that was built, or no draft of ours."""


@dataclass(frozen=True, slots=True)
class SendRequest:
    """The drafts in `folder`, to be sent through `server` (`smtp://host:port`, `smtps://host:port`).

    Without `send` nothing is sent. The first run that sends ends with the first letter that the server took; `resume`
    says that others follow, `limit` of them at most. Where ids stand in `again`, only their letters are sent, whatever
    was sent before; those in `skip` are never sent. `pause` seconds lie between two letters. A connection that nobody
    can read along is needed, but to this machine, or where `unencrypted` allows another; a password is never sent in
    one that others could read. `now` is the moment of the start, with its zone.
    """

    folder: Path
    server: str
    now: datetime
    send: bool = False
    resume: bool = False
    limit: int | None = None
    again: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    unencrypted: bool = False
    pause: float = 2.0


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A letter of the folder: the id of its recipient, its file, name and address of its reader, its subject, the names
    of the files that go with it, and how it stands with it. `told` says more where there is more to say."""

    id: str
    file: str
    name: str
    address: str
    subject: str
    attached: tuple[str, ...]
    state: LetterState
    told: str = ""


@dataclass(frozen=True, slots=True)
class SendReport:
    """How it stands with every letter of a folder, in the order of their files; `sent` are the ids of those that this
    run sent. `stopped` says why it ended early; empty where it did not. `problems` tell what somebody has to decide."""

    folder: Path
    letters: tuple[Outgoing, ...]
    sent: tuple[str, ...] = ()
    stopped: str = ""
    problems: tuple[Problem, ...] = ()


Sent = Callable[[Outgoing], None]
"""Told of each letter that the server has taken, at once."""
