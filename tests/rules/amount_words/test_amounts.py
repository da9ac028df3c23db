"""Amounts of money in words, in the languages that come with kamdocs, and found again in text."""

from __future__ import annotations

from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from support import REPOSITORY

from kamdocs.model.kit import AmountWords, LanguageRules
from kamdocs.rules.amount_words import LIMIT, WordedAmounts
from kamdocs.rules.language import Writer
from kamdocs.rules.money import Money
from kamdocs.rules.search import plain


def rules(code: str, **words: object) -> LanguageRules:
    """The rules of a language that comes with kamdocs; `words` are other values of its amounts in words."""
    text = (REPOSITORY / f"templates/languages/{code}.yaml").read_text(encoding="utf-8")
    found = LanguageRules.model_validate(yaml.load(text, yaml.BaseLoader))
    assert found.words is not None
    return found.model_copy(update={"words": found.words.model_copy(update=words)})


def written(code: str, amount: str, currency: str, form: str | None = None, **words: object) -> str:
    """An amount in words."""
    return Writer(rules(code, **words)).in_words(Money(Decimal(amount), currency), form).replace("\xa0", " ")


def finder(code: str, **words: object) -> WordedAmounts:
    """What finds the amounts in words of a language."""
    found = rules(code, **words).words
    assert found is not None
    return WordedAmounts(found)


WRITERS = {code: Writer(rules(code)) for code in ("en", "ko", "vi")}
FINDERS = {code: finder(code) for code in WRITERS}


def found(code: str, text: str) -> list[tuple[str, str, str]]:
    """The amounts found in `text`: the stretch, the amount, the currencies."""
    return [
        (text[one.start : one.end], f"{one.amount:f}", " ".join(sorted(one.currencies)))
        for one in FINDERS[code].find(text)
    ]


@pytest.mark.parametrize(
    ("code", "amount", "currency", "words"),
    [
        ("vi", "1917337500", "VND", "Một tỷ chín trăm mười bảy triệu ba trăm ba mươi bảy nghìn năm trăm đồng"),
        ("vi", "12000000", "VND", "Mười hai triệu đồng"),
        ("vi", "0", "VND", "Không đồng"),
        ("vi", "289391438", "KRW", "Hai trăm tám mươi chín triệu ba trăm chín mươi mốt nghìn bốn trăm ba mươi tám won"),
        ("vi", "1005.18", "SGD", "Một nghìn không trăm linh năm đô la Singapore và mười tám xu"),
        ("vi", "21.05", "USD", "Hai mươi mốt đô la Mỹ và năm xu"),
        ("vi", "-5000000", "VND", "Âm năm triệu đồng"),
        ("vi", "12.50", "CNY", "Mười hai phẩy năm nhân dân tệ"),
        ("vi", "1500", "CZK", "Một nghìn năm trăm CZK"),
        ("ko", "289391438", "KRW", "일금 이억팔천구백삼십구만일천사백삼십팔원정"),
        ("ko", "12000000", "KRW", "일금 일천이백만원정"),
        ("ko", "0", "KRW", "일금 영원정"),
        ("ko", "244942.18", "SGD", "일금 이십사만사천구백사십이싱가포르달러일십팔센트정"),
        ("ko", "1917337500", "VND", "일금 일십구억일천칠백삼십삼만칠천오백동정"),
        ("ko", "-1000", "KRW", "일금 마이너스일천원정"),
        ("ko", "12.05", "JPY", "일금 일십이점영오엔정"),
        (
            "en",
            "244942.18",
            "SGD",
            "two hundred and forty-four thousand nine hundred and forty-two Singapore dollars and eighteen cents",
        ),
        ("en", "1.01", "SGD", "one Singapore dollar and one cent"),
        ("en", "0.18", "SGD", "eighteen cents"),
        ("en", "-0.01", "GBP", "minus one penny"),
        ("en", "1000.00", "EUR", "one thousand euros"),
        ("en", "5.005", "USD", "five point zero zero five US dollars"),
        ("en", "7.5", "KWD", "seven point five KWD"),
        ("en", "1000000000000000000000000000000.05", "EUR", "one nonillion euros and five cents"),
    ],
)
def test_amounts_in_words(code: str, amount: str, currency: str, words: str) -> None:
    """Units and their parts; zero, below zero, parts alone, odd fractions, currencies without a name."""
    assert written(code, amount, currency) == words


def test_forms_of_the_languages() -> None:
    """The form of Korean offices, and the words alone."""
    assert written("ko", "234580", "KRW", "official") == "금234,580원(금이십삼만사천오백팔십원)"
    assert written("ko", "234580", "KRW", "plain") == "이십삼만사천오백팔십원"
    assert written("vi", "234580", "VND", "running") == "hai trăm ba mươi tư nghìn năm trăm tám mươi đồng"
    assert written("en", "1000", "EUR", "capital") == "One thousand euros"


