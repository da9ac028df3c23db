"""Figures in claims: numbers that state a measure, told from those that only date, number or name something.

A figure is a number with a sign of percentage or a currency, with decimals or groups of thousands, a share in words
(`thirty per cent`), and every other number in digits but
- a date, a year (1900 to 2199 without a unit), a time of day, `24/7`;
- a number that a word beside it makes a label, by the language's rules (`line 3`, `5월`), and those joined to it;
- a number that is part of a name (`MES 2`, `ISO 9001`, `B7`, `5S`).
Numbers in words (`two engineers`) are no figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from kamdocs.model.kit import LanguageRules
from kamdocs.rules.found_dates import Dates
from kamdocs.rules.found_numbers import Amounts, FoundNumber, Numbers
from kamdocs.rules.patterns import either
from kamdocs.rules.search import fold, plain

_YEAR = re.compile(r"(?:19|20|21)\d\d")
_EXACT = re.compile(r"\d[.,\u00a0\u202f ’]\d")
_CLOCK = re.compile(r"(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)|(?<!\d)24/7(?!\d)|(?<!\d)\d{1,2}/(?:19|20|21)\d\d(?!\d)")
_LINK = re.compile(r"\]\([^)]*\)|https?://\S+|\S+@\S+")
_NAME = re.compile(r"(?:\b[A-Z]{2,}[ \u00a0-]?|[A-Za-z\u00c0-\u1ef9]-?)$")
_UNIT = re.compile("x|[kKM]|m|bn|k?g|t|ml|[lL]|s|h|d|min|[mck]m|[kM]?Wh?|bar|dB|pcs|pp?|ha|[GMT]B|[kMG]?Hz|ppm")
_BEFORE_REACH, _AFTER_REACH = 24, 16


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in a text as written, every value it may be read as (none where it is in words), and what it counts.

    `counted` are the first letters of the next word, folded: what `24 leaders` and `24 leading hands` have in common.
    """

    written: str
    readings: frozenset[Decimal]
    kind: Literal["percent", "money", "exact", "count"]
    counted: str


class Figures:
    """Finds the figures in texts of some languages."""

    def __init__(self, languages: Mapping[str, LanguageRules]) -> None:
        self._numbers = Numbers(languages.values())
        self._dates = Dates(languages.values(), every_form=True)
        self._reading = {code: _Reading(rules, self._numbers) for code, rules in languages.items()}

    def find(self, text: str, language: str) -> Iterator[Figure]:
        """The figures in `text`, in order; Markdown's links count as nothing."""
        clean = plain(_LINK.sub(" ", text))
        reading = self._reading[language]
        spans = [(found.start, found.end) for found in self._dates.find(clean)]
        spans += [match.span() for match in _CLOCK.finditer(clean)]
        numbers = [
            (number, reading.kind(clean, number))
            for number in sorted(self._numbers.find(clean), key=lambda found: found.start)
            if not any(start < number.end and number.start < end for start, end in spans)
        ]
        labels = _labels(clean, [number for number, kind in numbers if kind == "count"], reading)
        for number, kind in numbers:
            if number.start not in labels:
                written = clean[number.start : reading.end(clean, number)]
                yield Figure(written, number.readings, kind, _counted(clean, number.end))
        yield from reading.worded_shares(clean)

    def numbers(self, texts: Iterable[str]) -> frozenset[Decimal]:
        """Every value that a number in `texts` may be read as."""
        return frozenset(
            value for text in texts for found in self._numbers.find(plain(text)) for value in found.readings
        )


