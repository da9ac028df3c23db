"""A list as cells, whatever file it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


class ListFault(Exception):
    """A list that cannot be read at all: the rule it breaks, what is wrong, and help; `line` counts from 1."""

    def __init__(self, rule: str, what: str, help: str = "", *, line: int = 0) -> None:
        self.rule, self.what, self.help, self.line = rule, what, help, line
        super().__init__(what)


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a list by their number, as the program counts them that the list is from; of a list of cards the
    number is the line on which a card begins. Every row has a cell for each of `header`, and may have more.

    `form` says what the file was found to be. `places` are the numbers in words where a row is none, as `card 3`.
    `broken` are the cells, by row and column from 0, that hold what a formula could not work out; `hidden` the numbers
    of rows that nobody sees in the spreadsheet.
    """

    form: str
    header: tuple[str, ...]
    rows: Mapping[int, tuple[str, ...]]
    header_row: int = 1
    sheet: str = ""
    delimiter: str = ","
    places: Mapping[int, str] = field(default_factory=dict)
    broken: Mapping[tuple[int, int], str] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()


Table = Mapping[int, tuple[str, ...]]
"""Rows by their number, before it is known which of them is the header."""
