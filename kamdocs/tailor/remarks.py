"""What should be looked at before a proposal is sent, though it can be built."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kamdocs.errors import Problem
from kamdocs.model.kinds import file_of
from kamdocs.model.plan import Plan
from kamdocs.model.proposal import Proposal
from kamdocs.model.workspace import Workspace
from kamdocs.rules.time import valid_until
from kamdocs.tailor.dates import Offer, offer_doubts
from kamdocs.tailor.project_dates import project_doubts


def remarks(plans: Sequence[Plan], workspace: Workspace, *, today: date) -> tuple[Problem, ...]:
    """What is doubtful about the proposal that `plans` are versions of, and a note where it was issued anew, each with its
    place in the proposal's file."""
    first = plans[0]
    found = doubts(first.client_id, first.proposal_id, first.proposal, workspace, today=today)
    return (*_renewal(first, workspace, today), *found)


def doubts(
    client_id: str, proposal_id: str, proposal: Proposal, workspace: Workspace, *, today: date
) -> Iterator[Problem]:
    """What is doubtful about `proposal`, as it is to be issued, with the severity that `kamdocs.yaml` gives it."""
    stated = workspace.clients[client_id].proposals[proposal_id]
    offer = Offer(proposal, stated, workspace, today)
    for doubt in (*offer_doubts(offer), *project_doubts(offer)):
        file = file_of("proposal", client_id, proposal_id)
        yield from workspace.doubt(file, doubt.path, doubt.rule, doubt.what, help=doubt.help)


def _renewal(plan: Plan, workspace: Workspace, today: date) -> Iterator[Problem]:
    """The note that `plan` holds the proposal otherwise than its file states it."""
    stated = workspace.clients[plan.client_id].proposals[plan.proposal_id]
    if plan.proposal == stated:
        return
    before = valid_until(stated, workspace.settings, today)
    what = f"issued anew on {plan.issued_on}; the terms now hold until {plan.valid_until}, not {before}"
    help = "the file stays as it is; once this is sent, write its new dates there"
    path = ("valid", "until") if stated.valid and stated.valid.until else ("issued",)
    file = file_of("proposal", plan.client_id, plan.proposal_id)
    yield workspace.sources.problem(file, path, "renewed-offer", what, severity="note", help=help)
