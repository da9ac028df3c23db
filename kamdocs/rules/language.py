"""How values are written in a language, by the rules of `templates/languages/<code>.yaml` and of Unicode CLDR."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from kamdocs.model.case import Range
from kamdocs.model.kit import LanguageRules
from kamdocs.rules.amount_words.writing import amount_in_words
from kamdocs.rules.money import Money

_FIRST_HANGUL, _LAST_HANGUL = ord("가"), ord("힣")
_RIEUL = 8
_NOWHERE = "ZZ"
"""CLDR's territory of time zones that are of no country, as UTC."""

_DIGITS = re.compile(r"\d(?:.*\d)?")
_LAST_NUMBER = re.compile(r"\d+(?:,\d+)*$")
_SIGNS_READ = {"%": "퍼센트", "℃": "도", "㎡": "미터"}
_DIGITS_READ = "영일이삼사오육칠팔구"
_LETTERS_READ = {"l": "엘", "m": "엠", "n": "엔", "r": "알"}
"""Latin letters whose Korean name ends in a consonant."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes dates, numbers, amounts and figures in one language."""

    rules: LanguageRules

    def date(self, day: date, *, short: bool = False) -> str:
        """`day` as running text writes it, or as tables do."""
        from babel.dates import format_date

        pattern = self.rules.date_short if short else self.rules.date
        if not short and day.month <= self.rules.month_padded_through:
            pattern = pattern.replace("M", "MM")
        return str(format_date(day, pattern, locale=self.rules.locale))

    def zone(self, moment: datetime) -> str:
        """The time zone of `moment` by the country or town that it is named after, and its offset on that day:
        `Vietnam Time, UTC+7`; the offset alone where the zone is of no country."""
        from babel.core import get_global
        from babel.dates import get_timezone_location

        name, offset = str(moment.tzinfo), _offset(moment.utcoffset() or timedelta(0))
        name = get_global("zone_aliases").get(name, name)
        if get_global("zone_territories").get(name, _NOWHERE) == _NOWHERE:
            return offset
        return f"{get_timezone_location(name, locale=self.rules.locale)}, {offset}"

    def number(self, value: Decimal | int) -> str:
        """`value` with as many decimals as it has."""
        from babel.numbers import format_decimal

        decimals = max(0, -int(Decimal(value).as_tuple().exponent))
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        return _with_minus(format_decimal(value, pattern, locale=self.rules.locale))

    def quantity(self, value: Decimal) -> str:
        """`value` without trailing zeros after the point."""
        plain = value.normalize()
        return self.number(plain.quantize(Decimal(1)) if plain == plain.to_integral_value() else plain)

    def percent(self, value: Decimal) -> str:
        """`value`, a percentage, with its sign."""
        return f"{self.quantity(value)}%"

    def money(self, money: Money) -> str:
        """An amount with its currency."""
        from babel.numbers import format_currency

        pattern = self.rules.money.currencies.get(money.currency, self.rules.money.default)
        return _with_minus(format_currency(money.amount, money.currency, pattern, locale=self.rules.locale))

    def in_words(self, money: Money, form: str | None = None) -> str:
        """An amount in words, in the usual form or in one that the language's file names.

        Raises ValueError for a language without words, an unknown form and an amount that is too large; what it says
        is for the author of a template.
        """
        words = self.rules.words
        if words is None:
            raise ValueError("the language has no amounts in words")
        if form is not None and form not in words.forms:
            raise ValueError(f"the language has no form `{form}` of amounts in words")
        return amount_in_words(money, words, locale=self.rules.locale, figures=lambda: self.money(money), form=form)

    def amount(self, money: Money) -> str:
        """An amount without its currency, for a table that names it once."""
        return self.number(money.amount)

    def figure(self, value: Decimal | Range, unit: str | None) -> str:
        """A measured value with its unit: a percentage, an amount, a unit of the language's rules, or a word."""
        if isinstance(value, Range):
            return self._range(value, unit)
        if unit is not None and _is_currency(unit):
            return self.money(Money(value, unit))
        return self.number(value) + self._suffix(value, unit)

    def _range(self, value: Range, unit: str | None) -> str:
        before, low, _ = _around_digits(self.figure(value.low, unit))
        _, high, after = _around_digits(self.figure(value.high, unit))
        return f"{before}{low}\N{EN DASH}{high}{after}"

    def _suffix(self, value: Decimal, unit: str | None) -> str:
        if unit is None or unit == "%":
            return unit or ""
        forms = self.rules.units.get(unit)
        if forms is None:
            return f"\N{NO-BREAK SPACE}{unit}"
        from babel import Locale

        plural = Locale.parse(self.rules.locale).plural_form(value)
        return forms.get(plural, forms["other"])


def _offset(offset: timedelta) -> str:
    """An offset as `UTC+7`, `UTC−3:30`, `UTC`."""
    minutes = int(abs(offset).total_seconds()) // 60
    if not minutes:
        return "UTC"
    sign = "+" if offset > timedelta(0) else "\N{MINUS SIGN}"
    return f"UTC{sign}{minutes // 60}{f':{minutes % 60:02}' if minutes % 60 else ''}"


def _with_minus(number: str) -> str:
    """A negative number with the minus sign: at a hyphen Word would break the line."""
    return number.replace("-", "\N{MINUS SIGN}")


def _is_currency(unit: str) -> bool:
    return len(unit) == 3 and unit.isascii() and unit.isupper()


def _around_digits(text: str) -> tuple[str, str, str]:
    """What stands before the first digit, from there to the last digit, and after it."""
    match = _DIGITS.search(text)
    return (text[: match.start()], match[0], text[match.end() :]) if match else ("", text, "")


def with_particle(word: str, particle: str) -> str:
    """Korean `word` with the form of `particle` that fits its last sound.

    `particle` names both forms, the one after a consonant first: `은/는`, `이/가`, `을/를`, `과/와`, `으로/로`. Digits
    and Latin letters count as they are read.

    Source: National Institute of Korean Language, 한글 맞춤법; 으로 becomes 로 after ㄹ too.
    """
    after_consonant, after_vowel = particle.split("/")
    final = _final_consonant(word)
    soft = final == 0 or (final == _RIEUL and after_consonant.startswith("으"))
    return word + (after_vowel if soft else after_consonant)


def _final_consonant(word: str) -> int:
    """Number of the final consonant of the last sound of `word`, 0 for none."""
    spoken = next(filter(None, map(_spoken, _endings(word.lower()))), "")
    code = ord(spoken[-1]) if spoken else 0
    return (code - _FIRST_HANGUL) % 28 if _FIRST_HANGUL <= code <= _LAST_HANGUL else 0


def _endings(word: str) -> Iterator[str]:
    """`word`, then `word` without its last character, and so on."""
    return (word[:end] for end in range(len(word), 0, -1))


def _spoken(word: str) -> str:
    """How the end of `word` is read; empty where it ends in a sign that is not read."""
    last = word[-1]
    number = _LAST_NUMBER.search(word)
    if number:
        return _number_read(number[0].replace(",", ""))
    return _SIGNS_READ.get(last) or _LETTERS_READ.get(last) or (last if last.isalpha() else "")


def _number_read(digits: str) -> str:
    zeros = len(digits) - len(digits.rstrip("0"))
    if zeros and zeros < len(digits):
        return "십백천만만만만억"[min(zeros, 8) - 1]
    return _DIGITS_READ[int(digits[-1])]
