"""The latest report on the work of a proposal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from kamdocs.model.client import Client
from kamdocs.model.plan import DecisionLine, IssueLine, Reached, Report, Source
from kamdocs.model.progress import Progress, ReachedResult
from kamdocs.model.proposal import Proposal
from kamdocs.model.workspace import Workspace
from kamdocs.tailor.details import steps
from kamdocs.tailor.schedule import phases


def latest_report(proposal: Proposal, client: Client, workspace: Workspace, *, today: date) -> Report | None:
    """The last report of `today` or before; None where there is none."""
    given = [progress for progress in proposal.progress if progress.on <= today]
    if not given:
        return None
    progress = max(given, key=lambda one: one.on)
    return Report(
        on=progress.on,
        period=progress.period,
        phase=next(
            (
                line
                for phase, line in zip(proposal.phases, phases(proposal, workspace), strict=False)
                if phase.id == progress.phase
            ),
            None,
        ),
        summary=progress.summary,
        results=tuple(_reached(result, number, progress, client) for number, result in enumerate(progress.results)),
        issues=tuple(
            IssueLine(issue.text, issue.action, workspace.team[issue.owner], issue.by) for issue in progress.issues
        ),
        steps=steps(progress.next, client, workspace),
        decisions=tuple(_decisions(progress, client)),
    )


def _reached(result: ReachedResult, number: int, progress: Progress, client: Client) -> Reached:
    need = next((need for need in client.needs if need.id == result.need), None)
    figure = need.figure if need is not None else None
    text = result.text or (need.text if need is not None else None)
    assert text is not None  # the model has one of `need` and `text`
    before, unit = (figure.value, figure.unit) if figure is not None else (result.before, result.unit)
    source = Source(f"progress/{progress.on}/{number}", text, result.source, progress.on)
    share = _share(before, result.target, result.value)
    return Reached(text, before, result.target, result.value, unit, share, source)


def _share(before: Decimal | None, target: Decimal, value: Decimal) -> int | None:
    """How much of the way from `before` to `target` is gone, in whole per cent; None where there is no way to go."""
    if before is None or before == target:
        return None
    return int((100 * (value - before) / (target - before)).quantize(Decimal(1), ROUND_HALF_UP))


def _decisions(progress: Progress, client: Client) -> Iterable[DecisionLine]:
    people = {person.id: person for person in client.stakeholders}
    for decision in progress.decisions:
        if decision.who is None:
            yield DecisionLine(decision.what, decision.by, None, None, None)
        else:
            person = people[decision.who]
            yield DecisionLine(decision.what, decision.by, person.name, person.title, person.gender)
