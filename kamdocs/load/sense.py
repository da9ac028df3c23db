"""What no single field can be wrong in, but two together can."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from kamdocs.load.consent import covers, misspelt_use
from kamdocs.load.records import Record
from kamdocs.load.references import Complaint
from kamdocs.model.case import Case
from kamdocs.model.client import Visit
from kamdocs.model.house import Settings
from kamdocs.model.kinds import KINDS
from kamdocs.model.proposal import Price, Proposal
from kamdocs.rules.hints import meant
from kamdocs.rules.money import price_sheet


def contradictions(records: Iterable[Record]) -> Iterator[Complaint]:
    """What contradicts itself in each of `records` that is sound by itself."""
    for record in records:
        check = _CHECKS.get(KINDS[record.found.kind])
        if check is not None and record.model is not None:
            yield from check(record.model, record.found.file, record.found.id)


def _settings(settings: Settings, file: Path, _: str) -> Iterator[Complaint]:
    if not is_zone(settings.timezone):
        what = f"unknown time zone `{settings.timezone}`"
        near = meant(settings.timezone, available_timezones(), near=0.8)
        help = near or "write its name in the IANA list, as in `Asia/Ho_Chi_Minh`"
        yield Complaint(file, ("timezone",), "unknown-timezone", what, help)
    fallback = settings.fallback_language
    if fallback is not None and fallback not in settings.languages:
        what = f"`fallback_language` is `{fallback}`, which is none of `languages`"
        yield Complaint(file, ("fallback_language",), "contradiction", what, "add it to `languages`")
    if not _has_holidays(settings.calendar):
        what = f"no public holidays are known of the country `{settings.calendar}`"
        yield Complaint(file, ("calendar",), "unknown-country", what, "write its ISO 3166 code, as in `VN`, `KR`")


def is_zone(name: str) -> bool:
    """Whether there is a time zone called `name`."""
    try:
        return bool(ZoneInfo(name))
    except (OSError, ValueError, ZoneInfoNotFoundError):
        return False


def _has_holidays(country: str) -> bool:
    from holidays import country_holidays

    try:
        country_holidays(country)
    except NotImplementedError:
        return False
    return True


def _visit(visit: Visit, file: Path, id: str) -> Iterator[Complaint]:
    if visit.date.isoformat() != id:
        what = f"`date` is {visit.date}, but the file is named {id}"
        yield Complaint(
            file, ("date",), "contradiction", what, f"rename the file to `{visit.date}.yaml`, or mend the date"
        )


def _case(case: Case, file: Path, id: str) -> Iterator[Complaint]:
    for index, use in enumerate(case.consent.uses):
        if help := misspelt_use(use):
            yield Complaint(file, ("consent", "uses", index), "unknown-use", f"unknown use `{use}`", help)
    if case.governance.supersedes == id:
        what = f"case `{id}` supersedes itself"
        yield Complaint(file, ("governance", "supersedes"), "contradiction", what, "name the case it replaces")
    if covers(case.consent.level, "name") and case.client.name is None and case.client.ref is None:
        what = "the client may be named, but has neither `name` nor `ref`"
        yield Complaint(file, ("client",), "contradiction", what, "give its `name`, or the id of its folder as `ref`")


def _proposal(proposal: Proposal, file: Path, _: str) -> Iterator[Complaint]:
    until = proposal.valid.until if proposal.valid is not None else None
    if until is not None and proposal.issued is not None and until < proposal.issued:
        yield Complaint(file, ("valid", "until"), "contradiction", "`until` is before `issued`")
    yield from _price(proposal.price, file)


def _price(price: Price, file: Path) -> Iterator[Complaint]:
    from babel.numbers import list_currencies

    if price.currency not in list_currencies():
        what = f"unknown currency `{price.currency}`"
        help = "write its ISO 4217 code, as in `KRW`, `VND`"
        yield Complaint(file, ("price", "currency"), "unknown-currency", what, help)
    if not {line.of for line in price.lines} <= {None, *(line.id for line in price.lines)}:
        return
    sheet = price_sheet(price)
    if not sheet.lines:
        help = "make one a `base` line, or write `selected: true` in it"
        yield Complaint(file, ("price", "lines"), "contradiction", "none of the `lines` is offered", help)
    elif sheet.after_discount.amount < 0:
        what = "`amount` is more than the offered lines come to"
        yield Complaint(file, ("price", "discount", "amount"), "contradiction", what)


_CHECKS: Mapping[type, Callable[[Any, Path, str], Iterator[Complaint]]] = {
    Settings: _settings,
    Visit: _visit,
    Case: _case,
    Proposal: _proposal,
}
