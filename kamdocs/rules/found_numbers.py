"""Numbers and amounts found in text, however they are grouped, in figures or with the words for thousands and more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from kamdocs.model.kit import LanguageRules
from kamdocs.rules.patterns import either

_SPACES = r"[’'٬ \u00a0\u2009\u202f]"
# Two groups or more end where the third digit does: what follows may be the number of a note, set as superscript.
_NUMBER = "|".join(
    (
        r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?",
        r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?",
        r"\d{1,3},\d{3}(?!\d)(?:\.\d+)?",
        r"\d{1,3}\.\d{3}(?!\d)(?:,\d+)?",
        rf"\d{{1,3}}(?:{_SPACES}\d{{3}}(?!\d))+(?:[.,]\d+)?",
        r"\d+(?:[.,]\d+)?",
    )
)
_DIGIT = re.compile(r"\d")
_KEPT = 2048
"""Of how many texts what was found is kept: those that one document after another holds."""

_SPACED = re.compile(r"(?<![\d.,])\d(?:[ \u00a0][.,]?[ \u00a0]?\d){3,}(?![\d])")
_SKELETON = re.compile(r"#[#,.0]*0(?:\.0+)?|0+")
_SYMBOLS = "$¢£¥\u20a0-\u20cf\uffe0\uffe1\uffe5\uffe6"
_WORDED_FROM = Decimal(1000)
_REACH = 24


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A stretch of text that is a number, and every value that it may be read as."""

    readings: frozenset[Decimal]
    start: int
    end: int


class Numbers:
    """Finds numbers as some languages write them."""

    def __init__(self, languages: Iterable[LanguageRules]) -> None:
        self._powers: dict[str, frozenset[int]] = {}
        for rules in languages:
            for word, power in _powers(rules.locale).items():
                self._powers[word] = self._powers.get(word, frozenset()) | {power}
        words = either(self._powers)
        self._word = re.compile(words)
        self._term = re.compile(rf"(?<!\d)(?P<number>{_NUMBER})(?P<words>(?:\s?(?:{words})(?![a-zA-Z])){{0,2}})")

        self._again = lru_cache(maxsize=_KEPT)(lambda text: tuple(self._find(text)))

    def find(self, text: str) -> tuple[FoundNumber, ...]:
        """The numbers in `text` (plain characters); terms of falling powers (`2억 4,650만`) are one number."""
        return self._again(text) if _DIGIT.search(text) else ()

    def _find(self, text: str) -> Iterator[FoundNumber]:
        chain: _Chain | None = None
        for match in self._term.finditer(text):
            term = self._term_of(match)
            if chain is not None and not text[chain.end : term.start].strip() and chain.power > term.power:
                sums = frozenset(a + b for a in chain.readings for b in term.readings)
                chain = _Chain(sums, chain.start, term.end, term.power)
                continue
            if chain is not None:
                yield FoundNumber(chain.readings, chain.start, chain.end)
            chain = term
        if chain is not None:
            yield FoundNumber(chain.readings, chain.start, chain.end)
        for match in _SPACED.finditer(text):
            yield FoundNumber(_readings(re.sub(r"\s", "", match[0])), match.start(), match.end())

    def _term_of(self, match: re.Match[str]) -> _Chain:
        values = _readings(match["number"])
        power = 0
        for word in self._word.findall(match["words"]):
            powers = self._powers[" ".join(word.split())]
            values = frozenset(value.scaleb(power) for value in values for power in powers)
            power += min(powers)
        return _Chain(values, match.start(), match.end(), power)


@dataclass(frozen=True, slots=True)
class _Chain:
    """Terms of one number so far; `power` is that of the last."""

    readings: frozenset[Decimal]
    start: int
    end: int
    power: int


class Amounts:
    """Finds amounts of money by the forms in which a language writes them."""

    def __init__(self, rules: LanguageRules, numbers: Numbers) -> None:
        self._numbers = numbers
        patterns = (rules.money.default, *rules.money.currencies.values())
        affixes = [_affixes(pattern) for pattern in patterns]
        words_before, words_after = (either(words) for words in zip(*affixes, strict=True))
        codes = "|".join(currency_codes())
        self._before = re.compile(rf"(?:(?<![A-Za-z])(?:{codes})|[{_SYMBOLS}]|(?P<word>{words_before}))\s?$")
        self._after = re.compile(
            rf"\s?(?:(?:{codes})(?![A-Za-z])|[{_SYMBOLS}]|(?P<word>{words_after})(?![a-zA-Z\u00c0-\u1ef9]))"
        )

    def find(self, text: str) -> Iterator[FoundNumber]:
        """The amounts in `text` (plain characters), their currency within the stretch."""
        for number in self._numbers.find(text):
            before = self._before.search(text[max(0, number.start - _REACH) : number.start])
            after = self._after.match(text, number.end)
            if before is None and after is None:
                continue
            coded = any(match is not None and match["word"] is None for match in (before, after))
            if coded or max(number.readings, default=Decimal(0)) >= _WORDED_FROM:
                start = number.start - len(before[0]) if before else number.start
                yield FoundNumber(number.readings, start, after.end() if after else number.end)


def _readings(written: str) -> frozenset[Decimal]:
    """What a number may be: `1.500` is 1500 or 1.5. Groups parted by spaces may be several numbers too."""
    if written.isdecimal():
        return frozenset({Decimal(written)})
    bare = re.sub(r"['’٬]", "", written)
    groups = re.split(r"[ \u00a0\u2009\u202f]", bare)
    spans = ["".join(groups[a:b]) for a in range(len(groups)) for b in range(a + 1, len(groups) + 1)]
    return frozenset(value for span in spans for value in _marked(span))


def _marked(span: str) -> Iterator[Decimal]:
    parts = re.split(r"[.,]", span)
    marks = re.findall(r"[.,]", span)
    if len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:]) and len(set(marks)) <= 1:
        yield Decimal("".join(parts))
    if marks and marks[-1] not in marks[:-1]:
        yield Decimal("".join(parts[:-1]) + "." + parts[-1])
    if not marks:
        yield Decimal(span)


def _affixes(pattern: str) -> tuple[str, str]:
    """The words before and after the number in a CLDR pattern, signs of currencies left out."""
    before, _, after = _SKELETON.sub("\0", pattern.partition(";")[0], count=1).partition("\0")
    first, last = (part.replace("'", "").replace("¤", "").strip() for part in (before, after))
    return first, last


@cache
def currency_codes() -> tuple[str, ...]:
    """The ISO codes of all currencies, in order."""
    from babel.numbers import list_currencies

    return tuple(sorted(list_currencies()))


@cache
def _powers(locale: str) -> Mapping[str, int]:
    """The words for powers of ten in a locale: `million` is 6."""
    from babel import Locale

    found: dict[str, int] = {}
    for width in ("long", "short"):
        forms = Locale.parse(locale).compact_decimal_formats.get(width) or {}
        for patterns in forms.values():
            for size, pattern in patterns.items():
                word = re.sub(r"[0¤'\s\u00a0]+", " ", str(pattern.pattern)).strip()
                if word:
                    found.setdefault(word, len(str(size)) - str(pattern.pattern).count("0"))
    return found
