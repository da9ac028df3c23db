"""Due dates and validity, against dates that were counted independently of the program."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from kamdocs.model.house import Settings
from kamdocs.model.proposal import Proposal, Validity
from kamdocs.rules.time import Calendar, due_on, end_of_day, renewed, valid_until

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


@pytest.mark.parametrize("name", EXPECTED["proposals"])
def test_an_offer_holds_to_the_last_second_of_its_last_day(name: str) -> None:
    """Where the house is."""
    expected = EXPECTED["proposals"][name]["validity"]
    assert end_of_day(expected["until"], SETTINGS.timezone).isoformat() == expected["valid_through"]


@pytest.mark.parametrize(
    ("day", "zone", "moment"),
    [
        (date(2026, 12, 17), "Asia/Ho_Chi_Minh", "2026-12-17T23:59:59+07:00"),
        (date(2026, 12, 17), "Asia/Seoul", "2026-12-17T23:59:59+09:00"),
        (date(2026, 12, 17), "UTC", "2026-12-17T23:59:59+00:00"),
        (date(2027, 3, 27), "Europe/Berlin", "2027-03-27T23:59:59+01:00"),
        (date(2027, 3, 28), "Europe/Berlin", "2027-03-28T23:59:59+02:00"),
        (date(2026, 10, 31), "America/New_York", "2026-10-31T23:59:59-04:00"),
        (date(2026, 11, 1), "America/New_York", "2026-11-01T23:59:59-05:00"),
        (date(2026, 12, 17), "America/St_Johns", "2026-12-17T23:59:59-03:30"),
        (date(2026, 12, 17), "Asia/Kathmandu", "2026-12-17T23:59:59+05:45"),
        (date(2026, 10, 29), "Africa/Cairo", "2026-10-29T23:59:59+02:00"),  # the hour before midnight comes twice
        (date(2028, 2, 29), "Pacific/Auckland", "2028-02-29T23:59:59+13:00"),
    ],
)
def test_the_end_of_a_day_has_the_offset_of_that_day(day: date, zone: str, moment: str) -> None:
    """Daylight saving time counts as it is on the day itself, and an hour that comes twice to its second end."""
    assert end_of_day(day, zone).isoformat() == moment


def offer(**fields: object) -> Proposal:
    """A proposal that states nothing but `fields`, of those that the rules of time read."""
    return Proposal.model_construct(**{"issued": None, "valid": None, "visit": None, **fields})  # type: ignore[arg-type]  # a mapping of any fields


ISSUED = date(2026, 11, 17)
TODAY = date(2027, 1, 4)


@pytest.mark.parametrize(
    ("issued", "valid", "today", "until"),
    [
        (ISSUED, {}, TODAY, date(2027, 2, 3)),  # the default of 30 days
        (ISSUED, {"days": 10}, TODAY, date(2027, 1, 14)),
        (ISSUED, {"until": date(2026, 12, 31)}, TODAY, date(2027, 2, 17)),  # 44 days, as first granted
        (None, {"until": date(2026, 12, 31)}, TODAY, date(2027, 2, 3)),  # no number of days was granted
        (None, {"until": date(2027, 6, 30)}, TODAY, date(2027, 6, 30)),  # never shorter than it was
        (ISSUED, {"until": ISSUED}, TODAY, TODAY),  # one that held on its day of issue only
        (date(2028, 1, 1), {"days": 60}, date(2027, 12, 31), date(2028, 3, 1)),  # yet to be issued, over a leap day
    ],
)
def test_an_offer_is_renewed_for_as_long_as_before(
    issued: date | None, valid: dict[str, object], today: date, until: date
) -> None:
    """From today on; the day of issue is not counted."""
    anew = renewed(offer(issued=issued, valid=Validity.model_construct(**valid) if valid else None), SETTINGS, today)
    assert anew.issued == max(today, issued or today)
    assert valid_until(anew, SETTINGS, today) == until


def test_holidays_are_known_for_some_years_only() -> None:
    """In others none is a holiday, which the calendar does not hide."""
    calendar = Calendar("VN", frozenset())
    first, last = calendar.known_years
    assert first <= 2026 < last < 2200
    assert not calendar.is_working_day(date(2027, 9, 2))
    assert calendar.is_working_day(date(last + 1, 9, 2))
