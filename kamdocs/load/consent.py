"""Cases reduced to what their clients allow to be told, for one use on one day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from kamdocs.model.base import Text
from kamdocs.model.case import CONSENT_LEVELS, Case, ConsentLevel, PublicCase, PublicQuote, PublicResult, Range, Result
from kamdocs.model.workspace import ClientFolder
from kamdocs.rules.hints import meant

_USES = ("proposal", "letter", "sheet", "website")
"""What consent is commonly given for; a house may have further uses, but none that is nearly one of these."""


def public_cases(
    cases: Mapping[str, Case], clients: Mapping[str, ClientFolder], *, use: str, today: date
) -> dict[str, PublicCase]:
    """The cases that may be told at all, by id, each as far as it may."""
    reduced = {id: public_case(id, case, clients, use=use, today=today) for id, case in cases.items()}
    return {id: case for id, case in reduced.items() if case is not None}


def public_case(
    id: str, case: Case, clients: Mapping[str, ClientFolder], *, use: str, today: date
) -> PublicCase | None:
    """`case` as far as it may be told, or None where it may not be told at all."""
    level = allowed(case, use=use, today=today)
    if level == "none":
        return None
    name = client_name(case, clients) if covers(level, "name") else None
    return PublicCase(
        id=id,
        title=case.title,
        client=name or case.anonymous_as,
        named=name is not None,
        client_ref=case.client.ref if name is not None else None,
        callable=covers(level, "contact"),
        industry=case.industry,
        region=case.region if name is not None else None,
        size=case.size,
        services=case.services,
        tags=case.tags,
        problem=case.problem,
        solution=case.solution,
        results=tuple(_public_result(result) for result in case.results if result.publish != "no"),
        quote=_public_quote(case) if covers(level, "quote") else None,
        start=case.dates.start,
        end=case.dates.end,
        team=case.team,
    )


def allowed(case: Case, *, use: str, today: date) -> ConsentLevel:
    """How far the consent of `case` goes for `use` on `today`."""
    consent = case.consent
    if case.governance.status != "approved" or consent.level == "none":
        return "none"
    ended = consent.until is not None and consent.until < today
    return "anonymous" if ended or use not in consent.uses else consent.level


def misspelt_use(use: str) -> str:
    """Help for a use that is nearly one that consent is commonly given for; else nothing."""
    return "" if use in _USES else meant(use, _USES, near=0.8)


def covers(level: ConsentLevel, wanted: ConsentLevel) -> bool:
    """Whether a consent of `level` includes `wanted`."""
    return CONSENT_LEVELS.index(level) >= CONSENT_LEVELS.index(wanted)


def client_name(case: Case, clients: Mapping[str, ClientFolder]) -> Text | None:
    """The name of the client of `case`: its own, else that of the client's folder."""
    folder = clients.get(case.client.ref or "")
    return case.client.name or (folder.client.name if folder is not None else None)


def around(value: Decimal) -> Range:
    """The two neighbouring values of one significant digit that `value` lies between; a value that is one of them
    itself begins its range."""
    if value == 0:
        return Range(Decimal(0), Decimal(1))
    step = Decimal(1).scaleb(value.adjusted())
    low = value // step * step
    if value < 0 and low != value:
        low -= step
    return Range(_whole(low), _whole(low + step))


def _whole(value: Decimal) -> Decimal:
    return Decimal(f"{value:f}")


def _public_result(result: Result) -> PublicResult:
    before, after = _told(result.before, result), _told(result.after, result)
    return PublicResult(
        id=result.id,
        kind=result.kind,
        metric=result.metric,
        before=before,
        after=after,
        direction=_direction(result),
        unit=result.unit,
        period=result.period,
        source=result.source,
        measured_on=result.measured_on,
    )


def _told(value: Decimal | None, result: Result) -> Decimal | Range | None:
    if value is None or result.publish == "direction":
        return None
    return around(value) if result.publish == "range" else value


def _direction(result: Result) -> Literal["up", "down"] | None:
    if result.before is None or result.after is None or result.before == result.after:
        return None
    return "up" if result.after > result.before else "down"


def _public_quote(case: Case) -> PublicQuote | None:
    quote = case.quote
    return PublicQuote(quote.text, quote.by) if quote is not None and quote.approved else None
