"""The rows of a list that are in doubt, as a file that a person corrects and gives back."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Sequence

from kamdocs.errors import Problem
from kamdocs.model.recipient import RecipientList
from kamdocs.rules.problem_rows import DOUBT, shielded

_ID = "id"


def problem_rows(listed: RecipientList, problems: Iterable[Problem]) -> bytes | None:
    """The rows of `listed` that `problems` name, as CSV in UTF-8 with its mark, which every spreadsheet opens: first
    what is doubtful, then the id of the letter where the list has none, then the columns as they stand in the list.
    None where no row is named.

    The cells are parted by what parts them in the list. Formulas are shielded; `kamdocs` reads them back as they were.
    """
    found = defaultdict[int, list[str]](list)
    for problem in sorted(problems):
        if problem.file == listed.file and problem.line in listed.rows:
            found[problem.line].append(f"{problem.severity}: {problem.what}")
    if not found:
        return None
    text = io.StringIO()
    writer = csv.writer(text, delimiter=listed.delimiter, lineterminator="\r\n")
    writer.writerow(_cells(DOUBT, _ID, listed.header, listed))
    for row, doubts in sorted(found.items()):
        writer.writerow(_cells("; ".join(doubts), listed.ids.get(row, ""), listed.rows[row], listed))
    return text.getvalue().encode("utf-8-sig", "replace")


def _cells(doubt: str, id: str, cells: Sequence[str], listed: RecipientList) -> list[str]:
    """A row of the file. In a list with ids of its own only missing ones are filled in."""
    own = listed.id_column
    told = [id, *cells] if own is None else [*cells[:own], cells[own] or id, *cells[own + 1 :]]
    if own is not None and DOUBT in listed.header:
        del told[listed.header.index(DOUBT)]  # a file given back says anew what is doubtful
    return [shielded(cell) for cell in (doubt, *told)]
