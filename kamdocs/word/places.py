"""Where something stands in a Word file, in words that a reader of the page understands."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from kamdocs.word.names import qualified

_P, _TABLE, _ROW, _CELL = map(qualified, ("w:p", "w:tbl", "w:tr", "w:tc"))
_SPAN = f"{qualified('w:tcPr')}/{qualified('w:gridSpan')}"
_VALUE = qualified("w:val")
_BOX = qualified("w:txbxContent")
_KINDS: Mapping[str, str] = {
    "header": "page header",
    "footer": "page footer",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "settings": "settings",
    "styles": "styles",
    "numbering": "numberings",
    "websettings": "web settings",
    "document.glossary": "building blocks",
    "fonttable": "fonts",
}


def part_in_words(name: str, main: str, types: Mapping[str, str]) -> str:
    """`page header`, with its name where there are several; empty for the `main` part, and as named for other kinds.

    `types` are the content types of all parts.
    """
    if name in ("", main):
        return ""
    kind = _kind(types.get(name, ""))
    if not kind:
        return f"`{name}`"
    alone = sum(_kind(other) == kind for other in types.values()) == 1
    return kind if alone else f"{kind} (`{name.rpartition('/')[2]}`)"


def place_of(element: etree._Element) -> str:
    """`paragraph 12`, or `table 3, row 2, column 4`, all counted from 1; a merged cell counts as many columns as it
    spans. Empty for what stands in no paragraph and in no table."""
    way = [element, *element.iterancestors()]
    cell = next((node for node in way if node.tag == _CELL), None)
    box = next((node for node in way if node.tag == _BOX), None)
    inner = next((node for node in way if node.tag in (_CELL, _BOX)), None)
    if inner is not None and inner is box:
        paragraph = next((node for node in box.iterancestors(_P)), None)
        return ", ".join(filter(None, ("text box", place_of(paragraph) if paragraph is not None else "")))
    if cell is not None:
        return _place_of_cell(cell)
    paragraph = next((node for node in reversed(way) if node.tag == _P), None)
    return f"paragraph {_number(paragraph)}" if paragraph is not None else ""


def _kind(content_type: str) -> str:
    return _KINDS.get(content_type.rpartition("wordprocessingml.")[2].removesuffix("+xml"), "")


def _place_of_cell(cell: etree._Element) -> str:
    row = next(cell.iterancestors(_ROW), None)
    table = next(cell.iterancestors(_TABLE), None)
    if row is None or table is None:
        return "table"
    before = [node for node in row.iter(_CELL) if next(node.iterancestors(_ROW)) is row]
    column = 1 + sum(_columns(node) for node in before[: before.index(cell)])
    rows = [node for node in table.iter(_ROW) if next(node.iterancestors(_TABLE)) is table]
    own = f"table {_number(table)}, row {rows.index(row) + 1}, column {column}"
    outer = next(table.iterancestors(_CELL), None)
    return f"{_place_of_cell(outer)}, {own}" if outer is not None else own


def _columns(cell: etree._Element) -> int:
    span = cell.find(_SPAN)
    stated = span.get(_VALUE, "1") if span is not None else "1"
    return int(stated) if stated.isdecimal() and len(stated) < 4 else 1


def _number(element: etree._Element) -> int:
    """Which of its like it is, counted from 1, among those that stand in the same cell, text box or part."""
    home = _home(element)
    top = home if home is not None else element.getroottree().getroot()
    for number, node in enumerate((node for node in top.iter(element.tag) if _home(node) is home), start=1):
        if node is element:
            return number
    return 0


def _home(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors(_CELL, _BOX), None)
