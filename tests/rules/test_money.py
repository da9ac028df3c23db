"""Prices, against figures that were computed independently of the program."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from kamdocs.model.proposal import Price, Proposal
from kamdocs.rules.money import price_sheet, rounded

ROOT = Path(__file__).parents[2]
EXPECTED: dict[str, Any] = yaml.safe_load((ROOT / "tests" / "expected.yaml").read_text(encoding="utf-8"))
PROPOSALS: dict[str, Any] = EXPECTED["proposals"]


def _proposal(name: str) -> Proposal:
    client, _, id = name.partition("/")
    text = (ROOT / "profiles" / "clients" / client / "proposals" / f"{id}.yaml").read_text(encoding="utf-8")
    return Proposal.model_validate(yaml.load(text, yaml.BaseLoader))


def _decimal(value: object) -> Decimal:
    return Decimal(str(value))


@pytest.mark.parametrize("name", PROPOSALS)
def test_sums_equal_the_expected_ones(name: str) -> None:
    """Every sum of every example proposal, to the last unit."""
    sheet, expected = price_sheet(_proposal(name).price), PROPOSALS[name]
    for sum_ in ("base_total", "subtotal", "discount", "after_discount", "vat", "net_total", "grand_total"):
        assert getattr(sheet, sum_).amount == _decimal(expected[sum_]), sum_


@pytest.mark.parametrize("name", PROPOSALS)
def test_lines_equal_the_expected_ones(name: str) -> None:
    """Every offered line with its total and its tax; what is not offered is a choice."""
    sheet, expected = price_sheet(_proposal(name).price), PROPOSALS[name]["lines"]
    offered = {line["id"]: line for line in expected if line["offered"]}
    assert [line.id for line in sheet.lines] == list(offered)
    for line in sheet.lines:
        assert line.total.amount == _decimal(offered[line.id]["total"])
        assert (line.vat is None) == ("vat" not in offered[line.id])
        if line.vat is not None:
            assert line.vat.amount == _decimal(offered[line.id]["vat"])
    replaced = PROPOSALS[name].get("replaced_by_alternative", {}).get("line")
    assert {choice.line.id for choice in sheet.choices} == {
        line["id"] for line in expected if not line["offered"] and line["id"] != replaced
    }


@pytest.mark.parametrize("name", PROPOSALS)
def test_payments_equal_the_expected_ones(name: str) -> None:
    """Each instalment, the last one being the remainder."""
    sheet, expected = price_sheet(_proposal(name).price), PROPOSALS[name]
    assert [line.amount.amount for line in sheet.instalments] == [_decimal(p["amount"]) for p in expected["payments"]]
    assert sum(line.amount.amount for line in sheet.instalments) == sheet.grand_total.amount


def test_an_alternative_not_taken_says_what_it_would_change() -> None:
    """The change is against the line it would replace."""
    sheet = price_sheet(_proposal("saeon-electronics/bac-ninh-oee-2027").price)
    expected = PROPOSALS["saeon-electronics/bac-ninh-oee-2027"]["alternative_not_selected"]
    choice = next(choice for choice in sheet.choices if choice.line.id == expected["id"])
    assert choice.change.amount == _decimal(expected["change_if_taken"])


@pytest.mark.parametrize(
    ("amount", "currency", "expected"),
    [
        ("0.5", "KRW", "1"),
        ("-0.5", "VND", "-1"),
        ("0.005", "SGD", "0.01"),
        ("2.4999", "KRW", "2"),
        ("1.0005", "KWD", "1.001"),
        ("-1.0005", "KWD", "-1.001"),
        ("-2.4999", "KRW", "-2"),
        ("-0.0049", "SGD", "0"),
    ],
)
def test_amounts_are_rounded_half_away_from_zero(amount: str, currency: str, expected: str) -> None:
    """To the smallest unit of each currency, as CLDR has it."""
    found = rounded(Decimal(amount), currency)
    assert (found, found.is_signed()) == (Decimal(expected), expected.startswith("-"))


def _price(*lines: dict[str, object], currency: str = "SGD", **more: object) -> Price:
    """A price of `lines`, of which each may leave out what is usual, without tax."""
    usual = {"name": "x", "quantity": 1, "unit": "u", "unit_price": 100, "kind": "base"}
    return Price.model_validate(
        {
            "currency": currency,
            "vat": {"rate": 0, "included": False},
            "rounding": "document",
            "lines": [{"id": f"l{number}", **usual, **line} for number, line in enumerate(lines)],
            "payments": [{"on": "x", "percent": 100}],
            **more,
        }
    )


@pytest.mark.parametrize(
    ("currency", "unit_price", "quantity", "total"),
    [
        ("KWD", "0.3335", "3", "1.001"),
        ("KWD", "10.5", "0.333", "3.497"),
        ("KRW", "0.5", "3", "2"),
        ("VND", "12500.4", "2.5", "31251"),
        ("SGD", "1.005", "1", "1.01"),
        ("SGD", "3333.33", "0.125", "416.67"),
        ("JPY", "999999999999.9", "1", "1000000000000"),
    ],
)
def test_a_line_is_rounded_once(currency: str, unit_price: str, quantity: str, total: str) -> None:
    """Quantity times unit price, with the decimals that the currency has: none, two or three."""
    line = price_sheet(_price({"unit_price": unit_price, "quantity": quantity}, currency=currency)).lines[0]
    assert line.total.amount == Decimal(total)
    assert line.unit_price.amount == Decimal(unit_price)


@pytest.mark.parametrize(
    ("given", "printed"), [("11450", "11450.00"), ("2385.5", "2385.50"), ("0.12340", "0.1234"), ("1000", "1000.00")]
)
def test_a_unit_price_shows_the_decimals_of_its_currency_or_more(given: str, printed: str) -> None:
    """So that what is printed, times the quantity, is the amount."""
    assert str(price_sheet(_price({"unit_price": given})).lines[0].unit_price.amount) == printed


def test_an_alternative_may_replace_an_option() -> None:
    """Whether or not the option is selected, the alternative stands in its place and the option is offered no more."""
    for selected in (True, False):
        sheet = price_sheet(
            _price(
                {"id": "base"},
                {"id": "extra", "kind": "option", "unit_price": 30, "selected": selected},
                {"id": "other", "kind": "alternative", "of": "extra", "unit_price": 20, "selected": True},
            )
        )
        assert [line.id for line in sheet.lines] == ["base", "other"]
        assert sheet.subtotal.amount == 120
        assert sheet.choices == ()


def test_an_alternative_of_an_option_not_taken_adds_its_whole_amount() -> None:
    """The option is not in the sum, so that nothing comes off."""
    sheet = price_sheet(
        _price(
            {"id": "base"},
            {"id": "extra", "kind": "option", "unit_price": 30},
            {"id": "other", "kind": "alternative", "of": "extra", "unit_price": 20},
        )
    )
    assert {choice.line.id: choice.change.amount for choice in sheet.choices} == {"extra": 30, "other": 20}


def test_a_further_alternative_is_compared_with_the_one_that_is_offered() -> None:
    """It would take the place of that, not of the line that both name."""
    sheet = price_sheet(
        _price(
            {"id": "base", "name": "Full"},
            {"id": "less", "name": "Half", "kind": "alternative", "of": "base", "unit_price": 60, "selected": True},
            {"id": "least", "kind": "alternative", "of": "base", "unit_price": 40},
        )
    )
    (choice,) = sheet.choices
    assert (choice.line.id, choice.change.amount) == ("least", -20)
    assert choice.replaces is not None
    assert choice.replaces.get("en") == "Half"


def test_two_alternatives_of_one_line_are_not_both_offered() -> None:
    """Only one can stand in its place."""
    rival = {"kind": "alternative", "of": "base", "selected": True}
    with pytest.raises(ValidationError, match="offers a second alternative of line `base`, of which `a` is selected"):
        _price({"id": "base"}, {"id": "a", **rival}, {"id": "b", **rival})


def test_a_discount_may_take_off_everything() -> None:
    """Then nothing is paid, in as many instalments as there are."""
    payments = [{"on": "x", "percent": Decimal("33.3")}, {"on": "y", "percent": Decimal("66.7")}]
    sheet = price_sheet(
        _price({}, discount={"percent": 100, "reason": "x"}, payments=payments, vat={"rate": 10, "included": True})
    )
    assert (sheet.net_total.amount, sheet.vat.amount, sheet.grand_total.amount) == (0, 0, 0)
    assert [line.amount.amount for line in sheet.instalments] == [0, 0]


@pytest.mark.parametrize("shares", [["99"], ["33.3", "33.3", "33.3"], ["60", "40.1"]])
def test_payments_are_a_hundred_per_cent(shares: list[str]) -> None:
    """To the last digit."""
    with pytest.raises(ValidationError, match="not to 100 %"):
        _price({}, payments=[{"on": "x", "percent": share} for share in shares])


_lines = st.fixed_dictionaries(
    {
        "unit_price": st.decimals(min_value=0, max_value=10**9, places=4),
        "quantity": st.decimals(min_value=0, max_value=500, places=3),
        "kind": st.sampled_from(["base", "option"]),
        "selected": st.booleans(),
    }
)


@given(
    lines=st.lists(_lines, min_size=1, max_size=8),
    replaced=st.booleans(),
    shares=st.lists(st.decimals(min_value=1, max_value=24, places=2), max_size=4),
    rate=st.decimals(min_value=0, max_value=27, places=1),
    included=st.booleans(),
    rounding=st.sampled_from(["line", "document"]),
    percent=st.decimals(min_value=0, max_value=100, places=2),
    currency=st.sampled_from(["KRW", "SGD", "KWD"]),
)
def test_every_price_adds_up(
    lines: list[dict[str, object]],
    replaced: bool,
    shares: list[Decimal],
    rate: Decimal,
    included: bool,
    rounding: str,
    percent: Decimal,
    currency: str,
) -> None:
    """Whatever the price, to the last unit, with options, an alternative, fractions of a share and any tax."""
    instead = {"id": "instead", "kind": "alternative", "of": "l0", "selected": replaced}
    shares = [*shares, 100 - sum(shares, Decimal(0))]
    sheet = price_sheet(
        _price(
            *lines,
            instead,
            currency=currency,
            vat={"rate": rate, "included": included},
            rounding=rounding,
            discount={"percent": percent, "reason": "x"},
            payments=[{"on": "x", "percent": share} for share in shares],
        )
    )
    unit = Decimal(1).scaleb(-{"KRW": 0, "SGD": 2, "KWD": 3}[currency])
    assert sheet.discount is not None
    assert sum(line.total.amount for line in sheet.lines) == sheet.subtotal.amount
    assert sheet.subtotal.amount - sheet.discount.amount == sheet.after_discount.amount
    assert sheet.net_total.amount + sheet.vat.amount == sheet.grand_total.amount
    assert sheet.after_discount == (sheet.grand_total if included else sheet.net_total)
    assert sum(line.amount.amount for line in sheet.instalments) == sheet.grand_total.amount
    tax = sheet.after_discount.amount * rate / (100 + rate if included else 100)
    roundings = len(sheet.lines) + 1 if rounding == "line" else 1
    assert abs(sheet.vat.amount - tax) <= unit / 2 * roundings
    taxes = [line.vat.amount for line in sheet.lines if line.vat]
    assert len(taxes) == (len(sheet.lines) if rounding == "line" else 0)
    if rounding == "line":
        of_discount = rounded(sheet.discount.amount * rate / (100 + rate if included else 100), currency)
        assert sum(taxes) - of_discount == sheet.vat.amount
