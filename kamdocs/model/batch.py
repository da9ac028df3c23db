"""What a batch is made of: tasks, what they give, and the report of a run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from kamdocs.errors import OutputError, Problem


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be made for one recipient.

    `id` is the recipient's. `names` are the files that it gives, in the output folder. `made_of` is a digest of all
    that decides their content: a file whose entry has the same one is right as it stands. `inputs` are the files it is
    made from with their SHA-256, beside those that all tasks of the batch are made from. `payload` is what the maker is
    given; it can be pickled.
    """

    id: str
    names: tuple[str, ...]
    made_of: str
    payload: Any
    inputs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Product:
    """A finished and verified file: its name in the output folder, its content, and the facts that it states."""

    name: str
    content: bytes
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Made:
    """What a task gave, and what is doubtful about it."""

    products: tuple[Product, ...]
    warnings: tuple[Problem, ...] = ()


Maker = Callable[[Any], Made]
"""Makes what a task asks for from its payload. Raises InputError or OutputError where it cannot be made."""


class Store(Protocol):
    """Where a batch writes: a folder of this machine, or an object store. Names are those of files in it; one may lead
    into a folder below, as `edited/kim.ko.docx` does.

    Every method raises OutputError where the store refuses, in words that name the file and what mends it. Only one
    thread uses a store.
    """

    @property
    def place(self) -> str:
        """The folder or address, as it is shown."""

    def alone(self) -> AbstractContextManager[None]:
        """A block in which no other run works in the store, and which begins with nothing unfinished in it: what a
        killed run left under temporary names is gone. Raises OutputError at once where another run works."""

    def read(self, name: str) -> bytes | None:
        """What stands under `name`; None where nothing does."""

    def digests(self, names: Iterable[str]) -> Mapping[str, str]:
        """The SHA-256 of what stands under each of `names`, read anew; empty for what is no file that can be read, as
        a folder. Those that are not there are left out."""

    def put(self, files: Mapping[str, bytes]) -> None:
        """Have each content of `files` under its name for good: whole, or not at all, and then what stood there before
        is as it was. Where this fails, some of `files` may be there."""

    def note(self, lines: Iterable[bytes]) -> None:
        """Add lines to the journal for good. One that is torn, as by a kill, is never taken for a line, and spoils
        none after it."""

    def notes(self) -> Iterator[bytes]:
        """The whole lines of the journal, the oldest first."""

    def clear_notes(self) -> None:
        """Remove the journal."""

    def remove(self, name: str) -> None:
        """Remove what stands under `name`, where something does."""


class Work(Protocol):
    """What every process of a batch is given once. It can be pickled."""

    def start(self) -> Maker:
        """The maker, ready: all that is the same for all tasks is done here. Called once in each process."""


@runtime_checkable
class PortableWork(Work, Protocol):
    """A work that reads files, and can also be done where they do not lie."""

    def files(self) -> Mapping[str, bytes]:
        """What it reads, by path below its folder. Raises InputError where one cannot be read."""

    def below(self, root: Path) -> Work:
        """The same work with its files below `root`; it gives the same bytes."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A task that gave nothing, and why. `stopped` says that it was no fault of the user's files, as a missing font."""

    id: str
    problems: tuple[Problem, ...]
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class BatchReport:
    """How a batch ended: the files written and those that were right already, by name in the order of the tasks; the
    files that were taken away because their recipient has another now, or is no longer meant; the failures; what is
    doubtful. `stopped` says what ended it before all was done; what was done is safe, and the next run goes on."""

    folder: str
    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()
    warnings: tuple[Problem, ...] = ()
    stopped: OutputError | None = None


class Progress(Protocol):
    """Told how a batch gets on."""

    def __call__(self, done: int, of: int, failed: int = 0, /) -> None:
        """`done` tasks of so many have ended, those that `failed` among them."""


Tasks = Sequence[Task]
