"""Control tags that take rows, cells or columns of a table."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from kamdocs.render.word.columns import sign_columns
from kamdocs.render.word.marks import CannotPart, child_of, detach, flow, mark, marks, number_of, put_after, put_before
from kamdocs.word.names import qualified
from kamdocs.word.places import TBL, TC, TR, around, span

_GRID = qualified("w:tblGrid")
_COLUMN = qualified("w:gridCol")


def alone_in_row(node: etree._Element, prints: set[int]) -> bool:
    """Whether nothing is seen in the row around `node` but tags that print nothing."""
    row = around(node, TR)
    return row is None or _shows_nothing(row, prints)


def _shows_nothing(holder: etree._Element, prints: set[int]) -> bool:
    return all(each is not None and number_of(each) not in prints for each in flow(holder))


def one_column(nodes: list[etree._Element]) -> bool:
    """Whether `nodes` stand in cells that begin in the same column."""
    cells = [around(node, TC) for node in nodes]
    return len({_first_column(cell) for cell in cells if cell is not None}) == 1


def _first_column(cell: etree._Element) -> int:
    return sum(span(each) for each in cell.itersiblings(TC, preceding=True))


def take_rows(nodes: list[etree._Element], holder: etree._Element, prints: set[int]) -> None:
    """Let tags take the rows that they stand in, and those between; a row of nothing but tags goes."""
    inner = holder if holder.tag in (TR, TBL) else next(holder.iterancestors(TR, TBL), None)
    if inner is None:
        raise CannotPart
    rows = inner.getparent() if inner.tag == TR else inner if holder.tag == TBL else holder
    if rows is not None:
        _take(nodes, rows, prints)


def lift_row_or_cell(node: etree._Element, tag: str, prints: set[int]) -> None:
    """Let a tag that is no pair take the row or cell around it, if nothing else is seen there."""
    taken = around(node, tag)
    if taken is not None and _shows_nothing(taken, prints):
        _lift(taken)


def take_cells(nodes: list[etree._Element], holder: etree._Element, prints: set[int]) -> None:
    """Let tags take the cells that they stand in, and those between; a cell of nothing but tags goes."""
    row = holder if holder.tag == TR else next(holder.iterancestors(TR), None)
    if row is None:
        raise CannotPart
    if (table := around(row, TBL)) is not None:
        sign_columns(table)
    _take(nodes, row, prints)


def _take(nodes: list[etree._Element], outer: etree._Element, prints: set[int]) -> None:
    """Make `nodes` children of `outer`, each before, after or in place of what it stands in."""
    for node in nodes:
        taken = child_of(outer, node)
        if taken is node:
            continue
        empty = _shows_nothing(taken, prints) and len(nodes) > 1 and not _holds_all(taken, nodes)
        if empty:
            _lift(taken)
        elif node is not nodes[-1]:
            put_before(node, taken)
        else:
            put_after(node, taken)


def _lift(taken: etree._Element) -> None:
    """Put the marks of a row or cell in its place."""
    for node in list(marks(taken)):
        put_before(node, taken)
    detach(taken)


def _holds_all(element: etree._Element, nodes: list[etree._Element]) -> bool:
    return all(any(each is element for each in node.iterancestors()) for node in nodes)


def take_columns(nodes: list[etree._Element], table: etree._Element) -> None:
    """Let two tags take the columns from that of the first to that of the second, in all rows from one to the other.

    Raises CannotPart where cells reach over the edge of these columns.
    """
    cells = [cell for node in nodes if (cell := around(node, TC)) is not None]
    rows = [child_of(table, node) for node in nodes]
    if table.tag != TBL or len(cells) < len(nodes):
        raise CannotPart
    first = _first_column(cells[0])
    last = _first_column(cells[-1]) + span(cells[-1]) - 1
    numbers = number_of(nodes[0]), number_of(nodes[-1])
    taken = [_cells(row, first, last) for row in _rows(rows[0], rows[-1])]
    if not all(taken):
        raise CannotPart
    for node in nodes:
        detach(node)
    sign_columns(table)
    grid = table.find(_GRID)
    columns = [] if grid is None else list(grid.iterchildren(_COLUMN))[first : last + 1]
    for stretch in [*taken, *([columns] if columns else [])]:
        stretch[0].addprevious(mark(numbers[0]))
        stretch[-1].addnext(mark(numbers[1]))


def _rows(first: etree._Element, last: etree._Element) -> Iterator[etree._Element]:
    yield first
    for row in first.itersiblings(TR) if first is not last else ():
        yield row
        if row is last:
            return


def _cells(row: etree._Element, first: int, last: int) -> list[etree._Element]:
    """The cells of a row in the columns from `first` to `last`; none where one reaches beyond."""
    found = list[etree._Element]()
    for cell in row.iterchildren(TC):
        begins = _first_column(cell)
        ends = begins + span(cell) - 1
        if begins < first <= ends or begins <= last < ends:
            return []
        if first <= begins and ends <= last:
            found.append(cell)
    return found
