"""What cannot stand where its mark is, all of it told at once."""

from __future__ import annotations

from pathlib import Path

from kamdocs.errors import InputError, Problem

RULE = "word-insert"


class Faults:
    """The faults found in filling one template."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._found: list[Problem] = []

    def add(self, part: str, what: str, help: str = "") -> None:
        """Note a fault in a part."""
        rank = len(self._found) + 1
        self._found.append(Problem(self._file, rank, 1, RULE, what, help=help, place=_words(part)))

    def raise_found(self) -> None:
        """Raise InputError where there are any."""
        if self._found:
            raise InputError(self._found)


def _words(part: str) -> str:
    """A part of a Word file as its users call it."""
    name = part.rpartition("/")[2].rpartition(".")[0].rstrip("0123456789")
    known = {"header": "page header", "footer": "page footer", "document": "text"}
    return known.get(name, name)