class _Reading:
    """How one language tells figures from other numbers."""

    def __init__(self, rules: LanguageRules, numbers: Numbers) -> None:
        wording = rules.wording
        self._amounts = Amounts(rules, numbers)
        per_cent = either(wording.per_cent)
        self._per_cent = re.compile(rf"\s?(?:%|‰|(?:{per_cent})(?![^\W\d_가-힣]))", re.IGNORECASE)
        numeral = either(wording.numerals)
        self._worded = re.compile(rf"\s?(?:{per_cent})(?![^\W\d_])", re.IGNORECASE)
        self._numeral = re.compile(rf"[^\W\d_]*(?:{numeral})$", re.IGNORECASE)
        self.joint = re.compile(rf"\s*(?:[,·&/~-]|\N{{EN DASH}}|{either(wording.joints)})\s*", re.IGNORECASE)
        self._after = re.compile(rf"(?<![^\W\d_])(?:{either(wording.number_after)})[ \u00a0]?$", re.IGNORECASE)
        self._before = re.compile(rf"[ \u00a0]?(?:{either(wording.number_before)})(?![A-Za-z])", re.IGNORECASE)

    def kind(self, text: str, number: FoundNumber) -> Literal["percent", "money", "exact", "count"]:
        """What sort of figure a number would be."""
        if self._per_cent.match(text, number.end):
            return "percent"
        around = max(0, number.start - _BEFORE_REACH), number.end + _AFTER_REACH
        amounts = self._amounts.find(text[around[0] : around[1]])
        if any(found.start + around[0] <= number.start and number.end <= found.end + around[0] for found in amounts):
            return "money"
        return "exact" if _EXACT.search(text[number.start : number.end]) else "count"

    def end(self, text: str, number: FoundNumber) -> int:
        """Where a number ends, its sign of percentage included."""
        share = self._per_cent.match(text, number.end)
        return share.end() if share else number.end

    def is_label(self, text: str, number: FoundNumber) -> bool:
        """Whether a number is a year, or the words beside it make it the number of something."""
        if _YEAR.fullmatch(text[number.start : number.end]):
            return True
        before = text[max(0, number.start - _BEFORE_REACH) : number.start]
        return bool(self._after.search(before) or self._before.match(text, number.end))

    def worded_shares(self, text: str) -> Iterator[Figure]:
        """Percentages in words, whose value is not read."""
        for match in self._worded.finditer(text):
            number = self._numeral.search(text[max(0, match.start() - _BEFORE_REACH) : match.start()])
            if number is not None:
                yield Figure(number[0] + match[0], frozenset(), "percent", "")


def _labels(text: str, numbers: Sequence[FoundNumber], reading: _Reading) -> frozenset[int]:
    """Where those of `numbers` start that number, date or name something, and those joined to one of them."""
    found = {number.start for number in numbers if reading.is_label(text, number) or _is_name(text, number)}
    for both in (list(pairwise(numbers)), list(pairwise(numbers))[::-1]):
        for first, second in both:
            joined = _is_joined(text, first, second, reading)
            if joined and found & {first.start, second.start} and not _YEAR.fullmatch(text[first.start : first.end]):
                found |= {first.start, second.start}
    return frozenset(found)


def _is_joined(text: str, first: FoundNumber, second: FoundNumber, reading: _Reading) -> bool:
    """Whether two numbers belong together: `3 and 5`, `3, 5 and 7`, but not `line 3, 24 leaders`."""
    between = text[first.end : second.start]
    counts_anew = "," in between and re.match(r"\s?[^\W\d_]", text[second.end :])
    goes_on = reading.joint.match(text, second.end)
    return reading.joint.fullmatch(between) is not None and (not counts_anew or goes_on is not None)


def _is_name(text: str, number: FoundNumber) -> bool:
    """Whether a number is part of a name: behind capitals or a letter, or before letters that are no unit."""
    if _NAME.search(text[: number.start]):
        return True
    tail = re.match(r"[A-Za-z]+", text[number.end :])
    return tail is not None and _UNIT.fullmatch(tail[0]) is None


def _counted(text: str, end: int) -> str:
    following = re.match(r"[^\w.;:!?]*([^\W\d_]+)", text[end:])
    return fold(following[1])[:3] if following else ""
