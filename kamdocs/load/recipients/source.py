"""A file as a list: what kind of file it is by its content, which sheet of it, and which row holds the headers."""

from __future__ import annotations

import re
from dataclasses import replace

from kamdocs.load.recipients.decoding import decoded
from kamdocs.load.recipients.delimited import DELIMITERS, delimited
from kamdocs.load.recipients.grid import Grid, ListFault, Table
from kamdocs.load.recipients.headers import Headers
from kamdocs.load.recipients.spreadsheet import kind_of, old_format, sheets_of
from kamdocs.load.recipients.vcard import is_vcard, read_cards
from kamdocs.rules.excerpts import excerpt
from kamdocs.rules.listing import listed
from kamdocs.rules.problem_rows import DOUBT, unshielded

MOST_ROWS = 100_000
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_OTHERS = {b"%PDF": "a PDF", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"{\\rtf": "a document in RTF"}
_WEB = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?:(?><\?.*?\?>)|(?><!--.*?-->)|<!DOCTYPE\s+html[^>]*>|\s)*+"
    rb"<(?:(?P<page>html|head|meta|body|table|style|div)|(?:\w+:)?Workbook)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEAD = 4000
_FEW, _LONGEST_SHOWN = 8, 30

EMPTY = "has nothing in it"


def grid_of(content: bytes, headers: Headers, *, ending: str) -> Grid:
    """The list that `content` is, in a file whose name has this ending. Raises ListFault for what is none."""
    _refuse_others(content)
    if content.startswith(_ZIP):
        grid = _of_spreadsheet(content, headers)
    elif is_vcard(content):
        grid = read_cards(content)
    elif ending.lower() == ".vcf":
        raise ListFault("empty-list", "has no card in it", "a card begins with a line `BEGIN:VCARD`")
    else:
        grid = _of_text(content, headers)
    if not grid.rows:
        raise ListFault("empty-list", "has headers, but no row below them")
    if len(grid.rows) > MOST_ROWS:
        what = f"has {len(grid.rows):,} rows; no more than {MOST_ROWS:,} are read"
        raise ListFault("too-long", what, f"split it into lists of no more than {MOST_ROWS:,} rows each")
    return _read_back(grid) if grid.header[:1] == (DOUBT,) else grid


def _refuse_others(content: bytes) -> None:
    """Raise ListFault for what is no list by its first bytes."""
    for start, kind in _OTHERS.items():
        if content.startswith(start):
            help = "give a CSV, XLSX or vCard file"
            raise ListFault("not-a-list", f"is {kind}, not a list of recipients", help)
    if not content.strip():
        raise ListFault("empty-list", EMPTY)
    if content.startswith(_OLE):
        raise old_format(content)
    if found := _WEB.match(content[:_HEAD].replace(b"\0", b"")):
        kind = "a web page (HTML), although" if found["page"] else "a spreadsheet in XML of Excel 2003, although"
        what = f"is {kind} many programs export it as `.xls`"
        raise ListFault("not-a-list", what, "open it in a spreadsheet and save it as `.xlsx`, or as `CSV UTF-8`")


def _of_text(content: bytes, headers: Headers) -> Grid:
    text, encoding = decoded(content)
    if not text.strip():
        raise ListFault("empty-list", EMPTY)
    table, delimiter = delimited(text)
    form = ", ".join(("CSV", encoding, DELIMITERS[delimiter]))
    number = _header_row(table, headers)
    return _grid(table, number, form, delimiter=delimiter)


def _of_spreadsheet(content: bytes, headers: Headers) -> Grid:
    kind, seen = kind_of(content), list[Table]()
    sheets = list(sheets_of(content))
    for place, sheet in enumerate(sheets, start=1):
        number = headers.header_row(sheet.table)
        if number is not None and any(row > number for row in sheet.table):
            which = f", number {place} of {len(sheets)}" if len(sheets) > 1 else ""
            mapped = headers.mapped(sheet.table[number])
            table = sheet.filled_down(mapped.columns_of_several, mapped.columns_of_names)
            grid = _grid(table, number, f"{kind}, sheet `{sheet.name}`{which}")
            return replace(grid, sheet=sheet.name, broken=sheet.broken, hidden=sheet.hidden)
        seen.append(sheet.table)
    filled = [table for table in seen if table]
    if not filled:
        raise ListFault("empty-list", EMPTY)
    number = next((found for table in filled if (found := headers.header_row(table)) is not None), None)
    if number is None:
        raise _no_headers(filled[0])
    raise ListFault("empty-list", "has headers, but no row below them")


def _header_row(table: Table, headers: Headers) -> int:
    number = headers.header_row(table)
    if number is None:
        raise _no_headers(table)
    return number


def _no_headers(table: Table) -> ListFault:
    first = next(iter(table.values()))
    named = [cell for cell in first if cell]
    shown = listed(excerpt(cell, _LONGEST_SHOWN) for cell in named[:_FEW]) + (", …" if len(named) > _FEW else "")
    what = f"no column is the name of a person or a company; the first row is {shown}"
    help = "name the columns in the first row, as in `name,title,company,email`"
    return ListFault("unknown-columns", what, help, line=next(iter(table)))


def _grid(table: Table, number: int, form: str, *, delimiter: str = ",") -> Grid:
    header = _trimmed(table[number])
    rows = {row: _padded(cells, len(header)) for row, cells in table.items() if row > number}
    form = form if number == 1 else f"{form}, headers in row {number}"
    return Grid(form, header, rows, number, delimiter=delimiter)


def _trimmed(header: tuple[str, ...]) -> tuple[str, ...]:
    while header and not header[-1]:
        header = header[:-1]
    return header


def _padded(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    """`cells` with as many as there are headers; what goes beyond stays only where it holds something."""
    return cells if _trimmed(cells[width:]) else (*cells[:width], *([""] * (width - len(cells))))


def _read_back(grid: Grid) -> Grid:
    """A list that kamdocs wrote for correction: texts that a spreadsheet would have run are as they were."""
    rows = {number: tuple(map(unshielded, cells)) for number, cells in grid.rows.items()}
    header = tuple(map(unshielded, grid.header))
    return replace(grid, form=f"{grid.form}, written by kamdocs", header=header, rows=rows)
