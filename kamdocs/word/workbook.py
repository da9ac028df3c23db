"""A spreadsheet read back: what stands in its cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from posixpath import join, normpath

from lxml import etree

from kamdocs.word.names import NAMESPACES, qualified
from kamdocs.word.package import PackageError, parse_part, read_package

Place = tuple[str, str, int]
"""A cell by its sheet, its column and its row, as in `("Sheet1", "B", 2)`."""

_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_RANGE = re.compile(
    r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<sheet>[^'!]+))!\$?(?P<column>[A-Z]{1,3})\$?(?P<row>\d{1,7})"
    r"(?::\$?(?P<to_column>[A-Z]{1,3})\$?(?P<to_row>\d{1,7}))?"
)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How a spreadsheet writes characters that XML has no place for, and what looks like one of these."""
_MOST_ROWS = 10_000
DIGITS = Context(prec=15)
"""How exactly spreadsheets keep a number."""

_SHARED, _BOOK = "xl/sharedStrings.xml", "xl/workbook.xml"


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell holds: a number or a text; `derived` says that a formula made it."""

    number: Decimal | None
    text: str
    derived: bool


def read_workbook(data: bytes) -> dict[Place, Cell]:
    """The cells of all sheets of an XLSX that are not blank; raises PackageError where it is not sound."""
    parts = read_package(data)
    if _BOOK not in parts:
        raise PackageError(f"holds a spreadsheet without `{_BOOK}`")
    shared = [_joined(item) for item in _all(parts, _SHARED, "s:si")]
    targets = relations(parts, _BOOK)
    cells: dict[Place, Cell] = {}
    for sheet in _all(parts, _BOOK, "s:sheet"):
        name = sheet.get("name", "")
        for found in _all(parts, targets.get(sheet.get(qualified("r:id"), ""), ""), "s:c"):
            address, cell = _ADDRESS.fullmatch(found.get("r", "")), _cell(found, shared)
            if address and cell:
                cells[name, address[1], int(address[2])] = cell
    return cells


def relations(parts: Mapping[str, bytes], part: str) -> dict[str, str]:
    """The names of the parts that a part of a package refers to, by the ids of the relations."""
    folder, _, name = part.rpartition("/")
    data = parts.get(f"{folder}/_rels/{name}.rels")
    if data is None:
        return {}
    inside = (relation for relation in parse_part(data) if relation.get("TargetMode") != "External")
    return {
        relation.get("Id", ""): normpath(join("/", folder, relation.get("Target", ""))).removeprefix("/")
        for relation in inside
    }


def places(reference: str) -> list[Place]:
    """The cells of one column that a reference names, as in `Sheet1!$B$2:$B$5`; none where it names others."""
    match = _RANGE.fullmatch(reference)
    if match is None or match["to_column"] not in (None, match["column"]):
        return []
    sheet = (match["quoted"] or match["sheet"]).replace("''", "'")
    first = int(match["row"])
    last = min(int(match["to_row"] or first), first + _MOST_ROWS)
    return [(sheet, match["column"], row) for row in range(first, last + 1)]


def rounded(text: str) -> Decimal:
    """A number as spreadsheets keep it, to fifteen digits; raises PackageError for what is none."""
    try:
        found = DIGITS.create_decimal(text)
    except ArithmeticError as fault:
        raise PackageError("holds a chart with a number that is none") from fault
    if not found.is_finite():
        raise PackageError("holds a chart with a number that is none")
    return found


def _all(parts: Mapping[str, bytes], part: str, name: str) -> Iterator[etree._Element]:
    if part in parts:
        yield from parse_part(parts[part]).iter(qualified(name))


def _cell(cell: etree._Element, shared: list[str]) -> Cell | None:
    value = cell.findtext(f"{{{NAMESPACES['s']}}}v")
    derived = cell.find(qualified("s:f")) is not None
    match cell.get("t", "n"):
        case "s" if value is not None and value.isdecimal() and int(value) < len(shared):
            return Cell(None, shared[int(value)], derived)
        case "inlineStr":
            return Cell(None, _joined(cell), derived)
        case "n" if value is not None:
            return Cell(rounded(value), "", derived)
    return Cell(None, value, derived) if value is not None else None


def _joined(element: etree._Element) -> str:
    joined = "".join(text.text or "" for text in element.iter(qualified("s:t")))
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), joined)
