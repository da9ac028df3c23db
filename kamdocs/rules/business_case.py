"""Whether it pays: costs and benefits by year, what they are worth today, and when they are paid back.

Source of every rule: `business_case` of the data contract. Amounts are rounded half away from zero to the currency's
unit. A year's values stand at its end; year 0 is not discounted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal, localcontext
from itertools import accumulate

from kamdocs.model.base import Text
from kamdocs.model.business_case import BusinessCase, CostRow
from kamdocs.rules.money import EXACT, Money, PriceSheet, rounded
from kamdocs.rules.rates import discounted, internal_rate, present_value

_HUNDRED, _TENTH, _MONTHS = Decimal(100), Decimal("0.1"), 12
_LOW, _HIGH = Decimal(80), Decimal(120)
"""The spread of the benefits where the data name none; the document says that it is assumed."""


@dataclass(frozen=True, slots=True)
class Payback:
    """When a cumulative flow is zero or more for the first time.

    `year` is the first such year, `years` the time until then if a year's flow comes evenly, to 0.1; `months` the same
    in whole months, rounded up, so that after them nothing is left to be paid back. `relapse` is the first year after
    it whose cumulative flow is below zero again, or None.
    """

    year: int
    years: Decimal
    months: int
    relapse: int | None


@dataclass(frozen=True, slots=True)
class Scenario:
    """What the case comes to with a share of its benefits, in per cent."""

    name: str
    share: Decimal
    npv: Money
    irr: Decimal | None
    payback: Payback | None


@dataclass(frozen=True, slots=True)
class CashFlow:
    """Costs and benefits by year, year 0 first, and what they come to.

    `balance` is what each cost takes and each benefit gives over all years, costs first and below zero; together they
    are the last of `cumulative`. `discounted` is `net` in the value of year 0, each year rounded by itself;
    `discounted_cumulative` is rounded after adding up, so that its last is `npv`. `irr` is in per cent to 0.1, or None
    where there is no such rate, or several. `fees` says whether our fee stands without tax (`net`), with it (`gross`)
    or both ways. `scenarios` are three, named low, base and high; `is_spread_given` says that their shares are the
    proposal's own. `break_even` is the share of the benefits in per cent at which `npv` is zero, or None.
    """

    years: tuple[int, ...]
    discount_rate: Decimal
    fees: tuple[str, ...]
    costs: tuple[tuple[Text, tuple[Money, ...]], ...]
    benefits: tuple[tuple[Text, tuple[Money, ...]], ...]
    total_costs: tuple[Money, ...]
    total_benefits: tuple[Money, ...]
    net: tuple[Money, ...]
    cumulative: tuple[Money, ...]
    discounted: tuple[Money, ...]
    discounted_cumulative: tuple[Money, ...]
    balance: tuple[tuple[Text, Money], ...]
    payback_year: int | None
    payback: Payback | None
    discounted_payback: Payback | None
    npv: Money
    irr: Decimal | None
    scenarios: tuple[Scenario, ...]
    is_spread_given: bool
    break_even: Decimal | None


def cash_flow(case: BusinessCase, sheet: PriceSheet) -> CashFlow:
    """The flows of `case`, in which a `fee` is that of `sheet`, in year 0."""
    with localcontext(EXACT):
        return _Case(case, sheet).cash_flow()


class _Case:
    """The sums of one business case; each value is rounded before anything is added up."""

    def __init__(self, case: BusinessCase, sheet: PriceSheet) -> None:
        self._case, self._currency = case, sheet.currency
        self._fees = {"net": sheet.net_total.amount, "gross": sheet.grand_total.amount}
        self._costs = [(row.name, self._rounded(self._cost(row))) for row in case.costs]
        self._benefits = [(row.name, self._rounded(row.by_year)) for row in case.benefits]
        self._spent, self._gained = _by_year(self._costs), _by_year(self._benefits)

    def cash_flow(self) -> CashFlow:
        case, rate = self._case, self._case.discount_rate
        net = self._net(_HUNDRED)
        cumulative, values = [*accumulate(net)], discounted(net, rate=rate)
        base = self._scenario("base", _HUNDRED)
        given = case.sensitivity
        shares = (given.low, given.high) if given else (_LOW, _HIGH)
        return CashFlow(
            years=tuple(range(case.years + 1)),
            discount_rate=rate,
            fees=tuple(dict.fromkeys(row.fee for row in case.costs if row.fee)),
            costs=tuple((name, self._money(row)) for name, row in self._costs),
            benefits=tuple((name, self._money(row)) for name, row in self._benefits),
            total_costs=self._money(self._spent),
            total_benefits=self._money(self._gained),
            net=self._money(net),
            cumulative=self._money(cumulative),
            discounted=self._money(values),
            discounted_cumulative=self._money([*accumulate(values)]),
            balance=self._balance(),
            payback_year=base.payback.year if base.payback else None,
            payback=base.payback,
            discounted_payback=payback(values),
            npv=base.npv,
            irr=base.irr,
            scenarios=(self._scenario("low", shares[0]), base, self._scenario("high", shares[1])),
            is_spread_given=given is not None,
            break_even=self._break_even(),
        )

    def _cost(self, row: CostRow) -> Sequence[Decimal]:
        return row.by_year or (self._fees[row.fee or "net"], *(Decimal(0),) * self._case.years)

    def _rounded(self, amounts: Sequence[Decimal]) -> list[Decimal]:
        return [rounded(amount, self._currency) for amount in amounts]

    def _money(self, amounts: Sequence[Decimal]) -> tuple[Money, ...]:
        return tuple(Money(amount, self._currency) for amount in self._rounded(amounts))

    def _net(self, share: Decimal) -> list[Decimal]:
        """Benefits less costs by year, with that share of the benefits in per cent."""
        return [gained * share / _HUNDRED - spent for gained, spent in zip(self._gained, self._spent, strict=True)]

    def _balance(self) -> tuple[tuple[Text, Money], ...]:
        taken = [(name, -sum(row, Decimal(0))) for name, row in self._costs]
        given = [(name, sum(row, Decimal(0))) for name, row in self._benefits]
        return tuple((name, self._money([amount])[0]) for name, amount in (*taken, *given))

    def _scenario(self, name: str, share: Decimal) -> Scenario:
        net = self._net(share)
        npv = self._money([present_value(net, rate=self._case.discount_rate)])[0]
        irr = internal_rate(net)
        return Scenario(name, share, npv, None if irr is None else _to_tenths(irr), payback(net))

    def _break_even(self) -> Decimal | None:
        spent, gained = (present_value(row, rate=self._case.discount_rate) for row in (self._spent, self._gained))
        return _to_tenths(spent / gained * _HUNDRED) if spent > 0 and gained > 0 else None


def payback(flow: Sequence[Decimal]) -> Payback | None:
    """When the sum of `flow` so far, year 0 first, is zero or more for the first time; None if it never is."""
    sums = [*accumulate(flow)]
    year = next((year for year, amount in enumerate(sums) if amount >= 0), None)
    if year is None:
        return None
    time = year - 1 - sums[year - 1] / flow[year] if year else Decimal(0)
    months = int((time * _MONTHS).quantize(Decimal(1), ROUND_CEILING))
    relapse = next((later for later in range(year + 1, len(sums)) if sums[later] < 0), None)
    return Payback(year, _to_tenths(time), months, relapse)


def _by_year(rows: Sequence[tuple[Text, Sequence[Decimal]]]) -> list[Decimal]:
    return [sum(amounts, Decimal(0)) for amounts in zip(*(row for _, row in rows), strict=True)]


def _to_tenths(number: Decimal) -> Decimal:
    return number.quantize(_TENTH, ROUND_HALF_UP) + 0  # without the sign of a zero
