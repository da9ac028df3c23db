"""The plan of work: phases in weeks and, where its start is known, in days; payments at their milestones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kamdocs.model.house import Settings
from kamdocs.model.plan import PhaseLine
from kamdocs.model.proposal import Payment, Proposal
from kamdocs.model.service import Service, ServicePhase
from kamdocs.model.workspace import Workspace
from kamdocs.rules.money import Instalment, PriceSheet
from kamdocs.rules.schedule import Span, Timetable, timetable
from kamdocs.rules.time import Calendar


def phases(proposal: Proposal, workspace: Workspace) -> tuple[PhaseLine, ...]:
    """The phases of the proposal; without them those of its services, one after another. With their first and last
    working day where the start of the work is known."""
    lines = _stated(proposal) or _of_services(proposal, workspace)
    table = _timetable(proposal, lines, workspace.settings)
    if table is None:
        return lines
    spans = (table.span(line.weeks) for line in lines)
    return tuple(
        replace(line, first_day=span.first_day, last_day=span.last_day) for line, span in zip(lines, spans, strict=True)
    )


def weeks_not_counted(proposal: Proposal, lines: Sequence[PhaseLine], settings: Settings) -> tuple[Span, ...]:
    """The weeks between the first and the last of `lines` in which nobody works; none where the start is not known."""
    table = _timetable(proposal, lines, settings)
    return table.not_counted if table else ()


def dated(price: PriceSheet, proposal: Proposal, lines: Sequence[PhaseLine]) -> PriceSheet:
    """`price` with the milestone, the week and, where it is known, the day of each payment that is tied to a phase."""
    of_phase = dict(zip((phase.id for phase in proposal.phases), lines, strict=False))
    paid = zip(price.instalments, proposal.price.payments, strict=True)
    return replace(price, instalments=tuple(_at_milestone(line, payment, of_phase) for line, payment in paid))


def _at_milestone(line: Instalment, payment: Payment, of_phase: dict[str, PhaseLine]) -> Instalment:
    if payment.phase is None:
        return line
    phase = of_phase[payment.phase]
    return replace(line, phase=phase.name, milestone=phase.milestone, week=phase.weeks[1], due_on=phase.last_day)


def _timetable(proposal: Proposal, lines: Sequence[PhaseLine], settings: Settings) -> Timetable | None:
    if proposal.start is None or not lines:
        return None
    last_week = max(line.weeks[1] for line in lines)
    return timetable(proposal.start, last_week, Calendar.of(settings, proposal.pauses))


def _stated(proposal: Proposal) -> tuple[PhaseLine, ...]:
    return tuple(
        PhaseLine(phase.name, phase.weeks, None, None, phase.text, phase.milestone) for phase in proposal.phases
    )


def _of_services(proposal: Proposal, workspace: Workspace) -> tuple[PhaseLine, ...]:
    services = (workspace.services[id] for id in proposal.services)
    return tuple(
        PhaseLine(phase.name, weeks, None, None, phase.text, None) for phase, weeks in one_after_another(services)
    )


def one_after_another(services: Iterable[Service]) -> Iterator[tuple[ServicePhase, tuple[int, int]]]:
    """The phases of `services`, each with its first and last week, counted from 1."""
    week = 1
    for phase in (phase for service in services for phase in service.phases):
        yield phase, (week, week + phase.weeks - 1)
        week += phase.weeks
