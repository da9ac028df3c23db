"""What no document can hold and nobody means: days, weeks and amounts beyond all measure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kamdocs.model.client import Visit
from kamdocs.model.house import Settings
from kamdocs.model.proposal import BusinessCase, Price, Proposal
from kamdocs.model.workspace import KeyPath

_FIRST_YEAR, _LAST_YEAR = 1990, 2199
_MOST_DAYS = 3660
_MOST_WEEKS = 520
_MOST_DIGITS = 15
_TOO_LONG = Decimal(10) ** _MOST_DIGITS


class Excess(NamedTuple):
    """A value that is too much: where it stands, and what is wrong with it."""

    path: KeyPath
    what: str


def excess_in_settings(settings: Settings) -> Iterator[Excess]:
    """Spans in `kamdocs.yaml` that no calendar can count."""
    defaults = settings.proposal
    yield from _at_most(("proposal", "days_after_visit"), defaults.days_after_visit, _MOST_DAYS)
    yield from _at_most(("proposal", "valid_days"), defaults.valid_days, _MOST_DAYS)


def excess_in_visit(visit: Visit) -> Iterator[Excess]:
    """A date of a visit that no due date can be counted from."""
    yield from _in_our_time(("date",), visit.date)


def excess_in_proposal(proposal: Proposal) -> Iterator[Excess]:
    """Days, weeks and amounts of a proposal that are too much."""
    yield from _in_our_time(("issued",), proposal.issued)
    yield from _in_our_time(("start",), proposal.start)
    if proposal.valid is not None:
        yield from _at_most(("valid", "days"), proposal.valid.days, _MOST_DAYS)
        yield from _in_our_time(("valid", "until"), proposal.valid.until)
    for index, phase in enumerate(proposal.phases):
        yield from _at_most(("phases", index, "weeks", 1), phase.weeks[1], _MOST_WEEKS)
    yield from excess_in_price(proposal.price)
    if proposal.business_case is not None:
        yield from _business_case(proposal.business_case)


def excess_in_price(price: Price) -> Iterator[Excess]:
    """Prices, and lines that come to more, than can be summed to the last unit."""
    for index, line in enumerate(price.lines):
        path: KeyPath = ("price", "lines", index)
        if _is_long(line.unit_price):
            yield _long((*path, "unit_price"))
        elif _is_long(line.quantity) or _is_long(line.quantity * line.unit_price):
            yield _long((*path, "quantity"))
    if price.discount is not None and price.discount.amount is not None and _is_long(price.discount.amount):
        yield _long(("price", "discount", "amount"))


def _business_case(case: BusinessCase) -> Iterator[Excess]:
    rows = [("costs", index, row.by_year or ()) for index, row in enumerate(case.costs)]
    rows += [("benefits", index, row.by_year) for index, row in enumerate(case.benefits)]
    for key, number, values in rows:
        for year, value in enumerate(values):
            if _is_long(value):
                yield _long(("business_case", key, number, "by_year", year))


def _at_most(path: KeyPath, value: int | None, most: int) -> Iterator[Excess]:
    if value is not None and value > most:
        yield Excess(path, f"`{_key(path)}` must be at most {most}")


def _in_our_time(path: KeyPath, day: date | None) -> Iterator[Excess]:
    if day is not None and not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        yield Excess(path, f"`{_key(path)}` is not between the years {_FIRST_YEAR} and {_LAST_YEAR}")


def _is_long(value: Decimal) -> bool:
    return abs(value) >= _TOO_LONG


def _long(path: KeyPath) -> Excess:
    return Excess(path, f"`{_key(path)}` makes an amount of more than {_MOST_DIGITS} digits")


def _key(path: KeyPath) -> str:
    return next(step for step in reversed(path) if isinstance(step, str))
