"""Recipients who are probably the same: they are told, never joined.

Compared are people whose names or companies are alike, and those who share an e-mail address or a mobile number. Names
are compared without accents, so that `Ân` and `An` are alike: a person looks at each.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

_ALIKE_NAMES, _ALIKE_COMPANIES = 90, 88
_NEIGHBOURS, _DIGITS, _LAST_DIGITS = 12, re.compile(r"\d"), 8


@dataclass(frozen=True, slots=True)
class Traits:
    """What a recipient is known by: folded name and company (without its legal form), e-mail address, mobile number."""

    name: str
    company: str
    email: str = ""
    mobile: str = ""


def likely_duplicates(recipients: Mapping[int, Traits]) -> Mapping[int, tuple[int, str]]:
    """The later row of each two that are probably one: the earlier row, and what they have in common."""
    found: dict[int, tuple[int, str]] = {}
    recipients = {
        row: Traits(one.name, one.company, one.email.casefold(), _number(one.mobile)) for row, one in recipients.items()
    }
    for first, second in _candidates(recipients):
        is_nearer = second not in found or first < found[second][0]
        if is_nearer and (common := _common(recipients[first], recipients[second])):
            found[second] = (first, common)
    return found


def _common(first: Traits, second: Traits) -> str:
    from rapidfuzz.fuzz import ratio, token_sort_ratio

    if first.email and first.email == second.email:
        return "the same e-mail address"
    if first.mobile and first.mobile == second.mobile:
        return "the same mobile number"
    if not first.name and not second.name:
        return "the same company" if first.company == second.company else ""
    if not (first.name and second.name) or token_sort_ratio(first.name, second.name) < _ALIKE_NAMES:
        return ""
    if not first.company or not second.company:
        return "the same name" if not (first.email and second.email) else ""
    return "the same name and company" if ratio(first.company, second.company) >= _ALIKE_COMPANIES else ""


def _number(mobile: str) -> str:
    """The last digits of a number, which are the same with the code of the country and without."""
    digits = "".join(_DIGITS.findall(mobile))
    return digits[-_LAST_DIGITS:] if len(digits) >= _LAST_DIGITS else mobile


def _candidates(recipients: Mapping[int, Traits]) -> Iterator[tuple[int, int]]:
    """Pairs worth a look, so that a list of ten thousand is no hundred million of them: those that share an address or
    a number, and near neighbours in the order of their names, their companies and their names turned round."""
    for trait in ("email", "mobile"):
        shared = defaultdict[str, list[int]](list)
        for row, one in recipients.items():
            if known := str(getattr(one, trait)):
                shared[known].append(row)
        for rows in shared.values():
            yield from combinations(sorted(rows[: _NEIGHBOURS * 4]), 2)
    for order in (
        lambda row: (recipients[row].name, recipients[row].company),
        lambda row: (" ".join(sorted(recipients[row].name.split())), recipients[row].company),
        lambda row: (recipients[row].company, recipients[row].name),
    ):
        rows = sorted(recipients, key=order)
        for index, row in enumerate(rows):
            yield from ((min(row, other), max(row, other)) for other in rows[index + 1 : index + 1 + _NEIGHBOURS])
