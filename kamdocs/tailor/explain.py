"""Why each version holds what it holds, as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kamdocs.model.client import Criterion
from kamdocs.model.coverage import Coverage, CoverageRow
from kamdocs.model.plan import ChosenCase, Claim, Person, Plan, Reason


def explain(plans: Sequence[Plan]) -> dict[str, Any]:
    """What was chosen for whom, and why; who is answered by what, and what stays open.

    The result is one JSON document: `proposal`, `number`, `issued`, `due`, `valid_until`, `valid_through`,
    `versions[]`, `coverage` (`rows[]` and the gaps), `unanswered_criteria[]`, `unaddressed_stakeholders[]`.
    """
    first = plans[0]
    return {
        "proposal": f"{first.client_id}/{first.proposal_id}",
        "number": first.proposal.number,
        "issued": first.issued_on.isoformat(),
        "due": first.due_on.isoformat() if first.due_on else None,
        "valid_until": first.valid_until.isoformat(),
        "valid_through": first.valid_through.isoformat(),
        "versions": [_version(plan) for plan in plans],
        "coverage": _coverage(first.coverage),
        "unanswered_criteria": [_open(*one) for one in first.coverage.unanswered],
        "unaddressed_stakeholders": list(first.coverage.unaddressed),
    }


def _version(plan: Plan) -> dict[str, Any]:
    person = plan.recipient
    return {
        "stakeholder": person.id if person else None,
        "name": person.name.shown(plan.language) if person else None,
        "title": person.title.shown(plan.language) if person else None,
        "role": person.role if person else None,
        "reader": plan.reader_id,
        "language": plan.language,
        "leads_with": [claim.argument.id for claim in plan.top_claims],
        "proves_with": [_proof(claim) for claim in plan.top_claims if claim.argument.proof is not None],
        "sections": [
            {
                "id": section.id,
                "detail": section.detail,
                "arguments": [claim.argument.id for claim in section.claims],
                "reason": section.reason,
            }
            for section in plan.sections
        ],
        "arguments": [_argument(claim) for claim in plan.claims],
        "cases": [_case(chosen) for chosen in plan.cases],
        "people": [_person(person, plan.language) for person in plan.people],
        "rejected": [
            {"kind": rejected.kind, "id": rejected.id, "reason": rejected.reason} for rejected in plan.rejected
        ],
        "unanswered_criteria": _open_criteria(plan),
    }


def _argument(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.argument.id,
        "kind": claim.argument.kind,
        "answers": list(claim.argument.criteria),
        "proof": _proof(claim) if claim.argument.proof is not None else None,
        "score": claim.score,
        "reason": claim.reason,
        "points": _points(claim.reasons),
    }


def _proof(claim: Claim) -> str:
    proof = claim.argument.proof
    if proof is None or proof.case is None:
        return f"need {proof.need}" if proof and proof.need else f"fact {proof.fact if proof else ''}"
    return f"result {proof.case}/{proof.result}"


def _case(chosen: ChosenCase) -> dict[str, Any]:
    return {
        "id": chosen.case.id,
        "named": chosen.case.named,
        "results": [result.id for result in chosen.results],
        "score": chosen.score,
        "reason": chosen.reason,
        "points": _points(chosen.reasons),
    }


def _person(person: Person, language: str) -> dict[str, Any]:
    return {
        "name": person.member.name.shown(language),
        "role": person.role.shown(language),
        "score": person.score,
        "reason": person.reason,
        "points": _points(person.reasons),
    }


def _points(reasons: Sequence[Reason]) -> list[dict[str, Any]]:
    return [{"reason": reason.what, "points": reason.points} for reason in reasons]


def _coverage(covered: Coverage) -> dict[str, Any]:
    return {
        "rows": [_row(row) for row in covered.rows],
        "unseen_answers": [_open(*one) for one in covered.unseen],
        "unanswered_needs": list(covered.needs),
        "unproved_arguments": list(covered.unproved),
        "idle_arguments": list(covered.idle),
        "deciders": list(covered.deciders),
    }


def _row(row: CoverageRow) -> dict[str, Any]:
    return {
        "stakeholder": row.stakeholder,
        "role": row.role,
        "reader": row.reader,
        "kind": row.kind,
        "id": row.id,
        "text": row.text.each()[0],
        "weight": row.weight,
        "answers": [
            {
                "argument": one.argument,
                "proof": one.proof,
                "proof_id": one.proof_id or None,
                "seen": one.seen,
                "near": one.near,
            }
            for one in row.answers
        ],
    }


def _open(stakeholder: str, criterion: Criterion) -> dict[str, Any]:
    return {"stakeholder": stakeholder, "criterion": criterion.id, "weight": criterion.weight}


def _open_criteria(plan: Plan) -> list[str]:
    """The reader's own criteria that no claim of this version answers."""
    if plan.recipient is None:
        return []
    answered = {id for claim in plan.claims for id in claim.argument.criteria}
    return [criterion.id for criterion in plan.recipient.criteria if criterion.id not in answered]
