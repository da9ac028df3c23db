"""Prices, exact.

Source of every rule: the money conventions of the data contract. Amounts are rounded half away from zero to the
currency's unit; tax is rounded on each offered line and on the discount (`line`) or once (`document`); the discount
comes off the offered sum; the last payment is the remainder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

from kamdocs.model.base import Text
from kamdocs.model.proposal import Line, Price

_HUNDRED = Decimal(100)

EXACT = Context(prec=100)
"""Adds and multiplies the numbers of the data contract without rounding any."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a currency."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class PriceLine:
    """A line of the price table.

    `unit_price` is not rounded, so that `quantity` times it is `total`; it has the decimals of the currency, or more
    where the data give more. `vat` is the line's tax, rounded, where tax is rounded by line and the line is offered.
    """

    id: str
    name: Text
    quantity: Decimal
    unit: Text
    unit_price: Money
    kind: str
    of: str | None
    offered: bool
    total: Money
    vat: Money | None


@dataclass(frozen=True, slots=True)
class Choice:
    """An option or alternative that is not taken, what it would stand in place of, and what the offered sum would
    change by if it were taken."""

    line: PriceLine
    replaces: Text | None
    change: Money


@dataclass(frozen=True, slots=True)
class Instalment:
    """A payment. Where it is tied to a phase: its name, the milestone and the week that end it, and the day planned for
    that where the start of the work is known."""

    on: Text
    percent: Decimal
    amount: Money
    phase: Text | None = None
    milestone: Text | None = None
    week: int | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class PriceSheet:
    """Everything a price says, each amount rounded once.

    `lines` are the offered ones in order; `choices` the options and alternatives not taken. `net_total` is without,
    `grand_total` with tax; `instalments` add up to `grand_total` to the last unit.
    """

    currency: str
    vat_rate: Decimal
    vat_included: bool
    lines: tuple[PriceLine, ...]
    choices: tuple[Choice, ...]
    base_total: Money
    subtotal: Money
    discount: Money | None
    discount_percent: Decimal | None
    discount_reason: Text | None
    after_discount: Money
    vat: Money
    net_total: Money
    grand_total: Money
    instalments: tuple[Instalment, ...]

    def amounts(self) -> tuple[Decimal, ...]:
        """Every amount that the sheet states."""
        sums = (self.base_total, self.subtotal, self.after_discount, self.vat, self.net_total, self.grand_total)
        lines = [amount for line in self.lines for amount in (line.unit_price, line.total, line.vat) if amount]
        choices = [money for choice in self.choices for money in (choice.line.unit_price, choice.line.total)]
        changes = [choice.change for choice in self.choices]
        rest = [instalment.amount for instalment in self.instalments] + ([self.discount] if self.discount else [])
        return tuple(money.amount for money in (*sums, *lines, *choices, *changes, *rest))


def rounded(amount: Decimal, currency: str) -> Decimal:
    """`amount` rounded half away from zero to the smallest unit of `currency`."""
    from babel.numbers import get_currency_precision

    unit = Decimal(1).scaleb(-get_currency_precision(currency))
    return amount.quantize(unit, ROUND_HALF_UP) + 0  # without the sign of a zero


def price_sheet(price: Price) -> PriceSheet:
    """Every amount of `price`."""
    with localcontext(EXACT):
        return _Pricing(price).sheet()


class _Pricing:
    """The sums of one price, step by step."""

    def __init__(self, price: Price) -> None:
        self._price = price
        self._replaced = {line.of for line in price.lines if line.kind == "alternative" and line.selected}
        self._lines = {line.id: self._line(line) for line in price.lines}

    def sheet(self) -> PriceSheet:
        price, money = self._price, self._money
        offered = tuple(line for line in self._lines.values() if line.offered)
        subtotal = sum((line.total.amount for line in offered), Decimal(0))
        discount = self._discount(subtotal)
        after = subtotal - discount
        vat = self._vat(offered, discount, after)
        net = after - vat if price.vat.included else after
        base = sum((line.total.amount for line in self._lines.values() if line.kind == "base"), Decimal(0))
        return PriceSheet(
            currency=price.currency,
            vat_rate=price.vat.rate,
            vat_included=price.vat.included,
            lines=offered,
            choices=self._choices(),
            base_total=money(base),
            subtotal=money(subtotal),
            discount=money(discount) if price.discount else None,
            discount_percent=price.discount.percent if price.discount else None,
            discount_reason=price.discount.reason if price.discount else None,
            after_discount=money(after),
            vat=money(vat),
            net_total=money(net),
            grand_total=money(net + vat),
            instalments=self._instalments(net + vat),
        )

    def _money(self, amount: Decimal) -> Money:
        return Money(rounded(amount, self._price.currency), self._price.currency)

    def _line(self, line: Line) -> PriceLine:
        total = self._money(line.quantity * line.unit_price)
        offered = (line.kind == "base" or line.selected) and line.id not in self._replaced
        by_line = offered and self._price.rounding == "line"
        return PriceLine(
            id=line.id,
            name=line.name,
            quantity=line.quantity,
            unit=line.unit,
            unit_price=self._unit_price(line.unit_price),
            kind=line.kind,
            of=line.of,
            offered=offered,
            total=total,
            vat=self._money(self._tax(total.amount)) if by_line else None,
        )

    def _unit_price(self, amount: Decimal) -> Money:
        unit = rounded(amount, self._price.currency)
        return Money(unit if unit == amount else amount.normalize(), self._price.currency)

    def _tax(self, amount: Decimal) -> Decimal:
        rate = self._price.vat.rate
        return amount * rate / (_HUNDRED + rate if self._price.vat.included else _HUNDRED)

    def _discount(self, subtotal: Decimal) -> Decimal:
        discount = self._price.discount
        if discount is None:
            return Decimal(0)
        amount = discount.amount if discount.percent is None else subtotal * discount.percent / _HUNDRED
        return self._money(amount or Decimal(0)).amount

    def _vat(self, offered: Sequence[PriceLine], discount: Decimal, after: Decimal) -> Decimal:
        if self._price.rounding == "document":
            return self._money(self._tax(after)).amount
        lines = sum((line.vat.amount for line in offered if line.vat), Decimal(0))
        return lines - self._money(self._tax(discount)).amount

    def _choices(self) -> tuple[Choice, ...]:
        rows = []
        for line in self._lines.values():
            if line.kind == "base" or line.offered or line.id in self._replaced:
                continue
            instead = self._instead_of(line)
            change = line.total.amount - (instead.total.amount if instead and instead.offered else Decimal(0))
            rows.append(Choice(line, instead.name if instead else None, self._money(change)))
        return tuple(rows)

    def _instead_of(self, line: PriceLine) -> PriceLine | None:
        """What an alternative would stand in place of: the alternative that is offered so far, or the line it names."""
        rivals = (other for other in self._lines.values() if other.of == line.of and other.offered)
        return next(rivals, self._lines[line.of]) if line.of else None

    def _instalments(self, total: Decimal) -> tuple[Instalment, ...]:
        payments = self._price.payments
        amounts = [self._money(total * payment.percent / _HUNDRED).amount for payment in payments[:-1]]
        amounts.append(total - sum(amounts, Decimal(0)))
        return tuple(
            Instalment(payment.on, payment.percent, self._money(amount))
            for payment, amount in zip(payments, amounts, strict=True)
        )
