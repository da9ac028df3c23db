"""The plan of work in days, and payments at their milestones."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from support import REPOSITORY

from kamdocs.load import load
from kamdocs.model.base import Text
from kamdocs.model.kit import Kit
from kamdocs.model.plan import Plan
from kamdocs.model.proposal import Proposal
from kamdocs.model.request import ProposalRequest
from kamdocs.model.workspace import Workspace
from kamdocs.rules.money import price_sheet
from kamdocs.tailor import tailor
from kamdocs.tailor.schedule import dated, phases, weeks_not_counted

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def example() -> tuple[Workspace, Kit]:
    """The example as proposals of 23 November 2026 see it."""
    workspace, kit, _ = load(REPOSITORY, today=TODAY, use="proposal")
    return workspace, kit


def plans(example: tuple[Workspace, Kit], client: str) -> tuple[Plan, ...]:
    """Every version of the client's proposal."""
    return tailor(*example, ProposalRequest(REPOSITORY, client, TODAY))


@pytest.mark.parametrize(
    ("client", "days", "due"),
    [
        (
            "saeon-electronics",
            ["01-11 02-03", "01-25 03-19", "03-22 05-28", "05-31 06-18"],
            [None, "03-19", "06-18"],
        ),
        (
            "straits-meridian",
            ["01-04 02-19", "02-01 03-26", "03-15 07-16", "07-12 08-06"],
            [None, "02-19", None, "08-06"],
        ),
        (
            "vam-co-foods",
            ["01-04 01-29", "02-01 05-14", "02-22 06-11", "06-14 07-09"],
            [None, "01-29", "05-14", "07-09"],
        ),
    ],
)
def test_the_examples_are_dated(
    example: tuple[Workspace, Kit], client: str, days: list[str], due: list[str | None]
) -> None:
    """Around Tet 2027, whose week is not counted; each payment on the last day of its phase, the same for everybody."""
    for plan in plans(example, client):
        spans = [f"{line.first_day:%m-%d} {line.last_day:%m-%d}" for line in plan.phases]
        assert spans == days
        paid = [line.due_on and f"{line.due_on:%m-%d}" for line in plan.price.instalments]
        assert paid == due
        off = [(span.first_day, span.last_day) for span in plan.weeks_not_counted]
        assert off == [(date(2027, 2, 8), date(2027, 2, 12))]


def test_a_payment_has_the_milestone_and_the_week_of_its_phase(example: tuple[Workspace, Kit]) -> None:
    """One that names no phase has none of them; the amounts are what they were."""
    plan = plans(example, "saeon-electronics")[0]
    signature, pilot, _ = plan.price.instalments
    assert (signature.phase, signature.milestone, signature.week, signature.due_on) == (None, None, None, None)
    assert isinstance(pilot.milestone, Text)
    assert (pilot.milestone.get("en"), pilot.week) == ("Pilot accepted", 9)
    assert sum(line.amount.amount for line in plan.price.instalments) == Decimal(289391438)


def test_without_a_start_there_are_weeks_only(example: tuple[Workspace, Kit]) -> None:
    """Of phases and payments; and nothing is known of weeks that do not count."""
    workspace, _ = example
    stated = workspace.clients["saeon-electronics"].proposals["bac-ninh-oee-2027"]
    proposal = stated.model_copy(update={"start": None})
    lines = phases(proposal, workspace)
    assert [line.weeks for line in lines] == [(1, 4), (3, 9), (10, 19), (20, 22)]
    assert {(line.first_day, line.last_day) for line in lines} == {(None, None)}
    paid = dated(price_sheet(proposal.price), proposal, lines).instalments
    assert [(line.week, line.due_on) for line in paid] == [(None, None), (9, None), (22, None)]
    assert weeks_not_counted(proposal, lines, workspace.settings) == ()


def test_the_phases_of_services_follow_each_other_in_days_too(example: tuple[Workspace, Kit]) -> None:
    """Where the proposal states none."""
    workspace, _ = example
    stated = workspace.clients["saeon-electronics"].proposals["bac-ninh-oee-2027"]
    proposal: Proposal = stated.model_copy(update={"phases": ()})
    lines = phases(proposal, workspace)
    assert lines[0].first_day == date(2027, 1, 11)
    for before, line in pairwise(lines):
        assert line.weeks[0] == before.weeks[1] + 1
        assert before.last_day is not None
        assert line.first_day is not None
        assert before.last_day < line.first_day
