"""Which claims a reader gets, in which order, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kamdocs.model.base import Text
from kamdocs.model.client import Stakeholder
from kamdocs.model.plan import Claim, Proof, Reason, Rejected
from kamdocs.model.proposal import Proposal
from kamdocs.model.service import Argument
from kamdocs.model.weights import ArgumentWeights
from kamdocs.model.workspace import Workspace
from kamdocs.rules.likeness import Likeness
from kamdocs.rules.listing import listed
from kamdocs.tailor.proofs import resolve
from kamdocs.tailor.reading import Reading, counted, score, sentence

_ORDER = ("first", "second", "third", "fourth", "fifth")
_NEAR = 2
"""How many telling words a claim shares with a concern that it comes near."""

_STRENGTH: Mapping[str, int] = {"result": 3, "need": 2, "fact": 1}

_ROLE_KINDS: Mapping[str, frozenset[str]] = {
    "decides": frozenset({"exclusivity", "insight", "outcome"}),
    "approves": frozenset({"money", "figure", "risk"}),
    "influences": frozenset({"people", "reference"}),
    "uses": frozenset({"method", "people"}),
    "guards": frozenset({"method", "risk"}),
}
"""What somebody in each role has to be able to say to the others."""


def offered_arguments(proposal: Proposal, workspace: Workspace) -> tuple[Argument, ...]:
    """The proposal's own arguments, then those of its services that it does not leave out."""
    return (*proposal.arguments, *(argument for _, _, argument in borrowed_arguments(proposal, workspace)))


def borrowed_arguments(proposal: Proposal, workspace: Workspace) -> Iterator[tuple[str, int, Argument]]:
    """The arguments that a proposal has from its services, each after the id of the service and its place there."""
    own = {argument.id for argument in proposal.arguments} | set(proposal.without_arguments)
    for id in proposal.services:
        for index, argument in enumerate(workspace.services[id].arguments):
            if argument.id not in own:
                yield id, index, argument


def reaches(argument: Argument, reader_id: str) -> bool:
    """Whether an argument is meant for a type of reader."""
    return not argument.readers or reader_id in argument.readers


def choose_claims(reading: Reading) -> tuple[tuple[Claim, ...], tuple[Rejected, ...]]:
    """The claims for one reader, strongest first, and those that are not for them."""
    claims, rejected = [], []
    for argument in offered_arguments(reading.proposal, reading.workspace):
        if reaches(argument, reading.reader_id):
            claims.append(_claim(argument, reading))
        else:
            rejected.append(Rejected("argument", argument.id, f"meant for {listed(argument.readers)}"))
    claims.sort(key=lambda claim: (-claim.score, claim.argument.id))
    return tuple(claims), tuple(rejected)


def comes_near(argument: Argument, concern: Text, likeness: Likeness) -> tuple[str, ...]:
    """The telling words that a claim shares with a concern, where they are enough to come near it."""
    shared = likeness.shared([argument.claim], [concern])
    return shared if len(shared) >= _NEAR else ()


def proof_kind(argument: Argument) -> str:
    """What an argument rests on: `result`, `need`, `fact` or `none`."""
    proof = argument.proof
    given = {"result": proof.case, "need": proof.need, "fact": proof.fact} if proof is not None else {}
    return next((kind for kind, id in given.items() if id is not None), "none")


def _claim(argument: Argument, reading: Reading) -> Claim:
    proof = resolve(argument.proof, reading.client, reading.proposal, reading.workspace.cases)
    reasons = counted(_reasons(argument, proof, reading, reading.reader.weights.arguments))
    own_criteria = reading.recipient.criteria if reading.recipient else ()
    return Claim(
        argument=argument,
        text=argument.claim,
        proof=proof,
        answers=tuple(criterion.text for criterion in own_criteria if criterion.id in argument.criteria),
        score=score(reasons),
        reason=sentence(reasons, otherwise="nothing speaks for it with this reader"),
        reasons=reasons,
    )


def _reasons(argument: Argument, proof: Proof | None, reading: Reading, weights: ArgumentWeights) -> Iterator[Reason]:
    if reading.recipient is not None:
        yield from _own_reasons(argument, reading.recipient, reading, weights)
    yield _of_kind(argument, reading, weights.kind)
    if _is_cooperation(proof, reading):
        yield Reason("rests on work done with this client before", weights.cooperation)
    yield _of_proof(argument, proof, weights.strength)
    yield Reason(f"given weight {argument.weight} of 5", weights.weight * argument.weight)


def _own_reasons(
    argument: Argument, person: Stakeholder, reading: Reading, weights: ArgumentWeights
) -> Iterator[Reason]:
    """What an argument has to say to one person."""
    for criterion in person.criteria:
        if criterion.id in argument.criteria:
            what = f"answers their criterion `{criterion.id}` ({criterion.weight} of 5)"
            yield Reason(what, weights.criterion * criterion.weight)
    for need in reading.client.needs:
        if need.id in argument.criteria and need.said_by == person.id:
            yield Reason(f"answers `{need.id}`, a need they voiced", weights.need)
    yield from _of_concerns(argument, person, reading, weights.concern)
    if argument.kind in _ROLE_KINDS[person.role]:
        yield Reason(f"suits one who {person.role}", weights.role)


def _of_concerns(argument: Argument, person: Stakeholder, reading: Reading, points: int) -> Iterator[Reason]:
    """What an argument does for a person's worries: one that it names, or one without a name whose words it
    comes near."""
    for concern in person.concerns:
        if concern.id is not None:
            if concern.id in argument.criteria:
                yield Reason(f"answers their concern `{concern.id}`", points)
            continue
        shared = comes_near(argument, concern.text, reading.likeness)
        if shared:
            words = ", ".join(f"“{word}”" for word in shared)
            yield Reason(f"comes near a concern of theirs ({words})", points // 2)


def _of_kind(argument: Argument, reading: Reading, points: int) -> Reason:
    """The reader's strongest kind counts in full, each further one a fifth less, and the last not less than that."""
    leads = reading.reader.leads_with
    if argument.kind not in leads:
        return Reason("", 0)
    rank = leads.index(argument.kind)
    place = _ORDER[rank] if rank < len(_ORDER) else "last"
    return Reason(f"`{argument.kind}` leads this reader {place}", max(points - points * rank // 5, points // 5))


def _is_cooperation(proof: Proof | None, reading: Reading) -> bool:
    case = proof.case if proof is not None else None
    together = {done.case for done in reading.client.cooperation}
    return case is not None and (case.client_ref == reading.folder.id or case.id in together)


def _of_proof(argument: Argument, proof: Proof | None, points: int) -> Reason:
    kind = proof_kind(argument)
    named = argument.proof
    if named is None:
        return Reason("", 0)
    what = {
        "result": f"proved by a measured result of case `{named.case}`",
        "need": f"proved by the figure of their need `{named.need}`",
        "fact": f"proved by fact `{named.fact}`",
    }[kind]
    has_figure = proof is not None and proof.source is not None
    return Reason(what, points * _STRENGTH[kind] if has_figure else 0)
