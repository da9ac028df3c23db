"""Small works for crews; processes and the workers of a cluster import this module."""

from __future__ import annotations

import logging
import os
import signal
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kamdocs.errors import InputError, OutputError, Problem, RequestError
from kamdocs.model.batch import Made, Maker, Product, Task


@dataclass(frozen=True, slots=True)
class Order:
    """What a task asks for: `what` names one of the deeds below, `text` is what the file says."""

    text: str
    what: str = "write"
    file: Path | None = None


def tasks(count: int, **others: str) -> list[Task]:
    """`count` tasks `t0`, `t1` …; `others` are deeds by the id of a task."""
    return [task(f"t{number}", what=others.get(f"t{number}", "write")) for number in range(count)]


def task(id: str, *, what: str = "write", file: Path | None = None) -> Task:
    """The task that gives `<id>.txt`."""
    return Task(id, (f"{id}.txt",), made_of=id, payload=Order(id, what, file))


@dataclass(frozen=True, slots=True)
class Scribe:
    """A work that writes the text of an order, or does the deed that it names; `start` is a deed done at the start."""

    at_start: str = ""

    def start(self) -> Maker:
        """The maker; what `at_start` names is raised."""
        if self.at_start:
            _DEEDS[self.at_start](Order("start"))
        return _make


@dataclass(frozen=True, slots=True)
class Copyist:
    """A work that writes what the files `words.txt` below `root` say before the text of an order."""

    root: Path | None

    def start(self) -> Maker:
        """The maker; the files are read here."""
        words = "".join(content.decode() for content in self.files().values())
        return lambda order: _make(order, words)

    def files(self) -> dict[str, bytes]:
        """All files below `root`."""
        found = sorted(self.root.rglob("*.txt")) if self.root else []
        return {file.relative_to(self.root or file).as_posix(): file.read_bytes() for file in found}

    def below(self, root: Path) -> Copyist:
        """The same with another root."""
        return Copyist(root)


def _make(order: Order, words: str = "") -> Made:
    warnings = _DEEDS[order.what](order)
    return Made((Product(f"{order.text}.txt", (words + order.text).encode()),), warnings or ())


def _refuse(order: Order) -> None:
    raise InputError([Problem(Path("list.csv"), 0, 0, "no-name", "has no name", place="row 3")])


def _no_font(order: Order) -> None:
    raise OutputError("no font", help="install one")


def _unknown(order: Order) -> None:
    raise RequestError("there is no `x`", help="take `y`")


def _no_room(order: Order) -> None:
    raise OSError(28, "No space left on device", "/tmp/kamdocs-x")


def _bug(order: Order) -> None:
    raise KeyError(order.text)


def _die(order: Order) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _die_once(order: Order) -> None:
    assert order.file is not None
    if not order.file.exists():
        order.file.touch()
        _die(order)


def _loop(order: Order) -> None:
    while True:
        pass


def _stand_still(order: Order) -> None:
    """A state in which not even the other threads of the process go on."""
    os.kill(os.getpid(), signal.SIGSTOP)


def _warn(order: Order) -> tuple[Problem, ...]:
    logging.getLogger("kamdocs").warning(Problem(Path("theme.css"), 2, 1, "odd", "is odd", "warning"))
    logging.getLogger("kamdocs").warning("said of %s", order.text)
    return (Problem(Path("list.csv"), 0, 0, "likely", "is doubtful", "warning"),)


def _leave_files(order: Order) -> None:
    """Temporary files, and where they are told."""
    assert order.file is not None
    folder = tempfile.mkdtemp(prefix="kamdocs-left-")
    order.file.write_text(f"{os.getpid()} {folder}", encoding="utf-8")
    _wait_long(order)


def _wait_long(order: Order) -> None:
    time.sleep(600)


def _tell_process(order: Order) -> None:
    assert order.file is not None
    (order.file / order.text).write_text(str(os.getpid()), encoding="utf-8")


_DEEDS: dict[str, Callable[[Order], tuple[Problem, ...] | None]] = {
    "write": lambda order: None,
    "refuse": _refuse,
    "no-font": _no_font,
    "unknown": _unknown,
    "no-room": _no_room,
    "bug": _bug,
    "die": _die,
    "die-once": _die_once,
    "loop": _loop,
    "stand-still": _stand_still,
    "warn": _warn,
    "leave-files": _leave_files,
    "wait": _wait_long,
    "tell-process": _tell_process,
    "slow": lambda order: time.sleep(0.02),
}
