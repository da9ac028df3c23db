"""Promise 3: the same facts for every reader, and no amount or date that nobody stated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from kamdocs.errors import Problem
from kamdocs.model.page import Draft, Page, WordPage
from kamdocs.rules.search import Passage, plain
from kamdocs.verify.finished import Finished
from kamdocs.verify.public import Public, Tongue

_NOTES = re.compile(r"(?:<sup>\d+</sup>)+")
_TAG = re.compile(r"<[^>]*>")
_KEPT = 2048
"""Of how many texts what was found is kept: those that one document after another holds."""


def facts_differ(drafts: Sequence[Draft]) -> Iterator[Problem]:
    """One problem for each fact that a version states otherwise than the first one."""
    for draft in drafts[1:]:
        first, own = drafts[0].page.facts, draft.page.facts
        for name in dict.fromkeys((*first, *own)):
            if first.get(name) != own.get(name):
                there, here = _said(first.get(name)), _said(own.get(name))
                what = f"the fact `{name}` is {here} here and {there} in `{drafts[0].target}`"
                yield Problem(draft.target, 0, 0, "facts-differ", what)


def _said(value: str | None) -> str:
    return "not given" if value is None else f"`{value}`"


def facts_missing(file: Finished) -> Iterator[Problem]:
    """One problem for each fact that the version has to state and does not."""
    text = _tight(" ".join(passage.text for passage in file.body))
    for name, printed in file.page.printed.items():
        lines = [line for line in printed.splitlines() if line.strip()]
        if not all(_tight(line) in text for line in lines):
            what = f"the fact `{name}` does not stand in the text as `{printed}`"
            yield file.problem("facts-differ", what, help="print it in every version, in the form of its fact")


def _tight(text: str) -> str:
    return "".join(plain(text).split())


@dataclass(frozen=True, slots=True)
class _Stated:
    """A value that stands in the text, as it is written there, and the values that it may be."""

    kind: str
    written: str
    readings: frozenset[Decimal | date]


def unsourced(file: Finished, public: Public, tongue: Tongue, *, quote: bool) -> Iterator[Problem]:
    """One problem for each amount and each date in the text that no public input and no fact holds.

    Without `quote` the value itself is not shown.
    """
    told: set[str] = set()
    notes = {_TAG.sub("", found) for found in _NOTES.findall(file.page.html)} if isinstance(file.page, Page) else ()
    for found, place in _stated(file, tongue):
        if found.written not in told and not _has_source(found, public, tongue, notes):
            told.add(found.written)
            shown = f"`{found.written}` " if quote else ""
            what = f"the {found.kind} {shown}stands {place}, and no input holds it"
            yield file.problem("unsourced-amount", what, help="state it in the data that the document is made from")


def _stated(file: Finished, tongue: Tongue) -> Iterator[tuple[_Stated, str]]:
    """The values in the text, each with its place."""
    for passage in (*file.body, *_beside(file)):
        yield from ((found, passage.place) for found in _stated_in(passage.text, tongue))


@lru_cache(maxsize=_KEPT)
def _stated_in(words: str, tongue: Tongue) -> tuple[_Stated, ...]:
    text = plain(words)
    days = (
        _Stated("date", _line(text[day.start : day.end]), frozenset([day.day])) for day in tongue.own_dates.find(text)
    )
    amounts = (
        _Stated("amount", _line(text[amount.start : amount.end]), frozenset(amount.readings))
        for amount in tongue.amounts.find(text)
    )
    return (*days, *amounts)


def _beside(file: Finished) -> Iterator[Passage]:
    """What a template made in Word says in headers, footers and notes, which our own writers make of nothing else."""
    if isinstance(file.page, WordPage):
        read = {passage.text for passage in file.body}
        yield from (Passage("beside the text", text) for text in file.page.said if text not in read)


def _line(text: str) -> str:
    return " ".join(text.split())


def _has_source(found: _Stated, public: Public, tongue: Tongue, notes: Iterable[str]) -> bool:
    figures = {reading for reading in found.readings if isinstance(reading, Decimal)}
    readings = found.readings | set(_without_note(figures, notes))
    return any(map(public.knows, readings)) or not readings.isdisjoint(tongue.template_figures)


def _without_note(readings: Iterable[Decimal], notes: Iterable[str]) -> Iterator[Decimal]:
    """The readings without the number of a note that stands close behind."""
    for reading in readings:
        for note in notes:
            text = format(reading, "f")
            if "." in text and text.endswith(note):
                yield Decimal(text.removesuffix(note).rstrip("."))
