"""Why each version holds what it holds, as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kamdocs.model.plan import Claim, Plan


def explain(plans: Sequence[Plan]) -> dict[str, Any]:
    """What was chosen for whom, and why; the criteria nothing answers and the stakeholders nobody addresses.

    The result is one JSON document: `proposal`, `number`, `issued`, `due`, `valid_until`, `valid_through`,
    `versions[]`, `unanswered_criteria[]`, `unaddressed_stakeholders[]`.
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
        "unanswered_criteria": [
            {"stakeholder": person, "criterion": criterion.id, "weight": criterion.weight}
            for person, criterion in first.coverage.unanswered
        ],
        "unaddressed_stakeholders": list(first.coverage.unaddressed),
    }


def _version(plan: Plan) -> dict[str, Any]:
    return {
        "stakeholder": plan.recipient.id if plan.recipient else None,
        "role": plan.recipient.role if plan.recipient else None,
        "reader": plan.reader_id,
        "language": plan.language,
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
        "cases": [
            {"id": chosen.case.id, "named": chosen.case.named, "score": chosen.score, "reason": chosen.reason}
            for chosen in plan.cases
        ],
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
        "score": claim.score,
        "reason": claim.reason,
    }


def _open_criteria(plan: Plan) -> list[str]:
    """The reader's own criteria that no claim of this version answers."""
    if plan.recipient is None:
        return []
    answered = {id for claim in plan.claims for id in claim.argument.criteria}
    return [criterion.id for criterion in plan.recipient.criteria if criterion.id not in answered]
