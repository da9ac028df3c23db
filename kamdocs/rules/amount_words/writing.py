"""Amounts written in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kamdocs.model.kit import AmountWords
from kamdocs.rules.amount_words.algorithms import ALGORITHMS
from kamdocs.rules.amount_words.numerals import LIMIT
from kamdocs.rules.money import Money

_MARK = re.compile(r"\{(words|Words|figures)\}")


def number_in_words(number: Decimal | int, words: AmountWords) -> str:
    """`number` in words, its decimals read digit by digit, a minus as a word. Nothing is rounded.

    Raises ValueError from `LIMIT` on.
    """
    numerals = ALGORITHMS[words.algorithm]
    whole, _, decimals = format(Decimal(number).copy_abs(), "f").partition(".")
    if int(whole) >= LIMIT:
        raise ValueError(f"a number of {len(whole)} digits has no words")
    named = [*([numerals.minus] if number < 0 else []), *numerals.name(int(whole))]
    if decimals := decimals.rstrip("0"):
        named += (numerals.point, *(numerals.digits[int(digit)] for digit in decimals))
    return numerals.joint.join(words.instead.get(word, word) for word in named)


def amount_in_words(
    money: Money, words: AmountWords, *, locale: str, figures: Callable[[], str], form: str | None = None
) -> str:
    """`money` in words and in a form: the usual one, or one of `words.forms` by its name.

    `figures` gives the same amount in figures, for the forms that show them. The amount is exact: what is no whole
    number of its smallest unit is read with decimals, and so is one in a currency without a name for it. A currency
    that `words` do not name stands by its code.

    Raises ValueError from `LIMIT` on, KeyError for a form that `words` do not have.
    """
    parts = _parts(money, words)
    spoken = words.minor_joint.join(_spoken(part, words, locale) for part in parts)
    whole = money.amount == money.amount.to_integral_value()
    usual = words.whole_amount if whole and words.whole_amount is not None else words.amount
    pattern = usual if form is None else words.forms[form]
    shown = {"words": lambda: spoken, "Words": lambda: spoken[:1].upper() + spoken[1:], "figures": figures}
    return _MARK.sub(lambda mark: shown[mark[1]](), pattern)


@dataclass(frozen=True, slots=True)
class _Part:
    """A number of units whose plural forms are `names`."""

    number: Decimal
    names: Mapping[str, str]


def _parts(money: Money, words: AmountWords) -> list[_Part]:
    """The amount in its unit, or in its unit and its smaller one; without the former where it is nothing of that."""
    names = words.currencies.get(money.currency)
    if names is None:
        return [_Part(money.amount, {"other": money.currency})]
    whole, _, decimals = format(money.amount.copy_abs(), "f").partition(".")
    small = decimals.rstrip("0")
    digits = digits_of_minor(money.currency)
    if not small or names.minor is None or len(small) > digits:
        return [_Part(money.amount, names.unit)]
    minor = _Part(Decimal(small.ljust(digits, "0")), names.minor)
    first = _Part(Decimal(whole), names.unit) if int(whole) else minor
    signed = _Part(first.number.copy_negate() if money.amount < 0 else first.number, first.names)
    return [signed, minor] if first is not minor else [signed]


def digits_of_minor(currency: str) -> int:
    """How many digits the smaller unit of a currency takes: 2 for hundredths."""
    from babel.numbers import get_currency_precision

    return int(get_currency_precision(currency))


def _spoken(part: _Part, words: AmountWords, locale: str) -> str:
    from babel import Locale

    plural = Locale.parse(locale).plural_form(part.number.copy_abs())
    unit = part.names.get(plural, part.names["other"])
    return ALGORITHMS[words.algorithm].joint.join((number_in_words(part.number, words), unit))
