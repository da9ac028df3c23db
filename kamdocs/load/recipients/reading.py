"""A list of recipients, read: each row a recipient, or told why not."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from kamdocs.errors import InputError, Problem
from kamdocs.load.document import read_bytes
from kamdocs.load.recipients.cells import Row, cell_faults, row_of
from kamdocs.load.recipients.clients import Clients
from kamdocs.load.recipients.duplicates import Traits, likely_duplicates
from kamdocs.load.recipients.further import FurtherColumns
from kamdocs.load.recipients.grid import Grid, ListFault
from kamdocs.load.recipients.headers import Headers, Mapped
from kamdocs.load.recipients.ids import Known, made_ids
from kamdocs.load.recipients.knowledge import Knowledge
from kamdocs.load.recipients.rows import Read, read_row, wrong_id
from kamdocs.load.recipients.source import MOST_ROWS, grid_of
from kamdocs.model.kit import Kit
from kamdocs.model.letter import LetterKind
from kamdocs.model.recipient import Origin, Recipient, RecipientList
from kamdocs.model.rules import HIDDEN_ROW, LIKELY_DUPLICATE
from kamdocs.model.workspace import Workspace
from kamdocs.rules.search import fold

MOST_BYTES = 50_000_000
"""No longer list is read."""


def read_recipients(
    file: Path, workspace: Workspace, kit: Kit, kind: LetterKind, *, shown: Path, language: str | None = None
) -> RecipientList:
    """The list in `file`, which problems name `shown`, for letters of `kind`; all of them in `language`, where it is
    given.

    Raises InputError where the file is no list, or is one of nobody. What is wrong with single rows, or doubtful, is in
    the result.
    """
    content = read_bytes(shown, opened=file, most=MOST_BYTES)
    if isinstance(content, Problem):
        help = f"split it into lists of no more than {MOST_ROWS:,} rows each" if content.rule == "too-long" else ""
        raise InputError([replace(content, help=help or content.help)])
    headers, clients = Headers(kit.columns), Clients(workspace, Knowledge(kit))
    try:
        grid = grid_of(content, headers, ending=shown.suffix)
    except ListFault as fault:
        raise InputError([_whole(shown, fault)]) from None
    reading = _Reading(grid, headers.mapped(grid.header), shown, kind, clients, language)
    return replace(reading.result(), digest=hashlib.sha256(content).hexdigest())


def _whole(shown: Path, fault: ListFault) -> Problem:
    return Problem(shown, fault.line, 1 if fault.line else 0, fault.rule, fault.what, help=fault.help)


class _Reading:
    """One list while it is read."""

    def __init__(
        self, grid: Grid, mapped: Mapped, shown: Path, kind: LetterKind, clients: Clients, language: str | None
    ) -> None:
        self._grid, self._mapped, self._shown = grid, mapped, shown
        self._kind, self._clients, self._language = kind, clients, language

    def result(self) -> RecipientList:
        """The list with all that was found."""
        grid, mapped = self._grid, self._mapped
        rows = {number: row_of(grid, mapped, number, self._origin(number)) for number in grid.rows}
        further = FurtherColumns(rows.values(), self._kind, mapped.language, self._clients.knowledge)
        reads = {number: self._read(row, further) for number, row in rows.items()}
        ids, problems = self._ids(reads)
        problems += [problem for read in reads.values() for problem in read.problems]
        refused = {problem.line for problem in problems if problem.severity == "error"}
        recipients = [
            replace(read.recipient, id=ids[number]) for number, read in reads.items() if number not in refused
        ]
        problems += self._duplicates(recipients, reads)
        problems += (self._hidden(reads[number].row) for number in sorted(grid.hidden & reads.keys()))
        return RecipientList(
            file=self._shown,
            form=grid.form,
            columns=mapped.columns(grid),
            recipients=tuple(recipients),
            problems=tuple(sorted(problems)),
            header=grid.header,
            rows=grid.rows,
            ids=ids,
            id_column=mapped.index("id"),
            delimiter=grid.delimiter,
        )

    def _origin(self, number: int) -> Origin:
        place = self._grid.places.get(number, f"row {number}")
        sheet = self._grid.sheet
        return Origin(self._shown, number, sheet, f"sheet {sheet}, {place}" if sheet else place)

    def _read(self, row: Row, further: FurtherColumns) -> Read:
        faults = tuple(cell_faults(self._grid, self._mapped, row))
        if faults:
            return Read(row, Recipient("", None, row.origin), faults)
        spoken = self._mapped.language
        return read_row(row, further, self._clients, headers_language=spoken, letters_language=self._language)

    def _ids(self, reads: Mapping[int, Read]) -> tuple[Mapping[int, str], list[Problem]]:
        """The id of each row: the one that is given where it can be one, else one that is made."""
        given: dict[int, str] = {}
        problems = list[Problem]()
        holders: dict[str, int] = {}
        for number, read in reads.items():
            id = read.row.get("id")
            if not id:
                continue
            if wrong := wrong_id(read.row, id):
                problems.append(wrong)
            elif id in holders:
                what = f"the id `{id}` stands in {reads[holders[id]].row.origin.place} too"
                problems.append(read.row.problem("id", "duplicate-id", what, severity="error"))
            else:
                given[number], holders[id] = id, number
        others = {number: self._known(read) for number, read in reads.items() if number not in given}
        return {**given, **made_ids(others, list(holders))}, problems

    def _known(self, read: Read) -> Known:
        one, cells = read.recipient, self._grid.rows[read.row.origin.row]
        name, company = _names(one)
        return Known(name, self._bare(company), one.email or "\n".join(cells))

    def _duplicates(self, recipients: Sequence[Recipient], reads: Mapping[int, Read]) -> Iterator[Problem]:
        traits = {one.origin.row: self._traits(one, reads[one.origin.row].row) for one in recipients}
        for later, (earlier, common) in likely_duplicates(traits).items():
            first, second = reads[earlier].row, reads[later].row
            what = f"is probably the same as {first.origin.place}: {common}"
            help = "remove one of the two, if they are one; each gets a letter as it is"
            yield second.problem("", LIKELY_DUPLICATE, what, help=help)

    def _hidden(self, row: Row) -> Problem:
        what = "the row is hidden in the spreadsheet, as by a filter; it counts all the same"
        return row.problem("", HIDDEN_ROW, what, help="remove it, where nobody is to be written to")

    def _traits(self, one: Recipient, row: Row) -> Traits:
        name, company = _names(one)
        return Traits(fold(name), self._bare(company), one.email or "", row.further.get("mobile", ""))

    def _bare(self, company: str) -> str:
        return self._clients.knowledge.firms.bare(company) if company else ""


def _names(one: Recipient) -> tuple[str, str]:
    """The names of the person and of the company, empty where they are not given."""
    name, company = (text.each()[0] if text else "" for text in (one.name, one.company))
    return name, company
