"""Business cases, against figures that were computed independently of the program."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from kamdocs.model.business_case import BusinessCase
from kamdocs.model.proposal import Price, Proposal
from kamdocs.rules.business_case import CashFlow, Payback, cash_flow, payback
from kamdocs.rules.money import Money, price_sheet

ROOT = Path(__file__).parents[2]
PROPOSALS: dict[str, Any] = yaml.safe_load((ROOT / "tests" / "expected.yaml").read_text(encoding="utf-8"))["proposals"]


def _example(name: str) -> CashFlow:
    client, _, id = name.partition("/")
    text = (ROOT / "profiles" / "clients" / client / "proposals" / f"{id}.yaml").read_text(encoding="utf-8")
    proposal = Proposal.model_validate(yaml.load(text, yaml.BaseLoader))
    assert proposal.business_case is not None
    return cash_flow(proposal.business_case, price_sheet(proposal.price))


def _decimals(values: Sequence[object]) -> list[Decimal]:
    return [Decimal(str(value)) for value in values]


def _amounts(row: Sequence[Money]) -> list[Decimal]:
    return [money.amount for money in row]


def _price(unit_price: str = "1000", currency: str = "KRW", rate: str = "10") -> Price:
    return Price.model_validate(
        {
            "currency": currency,
            "vat": {"rate": rate, "included": False},
            "rounding": "document",
            "lines": [{"id": "all", "name": "x", "quantity": 1, "unit": "u", "unit_price": unit_price, "kind": "base"}],
            "payments": [{"on": "x", "percent": 100}],
        }
    )


def _case(spent: Sequence[object], gained: Sequence[object], currency: str = "KRW", **more: object) -> CashFlow:
    case = BusinessCase.model_validate(
        {
            "years": len(gained) - 1,
            "discount_rate": 10,
            "costs": [{"name": "c", "by_year": [Decimal(str(cost)) for cost in spent]}],
            "benefits": [{"name": "b", "by_year": [Decimal(str(benefit)) for benefit in gained]}],
            **more,
        }
    )
    return cash_flow(case, price_sheet(_price(currency=currency)))


@pytest.mark.parametrize("name", PROPOSALS)
def test_flows_equal_the_expected_ones(name: str) -> None:
    """Costs, benefits, net, cumulative and discounted flow of every example proposal, to the last unit."""
    case, expected = _example(name), PROPOSALS[name]["business_case"]
    assert case.discount_rate == Decimal(str(expected["discount_rate"]))
    assert _amounts(case.total_costs) == _decimals(expected["costs"])
    assert _amounts(case.total_benefits) == _decimals(expected["benefits"])
    assert _amounts(case.net) == _decimals(expected["net_flow"])
    assert _amounts(case.cumulative) == _decimals(expected["cumulative"])
    assert _amounts(case.discounted) == _decimals(expected["discounted_flow"])


@pytest.mark.parametrize("name", PROPOSALS)
def test_key_figures_equal_the_expected_ones(name: str) -> None:
    """Net present value, internal rate, and both paybacks by year and interpolated."""
    case, expected = _example(name), PROPOSALS[name]["business_case"]
    assert case.npv.amount == Decimal(str(expected["npv"]))
    assert case.discounted_cumulative[-1] == case.npv
    assert case.irr == Decimal(str(expected["irr_percent"]))
    assert case.payback is not None
    assert case.discounted_payback is not None
    assert (case.payback_year, case.payback.year) == (expected["payback_year"], expected["payback_year"])
    assert case.payback.years == Decimal(str(expected["payback_years_interpolated"]))
    assert case.discounted_payback.year == expected["discounted_payback_year"]
    assert case.discounted_payback.years == Decimal(str(expected["discounted_payback_years_interpolated"]))


@pytest.mark.parametrize(
    ("flow", "expected"),
    [
        ([-100, 50, 100], Payback(2, Decimal("1.5"), 18, None)),
        ([-100, 100, 0], Payback(1, Decimal("1.0"), 12, None)),
        ([-100, 0, 200], Payback(2, Decimal("1.5"), 18, None)),
        ([0, 10], Payback(0, Decimal("0.0"), 0, None)),
        ([5, -3, 4], Payback(0, Decimal("0.0"), 0, None)),
        ([-100, 150, -80, 50], Payback(1, Decimal("0.7"), 8, 2)),
        ([-100, 99], None),
        ([-1, -1], None),
        ([-100, 97, 300], Payback(2, Decimal("1.0"), 13, None)),
    ],
)
def test_payback_is_the_first_year_that_nothing_is_open(flow: list[int], expected: Payback | None) -> None:
    """With the months rounded up, at once, never, on the day, and with a later year below zero again."""
    assert payback(_decimals(flow)) == expected


def test_a_case_without_a_rate_has_none() -> None:
    """Only costs, and a flow whose value is zero at 10 and at 20 %."""
    assert _case([100, 10], [0, 0]).irr is None
    assert _case([100, 0, 132], [0, 230, 0]).irr is None


def test_a_fee_stands_in_year_0_with_or_without_tax() -> None:
    """As the data say; the case tells which, so that the document can."""
    rows = [{"name": "fee", "fee": "net"}, {"name": "fee", "fee": "gross"}]
    case = _case([0, 0], [0, 5000], costs=rows)
    assert [_amounts(row) for _, row in case.costs] == [[1000, 0], [1100, 0]]
    assert case.fees == ("net", "gross")
    assert _case([1, 0], [0, 5]).fees == ()


def test_what_is_printed_adds_up_though_the_data_have_more_decimals() -> None:
    """Each value is rounded to the unit of the currency first: three times 0.5 won are 3 won."""
    rows = [{"name": f"c{number}", "by_year": [Decimal("0.5"), Decimal("-0.5")]} for number in range(3)]
    case = _case([0, 0], [0, Decimal("10.4")], costs=rows)
    assert _amounts(case.total_costs) == [3, -3]
    assert _amounts(case.net) == [-3, 13]
    assert _amounts(case.cumulative) == [-3, 10]
    assert sum(money.amount for _, money in case.balance) == 10


def test_sensitivity_changes_the_benefits_alone() -> None:
    """The shares of the proposal, or from 80 to 120 %, which are told as ours."""
    case = _case([100, 0], [0, 220], sensitivity={"low": 50, "high": 150})
    assert [(line.name, line.share) for line in case.scenarios] == [("low", 50), ("base", 100), ("high", 150)]
    assert [line.npv.amount for line in case.scenarios] == [0, 100, 200]
    assert [line.irr for line in case.scenarios] == [Decimal("10.0"), Decimal("120.0"), Decimal("230.0")]
    assert [line.payback.months if line.payback else None for line in case.scenarios] == [11, 6, 4]
    assert case.is_spread_given
    assert case.break_even == Decimal("50.0")
    usual = _case([100, 0], [0, 220])
    assert [line.share for line in usual.scenarios] == [80, 100, 120]
    assert not usual.is_spread_given


def test_no_break_even_without_benefits_or_costs() -> None:
    """Then no share of the benefits would make the value zero."""
    assert _case([100, 0], [0, 0]).break_even is None
    assert _case([0, 0], [0, 100]).break_even is None
    assert _case([100, 0], [0, -5]).break_even is None


@pytest.mark.parametrize(
    ("low", "high", "what"),
    [
        (120, 80, "is 120, above `high`, which is 80"),
        (110, 120, "is 110, above 100, the benefits as planned"),
        (50, 90, "is 90, below 100, the benefits as planned"),
    ],
)
def test_a_spread_goes_around_what_is_planned(low: int, high: int, what: str) -> None:
    """Low below, high above 100 %."""
    with pytest.raises(ValidationError, match=what):
        _case([1, 1], [1, 1], sensitivity={"low": low, "high": high})


_values = st.lists(st.decimals(min_value=-(10**12), max_value=10**12, places=3), min_size=4, max_size=4)


@given(costs=_values, benefits=_values, currency=st.sampled_from(["KRW", "SGD", "KWD"]))
def test_every_case_adds_up(costs: list[Decimal], benefits: list[Decimal], currency: str) -> None:
    """Whatever the values: net is benefits less costs, cumulative their sum, and so on to the last unit."""
    case = _case(costs, benefits, currency)
    spent, gained, net = map(_amounts, (case.total_costs, case.total_benefits, case.net))
    assert [gain - cost for gain, cost in zip(gained, spent, strict=True)] == net
    assert [sum(net[: year + 1]) for year in case.years] == _amounts(case.cumulative)
    assert sum(money.amount for _, money in case.balance) == case.cumulative[-1].amount
    assert case.discounted_cumulative[-1] == case.npv
    unit = Decimal(1).scaleb(case.npv.amount.as_tuple().exponent)  # type: ignore[arg-type]  # a finite amount
    assert abs(sum(_amounts(case.discounted)) - case.npv.amount) <= unit * len(case.years)
