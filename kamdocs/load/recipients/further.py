"""The further columns of a list: those that a kind of letter declares, as values of their types."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from kamdocs.errors import Problem
from kamdocs.load.letter_data import column_value
from kamdocs.load.recipients.cells import Row
from kamdocs.load.recipients.days import days_in, settled
from kamdocs.load.recipients.knowledge import Knowledge
from kamdocs.model.letter import DataType, LetterKind

_FIRST_YEAR = 1900
_HELP_BY_TYPE: Mapping[DataType, str] = {
    "date": "write year-month-day, as in `2026-11-23`",
    "moment": "write it as in `2026-12-10T13:30:00+07:00`",
    "number": "write digits with a point before decimals, as in `12000000` or `0.5`",
    "whole": "write digits alone",
    "flag": "write `yes` or `no`",
}


class FurtherColumns:
    """Reads the further columns of `rows`, which are in `language`, as `kind` needs them. In which order day and month
    stand in a column, all of its cells tell together."""

    def __init__(self, rows: Collection[Row], kind: LetterKind, language: str | None, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._types: dict[str, DataType] = {name.removesuffix("?"): of for name, of in kind.columns.items()}
        forms, days = knowledge.day_forms(language), [name for name, of in self._types.items() if of == "date"]
        self._forms = {name: settled([row.further.get(name, "") for row in rows], forms) for name in days}

    def of(self, row: Row) -> tuple[dict[str, Any], list[Problem]]:
        """The further columns of `row`; those that the kind declares are of the type that it says, None where they are
        not given. And what is wrong with them."""
        values: dict[str, Any] = {**row.further, **dict.fromkeys(self._types)}
        problems = []
        for name, type_name in self._types.items():
            if text := row.further.get(name, ""):
                try:
                    values[name] = column_value(self._plain(name, text), type_name)
                except ValueError as error:
                    what, help = f"`{text}` {_said(error)}", _HELP_BY_TYPE.get(type_name, "")
                    problems.append(row.problem(f"row.{name}", "wrong-value", what, help=help, severity="error"))
        return values, problems

    def _plain(self, name: str, text: str) -> str:
        """`text` as values of the type of the column `name` are written."""
        if name in self._forms:
            return self._plain_day(name, text)
        return self._knowledge.flag_of(text) if self._types[name] == "flag" else text

    def _plain_day(self, name: str, text: str) -> str:
        """`text` as year-month-day where it is one day. Raises ValueError where it can be several."""
        days = days_in(text, self._forms[name])
        if len(days) > 1:
            raise ValueError("is " + " or ".join(f"`{day}`" for day in days))
        if days and days[0].year < _FIRST_YEAR:
            raise ValueError(f"is before the year {_FIRST_YEAR}")
        return days[0].isoformat() if days else text


def _said(error: ValueError) -> str:
    said = str(error)
    return (
        said if said.startswith(("is ", "has ", "does ")) else f"is not what the kind of letter needs: {said.lower()}"
    )
