"""Text in columns and lines of a terminal, whose cells Hangul takes two of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kamdocs.rules.breadth import breadth

WIDTH = 100
"""Cells in a line."""

_GAP = 2
_SHORTEST_FIRST = 24


def wrapped(text: str, *, indent: int, width: int = WIDTH) -> Iterator[str]:
    """`text` in lines of at most `width` cells, each after `indent` blanks; only a word too long goes beyond."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and indent + breadth(longer) > width:
            yield " " * indent + line
            line = word
        else:
            line = longer
    if line:
        yield " " * indent + line


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], *, indent: int, width: int = WIDTH) -> Iterator[str]:
    """`rows` under `heads`, aligned; the first column is cut, then the widest, until lines have `width` cells."""
    widths = [max(breadth(row[index]) for row in (heads, *rows)) for index in range(len(heads))]
    room = width - indent - _GAP * (len(heads) - 1)
    while sum(widths) > room:
        widths[0 if widths[0] > _SHORTEST_FIRST else widths.index(max(widths))] -= 1
    for row in (heads, ["-" * cells for cells in widths], *rows):
        cells = (padded(cut(text, cells), cells) for text, cells in zip(row, widths, strict=True))
        yield (" " * indent + (" " * _GAP).join(cells)).rstrip()


def padded(text: str, cells: int) -> str:
    """`text` with blanks up to that many cells."""
    return text + " " * (cells - breadth(text))


def cut(text: str, cells: int) -> str:
    """`text`, or as much of its beginning as goes into that many cells with an ellipsis."""
    if breadth(text) <= cells:
        return text
    kept = text
    while kept and breadth(kept) > cells - 1:
        kept = kept[:-1]
    return kept.rstrip() + "…"
