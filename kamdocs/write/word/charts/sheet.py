"""The spreadsheet behind a chart, and the references of the chart to it with the values that they stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from string import ascii_uppercase
from typing import TYPE_CHECKING

from kamdocs.rules.charts import Value
from kamdocs.word.package import normalise
from kamdocs.word.workbook import DIGITS
from kamdocs.write.word.charts.formats import GENERAL, number_format
from kamdocs.write.word.charts.xml import Node, x

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_SHEET = "Sheet1"
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001  # the format has no zone; no file says when it was made
_WIDEST, _NARROWEST = 60, 10
"""A spreadsheet keeps so many."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A number that the spreadsheet makes from others."""

    formula: str
    number: Decimal


@dataclass(frozen=True, slots=True)
class Composed:
    """A text that the spreadsheet makes from other cells."""

    formula: str
    text: str


Cell = Value | Derived | Composed | str | None
"""What a cell holds; it is blank with None."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column and its name, which stands in the first row."""

    name: str
    cells: Sequence[Cell]


class Sheet:
    """The columns of a spreadsheet, which the chart refers to by their number; shorter ones end in blank cells.

    Why: LibreOffice draws nothing of a series of points that is shorter than the one after it.
    """

    def __init__(self, columns: Sequence[Column]) -> None:
        longest = max(len(column.cells) for column in columns)
        blank = [None] * longest
        self._columns = [Column(column.name, [*column.cells, *blank][:longest]) for column in columns]

    def name(self, column: int) -> Node:
        """The name of a series."""
        return x("c:tx", children=[_strings(self._place(column, first=0, last=0), [self._columns[column].name])])

    def words(self, column: int, tag: str = "c:cat") -> Node:
        """The categories."""
        return x(tag, children=[_strings(self._place(column), [_text(cell) for cell in self._columns[column].cells])])

    def numbers(self, column: int, tag: str = "c:val") -> Node:
        """The values of a series."""
        cells = [_exact(cell) if isinstance(cell, Value | Derived) else None for cell in self._columns[column].cells]
        cache = [x("c:formatCode", text=GENERAL), *_points(cells)]
        return x(
            tag, children=[x("c:numRef", children=[_formula(self._place(column)), x("c:numCache", children=cache)])]
        )

    def printed(self, column: int) -> list[str | None]:
        """The text of each cell, None for blank ones."""
        return [cell.text if isinstance(cell, Value) else _text(cell) for cell in self._columns[column].cells]

    def label_range(self, column: int) -> list[Node]:
        """The cells of which a series takes its labels, and how they are printed."""
        place = x("c15:f", text=self._place(column))
        return [place, x("c15:dlblRangeCache", children=_points(self.printed(column)))]

    def workbook(self) -> bytes:
        """The spreadsheet as an XLSX; equal ones give equal bytes."""
        from xlsxwriter import Workbook  # Most documents have no chart.

        buffer = BytesIO()
        book = Workbook(buffer, {"in_memory": True})
        book.set_properties({"created": _MADE})
        sheet = book.add_worksheet(_SHEET)
        formats: dict[str, Format] = {}
        for number, column in enumerate(self._columns):
            _write(book, sheet, (0, number), column.name, formats)
            for row, cell in enumerate(column.cells, start=1):
                _write(book, sheet, (row, number), cell, formats)
            widest = max(map(len, filter(None, [column.name, *self.printed(number)])), default=0)
            sheet.set_column(number, number, min(max(widest + 2, _NARROWEST), _WIDEST))
        book.close()
        return normalise(buffer.getvalue())

    def _place(self, column: int, first: int = 1, last: int | None = None) -> str:
        end = len(self._columns[column].cells) if last is None else last
        start, stop = (f"${letter(column)}${row + 1}" for row in (first, end))
        return f"{_SHEET}!{start}" if first == end else f"{_SHEET}!{start}:{stop}"


def letter(column: int) -> str:
    """The name that a spreadsheet gives to a column, counted from 0; charts need few."""
    return ascii_uppercase[column]


def _write(book: Workbook, sheet: Worksheet, place: tuple[int, int], cell: Cell, formats: dict[str, Format]) -> None:
    if isinstance(cell, str) and cell:
        sheet.write_string(*place, cell)
    elif isinstance(cell, Derived):
        sheet.write_formula(*place, cell.formula, None, _float(cell))
    elif isinstance(cell, Composed):
        sheet.write_formula(*place, cell.formula, None, cell.text)
    elif isinstance(cell, Value):
        code = number_format(cell)
        if code not in formats:
            formats[code] = book.add_format({"num_format": code})
        sheet.write_number(*place, _float(cell), formats[code])


def _text(cell: Cell) -> str | None:
    said = cell.text if isinstance(cell, Composed) else cell
    return said if isinstance(said, str) and said else None


def _float(cell: Value | Derived) -> float:
    return float(DIGITS.create_decimal(cell.number) + 0)


def _exact(cell: Value | Derived) -> str:
    return f"{_float(cell):.16G}"


def _strings(place: str, texts: Sequence[str | None]) -> Node:
    return x("c:strRef", children=[_formula(place), x("c:strCache", children=_points(texts))])


def _formula(place: str) -> Node:
    return x("c:f", text=place)


def _points(texts: Sequence[str | None]) -> list[Node]:
    points = [
        x("c:pt", {"idx": number}, [x("c:v", text=text)]) for number, text in enumerate(texts) if text is not None
    ]
    return [x("c:ptCount", len(texts)), *points]
