"""Days of which letters speak, and what is doubtful about them on the day on which the letters go out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

from kamdocs.errors import Problem
from kamdocs.model.kinds import file_of
from kamdocs.model.letter import Letter
from kamdocs.model.rules import DATA_ORDER, PAST_PROMISE, STILL_AHEAD, TOO_EARLY, TOO_LATE
from kamdocs.tailor.letters import Batch

_HELP_AHEAD = "write the day that is meant, or send the letters after it"


def rows_ahead(letters: Sequence[Letter]) -> Iterator[Problem]:
    """A warning at each row of a list with a day of which the letter speaks as over, and that is still to come."""
    for letter in letters:
        for name in letter.kind.past:
            on = letter.row.get(name)
            if isinstance(on, date) and _day(on) > letter.today:
                what = _ahead(name, _day(on), letter.today)
                yield letter.addressee.problem(STILL_AHEAD, what, help=_HELP_AHEAD, severity="warning")


def untimely(batch: Batch, letters: Sequence[Letter]) -> Iterator[Problem]:
    """Doubts about days, by what the header of the kind says of them: letters that go out too early or too late for
    their `data` or their visits, days of data that do not follow each other, and promises whose day is over."""
    if batch.data_file is not None:
        yield from _too_early(batch, batch.data_file)
        yield from _too_late(batch, batch.data_file)
        yield from _out_of_order(batch, batch.data_file)
        yield from _data_ahead(batch, batch.data_file)
    yield from _visits_ahead(batch, letters)
    if "open-promises" in batch.kind.wants:
        yield from _past_promises(batch, letters)


def _too_early(batch: Batch, file: Path) -> Iterator[Problem]:
    for name, on in _days_of(batch, [batch.kind.after or ""]):
        if on > batch.request.today:
            what = f"`{name}` is {on}, and letters of the kind `{batch.request.kind}` go out after it"
            help = f"build them then; today counts as {batch.request.today}"
            yield from batch.workspace.doubt_of_file(file, TOO_EARLY, what, help=help)


def _too_late(batch: Batch, file: Path) -> Iterator[Problem]:
    for name, on in _days_of(batch, batch.kind.before):
        if on < batch.request.today:
            what = f"`{name}` was {on}, and letters of the kind `{batch.request.kind}` go out before it"
            help = f"write the day that is meant; today counts as {batch.request.today}"
            yield from batch.workspace.doubt_of_file(file, TOO_LATE, what, help=help)


def _data_ahead(batch: Batch, file: Path) -> Iterator[Problem]:
    for name, on in _days_of(batch, batch.kind.past):
        if on > batch.request.today:
            what = _ahead(name, on, batch.request.today)
            yield from batch.workspace.doubt_of_file(file, STILL_AHEAD, what, help=_HELP_AHEAD)


def _days_of(batch: Batch, names: Iterable[str]) -> Iterator[tuple[str, date]]:
    """Those of the values `names` of the data that are days or moments, each with its day."""
    given = ((name, batch.data.get(name)) for name in names)
    return ((name, _day(value)) for name, value in given if isinstance(value, date))


def _visits_ahead(batch: Batch, letters: Sequence[Letter]) -> Iterator[Problem]:
    """Visits that letters speak of before they have taken place."""
    for client, day in _visits_told(letters):
        if day > batch.request.today:
            what, file = _ahead("date", day, batch.request.today), file_of("visit", client, day)
            yield from batch.workspace.doubt(file, ("date",), STILL_AHEAD, what, help=_HELP_AHEAD)


def _ahead(name: str, on: date, today: date) -> str:
    return f"`{name}` is {on}, and today counts as {today}: the letter speaks of it as over"


def _out_of_order(batch: Batch, file: Path) -> Iterator[Problem]:
    """Of two that follow each other in the header; a day without a time comes too soon only on another day."""
    there = [(name, value) for name in batch.kind.order if isinstance(value := batch.data.get(name), date)]
    for (first, one), (second, other) in pairwise(there):
        if _is_before(other, one):
            what = f"`{second}`, {_shown(other)}, is before `{first}`, {_shown(one)}"
            yield from batch.workspace.doubt_of_file(file, DATA_ORDER, what, help="write the days that are meant")


def _is_before(one: date, other: date) -> bool:
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one < other
    return _day(one) < _day(other)


def _day(value: date) -> date:
    """The day of a day or a moment."""
    return value.date() if isinstance(value, datetime) else value


def _shown(value: date) -> str:
    return value.isoformat(" ", "minutes") if isinstance(value, datetime) else value.isoformat()


def _visits_told(letters: Sequence[Letter]) -> Sequence[tuple[str, date]]:
    """The client and the day of each visit that `letters` tell of."""
    return sorted({(client, visit.date) for one in letters if (client := one.addressee.client) for visit in one.visits})


def _past_promises(batch: Batch, letters: Sequence[Letter]) -> Iterator[Problem]:
    for client, day in _visits_told(letters):
        for index, promise in enumerate(batch.workspace.clients[client].visits[day].promises):
            if promise.by < batch.request.today:
                what = f"letters say that we promised this by {promise.by}, and today counts as {batch.request.today}"
                path, help = ("promises", index, "by"), "write by when it will be done, or remove what was done"
                yield from batch.workspace.doubt(file_of("visit", client, day), path, PAST_PROMISE, what, help=help)
