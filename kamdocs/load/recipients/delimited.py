"""Lists in CSV: the sign between the cells is the one that gives the most cells in the row of headers."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from kamdocs.load.recipients.grid import ListFault, Table

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_SAID = re.compile(r"\Asep=(.)[ \t]*\r?\n", re.IGNORECASE)
_LONGEST_CELL = 100_000
_FIRST_ROWS = 10


def delimited(text: str) -> tuple[Table, str]:
    """The rows of the CSV file that holds `text`, by their number in a spreadsheet, and the sign between its cells.
    Rows without anything are left out. Raises ListFault where quotation marks do not match."""
    said = _SAID.match(text)
    delimiter = said[1] if said and said[1] in DELIMITERS else _delimiter(text)
    rows = dict(_rows(text[said.end() :] if said else text, delimiter))
    return rows, delimiter


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(_lines(text), delimiter=delimiter, strict=True)
    number, line = 0, 1
    while True:
        number += 1
        try:
            cells = tuple(cell.strip() for cell in next(reader))
        except StopIteration:
            return
        except csv.Error:
            what = f"row {number}: a quotation mark is not closed, or something stands behind the closing one"
            help = 'write a quotation mark inside a cell twice, as in `"Bell ""Iron Horse"" Shop"`'
            raise ListFault("broken-csv", what, help, line=line) from None
        line = reader.line_num + 1
        if any(cells):
            yield number, cells


def _lines(text: str) -> Iterator[str]:
    """The lines with their ends, of which all kinds count, in cells too."""
    return iter(re.split(r"(?<=\n)", re.sub(r"\r\n?", "\n", text)))


def _delimiter(text: str) -> str:
    """The sign that gives most cells in one of the first rows, and the same number in most of them."""
    return max(DELIMITERS, key=lambda sign: _cells_by(text, sign))


def _cells_by(text: str, sign: str) -> tuple[int, int]:
    reader = csv.reader(_lines(text), delimiter=sign)
    counts = []
    try:
        for cells in reader:
            counts.append(len([cell for cell in cells if cell.strip()]))
            if len(counts) == _FIRST_ROWS:
                break
    except csv.Error:
        pass
    return (counts[0] if counts else 0), max(counts, default=0)
