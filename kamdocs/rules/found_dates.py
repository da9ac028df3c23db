"""Dates found in text, in the forms that languages write by their rules and by Unicode CLDR."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from kamdocs.model.kit import LanguageRules

_TOKEN = re.compile(r"'([^']*)'|([A-Za-z])\2*|[^A-Za-z']+")
_ISO = "y-MM-dd"
_COMMON = (_ISO, "y/M/d", "y.M.d", "y. M. d", "d/M/y", "d.M.y", "d. M. y", "d-M-y")
_NAMED = ("d MMMM y", "d MMM y", "MMMM d, y", "MMM d, y", "d. MMMM y", "d-MMM-y")
_ORDINAL = r"(?:st|nd|rd|th|\.)?(?:\s+of(?=\s))?"
_CENTURY = 100
_MONTH_NAME = re.compile(r"^(?:[^']|'[^']*')*?[ML]{3}")
_SPACE = r"\s*"
_KEPT = 2048
"""Of how many texts what was found is kept: those that one document after another holds."""

_PROMISING = re.compile(r"\d{4}|\d\s?[./-]\s?\d{1,2}\s?[./-]\s?\d")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A day and the stretch of text that names it."""

    day: date
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Form:
    """How a language writes dates.

    Every date in this form has the `signs` and, where it names its month, a name of the locale `named`; it `opens`
    with that name or not.
    """

    pattern: re.Pattern[str]
    months: Mapping[str, int]
    signs: frozenset[str]
    named: str
    opens: bool

    def matches(self, text: str, months: Sequence[int]) -> Iterator[re.Match[str]]:
        """The places of this form in `text`, in which names of months begin at `months`; none of them overlapping."""
        if not self.opens:
            yield from self.pattern.finditer(text)
            return
        end = 0
        for start in months:
            if start >= end and (match := self.pattern.match(text, start)):
                yield match
                end = match.end()


class Dates:
    """Finds dates as some languages write them, and in ISO form; where forms disagree, the first language's is read."""

    def __init__(self, languages: Iterable[LanguageRules], *, every_form: bool) -> None:
        """`every_form` adds to the forms of the rules those of CLDR and the usual ones of figures."""
        known = [_key(rules) for rules in languages]
        patterns = [(locale, pattern) for locale, own in known for pattern in own]
        if every_form:
            patterns += [(locale, pattern) for locale, _ in known for pattern in (*_cldr(locale), *_NAMED)]
            patterns += [(known[0][0], pattern) for pattern in _COMMON] if known else []
        else:
            patterns += [(locale, _ISO) for locale, _ in known[:1]]
        forms: dict[tuple[re.Pattern[str], str], _Form] = {}  # one each of those that find the same
        for form in filter(None, (_form(locale, pattern) for locale, pattern in patterns)):
            forms.setdefault((form.pattern, form.named), form)
        self._forms = tuple(forms.values())

        self._again = lru_cache(maxsize=_KEPT)(lambda text: tuple(self._find(text)))

    def find(self, text: str) -> tuple[FoundDate, ...]:
        """The dates in `text` (plain characters), none of them overlapping."""
        return self._again(text) if _PROMISING.search(text) else ()

    def _find(self, text: str) -> Iterator[FoundDate]:
        taken: list[tuple[int, int]] = []
        months = {"": [0]}
        for form in self._forms:
            if form.named not in months:
                months[form.named] = [month.start() for month in _any_month(form.named).finditer(text)]
            if not months[form.named] or not all(sign in text for sign in form.signs):
                continue
            for match in form.matches(text, months[form.named]):
                start, end = match.span()
                free = all(end <= before or start >= after for before, after in taken)
                if free and (days := list(_days(match, form.months))):
                    taken.append((start, end))
                    yield from (FoundDate(day, start, end) for day in days)


def _key(rules: LanguageRules) -> tuple[str, tuple[str, ...]]:
    return rules.locale, (rules.date, rules.date_short)


def _days(match: re.Match[str], months: Mapping[str, int]) -> Iterator[date]:
    """The day that a match names; two where its year has two digits; none where the calendar has none."""
    month, year = match["month"].casefold(), int(match["year"])
    numbered = int(month) if month.isdigit() else months[" ".join(month.split())]
    for full in (year,) if year >= _CENTURY else (1900 + year, 2000 + year):
        try:
            yield date(full, numbered, int(match["day"]))
        except ValueError:
            return


@cache
def _form(locale: str, pattern: str) -> _Form | None:
    """The regular expression of a CLDR date pattern; None where it names no full date."""
    months = _months(locale)
    fields = {"M" if letter == "L" else letter for _, letter in _TOKEN.findall(pattern) if letter}
    if not {"d", "M", "y"} <= fields or fields - set("dMyEc"):
        return None
    signs = set[str]()
    parts, before = [r"(?<![\d])(?<!\d[./-])"], ""
    for match in _TOKEN.finditer(pattern):
        letters = match[0] if match[2] else ""
        parts.append(_field(letters, months) if letters else _literal(match[1] or match[0], before))
        signs |= set() if letters else _signs(match[1] or match[0])
        before = match[0]
    parts[1] = parts[1].removeprefix(_SPACE)
    named, opens = locale if _MONTH_NAME.search(pattern) else "", pattern.startswith(("MMM", "LLL"))
    return _Form(re.compile("".join(parts), re.IGNORECASE), months, frozenset(signs), named, opens)


def _field(letters: str, months: Mapping[str, int]) -> str:
    match letters[0]:
        case "d":
            return r"(?P<day>\d{1,2})" + _ORDINAL
        case "y":
            return r"(?P<year>\d{2})(?!\d)" if letters == "yy" else r"(?P<year>\d{4})"
        case "M" | "L" if len(letters) <= 2:
            return r"(?P<month>\d{1,2})"
        case "M" | "L":
            return rf"(?P<month>{_named(months)})\.?"
    return r"(?<![^\W\d])[^\W\d]{1,20}\.?"


def _named(months: Mapping[str, int]) -> str:
    return "|".join(r"\s+".join(map(re.escape, name.split())) for name in sorted(months, key=len, reverse=True))


@cache
def _any_month(locale: str) -> re.Pattern[str]:
    """Each place where the name of a month in a locale begins."""
    return re.compile(f"(?={_named(_months(locale))})", re.IGNORECASE)


def _signs(text: str) -> set[str]:
    """What of a literal is there in each date: not its spaces and commas, nor letters that may be capitals."""
    return {sign for word in text.split() if word != "," for sign in word if sign.lower() == sign.upper()}


def _literal(text: str, before: str) -> str:
    """`text` with any white space for its own, which after a letter may be missing."""
    if not text.strip(" \u00a0\u202f"):
        return r"[\s,]*" if before.endswith("'") else r"[\s,]+"
    words = text.split()
    return _SPACE + _SPACE.join(re.escape(word) if word != "," else ",?" for word in words) + _SPACE


@cache
def _months(locale: str) -> dict[str, int]:
    """The names of months in a locale, as they stand in dates, by their number."""
    from babel import Locale

    found: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in Locale.parse(locale).months[context][width].items():
                found[" ".join(str(name).casefold().rstrip(".").split())] = int(number)
                if not any(character.isdigit() for character in str(name)):
                    found[str(name).casefold()[:3]] = int(number)
    return found


@cache
def _cldr(locale: str) -> tuple[str, ...]:
    """The date patterns of a locale, from the longest."""
    from babel import Locale

    formats = Locale.parse(locale).date_formats
    return tuple(str(formats[width].pattern) for width in ("full", "long", "medium", "short"))
