"""Which argument answers what each member of the decision group asks of us, on which proof, and what stays open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from kamdocs.model.base import Text
from kamdocs.model.client import Client, Stakeholder
from kamdocs.model.coverage import Answer, AskKind, Coverage, CoverageRow, ProofKind
from kamdocs.model.proposal import Proposal
from kamdocs.model.service import Argument
from kamdocs.model.workspace import Workspace
from kamdocs.rules.likeness import Likeness
from kamdocs.tailor.arguments import comes_near, offered_arguments, proof_kind, reaches
from kamdocs.tailor.versions import recipients


def coverage(workspace: Workspace, client: Client, proposal: Proposal, likeness: Likeness) -> Coverage:
    """The matrix of a proposal for everybody it is addressed to, and its gaps."""
    arguments = offered_arguments(proposal, workspace)
    people = recipients(client, proposal)
    rows = tuple(row for person in people for row in _rows(person, client, arguments, likeness))
    criteria = [(person.id, criterion) for person in people for criterion in person.criteria]
    answered = {id for argument in arguments for id in argument.criteria}
    seen = {(row.stakeholder, row.id) for row in rows if any(answer.seen for answer in row.answers)}
    return Coverage(
        rows=rows,
        unanswered=tuple((who, criterion) for who, criterion in criteria if criterion.id not in answered),
        unseen=tuple(
            (who, criterion)
            for who, criterion in criteria
            if criterion.id in answered and (who, criterion.id) not in seen
        ),
        unaddressed=tuple(person.id for person in people if person.id not in {who for who, _ in seen}),
        needs=tuple(need.id for need in client.needs if need.id not in answered),
        unproved=tuple(argument.id for argument in arguments if argument.proof is None),
        idle=tuple(argument.id for argument in proposal.arguments if not argument.criteria),
        deciders=_deciders(people),
        group_deciders=_deciders(client.stakeholders),
    )


def _deciders(people: Sequence[Stakeholder]) -> tuple[str, ...]:
    return tuple(person.id for person in people if person.role == "decides")


def _rows(
    person: Stakeholder, client: Client, arguments: Sequence[Argument], likeness: Likeness
) -> Iterator[CoverageRow]:
    """The criteria of one person, weightiest first, then the needs they voiced, then their concerns."""
    for kind, id, text, weight in _asks(person, client):
        answers = [_answer(one, person) for one in arguments if id is not None and id in one.criteria]
        if id is None:
            answers = [_answer(one, person, near=True) for one in arguments if comes_near(one, text, likeness)]
        yield CoverageRow(
            stakeholder=person.id,
            name=person.name,
            role=person.role,
            reader=person.reader,
            kind=kind,
            id=id,
            text=text,
            weight=weight,
            answers=tuple(answers),
        )


def _asks(person: Stakeholder, client: Client) -> Iterator[tuple[AskKind, str | None, Text, int | None]]:
    for criterion in sorted(person.criteria, key=lambda criterion: -criterion.weight):
        yield "criterion", criterion.id, criterion.text, criterion.weight
    for need in client.needs:
        if need.said_by == person.id:
            yield "need", need.id, need.text, None
    for concern in person.concerns:
        yield "concern", concern.id, concern.text, None


def _answer(argument: Argument, person: Stakeholder, *, near: bool = False) -> Answer:
    kind, proof = proof_kind(argument), argument.proof
    ids = (proof.case, proof.result, proof.need, proof.fact) if proof is not None else ()
    proof_id = "/".join(id for id in ids if id is not None)
    seen = reaches(argument, person.reader)
    return Answer(argument.id, argument.claim, cast(ProofKind, kind), proof_id, seen, near)
