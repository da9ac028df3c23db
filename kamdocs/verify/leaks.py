"""Promise 1: nothing that stands under `internal:` stands in a finished file.

Looked for are free texts from six characters, numbers from four digits and dates, in every form in which the languages
of the kit write them. What the document's own public inputs hold too is no leak.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib import import_module
from types import UnionType
from typing import Annotated, Literal, Union, get_args, get_origin, get_type_hints

from kamdocs.errors import Problem
from kamdocs.model.base import Internal, Ref
from kamdocs.model.secrets import Secret
from kamdocs.rules.search import Beginnings, fold, is_dense
from kamdocs.verify.finished import Finished
from kamdocs.verify.public import Public, Tongue, in_figures
from kamdocs.verify.strings import Strings, kept

_LEAST_CHARACTERS = 6
_LEAST_LETTERS = 4
_LEAST_DIGITS = 4
_FULL, _SHORT = 8, 4
_RUN_OF_WORDS = 8
_RUN_OF_SYLLABLES = 24
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_LAST_KEY = re.compile(r"(\w+)(?:\[\d+\])*$")
_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*|[A-Z]{2,3}")
_ADVICE = "take it out of the template or the public text that says it, or move it out of `internal`"


@dataclass(frozen=True, slots=True)
class _Text:
    secret: Secret
    folded: str


class Leaks:
    """Internal values, ordered once so that many files are searched for them quickly."""

    def __init__(self, secrets: Iterable[Secret]) -> None:
        self._texts: dict[str, list[_Text]] = {}
        self._runs: dict[str, Secret] = {}
        self._windows: dict[str, Secret] = {}
        self._numbers: dict[Decimal, Secret] = {}
        self._dates: dict[date, Secret] = {}
        for secret in secrets:
            self._add(secret)
        self._short = frozenset(start for start in self._texts if len(start) == _SHORT)
        self._full = frozenset(self._texts) - self._short
        self._runs_begin = frozenset(run.replace(" ", "")[:_FULL] for run in self._runs)
        self._windows_begin = frozenset(window[:_FULL] for window in self._windows)
        self._begin = Beginnings(self._full | self._runs_begin | self._windows_begin, _FULL)
        self._begin_short = Beginnings(self._short, _SHORT)
        self._again = kept(self._candidates)
        self._values_again = kept(lambda strings, tongue: tuple(self._values_in(strings, tongue)))

    def _add(self, secret: Secret) -> None:
        value = secret.value.strip()
        if (day := _as_date(value)) is not None:
            self._dates.setdefault(day, secret)
            self._numbers.setdefault(in_figures(day), secret)
        elif _NUMBER.fullmatch(value):
            number = abs(Decimal(value))
            if len(number.normalize().as_tuple().digits) + max(0, _zeros(number)) >= _LEAST_DIGITS:
                self._numbers.setdefault(number, secret)
        elif len(value) >= _LEAST_CHARACTERS and not _is_code(secret.path, value):
            self._add_text(secret, fold(value))

    def _add_text(self, secret: Secret, folded: str) -> None:
        compact = folded.replace(" ", "")
        if len(compact) < _LEAST_LETTERS:
            return
        start = compact[:_FULL] if len(compact) >= _FULL else compact[:_SHORT]
        self._texts.setdefault(start, []).append(_Text(secret, folded))
        words = folded.split()
        for at in range(len(words) - _RUN_OF_WORDS + 1):
            self._runs.setdefault(" ".join(words[at : at + _RUN_OF_WORDS]), secret)
        for at in range(len(compact) - _RUN_OF_SYLLABLES + 1):
            window = compact[at : at + _RUN_OF_SYLLABLES]
            if all(map(is_dense, window)):
                self._windows.setdefault(window, secret)

    def problems(self, file: Finished, public: Public, tongue: Tongue) -> Iterator[Problem]:
        """One problem for each internal value that stands in `file`, with the first place where it does."""
        found: dict[Secret, str] = {}
        for secret, place in (*self._texts_in(file, public), *self._values(file, public, tongue)):
            found.setdefault(secret, place)
        for secret, place in found.items():
            what = f"an internal value stands {place}: `{secret.path}` of `{secret.file}`"
            yield file.problem("leak", what, help=_ADVICE)

    def _texts_in(self, file: Finished, public: Public) -> Iterator[tuple[Secret, str]]:
        """Internal texts that stand in the file, whole or with a long run of their words."""
        candidates = [*self._candidates(file.own), *(found for shared in file.shared for found in self._again(shared))]
        for folded, secret in dict.fromkeys(candidates):
            place = file.find(folded)
            if place is not None and not public.holds(folded):
                yield secret, place

    def _candidates(self, strings: Strings) -> tuple[tuple[str, Secret], ...]:
        """The texts whose first letters stand in `strings`, and the runs of words that do."""
        starts, runs, windows = set[str](), set[str](), set[str]()
        for stack in (strings.haystack, strings.machinery):
            there = self._begin.there(stack)
            starts |= self._full & there
            if not self._runs_begin.isdisjoint(there):
                runs |= self._runs.keys() & stack.runs(_RUN_OF_WORDS)
            if stack is strings.haystack and not self._windows_begin.isdisjoint(there):
                windows = self._windows.keys() & stack.starts(_RUN_OF_SYLLABLES)
        starts |= self._begin_short.there(strings.haystack)
        whole = [(text.folded, text.secret) for start in starts for text in self._texts[start]]
        return (*whole, *((run, self._runs[run]) for run in runs), *((run, self._windows[run]) for run in windows))

    def _values(self, file: Finished, public: Public, tongue: Tongue) -> Iterator[tuple[Secret, str]]:
        """Internal dates and numbers in the words of the file."""
        shared = (found for strings in file.shared for found in self._values_again(strings, tongue))
        for value, place in (*self._values_in(file.own, tongue), *shared):
            if not public.knows(value):
                yield self._dates[value] if isinstance(value, date) else self._numbers[value], place

    def _values_in(self, strings: Strings, tongue: Tongue) -> Iterator[tuple[Decimal | date, str]]:
        for passage in strings.figured:
            for value in tongue.values_in(passage, dated=bool(self._dates)):
                if value in (self._dates if isinstance(value, date) else self._numbers):
                    yield value, passage.place


def _as_date(value: str) -> date | None:
    try:
        return date.fromisoformat(value) if len(value) == len("2026-11-23") else None
    except ValueError:
        return None


def _zeros(number: Decimal) -> int:
    """Zeros at the end of a whole number, which count as digits: a price of 415000 is one of six."""
    return int(number.normalize().as_tuple().exponent)


def _is_code(path: str, value: str) -> bool:
    """Whether a value is one of a list (`letter`, `switching`) or an id, and so no free text."""
    key = _LAST_KEY.search(path)
    return key is not None and key[1] in _coded_fields() and _CODE.fullmatch(value) is not None


@lru_cache(maxsize=1)
def _coded_fields() -> frozenset[str]:
    """The fields under `internal` that hold a choice or an id, by the models of all files."""
    for module in ("case", "client", "house", "proposal"):
        import_module(f"kamdocs.model.{module}")
    return frozenset(
        name
        for model in _below(Internal)
        for name, hint in get_type_hints(model, include_extras=True).items()
        if _is_coded(hint)
    )


def _below(model: type[Internal]) -> Iterator[type[Internal]]:
    for below in model.__subclasses__():
        yield below
        yield from _below(below)


def _is_coded(hint: object) -> bool:
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return any(isinstance(mark, Ref) for mark in inner[1:]) or _is_coded(inner[0])
    if origin in (Union, UnionType):
        return any(map(_is_coded, inner))
    return origin is Literal
