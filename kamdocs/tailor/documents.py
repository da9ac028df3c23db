"""The documents of a kind that are made of a proposal: for each recipient, each case, each person, or one for all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from kamdocs.errors import Problem
from kamdocs.model.document import DocumentKind, Per
from kamdocs.model.plan import ChosenCase, Plan, Report
from kamdocs.model.proposal import Proposal
from kamdocs.model.request import DEFAULT_KIND
from kamdocs.model.workspace import Workspace
from kamdocs.tailor.chapters import with_chapters


def documents(whole: Plan, versions: Sequence[Plan], workspace: Workspace) -> tuple[Plan, ...]:
    """The documents of the kind of `whole`, the plan for nobody in particular, where `versions` are those for single
    readers."""
    return tuple(_MAKERS[whole.kind.per](whole, versions, workspace))


def on_the_day(plan: Plan, kinds: Mapping[str, DocumentKind], report: Report | None, *, today: date) -> Plan:
    """`plan` with what its document says of itself and of the day that it is built for."""
    return replace(
        plan,
        today=today,
        days_left=(plan.valid_until - today).days,
        section_ids=tuple(section.id for section in plan.sections),
        enclosures=tuple(kinds[id].name for id in plan.kind.encloses),
        report=report,
    )


def missing(
    kind_id: str, kind: DocumentKind, proposal: Proposal, file: Path, workspace: Workspace, today: date
) -> Iterator[Problem]:
    """What the proposal in `file` must hold for a document of `kind` and does not."""
    for key in kind.needs:
        if not getattr(proposal, key):
            what = f"this proposal has no `{key}`, which `{kind_id}` is made from"
            help = f"write `{key}: …`; `docs/files.md` lists its fields"
            yield workspace.sources.problem(file, (key,), "missing-data", what, help=help)
    if "progress" in kind.needs and proposal.progress and all(report.on > today for report in proposal.progress):
        first = min(range(len(proposal.progress)), key=lambda index: proposal.progress[index].on)
        what = f"the first report is of {proposal.progress[first].on}, and today is {today}"
        help = "write a report of today or before, or build for a later day with `--today`"
        yield workspace.sources.problem(file, ("progress", first, "on"), "missing-data", what, help=help)


def no_cases(plan: Plan, file: Path, workspace: Workspace) -> Problem:
    """That there is nothing to make documents of cases from."""
    what, help = "this proposal shows no case", "write `cases: {pin: [<case>]}`, or approve cases of its services"
    return workspace.sources.problem(file, ("cases",), "missing-data", f"{what} in `{plan.kind_id}`", help=help)


def file_name(plan: Plan) -> str:
    """The name of the file of a plan for one recipient, without language and ending."""
    name = plan.recipient.id if plan.recipient else plan.reader_id
    return name if plan.kind_id == DEFAULT_KIND else f"{name}.{plan.kind_id}"


def _for_recipients(_: Plan, versions: Sequence[Plan], workspace: Workspace) -> Iterator[Plan]:
    for plan in versions:
        yield replace(plan, file_name=file_name(plan))


def _for_proposal(whole: Plan, _: Sequence[Plan], workspace: Workspace) -> Iterator[Plan]:
    yield replace(whole, file_name=whole.kind_id)


def _for_group(whole: Plan, versions: Sequence[Plan], workspace: Workspace) -> Iterator[Plan]:
    yield replace(with_chapters(whole, versions), file_name=whole.kind_id)


def _for_cases(whole: Plan, versions: Sequence[Plan], workspace: Workspace) -> Iterator[Plan]:
    shown: dict[str, ChosenCase] = {}
    for plan in versions:
        for chosen in plan.cases:
            shown.setdefault(chosen.case.id, chosen)
    for number, chosen in enumerate(shown.values(), start=1):
        # An id is often the client's name, which a case that is not named must not give away.
        name = chosen.case.id if chosen.case.named else f"{whole.kind.per}-{number}"
        team = tuple(workspace.team[id] for id in chosen.case.team if id in workspace.team)
        yield replace(whole, file_name=f"{name}.{whole.kind_id}", case=chosen, case_team=team)


def _for_persons(whole: Plan, _: Sequence[Plan], workspace: Workspace) -> Iterator[Plan]:
    for person in whole.people:
        yield replace(whole, file_name=f"{person.id}.{whole.kind_id}", person=person)


_MAKERS: Mapping[Per, Callable[[Plan, Sequence[Plan], Workspace], Iterator[Plan]]] = {
    "recipient": _for_recipients,
    "group": _for_group,
    "case": _for_cases,
    "person": _for_persons,
    "proposal": _for_proposal,
}
