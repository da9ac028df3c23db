"""What should be looked at before a proposal is sent, though it can be built."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kamdocs.errors import Problem
from kamdocs.model.kinds import file_of
from kamdocs.model.kit import Kit
from kamdocs.model.plan import Plan
from kamdocs.model.proposal import Proposal
from kamdocs.model.rules import EXPIRED_OFFER
from kamdocs.model.workspace import ClientFolder, KeyPath, Workspace
from kamdocs.rules.figures import Figures
from kamdocs.rules.likeness import Likeness
from kamdocs.rules.time import valid_until
from kamdocs.tailor.claims import figure_faults
from kamdocs.tailor.gaps import gaps
from kamdocs.tailor.people import unread_members
from kamdocs.tailor.swap import generic_themes


def remarks(plans: Sequence[Plan], workspace: Workspace, kit: Kit, *, today: date) -> tuple[Problem, ...]:
    """The warnings about the proposal that `plans` are versions of, each with its place in the file to mend."""
    folder, proposal_id = workspace.clients[plans[0].client_id], plans[0].proposal_id
    found = doubts(workspace, kit, folder, proposal_id, today=today)
    return tuple(problem for problem in found if problem.severity == "warning")


def doubts(workspace: Workspace, kit: Kit, folder: ClientFolder, proposal_id: str, *, today: date) -> Iterator[Problem]:
    """What stands against a proposal when it is built, with the severity that `kamdocs.yaml` gives it: its figures, its
    team, its last day.

    Figures are not judged while a case that proves something may not be told.
    """
    proposal, file = folder.proposals[proposal_id], file_of("proposal", folder.id, proposal_id)
    until = valid_until(proposal, workspace.settings, today)
    if until < today:
        path, help = _end_of_validity(proposal)
        what = f"this offer was valid until {until}, and today is {today}"
        yield from workspace.doubt(file, path, EXPIRED_OFFER, what, help=help)
    yield from unread_members(workspace, folder, proposal_id)
    if not workspace.blocked.get(file):
        yield from figure_faults(workspace, Figures(kit.languages), folder, proposal_id)


def findings(
    workspace: Workspace, kit: Kit, folder: ClientFolder, proposal_id: str, *, today: date
) -> tuple[Problem, ...]:
    """Everything that should be looked at in a proposal, in the order of files and lines: what stands against it when
    it is built, what it leaves open, and win themes that would fit anybody.
    """
    file = file_of("proposal", folder.id, proposal_id)
    likeness = Likeness(kit.languages, workspace.settings.languages)
    found = [
        *workspace.blocked.get(file, ()),
        *doubts(workspace, kit, folder, proposal_id, today=today),
        *gaps(workspace, folder, proposal_id, likeness),
        *generic_themes(workspace, Figures(kit.languages), likeness, folder, proposal_id),
    ]
    return tuple(sorted(found))


def _end_of_validity(proposal: Proposal) -> tuple[KeyPath, str]:
    """Where the file says until when the offer holds, and what to do about it there."""
    if proposal.valid is not None and proposal.valid.until is not None:
        return ("valid", "until"), "give it a later day"
    return ("issued",), "write the day on which it is sent, or a later last day as `valid: {until: …}`"
