"""The cells of a row, cleaned: composed text without what is invisible, by the field that each column is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kamdocs.errors import Problem, Severity
from kamdocs.load.recipients.grid import Grid
from kamdocs.load.recipients.headers import Mapped
from kamdocs.load.text import MAX_TEXT, barred
from kamdocs.model.recipient import Origin
from kamdocs.rules.excerpts import excerpt

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_BLANKS = re.compile("[^\\S\n]+")
_ERRORS = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)")

LONGEST_NAMED = 40
"""Characters of a header or a cell that a message shows."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the `fields` of the recipient and the `further` columns, by name, where they hold something; `headers` are
    all names that the list has further columns for. `at` are the columns that they stand in, counted from 0."""

    origin: Origin
    header: Sequence[str]
    fields: Mapping[str, str]
    further: Mapping[str, str]
    at: Mapping[str, int]

    def get(self, field: str) -> str:
        """What a field of the recipient holds on one line; empty where it is not given."""
        return " ".join(self.fields.get(field, "").split())

    def problem(self, field: str, rule: str, what: str, *, help: str = "", severity: Severity = "warning") -> Problem:
        """A problem in the column of a field, or of the row as a whole where the list has no such column."""
        index = self.at.get(field)
        place, column = self.origin.place, 1
        if index is not None:
            place, column = f"{place}, column {excerpt(self.header[index], LONGEST_NAMED)}", index + 1
        return Problem(self.origin.file, self.origin.row, column, rule, what, severity, help, place=place)


def clean(cell: str) -> str:
    """`cell` composed, with single blanks and without invisible characters; lines stay lines."""
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", cell)).replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(line.strip() for line in _BLANKS.sub(" ", text).split("\n")).strip()


def row_of(grid: Grid, mapped: Mapped, number: int, origin: Origin) -> Row:
    """The row of that number."""
    fields: dict[str, str] = {}
    further: dict[str, str] = {}
    spare: dict[str, str] = {}
    for field, meaning, cell in zip(mapped.fields, mapped.meanings, grid.rows[number], strict=False):
        text = clean(cell) if field else ""
        if field.startswith("row."):
            further[field.removeprefix("row.")] = text
        if text and meaning:
            (fields if field == meaning else spare).setdefault(meaning, text)
    fields = {**spare, **fields}
    at = {field: index for index, field in enumerate(mapped.fields) if field}
    return Row(origin, grid.header, fields, further, at)


def cell_faults(grid: Grid, mapped: Mapped, row: Row) -> Iterator[Problem]:
    """What in the cells of `row` no letter can be made of."""
    cells = grid.rows[row.origin.row]
    if len(cells) > len(grid.header):
        what = f"has {len(cells)} cells, but there are {len(grid.header)} columns"
        help = "put a cell that holds the sign between cells into quotation marks"
        yield row.problem("", "too-many-cells", what, help=help, severity="error")
    for index, (field, cell) in enumerate(zip(mapped.fields, cells, strict=False)):
        if field:
            yield from _faults(row, field, clean(cell), grid.broken.get((row.origin.row, index)))


def _faults(row: Row, field: str, cell: str, broken: str | None) -> Iterator[Problem]:
    if broken or _ERRORS.fullmatch(cell):
        what, help = f"the cell holds `{broken or cell}`: its formula gives no value", "mend the formula"
        yield row.problem(field, "formula-error", what, help=help, severity="error")
    elif broken is not None:
        what = "the cell holds a formula that was never worked out"
        help = "open the list in a spreadsheet and save it once more"
        yield row.problem(field, "formula-error", what, help=help, severity="error")
    elif wrong := barred(cell):
        yield row.problem(field, "bad-character", wrong, help="remove it", severity="error")
    elif len(cell) > MAX_TEXT:
        what = f"the cell has {len(cell):,} characters; no more than {MAX_TEXT:,} are read"
        yield row.problem(field, "too-long", what, severity="error")
