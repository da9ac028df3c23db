"""Amounts in words in a finished file equal the figures beside them, or the grand total."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from kamdocs.errors import Problem
from kamdocs.rules.amount_words import FoundWords, WordedAmounts
from kamdocs.rules.search import plain
from kamdocs.verify.finished import Finished
from kamdocs.verify.public import Public, Tongue

_SIGN = "(（,;:/=\N{EN DASH}\N{EM DASH}-"
_BESIDE = re.compile(rf"\w{{0,2}}[ \u00a0]?[{re.escape(_SIGN)}][^\d()（）.]{{0,24}}")
"""What parts an amount from the same one in words: a bracket or another sign, and a few words."""

_TOTAL = "grand total"


@dataclass(frozen=True, slots=True)
class _Total:
    """The fact that words without figures beside them state."""

    amount: Decimal
    currency: str


def words_differ(file: Finished, public: Public, tongue: Tongue, *, quote: bool) -> Iterator[Problem]:
    """One problem for each amount in words that is another than it should be.

    It is the amount in figures beside it, with a sign between; without one the grand total, or, in a document that has
    none, an amount of the public inputs. What these say in the same words may stand. Without `quote` the words
    themselves are not shown.
    """
    if tongue.worded is None:
        return
    total = _total(file)
    told: set[str] = set()
    for passage in file.body:
        text = plain(passage.text)
        for found in _found(tongue.worded, text):
            words = " ".join(text[found.start : found.end].split())
            wanted = _differs(found, text, public, tongue, total)
            if wanted and words not in told and not public.says(words):
                told.add(words)
                shown = f"`{words}` " if quote else ""
                what = f"the amount in words {shown}stands {passage.place}, {wanted}"
                help = "print it by `|in_words`; beside one that is not the grand total put its figures in brackets"
                yield file.problem("words-differ", what, help=help)


@lru_cache(maxsize=1024)
def _found(worded: WordedAmounts, text: str) -> tuple[FoundWords, ...]:
    """The amounts in words in a text, which the next document may hold too."""
    return tuple(worded.find(text))


def _differs(found: FoundWords, text: str, public: Public, tongue: Tongue, total: _Total | None) -> str:
    """What else the words should be; empty where they are right."""
    beside = _beside(found, text, tongue)
    if beside:
        right = any(found.amount in readings for readings in beside)
        return "" if right else "and the figures beside it are another amount"
    if total is None:
        return "" if public.knows(found.amount) else "and no input holds it"
    right = found.amount == total.amount and total.currency in found.currencies
    return "" if right else "and the grand total is another"


def _beside(found: FoundWords, text: str, tongue: Tongue) -> list[frozenset[Decimal]]:
    """What each amount in figures beside the words may be."""
    return [
        amount.readings
        for amount in tongue.amounts.find(text)
        if _BESIDE.fullmatch(text, amount.end, found.start) or _BESIDE.fullmatch(text, found.end, amount.start)
    ]


def _total(file: Finished) -> _Total | None:
    amount, _, currency = file.page.facts.get(_TOTAL, "").partition(" ")
    return _Total(Decimal(amount), currency) if currency else None
