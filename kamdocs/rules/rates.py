"""Present values and internal rates of return, exact.

A flow is a sequence of amounts a year apart, the first one now.
Source: Brealey, Myers, Allen, Principles of Corporate Finance, chapters 2 and 5.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from itertools import pairwise
from math import lcm

_DIGITS, _SETTLED = 60, 30
_EXACT = Context(prec=_DIGITS)
_HUNDRED = Decimal(100)

_Polynomial = list[Fraction]
"""Coefficients, that of the highest power first, which is not zero; an empty one is zero."""

_Whole = list[int]
"""The same in whole numbers: of a polynomial only the signs of its values are asked."""


def discounted(flow: Sequence[Decimal], *, rate: Decimal) -> tuple[Decimal, ...]:
    """Each amount of `flow` in the value of year 0, to 60 digits.

    The first is not discounted, the one of year t is divided by (1 + rate / 100) to the power of t; `rate` is in per
    cent, above -100.
    """
    growth = Fraction(1) + Fraction(rate) / 100
    return tuple(_decimal(Fraction(amount) / growth**year) for year, amount in enumerate(flow))


def present_value(flow: Sequence[Decimal], *, rate: Decimal) -> Decimal:
    """The sum of `flow` in the value of year 0, to 60 digits; `rate` is in per cent."""
    growth = Fraction(1) + Fraction(rate) / 100
    return _decimal(sum((Fraction(amount) / growth**year for year, amount in enumerate(flow)), Fraction(0)))


def internal_rate(flow: Sequence[Decimal]) -> Decimal | None:
    """The rate in per cent, to 30 digits, at which the present value of `flow` is zero.

    None where there is no such rate above -100 %, or more than one: then no single rate tells anything.

    Why: the factor 1 / (1 + rate) is a root of a polynomial; how many of its roots are above zero is counted by Sturm's
    theorem, which is exact, also where the flow changes its sign several times.
    """
    factors = _trimmed([Fraction(amount) for amount in reversed(flow)])
    while factors and factors[-1] == 0:  # a year later is the same rate
        factors.pop()
    if len(factors) < 2:
        return None
    chain = _sturm(factors)
    bound = 1 + max(abs(factor / factors[0]) for factor in factors)
    top = 1 << int(bound).bit_length()
    if _changes(chain, 0, 0) - _changes(chain, top, 0) != 1:
        return None
    with localcontext(_EXACT):
        rate = (_decimal(1 / _root(chain, top)) - 1) * _HUNDRED
    with localcontext(Context(prec=_SETTLED)):
        return +rate


def _root(chain: Sequence[_Whole], top: int) -> Fraction:
    """The only root above zero and not above `top`, to 40 digits."""
    if _sign(chain[0], 0, 0) * _sign(chain[0], top, 0) < 0:
        chain = [chain[0], [1]]  # its sign alone tells on which side the root is
    start, low, high, halvings = _changes(chain, 0, 0), 0, top, 0
    while (high - low) * 10 ** (_SETTLED + 10) > high:
        low, high, halvings = 2 * low, 2 * high, halvings + 1
        middle = (low + high) // 2
        if _changes(chain, middle, halvings) == start:
            low = middle
        else:
            high = middle
    return Fraction(low + high, 2 << halvings)


def _sturm(polynomial: _Polynomial) -> list[_Whole]:
    """The chain of Sturm of a polynomial of degree 1 or more."""
    degree = len(polynomial) - 1
    chain = [polynomial, [factor * (degree - index) for index, factor in enumerate(polynomial[:-1])]]
    while rest := [-factor for factor in _remainder(chain[-2], chain[-1])]:
        size = abs(rest[0])  # its sign counts, not its size
        chain.append([factor / size for factor in rest])
    return [_whole(each) for each in chain]


def _whole(polynomial: _Polynomial) -> _Whole:
    common = lcm(*(factor.denominator for factor in polynomial))
    return [int(factor * common) for factor in polynomial]


def _remainder(dividend: _Polynomial, divisor: _Polynomial) -> _Polynomial:
    rest = list(dividend)
    while len(rest) >= len(divisor):
        share = rest[0] / divisor[0]
        for index, factor in enumerate(divisor):
            rest[index] -= share * factor
        rest = rest[1:]
    return _trimmed(rest)


def _trimmed(factors: _Polynomial) -> _Polynomial:
    first = next((index for index, factor in enumerate(factors) if factor), len(factors))
    return factors[first:]


def _changes(chain: Sequence[_Whole], number: int, halvings: int) -> int:
    """How often the values of a chain change their sign at `number`, halved so often."""
    signs = [sign for polynomial in chain if (sign := _sign(polynomial, number, halvings))]
    return sum(one != other for one, other in pairwise(signs))


def _sign(polynomial: _Whole, number: int, halvings: int) -> int:
    """1, 0 or -1, as the value of a polynomial at `number`, halved so often, is above, at or below zero."""
    value = 0
    for power, factor in enumerate(polynomial):
        value = value * number + (factor << halvings * power)
    return (value > 0) - (value < 0)


def _decimal(number: Fraction) -> Decimal:
    return _EXACT.divide(Decimal(number.numerator), Decimal(number.denominator))
