"""Languages: those that files name are those of the house, and their rules can write a date and an amount."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date, time, timedelta
from decimal import Decimal

from kamdocs.load.language_words import unusable_words
from kamdocs.load.records import Record
from kamdocs.load.references import Complaint
from kamdocs.model.kit import LanguageRules
from kamdocs.model.workspace import KeyPath
from kamdocs.rules.conventions import compiled
from kamdocs.rules.conventions.checks import CHECKED_GROUPS, CHECKS
from kamdocs.rules.hints import hint, meant_language
from kamdocs.rules.listing import listed

_DAY = date(2026, 11, 23)
_DATES = {"date": ("23", "26"), "date_short": ("23",)}
"""What a date shows of that day at least."""

_TIME, _WEEK = time(13, 5), 7

_AMOUNT, _AMOUNT_SHOWS = Decimal(1234567), "1234567"


def foreign_languages(records: Iterable[Record]) -> Iterator[Complaint]:
    """Each `language` of a client, stakeholder or proposal that is none of the `languages` in `kamdocs.yaml`."""
    found = list(records)
    known = [str(one) for record in found if record.found.kind == "kamdocs" for one in _items(record, "languages")]
    for record in found:
        if known and record.found.kind in ("client", "proposal"):
            yield from _foreign(record, known)


def unusable(rules: LanguageRules) -> Iterator[tuple[KeyPath, str, str]]:
    """What is wrong with `rules` that shows only when they are used: a path, what is wrong, and help."""
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(rules.locale)
    except (ValueError, UnknownLocaleError):
        yield ("locale",), f"unknown locale `{rules.locale}`", "write it as CLDR does, as in `en_GB`, `ko_KR`"
    yield from _unlike_patterns(rules)
    for unit, forms in rules.units.items():
        if "other" not in forms:
            yield ("units", unit), f"unit `{unit}` has no form `other`", "it is taken where no other form fits"
    if rules.words is not None:
        for path, what, help in unusable_words(rules.words):
            yield ("words", *path), what, help
    if rules.figure_label == rules.table_label:
        what = f"figures and tables are both called `{rules.table_label}`, but are counted apart"
        yield ("table_label",), what, "give them different labels"
    yield from _unlike_conventions(rules)


def _unlike_conventions(rules: LanguageRules) -> Iterator[tuple[KeyPath, str, str]]:
    """Patterns that are no regular expressions, and checks that there are not or that have nothing to check."""
    for rule, convention in rules.conventions.items():
        for index, pattern in enumerate(convention.unless):
            yield from _no_pattern(("conventions", rule, "unless", index), pattern, ())
        for index, form in enumerate(convention.wrong):
            path: KeyPath = ("conventions", rule, "wrong", index)
            if form.check is not None and form.check not in CHECKS:
                yield (*path, "check"), f"there is no check `{form.check}`", hint(form.check, CHECKS)
            yield from _no_pattern((*path, "pattern"), form.pattern, CHECKED_GROUPS if form.check in CHECKS else ())


def _no_pattern(path: KeyPath, pattern: str, groups: Iterable[str]) -> Iterator[tuple[KeyPath, str, str]]:
    """What is wrong with a regular expression that must have `groups`."""
    try:
        found = compiled(pattern)
    except re.error as error:
        what = f"`{path[-1] if path[-1] == 'pattern' else path[-2]}` is no regular expression: {error.msg}"
        yield path, what, "put a backslash before a sign that stands for itself"
        return
    for name in groups:
        if name not in found.groupindex:
            yield path, f"`pattern` has no group `{name}` for its `check`", f"mark it as in `(?P<{name}>…)`"
    if found.match(""):
        yield path, "the regular expression finds even nothing", "let it take one character at least"


def _unlike_patterns(rules: LanguageRules) -> Iterator[tuple[KeyPath, str, str]]:
    """The fields that are no patterns of dates and amounts."""
    for key, shown in _DATES.items():
        if not _writes_day(getattr(rules, key), shown):
            yield (key,), f"`{key}` is no pattern of a date", "write it as CLDR does, as in `d MMMM y`"
    if not _writes_time(rules.time):
        yield ("time",), "`time` is no pattern of a time in 24 hours", "write it as CLDR does, as in `HH:mm`"
    if not _writes_weekday(rules.weekday):
        yield ("weekday",), "`weekday` is no pattern of a day of the week", "write it as CLDR does, as in `EEEE`"
    patterns: dict[KeyPath, str] = {("money", "default"): rules.money.default}
    patterns |= {("money", "currencies", code): pattern for code, pattern in rules.money.currencies.items()}
    for path, pattern in patterns.items():
        if not _writes_amount(pattern):
            yield path, f"`{path[-1]}` is no pattern of an amount", "write it as CLDR does, as in `¤¤ #,##0.00`"


def _foreign(record: Record, known: Collection[str]) -> Iterator[Complaint]:
    places: list[tuple[KeyPath, object]] = [(("language",), record.data.get("language"))]
    for index, one in enumerate(_items(record, "stakeholders")):
        if isinstance(one, dict):
            places.append((("stakeholders", index, "language"), one.get("language")))
    for path, language in places:
        if isinstance(language, str) and language not in known:
            what = f"language `{language}` is none of the `languages` in `kamdocs.yaml`"
            help = meant_language(language, known) or f"add it there; those of the house are {listed(known)}"
            yield Complaint(record.found.file, path, "unknown-language", what, help)


def _items(record: Record, key: str) -> list[object]:
    value = record.data.get(key)
    return list(value) if isinstance(value, list) else []


def _writes_day(pattern: str, shown: Iterable[str]) -> bool:
    from babel.dates import format_date

    try:
        text = format_date(_DAY, pattern, locale="en")
    except (ValueError, KeyError, AttributeError, TypeError):
        return False
    return all(part in text for part in shown)


def _writes_time(pattern: str) -> bool:
    from babel.dates import format_time

    try:
        text = format_time(_TIME, pattern, locale="en")
    except (ValueError, KeyError, AttributeError, TypeError):
        return False
    return re.findall(r"\d+", text)[:2] == ["13", "05"]


def _writes_weekday(pattern: str) -> bool:
    from babel.dates import format_date

    try:
        days = {format_date(_DAY + timedelta(number), pattern, locale="en") for number in range(14)}
    except (ValueError, KeyError, AttributeError, TypeError):
        return False
    return len(days) == _WEEK


def _writes_amount(pattern: str) -> bool:
    from babel.numbers import format_currency

    try:
        text = format_currency(_AMOUNT, "USD", pattern, locale="en")
    except (ValueError, KeyError, AttributeError, TypeError):
        return False
    return "".join(filter(str.isdigit, text)).startswith(_AMOUNT_SHOWS)
