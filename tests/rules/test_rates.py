"""Present values and internal rates, against numpy-financial and against figures worked out by hand."""

from __future__ import annotations

import math
import random
from decimal import Decimal
from itertools import pairwise

import numpy_financial
import pytest

from kamdocs.rules.rates import discounted, internal_rate, present_value

_RANDOM = 1_000


def _flows() -> list[tuple[Decimal, list[Decimal]]]:
    """A rate and a flow each: an outlay and returns, all of one sign, any signs, nothing, and amounts of 15 digits."""
    dice, flows = random.Random(4), []
    for number in range(_RANDOM):
        years, most = dice.randint(1, 12), dice.choice((10**3, 10**7, 10**15 - 1))
        signs = ((-1, 1), (-1, -1), (1, 1), (0, 0))[number % 4]
        flow = [Decimal(dice.randint(1, most) * signs[0])]
        for _ in range(years):
            flow.append(Decimal(dice.randint(0, most) * (signs[1] or dice.choice((-1, 0, 1)))))
        flows.append((Decimal(dice.choice((0, dice.randint(1, 4000)))).scaleb(-2), flow))
    return flows


FLOWS = _flows()


def test_present_values_equal_those_of_numpy_financial() -> None:
    """On 1,000 cases, to 1e-12 of the sum of all amounts without their signs, which is what its floats can tell."""
    assert len(FLOWS) == _RANDOM
    for rate, flow in FLOWS:
        theirs = float(numpy_financial.npv(float(rate) / 100, [float(amount) for amount in flow]))
        ours = present_value(flow, rate=rate)
        assert abs(float(ours) - theirs) <= 1e-12 * float(sum(map(abs, flow))) + 1e-12


def test_internal_rates_equal_those_of_numpy_financial() -> None:
    """On 1,000 cases, to 1e-6 of a growth; where we give none, it finds none either, or there are several."""
    compared = 0
    for _, flow in FLOWS:
        floats = [float(amount) for amount in flow]
        theirs, ours = float(numpy_financial.irr(floats)), internal_rate(flow)
        if ours is not None and not math.isnan(theirs):
            compared += 1
            assert float(ours) / 100 + 1 == pytest.approx(theirs + 1, rel=1e-6), flow
        elif ours is None and not math.isnan(theirs):
            signs = [amount > 0 for amount in flow if amount]
            assert sum(one != other for one, other in pairwise(signs)) > 1, flow
    assert compared > 300


def test_at_the_internal_rate_the_present_value_is_zero() -> None:
    """On each of the cases that have one, to 1e-20 of the sum of all discounted amounts without their signs."""
    rates = [(internal_rate(flow), flow) for _, flow in FLOWS]
    found = [(rate, flow) for rate, flow in rates if rate is not None]
    assert len(found) > 300
    for rate, flow in found:
        scale = sum(map(abs, discounted(flow, rate=rate)))
        assert abs(present_value(flow, rate=rate)) <= scale * Decimal("1e-20"), flow


@pytest.mark.parametrize(
    ("flow", "expected"),
    [
        ([-100, 110], "10"),
        ([100, -110], "10"),
        ([-100, 60], "-40"),
        ([0, 0, -100, 110], "10"),
        ([-100, 0, 121, 0, 0], "10"),
        ([-1000, 1122.5], "12.25"),
        ([-100, 220, -121], "10"),
        ([-1, 10**15], "99999999999999900"),
        ([-(10**15), 1], "-99.9999999999999"),
    ],
)
def test_an_internal_rate_is_exact(flow: list[float], expected: str) -> None:
    """Below zero, above all measure, in a loan, with years of nothing, and where the value only touches zero."""
    assert internal_rate([Decimal(str(amount)) for amount in flow]) == Decimal(expected)


@pytest.mark.parametrize(
    "flow",
    [
        [],
        [0, 0, 0],
        [-100, 0, 0],
        [-100, -10, -1],
        [100, 10, 1],
        [-100, 230, -132],
        [-1000, 6000, -11000, 6000],
        [100, -100, 100],
    ],
)
def test_no_internal_rate_is_given_where_there_is_none_or_several(flow: list[int]) -> None:
    """Nothing at all, one sign only, two rates (10 and 20 %), three rates (0, 100 and 200 %), and no real one."""
    assert internal_rate([Decimal(amount) for amount in flow]) is None


def test_several_changes_of_sign_may_still_have_one_rate() -> None:
    """The rule of signs would allow three; there is one."""
    flow = [Decimal(amount) for amount in (-100, 60, -5, 80)]
    rate = internal_rate(flow)
    assert rate is not None
    assert abs(present_value(flow, rate=rate)) < Decimal("1e-25")


def test_fifty_years_are_no_burden() -> None:
    """The longest case that the data contract allows, with a sign that changes each year, is settled exactly."""
    flow = [Decimal((-1) ** year * (10**14 + year)) for year in range(51)]
    assert internal_rate(flow) is None
    assert internal_rate([Decimal(-(10**15)), *[Decimal(10**14)] * 50]) is not None
