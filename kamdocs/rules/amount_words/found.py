"""Amounts in words found in text, and read as numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kamdocs.model.kit import AmountWords
from kamdocs.rules.amount_words.algorithms import ALGORITHMS
from kamdocs.rules.amount_words.numerals import Numerals
from kamdocs.rules.amount_words.writing import digits_of_minor
from kamdocs.rules.found_numbers import currency_codes
from kamdocs.rules.patterns import either

_WORDED_FROM = 1000


@dataclass(frozen=True, slots=True)
class FoundWords:
    """A stretch of text that is an amount in words: the amount, and the currencies whose unit is called so."""

    amount: Decimal
    currencies: frozenset[str]
    start: int
    end: int


class WordedAmounts:
    """Finds the amounts that a language writes in words, from a thousand on.

    A run that begins with a power (`trăm triệu đồng`, `천만 원`) says how large something is about, and is no amount,
    unless it stands right after what an amount in words begins with, as 금.
    """

    def __init__(self, words: AmountWords) -> None:
        self._numerals = _with_own_words(ALGORITHMS[words.algorithm], words.instead)
        self._units = _units(words)
        self._word = re.compile(_known(self._numerals), re.IGNORECASE)
        self._opened = re.compile(rf"(?:{either(_beginnings(words))})\s*$")
        self._run = re.compile(_run(self._numerals), re.IGNORECASE)
        self._unit = _unit_after(words, self._numerals, self._units)

    def find(self, text: str) -> Iterator[FoundWords]:
        """The amounts in words in `text` (plain characters)."""
        done = 0
        for run in self._run.finditer(text):
            unit = self._unit.match(text, run.end()) if run.start() >= done else None
            words = self._words(run[0])
            if unit is None or not self._begins(text, run.start(), words[0]):
                continue
            done = unit.end()
            whole = self._numerals.read(words)
            if whole >= _WORDED_FROM:
                yield FoundWords(whole + self._fraction(unit), self._currencies(unit["unit"]), run.start(), done)

    def _begins(self, text: str, start: int, first: str) -> bool:
        before = text[:start]
        if self._opened.search(before):
            return True
        return first not in self._numerals.powers and not (before and before[-1].isalnum())

    def _words(self, run: str | None) -> list[str]:
        return [word.lower() for word in self._word.findall(run or "")]

    def _fraction(self, match: re.Match[str]) -> Decimal:
        digits = "".join(str(self._numerals.values[word]) for word in self._words(match["decimals"]))
        if match["minor"]:
            places = max(map(digits_of_minor, self._currencies(match["unit"])))
            digits = f"{self._numerals.read(self._words(match['minor'])):0{places}}"
        return Decimal(f"0.{digits}") if digits else Decimal(0)

    def _currencies(self, unit: str) -> frozenset[str]:
        return self._units.get(" ".join(unit.lower().split()), frozenset({unit}))


def _known(numerals: Numerals) -> str:
    return either([*numerals.values, *numerals.powers, *numerals.fillers])


def _run(numerals: Numerals) -> str:
    """Number words one after another, as many as there are."""
    within = r"[\s-]+" if numerals.joint else r"\s*"
    return rf"(?:{either([*numerals.values, *numerals.powers])})(?:{within}(?:{_known(numerals)}))*+"


def _unit_after(words: AmountWords, numerals: Numerals, units: Iterable[str]) -> re.Pattern[str]:
    """What follows the number words of an amount: decimals, the name of a unit or a code, and a part of it."""
    run = _run(numerals)
    gap, edge = (r"\s+", r"(?!\w)") if numerals.joint else (r"\s*", "")
    unit = rf"{either(units)}|(?-i:{'|'.join(currency_codes())})"
    minor = either(name for names in words.currencies.values() for name in (names.minor or {}).values())
    decimals = rf"(?:{gap}{re.escape(numerals.point)}{gap}(?P<decimals>{run}))?"
    joint = rf"(?:{re.escape(words.minor_joint.strip())}{gap})?"
    part = rf"(?:{gap}{joint}(?P<minor>{run}){gap}(?:{minor}){edge})?"
    return re.compile(rf"{decimals}{gap}(?P<unit>{unit}){edge}{part}", re.IGNORECASE)


def _with_own_words(numerals: Numerals, instead: Mapping[str, str]) -> Numerals:
    """`numerals` that know the words a house puts in place of others too."""
    values, powers = dict(numerals.values), dict(numerals.powers)
    for usual, own in instead.items():
        if usual in values:
            values.setdefault(own, values[usual])
        if usual in powers:
            powers.setdefault(own, powers[usual])
    fillers = numerals.fillers | {own for usual, own in instead.items() if usual in numerals.fillers}
    point = instead.get(numerals.point, numerals.point)
    return replace(numerals, point=point, values=values, powers=powers, fillers=frozenset(fillers))


def _units(words: AmountWords) -> Mapping[str, frozenset[str]]:
    """The names of units in lower case, and the currencies that have a unit of that name."""
    found: dict[str, frozenset[str]] = {}
    for code, names in words.currencies.items():
        for name in names.unit.values():
            found[name.lower()] = found.get(name.lower(), frozenset()) | {code}
    return found


def _beginnings(words: AmountWords) -> Sequence[str]:
    """What stands before the words in the forms of an amount, without spaces at its end."""
    forms = (words.amount, words.whole_amount or "", *words.forms.values())
    starts = (re.split(r"\{[wW]ords\}", form)[0].strip() for form in forms)
    return sorted({start[-1] for start in starts if start and start[-1].isalpha()})
