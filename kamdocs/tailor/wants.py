"""What letters should have and lack: nobody's letter depends on it, but the house is told before it is sent."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from kamdocs.errors import Problem
from kamdocs.model.letter import Letter
from kamdocs.model.rules import NO_CASE, NO_SHARED_FACT, NO_VISIT

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
