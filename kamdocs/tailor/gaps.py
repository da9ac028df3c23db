"""The gaps of a proposal's coverage as findings, each at the line to mend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from kamdocs.errors import Problem
from kamdocs.model import rules
from kamdocs.model.client import Client
from kamdocs.model.coverage import Coverage
from kamdocs.model.kinds import file_of
from kamdocs.model.proposal import Proposal
from kamdocs.model.workspace import ClientFolder, KeyPath, Workspace
from kamdocs.rules.likeness import Likeness
from kamdocs.rules.listing import listed
from kamdocs.tailor.coverage import coverage
from kamdocs.tailor.proofs import named_proofs

_ANSWER = "let an argument name it in `criteria`"


def gaps(workspace: Workspace, folder: ClientFolder, proposal_id: str, likeness: Likeness) -> Iterator[Problem]:
    """What the arguments of a proposal leave open, as grave as `kamdocs.yaml` says."""
    client, proposal = folder.client, folder.proposals[proposal_id]
    covered = coverage(workspace, client, proposal, likeness)
    offer, profile = file_of("proposal", folder.id, proposal_id), file_of("client", folder.id)
    yield from _of_people(workspace, client, proposal, covered, profile, offer)
    yield from _of_criteria(workspace, client, covered, profile)
    yield from _of_arguments(workspace, proposal, covered, offer)
    yield from _of_proofs(workspace, client, proposal, profile)


def _of_people(
    workspace: Workspace, client: Client, proposal: Proposal, covered: Coverage, profile: Path, offer: Path
) -> Iterator[Problem]:
    places = {person.id: index for index, person in enumerate(client.stakeholders)}
    for id in covered.unaddressed:
        what = f"no argument of `{proposal.number}` speaks to `{id}`"
        help = "answer one of their criteria, needs or concerns with an argument that their reader gets"
        rule = rules.UNADDRESSED_STAKEHOLDER
        yield from workspace.doubt(profile, ("stakeholders", places[id], "id"), rule, what, help=help)
    if not covered.group_deciders:
        what = "nobody in this decision group decides"
        help = "find out who does, and give them `role: decides`"
        yield from workspace.doubt(profile, ("stakeholders",), rules.NO_DECIDER, what, help=help)
    elif not covered.deciders:
        deciders = listed(covered.group_deciders)
        what = "nobody who decides gets a version of this proposal"
        yield from workspace.doubt(offer, ("to",), rules.NO_DECIDER, what, help=f"add {deciders}")


def _of_criteria(workspace: Workspace, client: Client, covered: Coverage, profile: Path) -> Iterator[Problem]:
    places: Mapping[str, KeyPath] = {
        criterion.id: ("stakeholders", row, "criteria", index, "id")
        for row, person in enumerate(client.stakeholders)
        for index, criterion in enumerate(person.criteria)
    }
    for who, criterion in covered.unanswered:
        what = f"no argument answers criterion `{criterion.id}` of `{who}`, which weighs {criterion.weight} of 5"
        yield from workspace.doubt(profile, places[criterion.id], rules.UNANSWERED_CRITERION, what, help=_ANSWER)
    for who, criterion in covered.unseen:
        what = f"criterion `{criterion.id}` of `{who}` is answered only by arguments for other readers"
        help = "add their reader to `readers` of one of those arguments"
        yield from workspace.doubt(profile, places[criterion.id], rules.UNSEEN_ANSWER, what, help=help)
    for index, need in enumerate(client.needs):
        if need.id in covered.needs:
            what = f"no argument answers need `{need.id}`"
            yield from workspace.doubt(profile, ("needs", index, "id"), rules.UNANSWERED_NEED, what, help=_ANSWER)


def _of_arguments(workspace: Workspace, proposal: Proposal, covered: Coverage, offer: Path) -> Iterator[Problem]:
    for index, argument in enumerate(proposal.arguments):
        place: KeyPath = ("arguments", index, "id")
        if argument.id in covered.unproved:
            what = f"argument `{argument.id}` has no `proof`"
            help = "name a result, a need or a fact; a promise of ours needs none"
            yield from workspace.doubt(offer, place, rules.UNPROVED_ARGUMENT, what, help=help)
        if argument.id in covered.idle:
            what = f"argument `{argument.id}` answers no criterion, need or concern"
            help = "name what it answers in `criteria`, or leave it out"
            yield from workspace.doubt(offer, place, rules.IDLE_ARGUMENT, what, help=help)


def _of_proofs(workspace: Workspace, client: Client, proposal: Proposal, profile: Path) -> Iterator[Problem]:
    """Needs that are named as proofs, but of which the sources could not say what they rest on, or since when."""
    proving = {proof.need for proof in named_proofs(proposal)}
    for index, need in enumerate(client.needs):
        if need.id in proving and (need.figure is None or need.on is None):
            lacks, help = ("figure", "give its `figure` with a source") if need.figure is None else ("day", "give `on`")
            what = f"need `{need.id}` proves something in `{proposal.number}`, but has no {lacks}"
            yield from workspace.doubt(profile, ("needs", index, "id"), rules.WEAK_PROOF, what, help=help)
