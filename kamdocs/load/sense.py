"""What no single field can be wrong in, but two together can."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from kamdocs.load.consent import covers
from kamdocs.load.records import Record
from kamdocs.load.references import Complaint
from kamdocs.load.wording import meant
from kamdocs.model.case import Case
from kamdocs.model.client import Visit
from kamdocs.model.house import Settings
from kamdocs.model.kinds import KINDS
from kamdocs.model.proposal import Proposal


def contradictions(records: Iterable[Record]) -> Iterator[Complaint]:
    """What contradicts itself in each of `records` that is sound by itself."""
    for record in records:
        check = _CHECKS.get(KINDS[record.found.kind])
        if check is not None and record.model is not None:
            yield from check(record.model, record.found.file, record.found.id)


def _settings(settings: Settings, file: Path, _: str) -> Iterator[Complaint]:
    if not _is_zone(settings.timezone):
        what = f"unknown time zone `{settings.timezone}`"
        near = meant(settings.timezone, available_timezones(), near=0.8)
        help = near or "write its name in the IANA list, as in `Asia/Ho_Chi_Minh`"
        yield Complaint(file, ("timezone",), "unknown-timezone", what, help)
    fallback = settings.fallback_language
    if fallback is not None and fallback not in settings.languages:
        what = f"`fallback_language` is `{fallback}`, which is none of `languages`"
        yield Complaint(file, ("fallback_language",), "contradiction", what, "add it to `languages`")


def _is_zone(name: str) -> bool:
    try:
        return bool(ZoneInfo(name))
    except (OSError, ValueError, ZoneInfoNotFoundError):
        return False


def _visit(visit: Visit, file: Path, id: str) -> Iterator[Complaint]:
    if visit.date.isoformat() != id:
        what = f"`date` is {visit.date}, but the file is named {id}"
        yield Complaint(
            file, ("date",), "contradiction", what, f"rename the file to `{visit.date}.yaml`, or mend the date"
        )


def _case(case: Case, file: Path, _: str) -> Iterator[Complaint]:
    if case.dates.end < case.dates.start:
        yield Complaint(file, ("dates", "end"), "contradiction", "`end` is before `start`")
    if covers(case.consent.level, "name") and case.client.name is None and case.client.ref is None:
        what = "the client may be named, but has neither `name` nor `ref`"
        yield Complaint(file, ("client",), "contradiction", what, "give its `name`, or the id of its folder as `ref`")


def _proposal(proposal: Proposal, file: Path, _: str) -> Iterator[Complaint]:
    until = proposal.valid.until if proposal.valid is not None else None
    if until is not None and proposal.issued is not None and until < proposal.issued:
        yield Complaint(file, ("valid", "until"), "contradiction", "`until` is before `issued`")
    for index, pause in enumerate(proposal.pauses):
        if pause.until < pause.from_:
            yield Complaint(file, ("pauses", index, "until"), "contradiction", "`until` is before `from`")


_CHECKS: Mapping[type, Callable[[Any, Path, str], Iterator[Complaint]]] = {
    Settings: _settings,
    Visit: _visit,
    Case: _case,
    Proposal: _proposal,
}
