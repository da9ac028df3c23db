"""What claims rest on."""

from __future__ import annotations

from collections.abc import Mapping

from kamdocs.model.case import PublicCase, PublicResult
from kamdocs.model.client import Client, Figure
from kamdocs.model.plan import Proof, Source
from kamdocs.model.proposal import Proposal
from kamdocs.model.service import ArgumentProof


def resolve(
    proof: ArgumentProof | None, client: Client, proposal: Proposal, cases: Mapping[str, PublicCase]
) -> Proof | None:
    """The proof that the ids of `proof` name; references were checked by load."""
    if proof is None:
        return None
    if proof.case is not None:
        return _of_case(cases[proof.case], proof.result)
    if proof.need is not None:
        return of_need(client, proof.need)
    return _of_fact(proposal, proof.fact or "")


def named_proofs(proposal: Proposal) -> tuple[ArgumentProof, ...]:
    """Everything that a proposal itself names as a proof: of its arguments, its win themes, its benefits."""
    benefits = proposal.business_case.benefits if proposal.business_case is not None else ()
    given = (
        *(argument.proof for argument in proposal.arguments),
        *(theme.proof for theme in proposal.win_themes),
        *(row.proof for row in benefits),
    )
    return tuple(proof for proof in given if proof is not None)


def of_need(client: Client, id: str) -> Proof:
    """The figure of a need and its source."""
    need = next(need for need in client.needs if need.id == id)
    if need.figure is None:
        return Proof(case=None, result=None, figure=None, source=None)
    source = Source(f"need/{id}", need.text, need.figure.source, need.on)
    return Proof(case=None, result=None, figure=need.figure, source=source)


def _of_case(case: PublicCase, result_id: str | None) -> Proof:
    result = next((result for result in case.results if result.id == result_id), None)
    source = source_of(case, result) if result else None
    return Proof(case=case, result=result, figure=None, source=source)


def source_of(case: PublicCase, result: PublicResult) -> Source:
    """Where a result of a case is written down."""
    return Source(f"case/{case.id}/{result.id}", result.metric, result.source, result.measured_on)


def _of_fact(proposal: Proposal, id: str) -> Proof:
    fact = proposal.facts[id]
    figure = Figure(value=fact.value, unit=fact.unit, source=fact.source) if fact.value is not None else None
    return Proof(case=None, result=None, figure=figure, source=Source(f"fact/{id}", fact.text, fact.source, fact.on))
