"""Prices, against figures that were computed independently of the program."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

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
    ],
)
def test_amounts_are_rounded_half_away_from_zero(amount: str, currency: str, expected: str) -> None:
    """To the smallest unit of each currency, as CLDR has it."""
    assert rounded(Decimal(amount), currency) == Decimal(expected)


_amounts = st.decimals(min_value=0, max_value=10**9, places=2)


@given(
    prices=st.lists(_amounts, min_size=1, max_size=8),
    shares=st.lists(st.integers(1, 40), min_size=0, max_size=4).filter(lambda shares: sum(shares) < 100),
    rate=st.integers(0, 25),
    included=st.booleans(),
    rounding=st.sampled_from(["line", "document"]),
    percent=st.integers(0, 100),
)
def test_every_price_adds_up(
    prices: list[Decimal], shares: list[int], rate: int, included: bool, rounding: str, percent: int
) -> None:
    """Whatever the price: lines add up to the subtotal, net and tax to the total, instalments to the total."""
    price = Price.model_validate(
        {
            "currency": "SGD",
            "vat": {"rate": rate, "included": included},
            "rounding": rounding,
            "lines": [
                {"id": f"l{n}", "name": "x", "quantity": 1, "unit": "u", "unit_price": value, "kind": "base"}
                for n, value in enumerate(prices)
            ],
            "discount": {"percent": percent, "reason": "x"},
            "payments": [{"on": "x", "percent": share} for share in [*shares, 100 - sum(shares)]],
        }
    )
    sheet = price_sheet(price)
    assert sum(line.total.amount for line in sheet.lines) == sheet.subtotal.amount
    assert sheet.discount is not None
    assert sheet.subtotal.amount - sheet.discount.amount == sheet.after_discount.amount
    assert sheet.net_total.amount + sheet.vat.amount == sheet.grand_total.amount
    assert sum(line.amount.amount for line in sheet.instalments) == sheet.grand_total.amount
