"""What should be looked at before a proposal is sent, though it can be built."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from kamdocs.errors import Problem
from kamdocs.model.kinds import file_of
from kamdocs.model.kit import Kit
from kamdocs.model.plan import Plan
from kamdocs.model.rules import EXPIRED_OFFER, NO_PRICE
from kamdocs.model.workspace import ClientFolder, Workspace
from kamdocs.rules.figures import Figures
from kamdocs.rules.likeness import Likeness
from kamdocs.rules.money import price_sheet
from kamdocs.rules.time import valid_until
from kamdocs.tailor.claims import figure_faults
from kamdocs.tailor.dates import Offer, offer_doubts
from kamdocs.tailor.gaps import gaps
from kamdocs.tailor.people import unread_members
from kamdocs.tailor.project_dates import project_doubts
from kamdocs.tailor.swap import generic_themes


def remarks(plans: Sequence[Plan], workspace: Workspace, kit: Kit, *, today: date) -> tuple[Problem, ...]:
    """What is doubtful about the proposal that `plans` are versions of, and a note where it was issued anew, each with
    its place in the file to mend."""
    first = plans[0]
    if not first.kind.offers:
        return ()
    stated = workspace.clients[first.client_id]
    folder = replace(stated, proposals={**stated.proposals, first.proposal_id: first.proposal})
    return (*_renewal(first, workspace, today), *doubts(workspace, kit, folder, first.proposal_id, today=today))


def doubts(workspace: Workspace, kit: Kit, folder: ClientFolder, proposal_id: str, *, today: date) -> Iterator[Problem]:
    """What stands against a proposal, as it is to be issued, when it is built, with the severity that `kamdocs.yaml`
    gives it: its days, its price, its team, its figures, what is still to fill in.

    Figures are not judged while a case that proves something may not be told.
    """
    stated = workspace.clients[folder.id].proposals[proposal_id]
    proposal, file = folder.proposals[proposal_id], file_of("proposal", folder.id, proposal_id)
    offer = Offer(proposal, stated, workspace, today)
    for doubt in (*offer_doubts(offer), *project_doubts(offer)):
        yield from workspace.doubt(file, doubt.path, doubt.rule, doubt.what, help=doubt.help)
    if price_sheet(proposal.price).grand_total.amount == 0:
        what, help = "this offer comes to nothing", "write the price of each line"
        yield from workspace.doubt(file, ("price", "lines"), NO_PRICE, what, help=help)
    yield from workspace.fill_ins(file)
    yield from unread_members(workspace, folder, proposal_id)
    if not workspace.blocked.get(file):
        yield from figure_faults(workspace, Figures(kit.languages), folder, proposal_id)


def findings(
    workspace: Workspace, kit: Kit, folder: ClientFolder, proposal_id: str, *, today: date
) -> tuple[Problem, ...]:
    """Everything that should be looked at in a proposal, in the order of files and lines: what stands against it when
    it is built, what it leaves open, and win themes that would fit anybody.

    That it has expired is a warning here, unless `kamdocs.yaml` says how grave it is: time alone breaks nothing.
    """
    file = file_of("proposal", folder.id, proposal_id)
    likeness = Likeness(kit.languages, workspace.settings.languages)
    found: list[Problem] = [
        *workspace.blocked.get(file, ()),
        *doubts(workspace, kit, folder, proposal_id, today=today),
        *gaps(workspace, folder, proposal_id, likeness),
        *generic_themes(workspace, Figures(kit.languages), likeness, folder, proposal_id),
    ]
    if EXPIRED_OFFER not in workspace.settings.rules:
        found = [replace(one, severity="warning") if one.rule == EXPIRED_OFFER else one for one in found]
    return tuple(sorted(found))


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
