"""The price of a drafted proposal, without its amounts, and its number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from kamdocs.model.draft import Entry, Value
from kamdocs.model.proposal import Proposal
from kamdocs.tailor.draft_basis import Basis

_YEAR = re.compile(r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])")


def price(basis: Basis) -> Mapping[str, Value]:
    """The price without amounts: a price of nothing, marked on each line."""
    model = next(_like(basis), None)
    currency, where = _currency(basis, model)
    vat: Value = {"rate": model.price.vat.rate if model else 0, "included": bool(model and model.price.vat.included)}
    return {
        "currency": Entry(currency, to_fill="" if model else f"is this the currency? It is that of {where}"),
        "vat": Entry(vat, to_fill="" if model else "the rate in per cent"),
        "rounding": model.price.rounding if model else "document",
        "lines": [_line(basis, id) for id in basis.reasons],
    }


def _line(basis: Basis, id: str) -> Value:
    return {
        "id": id,
        "name": basis.words.of(basis.workspace.services[id].name),
        "quantity": 1,
        "unit": basis.words.of(basis.standard.unit),
        "unit_price": Entry(0, to_fill="the price"),
        "kind": "base",
    }


def _like(basis: Basis) -> Iterator[Proposal]:
    """Proposals whose currency and tax are probably those of this one: to this client, else to those of its language
    and country, the latest first."""
    yield from sorted(basis.folder.proposals.values(), key=_issued, reverse=True)
    client = basis.client
    near = [
        proposal
        for folder in basis.workspace.clients.values()
        if folder.client.language == client.language and folder.client.country == client.country
        for proposal in folder.proposals.values()
    ]
    yield from sorted(near, key=_issued, reverse=True)


def _issued(proposal: Proposal) -> tuple[date, str]:
    return proposal.issued or date.min, proposal.number


def _currency(basis: Basis, model: Proposal | None) -> tuple[str, str]:
    """A currency, and whose it is."""
    if model:
        return model.price.currency, ""
    from babel import Locale
    from babel.numbers import get_territory_currencies

    spoken = Locale.parse(basis.kit.languages[basis.client.language].locale).territory
    countries = {"the client's country": basis.client.country, "the country of its language": spoken}
    for where, country in countries.items():
        if country and (found := get_territory_currencies(country, basis.request.today)):
            return found[0], where
    return get_territory_currencies(basis.workspace.settings.calendar, basis.request.today)[0], "the house's country"


def offer_number(basis: Basis) -> tuple[str, str]:
    """The next number in the pattern of those of the house, and what is still to be done about it."""
    numbers = [proposal.number for folder in basis.workspace.clients.values() for proposal in folder.proposals.values()]
    taken = set(numbers)
    parts = [(match[1], match[2], match[3]) for number in numbers if (match := _last_digits(number))]
    year = basis.request.today.year
    if not parts:
        return next(number for number in _counted(f"P-{year}-", 1, 3, "") if number not in taken), "its number"
    before, after = _pattern(parts, year)
    same = [digits for start, digits, end in parts if (start, end) == (before, after)]
    width = max(map(len, same or [digits for _, digits, _ in parts]))
    first = max(map(int, same), default=0) + 1
    if same:
        return next(number for number in _counted(before, first, width, after) if number not in taken), ""
    first_of_year = next(number for number in _counted(before, 1, width, after) if number not in taken)
    return first_of_year, "its number: this is the first of the year"


def _last_digits(number: str) -> re.Match[str] | None:
    """The parts of `number` before, in and after its last digits."""
    return re.fullmatch(r"(.*?)([0-9]+)([^0-9]*)", number, re.DOTALL)


def _pattern(parts: list[tuple[str, str, str]], year: int) -> tuple[str, str]:
    """What most numbers begin and end with; of those with a year, that of the latest, with `year` put in."""
    groups = Counter((before, after) for before, _, after in parts)
    (before, after), _ = max(groups.items(), key=lambda one: (_year_in(one[0][0]), one[1], one[0]))
    if 0 < _year_in(before) < year:
        before = _YEAR.sub(str(year), before)
    return before, after


def _year_in(text: str) -> int:
    found = _YEAR.findall(text)
    return int(found[-1]) if found else 0


def _counted(before: str, first: int, width: int, after: str) -> Iterator[str]:
    number = first
    while True:
        yield f"{before}{number:0{width}d}{after}"
        number += 1
