"""Text in columns and lines of a terminal, whose cells Hangul takes two of."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

WIDTH = 100
"""Cells in a line."""

_GAP = 2
_SHORTEST_FIRST = 24


def cells(text: str) -> int:
    """How many columns `text` takes in a terminal."""
    return sum(map(_of_one, text))


def _of_one(character: str) -> int:
    if unicodedata.combining(character) or "\u1160" <= character <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrapped(text: str, *, indent: int, width: int = WIDTH) -> Iterator[str]:
    """`text` in lines of at most `width` cells, each after `indent` blanks; only a word too long goes beyond."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and indent + cells(longer) > width:
            yield " " * indent + line
            line = word
        else:
            line = longer
    if line:
        yield " " * indent + line


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], *, indent: int, width: int = WIDTH) -> Iterator[str]:
    """`rows` under `heads`, aligned; the first column is cut, then the widest, until lines have `width` cells."""
    widths = [max(cells(row[index]) for row in (heads, *rows)) for index in range(len(heads))]
    room = width - indent - _GAP * (len(heads) - 1)
    while sum(widths) > room:
        widths[0 if widths[0] > _SHORTEST_FIRST else widths.index(max(widths))] -= 1
    for row in (heads, ["-" * column for column in widths], *rows):
        columns = (padded(cut(text, column), column) for text, column in zip(row, widths, strict=True))
        yield (" " * indent + (" " * _GAP).join(columns)).rstrip()


def padded(text: str, width: int) -> str:
    """`text` with blanks up to that many cells."""
    return text + " " * (width - cells(text))


def cut(text: str, width: int) -> str:
    """`text`, or as much of its beginning as goes into that many cells with an ellipsis."""
    if cells(text) <= width:
        return text
    kept = text
    while kept and cells(kept) > width - 1:
        kept = kept[:-1]
    return kept.rstrip() + "…"
