"""The geometry of an HTML table: which cell stands in which columns and rows, and how wide the columns are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from kamdocs.rules.breadth import breadth
from kamdocs.write.word.elements import length

Node = etree._Element

_WIDEST_WISH = 150
_LONGEST_WHOLE = 20
_PADDING = 3
_SPACE = re.compile(r"[ \t\r\n\f]+")
_ENDS_LINE = {"br", "p", "li"}
_CHARACTER = 0.52
"""The mean width of a character as a part of its size."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, or (`continued`) the part of one above that reaches into this row; `node` is None where none is given."""

    node: Node | None
    column: int
    span: int = 1
    opens_rows: bool = False
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row from edge to edge; `kind` is its class, and `head` says that it stands in `thead`.

    `banded` says whether Word's stripes fall on it, which count all rows below the first of a head.
    """

    node: Node
    head: bool
    banded: bool
    cells: tuple[Cell, ...]

    @property
    def kind(self) -> str:
        """`total`, `subtotal` or nothing."""
        return self.node.get("class") or ""

    @property
    def striped(self) -> bool:
        """Whether stripes fall on it, which count the rows of its body."""
        return len(list(self.node.itersiblings("tr", preceding=True))) % 2 == 1


def grid(table: Node) -> tuple[list[Row], int]:
    """The rows of a table and the number of its columns."""
    rows: list[Row] = []
    reaching: dict[int, tuple[int, int]] = {}
    for node in table.iter("tr"):
        cells = list(_cells(node, reaching))
        headed = bool(rows) and rows[0].head
        rows.append(Row(node, _is_head(node), (len(rows) - headed) % 2 == 1, tuple(cells)))
        reaching = _reaching(cells, reaching)
    columns = max((cell.column + cell.span for row in rows for cell in row.cells), default=0)
    return [_filled(row, columns) for row in rows], columns


def widths(
    table: Node, rows: list[Row], columns: int, *, whole: int, size: float, equal: bool, first: int = 0
) -> list[int]:
    """The widths of the columns in twips, together `whole`: as `col` states them, else `first` for the first one, where
    that is given, and for the others by what stands in them."""
    stated = [length(col.get("width") or "", whole) for col in table.iter("col")][:columns]
    stated += [0] * (columns - len(stated))
    if columns > 1:
        stated[0] = stated[0] or first
    free = max(whole - sum(stated), 0)
    open_columns = [column for column in range(columns) if not stated[column]]
    shares = [1.0] * len(open_columns) if equal else _shares(rows, open_columns, free / (size * 20 * _CHARACTER))
    for column, share in zip(open_columns, shares, strict=True):
        stated[column] = round(free * share / sum(shares))
    scale = whole / (sum(stated) or 1)
    scaled = [round(width * scale) for width in stated]
    return [*scaled[:-1], whole - sum(scaled[:-1])]


def _cells(row: Node, reaching: dict[int, tuple[int, int]]) -> Iterator[Cell]:
    column = 0
    nodes = [node for node in row if node.tag in ("td", "th")]
    while nodes or column in reaching:
        if column in reaching:
            span = reaching[column][1]
            yield Cell(None, column, span, continued=True)
        else:
            node = nodes.pop(0)
            span = int(node.get("colspan") or 1)
            yield Cell(node, column, span, opens_rows=int(node.get("rowspan") or 1) > 1)
        column += span


def _reaching(cells: list[Cell], before: dict[int, tuple[int, int]]) -> dict[int, tuple[int, int]]:
    """For each column where a cell reaches into the next row: how many rows more, and over how many columns."""
    after: dict[int, tuple[int, int]] = {}
    for cell in cells:
        rows = before[cell.column][0] if cell.node is None else int(cell.node.get("rowspan") or 1)
        if rows > 1:
            after[cell.column] = (rows - 1, cell.span)
    return after


def _filled(row: Row, columns: int) -> Row:
    end = max((cell.column + cell.span for cell in row.cells), default=0)
    missing = (Cell(None, end, columns - end),) if end < columns else ()
    return replace(row, cells=(*row.cells, *missing))


def _is_head(row: Node) -> bool:
    parent = row.getparent()
    return parent is not None and parent.tag == "thead"


def _shares(rows: list[Row], columns: list[int], room: float) -> list[float]:
    """A share for each column: what its longest text wishes, no less than its longest word, made to fit `room`; where
    not all words fit, the longest break."""
    wishes: list[float] = []
    needs: list[float] = []
    for column in columns:
        texts = [_text(cell.node) for row in rows for cell in row.cells if _alone(cell, column)]
        lengths = [max(map(breadth, text.split("\n")), default=0) for text in texts]
        words = [breadth(word) for text in texts for word in re.split(r"[ \t\n]+", text)]
        wishes.append(min(max(lengths, default=1), _WIDEST_WISH) + _PADDING)
        needs.append(min(max(words, default=1), _WIDEST_WISH) + _PADDING)
    if sum(wishes) <= room:
        return wishes
    if sum(needs) > room:
        needs = [min(need, _LONGEST_WHOLE + _PADDING) for need in needs]
    spare = max(room - sum(needs), 0)
    longing = [wish - need for wish, need in zip(wishes, needs, strict=True)]
    return [need + spare * more / (sum(longing) or 1) for need, more in zip(needs, longing, strict=True)]


def _alone(cell: Cell, column: int) -> bool:
    return cell.node is not None and cell.column == column and cell.span == 1


def _text(node: Node | None) -> str:
    """The lines of a cell, paragraphs and line breaks parted by a line feed."""
    if node is None:
        return ""
    parts = [_SPACE.sub(" ", str(part)) if isinstance(part, str) else "\n" for part in _parts(node)]
    return "".join(parts)


def _parts(node: Node) -> Iterator[str | None]:
    """Texts in order, and None where a line ends."""
    yield node.text or ""
    for child in node:
        yield from _parts(child)
        yield None if child.tag in _ENDS_LINE else ""
        yield child.tail or ""
