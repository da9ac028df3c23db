"""The log of what was sent from a folder: one line before a letter is handed to the server, one with its answer.

Both are on the disk before anything else happens, so that after any stop a letter either was never handed over, or has
an answer, or is known to be in doubt.
"""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from io import RawIOBase
from pathlib import Path
from typing import Literal, get_args

from kamdocs.errors import InputError, OutputError, Problem
from kamdocs.model.mailing import SENT_LOG

Event = Literal["intent", "sent", "refused", "later", "skipped"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the log: what happened, to whose letter, and when (ISO); `answer` is what the server said."""

    event: Event
    id: str
    at: str
    to: str = ""
    sha256: str = ""
    message_id: str = ""
    file: str = ""
    answer: str = ""


@dataclass(slots=True)
class History:
    """What the log says of one recipient: the letter that is in doubt, those sent, the one refused, whether it is to be
    passed over."""

    doubt: Line | None = None
    sent: list[Line] = field(default_factory=list)
    refused: Line | None = None
    skipped: bool = False

    def take(self, line: Line) -> None:
        """Go on by one line."""
        self.doubt = line if line.event == "intent" else None
        self.skipped = line.event == "skipped"
        self.refused = line if line.event == "refused" else None
        if line.event == "sent":
            self.sent.append(line)


def histories(lines: Iterable[Line]) -> Mapping[str, History]:
    """What `lines` say of each recipient, by id."""
    found: dict[str, History] = {}
    for line in lines:
        found.setdefault(line.id, History()).take(line)
    return found


def read_log(folder: Path) -> tuple[Line, ...]:
    """The lines of the log of `folder`, none where there is none; the last is left out where its writing was cut short.

    Raises InputError for a line that is none: nobody knows then what was sent.
    """
    file = folder / SENT_LOG
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise InputError([Problem(file, 0, 0, "bad-log", "cannot be read")]) from error
    return tuple(_lines(file, content))


class SentLog:
    """The log, open, and held by this process alone."""

    def __init__(self, file: Path, stream: RawIOBase) -> None:
        self._file, self._stream = file, stream

    def note(self, line: Line) -> None:
        """Add `line`; it is on the disk when this returns. Raises OutputError where it cannot be."""
        try:
            text = json.dumps(asdict(line), ensure_ascii=False).encode() + b"\n"
            if self._stream.write(text) != len(text):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(self._stream.fileno())
        except OSError as error:
            raise _failed(self._file, error) from error


@contextmanager
def open_log(folder: Path) -> Iterator[tuple[SentLog, tuple[Line, ...]]]:
    """The log of `folder`, made where there is none, and its lines; no other process has it meanwhile.

    A last line whose writing was cut short is taken away. Raises OutputError where another process has the log or it
    cannot be written.
    """
    file = folder / SENT_LOG
    try:
        stream = file.open("a+b", buffering=0)
    except OSError as error:
        raise _failed(file, error) from error
    with stream:
        _hold(file, stream)
        _keep_name(folder)
        stream.seek(0)
        content = stream.readall()
        lines = tuple(_lines(file, content))
        try:
            stream.truncate(content.rfind(b"\n") + 1)
        except OSError as error:
            raise _failed(file, error) from error
        yield SentLog(file, stream), lines


def _lines(file: Path, content: bytes) -> Iterator[Line]:
    for number, text in enumerate(content[: content.rfind(b"\n") + 1].splitlines(), start=1):
        try:
            line = Line(**json.loads(text))
            if line.event not in get_args(Event) or not isinstance(line.id, str):
                raise ValueError(line.event)
        except (ValueError, TypeError, RecursionError):
            what, help = "is no line of the log", "put back the log as it was: nobody else knows what was sent"
            raise InputError([Problem(file, number, 1, "bad-log", what, help=help)]) from None
        yield line


def _failed(file: Path, error: OSError) -> OutputError:
    reason = (error.strerror or str(error)).lower()
    return OutputError(f"cannot write `{file}`: {reason}", help="nothing is sent that cannot be noted there")


def _keep_name(folder: Path) -> None:
    """Have the name of the log on the disk too."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _hold(file: Path, stream: RawIOBase) -> None:
    try:
        _lock(stream)
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
            raise OutputError(f"another run sends from `{file.parent}`", help="wait until it has ended") from None
        raise _failed(file, error) from error


if sys.platform == "win32":
    import msvcrt

    _FAR = 2**31 - 1

    def _lock(stream: RawIOBase) -> None:
        """By a byte far behind the end, as others may read what is locked in no other way."""
        stream.seek(_FAR)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(stream: RawIOBase) -> None:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
