"""The work of a drafted proposal: its phases and who does it, what is paid when, and what follows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from kamdocs.model.draft import Entry, StandardPayment, Value
from kamdocs.model.service import ServicePhase
from kamdocs.rules.search import fold
from kamdocs.tailor.draft_basis import Basis
from kamdocs.tailor.schedule import one_after_another

_MOST_PEOPLE = 4
_LONGEST_ID = 40
_WEEKS_TO_START = 4


@dataclass(frozen=True, slots=True)
class PlannedPhase:
    """A phase of a service with its place in the plan of work."""

    id: str
    phase: ServicePhase
    weeks: tuple[int, int]


def planned_phases(basis: Basis) -> tuple[PlannedPhase, ...]:
    """The phases of the services, one after another."""
    planned = list[PlannedPhase]()
    for phase, weeks in one_after_another(service for _, service in basis.services):
        id = _id(phase, {one.id for one in planned}, len(planned) + 1)
        planned.append(PlannedPhase(id, phase, weeks))
    return tuple(planned)


def phases(basis: Basis, plan: Sequence[PlannedPhase]) -> Value:
    """The phases as the file holds them."""
    monday = basis.sent_on + timedelta(weeks=_WEEKS_TO_START, days=-basis.sent_on.weekday())
    listed = [
        {
            "id": one.id,
            "name": basis.words.of(one.phase.name),
            "weeks": list(one.weeks),
            "text": basis.words.of(one.phase.text),
            "milestone": basis.words.of(basis.standard.milestone),
        }
        for one in plan
    ]
    above = ("The phases of the services, one after another. They may overlap.",)
    to_fill = f"the weeks, and what ends each phase; and above, the day that week 1 begins on, as `start: {monday}`"
    return Entry(listed, above, to_fill)


def payments(basis: Basis, plan: Sequence[PlannedPhase]) -> Value:
    """The instalments of the standard, those due with the same phase as one."""
    due: dict[str, tuple[StandardPayment, PlannedPhase | None, Decimal]] = {}
    for number, payment in enumerate(basis.standard.payments):
        phase = _phase_of(payment, plan)
        key = phase.id if phase else f"#{number}"
        before = due[key][2] if key in due else Decimal(0)
        due[key] = (payment, phase, before + payment.percent)
    return Entry([_payment(basis, *one) for one in due.values()], to_fill="what is paid when")


def _payment(basis: Basis, payment: StandardPayment, phase: PlannedPhase | None, percent: Decimal) -> Value:
    if phase is None:
        return {"on": basis.words.of(payment.on), "percent": percent}
    on = basis.words.made(lambda get, _: f"{get(payment.on)}: {get(phase.phase.name)}")
    return {"on": on, "percent": percent, "phase": phase.id}


def _phase_of(payment: StandardPayment, plan: Sequence[PlannedPhase]) -> PlannedPhase | None:
    if payment.after is None or not plan:
        return None
    if payment.after == "end" or len(plan) == 1:
        return plan[-1]
    half = plan[-1].weeks[1] / 2
    return min(plan[:-1], key=lambda one: abs(one.weeks[1] - half))


def team(basis: Basis) -> Value:
    """Who was at the visit, then those who know such projects and speak with the client, or else the sender; the days
    are left to a person."""
    met = basis.visit.by if basis.visit else ()
    related = {case.id for case in basis.fitting_cases}
    known = {
        id: len(related & set(member.projects))
        for id, member in basis.workspace.team.items()
        if id not in met and set(member.languages) & set(basis.words.languages)
    }
    fitting = [id for id in sorted(known, key=lambda id: (-known[id], id)) if known[id]]
    others = (fitting or ([] if met else [*known][:1] or [basis.sender]))[: max(_MOST_PEOPLE - len(met), 0)]
    return [
        Entry(
            {"person": id, "role": basis.words.of(basis.workspace.team[id].title), "days": 0},
            to_fill="role in this project, and days",
        )
        for id in dict.fromkeys((*met, *others))
    ]


def steps(basis: Basis) -> Value:
    """What was agreed in the visit, and the steps of the standard, by day."""
    planned = basis.visit.next if basis.visit else None
    agreed = planned if planned and planned.on >= basis.request.today else None
    found = [
        (basis.calendar.after(basis.sent_on, step.working_days), _who(basis, step.who), step.what)
        for step in basis.standard.next_steps
        if not (agreed and step.unless_agreed)
    ]
    if agreed:
        found.append((agreed.on, basis.sender, agreed.what))
    listed = [
        {"on": on, "what": basis.words.of(what), "who": who}
        for on, who, what in sorted(found, key=lambda step: step[0])
    ]
    return Entry(listed, to_fill="the days that suit the client")


def _who(basis: Basis, who: str) -> str:
    return basis.sender if who == "sender" else basis.decider.id


def _id(phase: ServicePhase, taken: Collection[str], number: int) -> str:
    """An id made of the name of a phase where it has Latin letters in some language, else of its number."""
    names = (_slug(name) for name in phase.name.each())
    id = next((name for name in names if name), f"phase-{number}")
    return id if id not in taken else f"{id}-{number}"


def _slug(name: str) -> str:
    folded = fold(name)
    if not folded.isascii():
        return ""
    id = "-".join(folded.split())[: _LONGEST_ID + 1]
    return id if len(id) <= _LONGEST_ID else id.rpartition("-")[0] or id[:_LONGEST_ID]