def test_a_house_may_write_otherwise() -> None:
    """Other number words, and `chẵn` after whole amounts."""
    own = {"instead": {"linh": "lẻ", "tư": "bốn", "nghìn": "ngàn"}, "whole_amount": "{Words} chẵn"}
    assert written("vi", "24005", "VND", **own) == "Hai mươi bốn ngàn không trăm lẻ năm đồng chẵn"
    assert written("vi", "24.18", "USD", **own) == "Hai mươi bốn đô la Mỹ và mười tám xu"
    text = written("vi", "24005", "VND", **own)
    assert [one.amount for one in finder("vi", **own).find(text)] == [Decimal(24005)]


@pytest.mark.parametrize(
    ("update", "form", "what"),
    [
        ({"words": None}, None, "has no amounts in words"),
        ({}, "offical", "has no form `offical`"),
    ],
)
def test_words_that_cannot_be_given_are_refused(update: dict[str, object], form: str | None, what: str) -> None:
    """A language without words, a form that there is not."""
    writer = Writer(rules("ko").model_copy(update=update))
    with pytest.raises(ValueError, match=what):
        writer.in_words(Money(Decimal(1), "KRW"), form)


def test_numbers_without_words_are_refused() -> None:
    """From the limit on."""
    assert written("en", str(LIMIT - 1), "EUR").startswith("ninety-nine nonillion")
    with pytest.raises(ValueError, match="a number of 33 digits has no words"):
        written("en", str(LIMIT), "EUR")


@pytest.mark.parametrize("code", ["en", "ko", "vi"])
@pytest.mark.parametrize("currency", ["VND", "KRW", "SGD", "EUR", "CNY", "CZK"])
@given(amount=st.integers(100_000, 10**20).map(lambda cents: Decimal(cents).scaleb(-2)), broken=st.booleans())
def test_an_amount_that_is_written_is_found_again(code: str, currency: str, amount: Decimal, broken: bool) -> None:
    """With its part, in each currency, also where a line ends within."""
    money = Money(amount.quantize(Decimal(1)) if currency in ("VND", "KRW") else amount, currency)
    words = WRITERS[code].in_words(money)
    if broken:
        words = words.replace(" ", "\n") if code != "ko" else f"{words[:5]}\n{words[5:]}"
    [one] = FINDERS[code].find(plain(f"x: {words}, y."))
    assert one.amount == money.amount
    assert one.currencies == {currency}


@pytest.mark.parametrize(
    ("code", "text", "amounts"),
    [
        ("vi", "Bằng chữ: Một tỷ đồng chẵn.", [("Một tỷ đồng", "1000000000", "VND")]),
        ("vi", "hàng trăm triệu đồng, 3 triệu đồng, ba đồng nghiệp, hai nghìn người", []),
        ("vi", "hai nghìn đô la Mỹ và năm xu", [("hai nghìn đô la Mỹ và năm xu", "2000.05", "USD")]),
        ("ko", "일금 천이백만원정", [("천이백만원", "12000000", "KRW")]),
        ("ko", "금234,580원(금이십삼만사천오백팔십원)", [("이십삼만사천오백팔십원", "234580", "KRW")]),
        ("ko", "수천만 원, 3천만 원, 사원 이동, 임직원 일동, 몇만원, 제이천동", []),
        (
            "en",
            "one hundred and five thousand two US dollars",
            [("one hundred and five thousand two US dollars", "105002", "USD")],
        ),
        ("en", "two hundred euros, thousands of dollars, a million Singapore dollars, One thousand people", []),
        ("en", "fifty thousand MYR and more", [("fifty thousand MYR", "50000", "MYR")]),
    ],
)
def test_what_is_an_amount_in_words_in_a_text(code: str, text: str, amounts: list[tuple[str, str, str]]) -> None:
    """Amounts from a thousand on; not what says how large something is about."""
    assert found(code, text) == amounts


def test_expected_totals() -> None:
    """The worked figures of the three example proposals."""
    expected = yaml.safe_load((REPOSITORY / "tests" / "expected.yaml").read_text(encoding="utf-8"))["proposals"]
    assert expected
    for proposal in expected.values():
        for code, words in proposal["grand_total_in_words"].items():
            assert written(code, str(proposal["grand_total"]), proposal["currency"]) == words


def test_words_are_a_record_of_the_language() -> None:
    """What is left out: the words alone, no forms, not beside every total."""
    words = AmountWords(algorithm="vietnamese")
    assert (words.amount, words.with_total, words.forms) == ("{words}", False, {})
