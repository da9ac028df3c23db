"""Numbers and amounts found in text: what a language writes, it finds again."""

from __future__ import annotations

from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from support import REPOSITORY

from kamdocs.model.kit import LanguageRules
from kamdocs.rules.found_numbers import Amounts, Numbers
from kamdocs.rules.language import Writer
from kamdocs.rules.money import Money
from kamdocs.rules.search import plain


def rules(code: str) -> LanguageRules:
    """The rules of a language that comes with kamdocs."""
    text = (REPOSITORY / f"templates/languages/{code}.yaml").read_text(encoding="utf-8")
    return LanguageRules.model_validate(yaml.load(text, yaml.BaseLoader))


ALL = {code: rules(code) for code in ("en", "ko", "vi")}
NUMBERS = Numbers(ALL.values())


def readings(text: str) -> list[set[str]]:
    """What each number of `text` may be."""
    return [{format(value, "f") for value in found.readings} for found in NUMBERS.find(text)]


@pytest.mark.parametrize("code", ALL)
@given(value=st.decimals(0, 10**12, places=2) | st.integers(0, 10**12).map(Decimal))
def test_a_number_that_a_language_writes_is_found_again(code: str, value: Decimal) -> None:
    """Whole numbers and decimals, grouped as the language does."""
    text = plain(f"x {Writer(ALL[code]).number(value)} y")
    assert any(value in found.readings for found in NUMBERS.find(text))


@pytest.mark.parametrize("code", ALL)
@pytest.mark.parametrize("currency", ["KRW", "VND", "SGD", "EUR"])
@given(amount=st.integers(1000, 10**12).map(Decimal))
def test_an_amount_that_a_language_writes_is_found_again(code: str, currency: str, amount: Decimal) -> None:
    """With its currency, in every currency."""
    text = plain(f"x {Writer(ALL[code]).money(Money(amount, currency))}, y")
    [found] = Amounts(ALL[code], NUMBERS).find(text)
    assert amount in found.readings
    assert (text[: found.start], text[found.end :]) == ("x ", ", y")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("246,500,000", [{"246500000"}]),
        ("246.500.000", [{"246500000"}]),
        ("246500000", [{"246500000"}]),
        ("12.800,50", [{"12800.50"}]),
        ("1.500", [{"1500", "1.500"}]),
        ("4.65", [{"4.65"}]),
        ("246,500,0001", [{"246500000"}]),
        ("3, 4 and 5", [{"3"}, {"4"}, {"5"}]),
        ("246.5 million", [{"246500000"}]),
        ("2천만", [{"20000000"}]),
        ("3,2 tỷ", [{"3200000000"}]),
    ],
)
def test_a_number_is_read_in_every_way_it_may_be(text: str, found: list[set[str]]) -> None:
    """Groups, decimals, words for powers of ten; a note may stand close behind."""
    assert readings(text) == found


def test_terms_of_falling_powers_are_one_number() -> None:
    """As Korean counts in ten thousands; a further number is none of them."""
    assert "246500000" in readings("2억 4,650만")[0]
    assert len(readings("2억 4,650만 7억")) == 2


def test_groups_parted_by_spaces_are_read_together_and_apart() -> None:
    """A number may stand close before another."""
    assert {"246500000", "1246500000"} <= readings("1 246 500 000")[0]
    assert readings("2026 500")[0] == {"2026"}


def test_figures_spelt_out_are_read_together() -> None:
    """As letter-spacing leaves them."""
    assert {"246500000"} in readings("2 4 6 5 0 0 0 0 0")


def test_what_only_looks_like_an_amount_is_none() -> None:
    """Words that name a currency elsewhere, small numbers before such words, codes within words."""
    texts = {"ko": "101동 3원칙", "vi": "gặp 3 đồng nghiệp, 12 wonder", "en": "VISGD 5, OEE 68%, won 3"}
    for code, text in texts.items():
        assert list(Amounts(ALL[code], NUMBERS).find(text)) == [], code
