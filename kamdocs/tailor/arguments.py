"""Which claims a reader gets, in which order, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kamdocs.model.case import PublicCase
from kamdocs.model.client import Argument, Client, Stakeholder
from kamdocs.model.house import Reader
from kamdocs.model.plan import Claim, Rejected
from kamdocs.model.proposal import Proposal
from kamdocs.model.workspace import Workspace
from kamdocs.tailor.proofs import resolve

_KIND_POINTS = 10
"""The reader's strongest kind counts ten points, each further one two less."""

_KIND_STEP = 2
_CRITERION_POINTS = 3
_NEED_POINTS = 4
_WEIGHT_POINTS = 2
_ROLE_POINTS = 3

_ROLE_KINDS: Mapping[str, frozenset[str]] = {
    "decides": frozenset({"exclusivity", "insight", "outcome"}),
    "approves": frozenset({"money", "figure", "risk"}),
    "influences": frozenset({"people", "reference"}),
    "uses": frozenset({"method", "people"}),
    "guards": frozenset({"method", "risk"}),
}
"""What somebody in each role has to be able to say to the others."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """The eyes that claims are read with."""

    reader_id: str
    reader: Reader
    recipient: Stakeholder | None
    client: Client


def offered_arguments(proposal: Proposal, workspace: Workspace) -> tuple[Argument, ...]:
    """The proposal's own arguments, then those of its services that it does not leave out."""
    own = {argument.id for argument in proposal.arguments} | set(proposal.without_arguments)
    services = (workspace.services[id] for id in proposal.services)
    borrowed = (argument for service in services for argument in service.arguments if argument.id not in own)
    return (*proposal.arguments, *borrowed)


def choose_claims(
    workspace: Workspace,
    client: Client,
    proposal: Proposal,
    reader_id: str,
    recipient: Stakeholder | None,
) -> tuple[tuple[Claim, ...], tuple[Rejected, ...]]:
    """The claims for one reader, strongest first, and those that are not for them."""
    reading = _Reading(reader_id, workspace.readers[reader_id], recipient, client)
    claims, rejected = [], []
    for argument in offered_arguments(proposal, workspace):
        if argument.readers and reader_id not in argument.readers:
            reason = f"meant for {_listed(argument.readers)}"
            rejected.append(Rejected("argument", argument.id, reason))
        else:
            claims.append(_claim(argument, reading, proposal, workspace.cases))
    claims.sort(key=lambda claim: (-claim.score, claim.argument.id))
    return tuple(claims), tuple(rejected)


def _claim(argument: Argument, reading: _Reading, proposal: Proposal, cases: Mapping[str, PublicCase]) -> Claim:
    points = _points(argument, reading)
    own_criteria = reading.recipient.criteria if reading.recipient else ()
    answers = [criterion.text for criterion in own_criteria if criterion.id in argument.criteria]
    return Claim(
        argument=argument,
        text=argument.claim,
        proof=resolve(argument.proof, reading.client, proposal, cases),
        answers=tuple(answers),
        score=sum(score for score, _ in points),
        reason=", ".join(f"{why} +{score}" for score, why in points if score),
    )


def _points(argument: Argument, reading: _Reading) -> list[tuple[int, str]]:
    """The points of an argument, each with its reason."""
    points = [
        _kind_points(argument, reading.reader),
        (_WEIGHT_POINTS * argument.weight, f"weight {argument.weight}"),
    ]
    person = reading.recipient
    if person is None:
        return points
    if argument.kind in _ROLE_KINDS[person.role]:
        points.append((_ROLE_POINTS, f"suits one who {person.role}"))
    for criterion in person.criteria:
        if criterion.id in argument.criteria:
            points.append((_CRITERION_POINTS * criterion.weight, f"answers criterion `{criterion.id}`"))
    for need in reading.client.needs:
        if need.id in argument.criteria and need.said_by == person.id:
            points.append((_NEED_POINTS, f"answers own need `{need.id}`"))
    return points


def _kind_points(argument: Argument, reader: Reader) -> tuple[int, str]:
    if argument.kind not in reader.leads_with:
        return 0, ""
    rank = reader.leads_with.index(argument.kind)
    return max(_KIND_POINTS - _KIND_STEP * rank, _KIND_STEP), f"kind `{argument.kind}` is led with as no. {rank + 1}"


def _listed(ids: Iterable[str]) -> str:
    return ", ".join(f"`{id}`" for id in ids)
