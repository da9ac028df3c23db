"""The versions of one proposal differ in what they lead with, prove it with and how deep they go, and in no fact."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from support import REPOSITORY

from kamdocs.load import load
from kamdocs.model.kit import Kit
from kamdocs.model.plan import Plan
from kamdocs.model.request import ProposalRequest
from kamdocs.model.workspace import Workspace
from kamdocs.tailor import tailor

TODAY = date(2026, 11, 23)
FACTS = (
    "price",
    "cash_flow",
    "phases",
    "valid_until",
    "issued_on",
    "due_on",
    "risks",
    "requirements",
    "contacts",
    "steps",
    "themes",
)
"""What every version says alike, shown or not."""


@pytest.fixture(scope="module")
def example() -> tuple[Workspace, Kit]:
    """The example workspace and its kit."""
    workspace, kit, _ = load(REPOSITORY, today=TODAY, use="proposal")
    return workspace, kit


@pytest.fixture(params=["saeon-electronics", "straits-meridian", "vam-co-foods"])
def plans(request: pytest.FixtureRequest, example: tuple[Workspace, Kit]) -> tuple[Plan, ...]:
    """The four versions of one example proposal."""
    made = tailor(*example, ProposalRequest(Path(), request.param, TODAY))
    assert sorted(plan.reader_id for plan in made) == ["director", "finance", "hr", "technical"]
    return made


def _leads(plan: Plan) -> list[str]:
    return [claim.argument.id for claim in plan.top_claims]


def _proves(plan: Plan) -> list[str | None]:
    return [claim.proof.source.key if claim.proof and claim.proof.source else None for claim in plan.top_claims]


def _shows(plan: Plan) -> list[tuple[str, list[str]]]:
    return [(chosen.case.id, [result.id for result in chosen.results]) for chosen in plan.cases]


def _depth(plan: Plan) -> list[tuple[str, str]]:
    return [(section.id, section.detail) for section in plan.sections]


def test_no_two_versions_lead_with_the_same(plans: tuple[Plan, ...]) -> None:
    """Not one of the three strongest arguments is shared, and the strongest is of a kind that its reader is led by."""
    for one, other in combinations(plans, 2):
        assert not set(_leads(one)) & set(_leads(other)), (one.reader_id, other.reader_id)
    for plan in plans:
        assert plan.top_claims[0].argument.kind in plan.reader.leads_with[:2], plan.reader_id
        assert {claim.argument.kind for claim in plan.top_claims} <= set(plan.reader.leads_with), plan.reader_id


def test_no_two_versions_prove_it_with_the_same(plans: tuple[Plan, ...]) -> None:
    """What the strongest arguments rest on, and the cases with their results in the order each reader trusts."""
    for one, other in combinations(plans, 2):
        assert _proves(one) != _proves(other), (one.reader_id, other.reader_id)
        assert _shows(one) != _shows(other), (one.reader_id, other.reader_id)
    for plan in plans:
        results = plan.cases[0].results
        trusted = [kind for kind in plan.reader.cases.prefer if any(result.kind == kind for result in results)]
        assert results[0].kind == trusted[0], plan.reader_id


def test_no_two_versions_go_equally_deep(plans: tuple[Plan, ...]) -> None:
    """The sections, their order and detail; at least four differ between any two."""
    for one, other in combinations(plans, 2):
        apart = set(_depth(one)) ^ set(_depth(other))
        assert len({id for id, _ in apart}) >= 4, (one.reader_id, other.reader_id)


def test_all_versions_state_the_same_facts(plans: tuple[Plan, ...]) -> None:
    """Price, payments, dates, phases, risks: one value in all versions, whether shown or not."""
    for field in FACTS:
        values = [getattr(plan, field) for plan in plans]
        assert all(value == values[0] for value in values), field
    shown = [(chosen.case.id, result) for plan in plans for chosen in plan.cases for result in chosen.results]
    results = {(case, result.id): result for case, result in shown}
    assert len(shown) > len(results)
    assert all(result == results[case, result.id] for case, result in shown)
