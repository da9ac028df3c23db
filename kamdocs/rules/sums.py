"""What the amounts of a table are to each other, and whether they add up as they are printed.

A row says by its role (`data-sum` of its `tr`) what it is; its last number is its amount.

    item                    an offered line: amount; before it, where both are printed, quantity and unit price
    items                   the sum of the items
    discount                what comes off it
    net, tax, total         without tax, the tax, with tax. Items less discount are `net` where tax is added, `total`
                            where it is included
    payment, payments       instalments and their sum
    cost, costs             what is spent, a number for each year, and the sum of each year
    benefit, benefits       what is gained, in the same way
    flow, cumulative        benefits less costs, and what they come to by the end of each year
    discounted              the flow in the value of year 0, each year rounded by itself
    discounted-cumulative   what that comes to, rounded after adding up
    year                    a year for itself: costs, benefits, flow, cumulative, discounted-cumulative
    part, parts             what a cost takes and a benefit gives over all years, and what remains of them
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import accumulate

ROLES = (
    *("item", "items", "discount", "net", "tax", "total", "payment", "payments"),
    *("cost", "costs", "benefit", "benefits", "flow", "cumulative", "discounted", "discounted-cumulative"),
    *("year", "part", "parts"),
)

LISTED = ("item", "payment", "cost", "benefit", "year", "part")
"""Roles of rows that a table holds all of, or none."""


@dataclass(frozen=True, slots=True)
class SumRow:
    """A row of a table of amounts; an empty label is one that the words of the template give."""

    role: str
    label: str
    numbers: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class WrongSum:
    """A number that is printed in `row`, the one that the numbers around it give, and how."""

    row: SumRow
    printed: Decimal
    worked_out: Decimal
    how: str


_Rows = Mapping[str, Sequence[SumRow]]


def wrong_sums(rows: Sequence[SumRow]) -> Iterator[WrongSum]:
    """Each number of a table that is not what the numbers around it give."""
    by_role = {role: [row for row in rows if row.role == role and row.numbers] for role in ROLES}
    yield from _products(by_role["item"])
    for part, whole, how in (
        ("item", "items", "the lines add up to"),
        ("payment", "payments", "the payments add up to"),
        ("cost", "costs", "the costs add up to"),
        ("benefit", "benefits", "the benefits add up to"),
        ("part", "parts", "the parts add up to"),
    ):
        if by_role[part]:
            columns = zip(*(row.numbers for row in by_role[part]), strict=False)
            sums = [sum(column, Decimal(0)) for column in columns]
            wanted = sums[-1:] if part == "item" else sums
            yield from (fault for row in by_role[whole] for fault in _compared(row, wanted, how))
    yield from _price(by_role)
    yield from _flows(by_role)
    yield from _years(by_role["year"])


def _products(items: Sequence[SumRow]) -> Iterator[WrongSum]:
    for row in items:
        if len(row.numbers) > 2:
            quantity, unit_price, amount = row.numbers[-3:]
            product = (quantity * unit_price).quantize(_unit(amount), ROUND_HALF_UP)
            yield from _compared(row, [product], "quantity times unit price is")


def _price(rows: _Rows) -> Iterator[WrongSum]:
    """The way from the lines to the price with and without tax."""
    net, tax, total = (rows[role][0] if rows[role] else None for role in ("net", "tax", "total"))
    if net and tax and total:
        wanted = net.numbers[-1] + tax.numbers[-1]
        yield from _compared(total, [wanted], "the price without tax and the tax add up to")
    listed = [row.numbers[-1] for row in rows["item"]] or [row.numbers[-1] for row in rows["items"][:1]]
    results = [row for row in (net, total) if row]
    if not listed or not results:
        return
    after = sum([*listed, *(-abs(row.numbers[-1]) for row in rows["discount"])], Decimal(0))
    if all(row.numbers[-1] != after for row in results):
        yield from _compared(results[0], [after], "the lines less the discount come to")


def _flows(rows: _Rows) -> Iterator[WrongSum]:
    """The way from costs and benefits to what they come to."""
    for flow in rows["flow"]:
        if rows["costs"] and rows["benefits"]:
            pairs = zip(rows["benefits"][0].numbers, rows["costs"][0].numbers, strict=False)
            yield from _compared(flow, [gained - spent for gained, spent in pairs], "benefits less costs are")
        for row in rows["cumulative"]:
            yield from _compared(row, [*accumulate(flow.numbers)], "the years so far add up to")
    for row in rows["discounted-cumulative"]:
        for values in rows["discounted"]:
            slack = _unit(row.numbers[-1]) * (len(row.numbers) + 1) / 2
            yield from _compared(row, [*accumulate(values.numbers)], "the years so far add up to", slack=slack)


def _years(rows: Sequence[SumRow]) -> Iterator[WrongSum]:
    """The same where each year has a row."""
    before = Decimal(0)
    for row in rows:
        if len(row.numbers) > 3:
            spent, gained, flow, cumulative = row.numbers[:4]
            if flow != gained - spent:
                yield WrongSum(row, flow, gained - spent, "benefits less costs are")
            if cumulative != before + flow:
                yield WrongSum(row, cumulative, before + flow, "the years so far add up to")
            before = cumulative


def _compared(row: SumRow, wanted: Sequence[Decimal], how: str, *, slack: Decimal = Decimal(0)) -> Iterator[WrongSum]:
    """The numbers of `row`, its last ones, that differ from what is `wanted` there."""
    for printed, number in zip(row.numbers[-len(wanted) :], wanted, strict=False):
        if abs(printed - number) > slack:
            yield WrongSum(row, printed, number, how)


def _unit(printed: Decimal) -> Decimal:
    """The smallest unit that a printed number shows."""
    return Decimal(1).scaleb(min(0, int(printed.as_tuple().exponent)))
