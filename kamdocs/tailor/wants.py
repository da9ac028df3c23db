"""What letters should have and lack: nobody's letter depends on it, but the house is told before it is sent."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

from kamdocs.errors import Problem
from kamdocs.model.kinds import file_of
from kamdocs.model.letter import Letter
from kamdocs.model.rules import DATA_ORDER, NO_CASE, NO_SHARED_FACT, NO_VISIT, PAST_PROMISE, TOO_EARLY, TOO_LATE
from kamdocs.tailor.letters import Batch

_FACT = "shared_fact"
"""The column of a list that gives what was done together."""


def lacking(letters: Sequence[Letter], key_clients: Collection[str]) -> tuple[Problem, ...]:
    """A warning for each of `letters` that lacks what its kind wants it to have: something of this year or the last
    that was done together, where the reader is one of `key_clients`; a visit to speak of; a case to tell."""
    return tuple(
        problem
        for letter in letters
        for want in letter.kind.wants
        if want in _CHECKS and (problem := _CHECKS[want](letter, key_clients)) is not None
    )


def _past_promises(batch: Batch, letters: Sequence[Letter]) -> Iterator[Problem]:
    told = {(client, visit.date) for one in letters if (client := one.addressee.client) for visit in one.visits}
    for client, day in sorted(told):
        for index, promise in enumerate(batch.workspace.clients[client].visits[day].promises):
            if promise.by < batch.request.today:
                what = f"letters say that we promised this by {promise.by}, and today counts as {batch.request.today}"
                path, help = ("promises", index, "by"), "write by when it will be done, or remove what was done"
                yield from batch.workspace.doubt(file_of("visit", client, day), path, PAST_PROMISE, what, help=help)


def untimely(batch: Batch, letters: Sequence[Letter]) -> Iterator[Problem]:
    """Doubts about days, by what the header of the kind says of them: letters that go out too early or too late for
    their `data`, days there that do not follow each other, and promises in visits whose day is over."""
    if batch.data_file is not None:
        yield from _too_early(batch, batch.data_file)
        yield from _too_late(batch, batch.data_file)
        yield from _out_of_order(batch, batch.data_file)
    if "open-promises" in batch.kind.wants:
        yield from _past_promises(batch, letters)


def _too_early(batch: Batch, file: Path) -> Iterator[Problem]:
    value = batch.data.get(batch.kind.after or "")
    if isinstance(value, date) and batch.request.today < (on := _day(value)):
        what = f"`{batch.kind.after}` is {on}, and letters of the kind `{batch.request.kind}` go out after it"
        help = f"build them then; today counts as {batch.request.today}"
        yield from batch.workspace.doubt_of_file(file, TOO_EARLY, what, help=help)


def _too_late(batch: Batch, file: Path) -> Iterator[Problem]:
    for name in batch.kind.before:
        value = batch.data.get(name)
        if isinstance(value, date) and (on := _day(value)) < batch.request.today:
            what = f"`{name}` was {on}, and letters of the kind `{batch.request.kind}` go out before it"
            help = f"write the day that is meant; today counts as {batch.request.today}"
            yield from batch.workspace.doubt_of_file(file, TOO_LATE, what, help=help)


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


def _fact(letter: Letter, key_clients: Collection[str]) -> Problem | None:
    client = letter.addressee.client
    if client not in key_clients or letter.row.get(_FACT) or letter.visits:
        return None
    if any(fact.recent for fact in letter.facts):
        return None
    what = "the letter names nothing of this year or the last, as `internal.tier` of the client asks"
    return _warning(letter, NO_SHARED_FACT, what, f"add a line to `cooperation`, or a column `{_FACT}` to the list")


def _visit(letter: Letter, key_clients: Collection[str]) -> Problem | None:
    if letter.visits or any(letter.row.get(name) is not None for name in letter.kind.columns):
        return None
    what = "the letter names no visit and nothing that was spoken of"
    columns = ", ".join(f"`{name}`" for name in letter.kind.columns)
    help = f"name the days with `--visits`, or add one of the columns {columns}" if columns else "use `--visits`"
    return _warning(letter, NO_VISIT, what, help)


def _case(letter: Letter, key_clients: Collection[str]) -> Problem | None:
    if letter.told is not None:
        return None
    what = "the letter tells no case: none that may be told is like the reader's firm and has a figure to show"
    return _warning(letter, NO_CASE, what, "name one with `case: ID` in the file of `--data`")


def _warning(letter: Letter, rule: str, what: str, help: str) -> Problem:
    return letter.addressee.problem(rule, what, help=help, severity="warning")


_CHECKS: Mapping[str, Callable[[Letter, Collection[str]], Problem | None]] = {
    "shared-fact": _fact,
    "visit": _visit,
    "case": _case,
}
