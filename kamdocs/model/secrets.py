"""What must never leave the house, kept apart from every model, for the check of finished files alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Secret:
    """One value under `internal:`, and where it stands; its text shows in no representation."""

    file: Path
    path: str
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ClientNames:
    """The names of a client in all languages, and whether a document of this use on this day may name it.

    `owner` is the client's folder, or the case where the client has none.
    """

    owner: str
    names: tuple[str, ...]
    may_be_named: bool


@dataclass(frozen=True, slots=True)
class Secrets:
    """The internal values of all files of a workspace, read from them when asked for, and the names of all clients."""

    read: Callable[[], tuple[Secret, ...]] = field(repr=False)
    names: tuple[ClientNames, ...] = field(repr=False)

    def values(self) -> tuple[Secret, ...]:
        """Every single value under a key `internal`, from all files of the workspace; each call reads them again."""
        return self.read()
