"""How values are written in a language, by the rules of `templates/languages/<code>.yaml` and of Unicode CLDR."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, localcontext
from functools import lru_cache

from kamdocs.model.case import Range
from kamdocs.model.kit import LanguageRules
from kamdocs.rules.amount_words.writing import amount_in_words
from kamdocs.rules.money import EXACT, Money

_NOWHERE = "ZZ"
"""CLDR's territory of time zones that are of no country, as UTC."""

_DIGITS = re.compile(r"\d(?:.*\d)?")

_Day = date  # which in the class is a method


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes dates, numbers, amounts and figures in one language."""

    rules: LanguageRules

    def date(self, day: date, *, short: bool = False) -> str:
        """`day` as running text writes it, or as tables do."""
        pattern = self.rules.date_short if short else self.rules.date
        if not short and day.month <= self.rules.month_padded_through:
            pattern = pattern.replace("M", "MM")
        return _written_day(day, pattern, self.rules.locale)

    def time(self, moment: datetime) -> str:
        """The time of day of `moment` in its own zone, in 24 hours: `13:30`."""
        from babel.dates import format_time

        return str(format_time(moment.timetz().replace(tzinfo=None), self.rules.time, locale=self.rules.locale))

    def weekday(self, day: _Day) -> str:
        """The day of the week: `Thursday`, `목요일`, `Thứ Năm`."""
        from babel.dates import format_date

        return str(format_date(day, self.rules.weekday, locale=self.rules.locale))

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
        with localcontext(EXACT):
            return _with_minus(format_decimal(value, pattern, locale=self.rules.locale))

    def quantity(self, value: Decimal) -> str:
        """`value` without trailing zeros after the point."""
        plain = value.normalize(EXACT)
        return self.number(plain.quantize(Decimal(1), context=EXACT) if plain == plain.to_integral_value() else plain)

    def percent(self, value: Decimal) -> str:
        """`value`, a percentage, with its sign."""
        return f"{self.quantity(value)}%"

    def money(self, money: Money) -> str:
        """An amount with its currency."""
        from babel.numbers import format_currency

        pattern = self.rules.money.currencies.get(money.currency, self.rules.money.default)
        with localcontext(EXACT):
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
        """An amount without its currency, for a table that names it once; with the decimals that its currency has."""
        from babel.numbers import get_currency_precision

        least = Decimal(1).scaleb(-get_currency_precision(money.currency))
        with localcontext(EXACT):
            return self.number(money.amount + 0 * least)

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
        return f"{before}{low}{self.rules.range_sign}{high}{after}"

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


@lru_cache(maxsize=1024)
def _written_day(day: date, pattern: str, locale: str) -> str:
    from babel.dates import format_date

    return str(format_date(day, pattern, locale=locale))
