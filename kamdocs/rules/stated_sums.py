"""The rows that tables of a price and of a business case hold, by the data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kamdocs.model.base import Text
from kamdocs.rules.business_case import CashFlow
from kamdocs.rules.money import Money, PriceSheet
from kamdocs.rules.sums import SumRow


def stated_sums(sheet: PriceSheet, case: CashFlow | None, language: str) -> tuple[SumRow, ...]:
    """Every row of the tables of a proposal, in the order of its role, with the names of `language`."""
    rows = [*_price(sheet, language), *(_case(case, language) if case else ())]
    return tuple(rows)


def _price(sheet: PriceSheet, language: str) -> Iterator[SumRow]:
    for line in sheet.lines:
        numbers = (line.quantity, line.unit_price.amount, line.total.amount)
        yield SumRow("item", _said(line.name, language), numbers)
    yield SumRow("items", "", (sheet.subtotal.amount,))
    if sheet.discount:
        yield SumRow("discount", "", (-sheet.discount.amount,))
    sums = {"net": sheet.net_total, "tax": sheet.vat, "total": sheet.grand_total}
    yield from (SumRow(role, "", (money.amount,)) for role, money in sums.items())
    for payment in sheet.instalments:
        yield SumRow("payment", _said(payment.on, language), (payment.percent, payment.amount.amount))
    yield SumRow("payments", "", (Decimal(100), sheet.grand_total.amount))


def _case(case: CashFlow, language: str) -> Iterator[SumRow]:
    rows = [*(("cost", *row) for row in case.costs), *(("benefit", *row) for row in case.benefits)]
    for role, name, amounts in rows:
        yield SumRow(role, _said(name, language), _numbers(amounts))
    sums = {
        "costs": case.total_costs,
        "benefits": case.total_benefits,
        "flow": case.net,
        "cumulative": case.cumulative,
        "discounted": case.discounted,
        "discounted-cumulative": case.discounted_cumulative,
    }
    yield from (SumRow(role, "", _numbers(amounts)) for role, amounts in sums.items())
    columns = ("costs", "benefits", "flow", "cumulative", "discounted-cumulative")
    for year in case.years:
        yield SumRow("year", "", _numbers([sums[role][year] for role in columns]))
    yield from (SumRow("part", _said(name, language), (money.amount,)) for name, money in case.balance)
    yield SumRow("parts", "", (case.cumulative[-1].amount,))


def _numbers(amounts: Sequence[Money]) -> tuple[Decimal, ...]:
    return tuple(money.amount for money in amounts)


def _said(text: Text, language: str) -> str:
    return text.get(language) or ""
