"""Tables whose columns are repeated, kept on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from kamdocs.word.elements import number_in
from kamdocs.word.names import qualified
from kamdocs.word.pages import text_width
from kamdocs.word.places import TBL, TC, TR, span

COLUMNS = "\ufdda"
"""Sign at the beginning of the grid of a table whose columns are repeated, before and behind its greatest width."""

_GRID, _COLUMN, _BODY = qualified("w:tblGrid"), qualified("w:gridCol"), qualified("w:body")
_CELL_WIDTH, _WIDTH, _KIND = f"{qualified('w:tcPr')}/{qualified('w:tcW')}", qualified("w:w"), qualified("w:type")
_BEFORE = f"{qualified('w:trPr')}/{qualified('w:gridBefore')}"
_SIGNED = re.compile(f"{COLUMNS}(\\d+){COLUMNS}")


def sign_columns(table: etree._Element) -> None:
    """Note in a table how wide it may become: as wide as it is, or as the text where it stands in the text itself."""
    grid = table.find(_GRID)
    if grid is None or COLUMNS in (grid.text or ""):
        return
    wide = sum(number_in(column, "w:w") for column in grid.iterchildren(_COLUMN))
    parent = table.getparent()
    if parent is not None and parent.tag == _BODY:
        section = next((each for block in table.itersiblings() for each in block.iter(qualified("w:sectPr"))), None)
        wide = max(wide, text_width(section))
    grid.text = f"{COLUMNS}{wide}{COLUMNS}"


def fitted(xml: str) -> str:
    """A part in which tables that were noted, and have grown too wide, are as wide as they may be; `xml` without the
    notes. The columns keep their shares."""
    if not xml.startswith("<?xml"):
        return _SIGNED.sub("", xml)
    root = etree.fromstring(xml.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    for table in root.iter(TBL):
        grid = table.find(_GRID)
        noted = None if grid is None else _SIGNED.match(grid.text or "")
        if grid is not None and noted is not None:
            grid.text = None
            _fit(table, grid, int(noted[1]))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True).decode()


def _fit(table: etree._Element, grid: etree._Element, most: int) -> None:
    rows = [list(_placed(row)) for row in table.iterchildren(TR)]
    wide = [number_in(column, "w:w") for column in grid.iterchildren(_COLUMN)]
    count = max((first + span(cell) for row in rows for first, cell in row), default=0)
    if count != len(wide):
        wide = _of_cells(rows, count)
    whole = sum(wide)
    if not whole:
        return
    edges = [round(sum(wide[:column]) * min(1, most / whole)) for column in range(len(wide) + 1)]
    grid[:] = [_column(right - left) for left, right in pairwise(edges)]
    for row in rows:
        for first, cell in row:
            stated = cell.find(_CELL_WIDTH)
            if stated is not None and stated.get(_KIND) in ("dxa", "pct", None):
                stated.set(_KIND, "dxa")
                stated.set(_WIDTH, str(edges[min(first + span(cell), len(wide))] - edges[min(first, len(wide))]))


def _placed(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """The cells of a row, each with the column in which it begins."""
    column = number_in(row.find(_BEFORE), "w:val")
    for cell in row.iterchildren(TC):
        yield column, cell
        column += span(cell)


def _of_cells(rows: list[list[tuple[int, etree._Element]]], count: int) -> list[int]:
    """The widths of `count` columns by the cells that stand in one of them."""
    wide = [0] * count
    for row in rows:
        for first, cell in row:
            if span(cell) == 1:
                wide[first] = wide[first] or number_in(cell.find(_CELL_WIDTH), "w:w")
    usual = sum(wide) // max(1, len([each for each in wide if each])) or 1
    return [each or usual for each in wide]


def _column(wide: int) -> etree._Element:
    column = etree.Element(_COLUMN)
    column.set(_WIDTH, str(wide))
    return column
