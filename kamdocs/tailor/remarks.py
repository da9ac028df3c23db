"""What should be looked at before a proposal is sent, though it can be built."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from kamdocs.errors import Problem
from kamdocs.model.kinds import file_of
from kamdocs.model.plan import Plan
from kamdocs.model.proposal import Proposal
from kamdocs.model.rules import EXPIRED_OFFER
from kamdocs.model.workspace import KeyPath, Workspace
from kamdocs.rules.time import valid_until


def remarks(plans: Sequence[Plan], workspace: Workspace, *, today: date) -> tuple[Problem, ...]:
    """The warnings about the proposal that `plans` are versions of, each with its place in the proposal's file."""
    first = plans[0]
    if not first.kind.offers:
        return ()
    found = doubts(first.proposal, file_of("proposal", first.client_id, first.proposal_id), workspace, today=today)
    return tuple(problem for problem in found if problem.severity == "warning")


def doubts(proposal: Proposal, file: Path, workspace: Workspace, *, today: date) -> Iterator[Problem]:
    """What is doubtful about `proposal`, which stands in `file`, with the severity that `kamdocs.yaml` gives it."""
    until = valid_until(proposal, workspace.settings, today)
    if until < today:
        path, help = _end_of_validity(proposal)
        what = f"this offer was valid until {until}, and today is {today}"
        yield from workspace.doubt(file, path, EXPIRED_OFFER, what, help=help)


def _end_of_validity(proposal: Proposal) -> tuple[KeyPath, str]:
    """Where the file says until when the offer holds, and what to do about it there."""
    if proposal.valid is not None and proposal.valid.until is not None:
        return ("valid", "until"), "give it a later day"
    return ("issued",), "write the day on which it is sent, or a later last day as `valid: {until: …}`"
