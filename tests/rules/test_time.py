"""Due dates and validity, against dates that were counted independently of the program."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from kamdocs.model.house import Settings
from kamdocs.model.proposal import Proposal
from kamdocs.rules.time import Calendar, due_on, valid_until, week_span

ROOT = Path(__file__).parents[2]
EXPECTED: dict[str, Any] = yaml.safe_load((ROOT / "tests" / "expected.yaml").read_text(encoding="utf-8"))
SETTINGS = Settings.model_validate(yaml.load((ROOT / "kamdocs.yaml").read_text(encoding="utf-8"), yaml.BaseLoader))
DUE = [(line["visit"], line["due"]) for line in EXPECTED["due_date_examples"]]


@pytest.mark.parametrize(("visited", "due"), DUE)
def test_a_proposal_is_due_three_working_days_after_the_visit(visited: date, due: date) -> None:
    """Over weekends, public holidays, Tết and the house's own days."""
    assert due_on(visited, SETTINGS) == due


@pytest.mark.parametrize("day", EXPECTED["holidays_used"])
def test_no_holiday_is_a_working_day(day: date) -> None:
    """Public holidays and the days on which the house is closed."""
    assert not Calendar.of(SETTINGS).is_working_day(day)


def test_an_ordinary_tuesday_is_a_working_day() -> None:
    """The calendar does not refuse everything."""
    assert Calendar.of(SETTINGS).is_working_day(date(2026, 11, 17))


@pytest.mark.parametrize("name", EXPECTED["proposals"])
def test_an_offer_holds_to_the_expected_day(name: str) -> None:
    """By days, by date, or by the default of the workspace."""
    client, _, id = name.partition("/")
    text = (ROOT / "profiles" / "clients" / client / "proposals" / f"{id}.yaml").read_text(encoding="utf-8")
    proposal = Proposal.model_validate(yaml.load(text, yaml.BaseLoader))
    expected = EXPECTED["proposals"][name]["validity"]["until"]
    assert valid_until(proposal, SETTINGS, date(2026, 12, 31)) == expected


def test_weeks_become_days() -> None:
    """Week 1 begins on the first day; a span ends with its last week's seventh day."""
    assert week_span(date(2027, 1, 11), (1, 4)) == (date(2027, 1, 11), date(2027, 2, 7))
    assert week_span(date(2027, 1, 11), (3, 3)) == (date(2027, 1, 25), date(2027, 1, 31))
