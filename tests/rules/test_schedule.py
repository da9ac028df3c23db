"""Weeks of a project as days, against days that were counted on a calendar of paper."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kamdocs.model.proposal import Pause
from kamdocs.rules.schedule import timetable
from kamdocs.rules.time import Calendar

TET = ("2027-02-11", "2027-02-12")
"""The house's own days in the Tet week of 2027; 4 and 5 and 8 to 10 February are public holidays."""


def day(text: str) -> date:
    """A date from year-month-day, or from month-day of 2027."""
    return date.fromisoformat(text if len(text) > 5 else f"2027-{text}")


def calendar(country: str, extra: tuple[str, ...] = (), pauses: tuple[tuple[str, str], ...] = ()) -> Calendar:
    """The working days of a project in `country`."""
    rests = (Pause.model_validate({"from": day(first), "until": day(last)}) for first, last in pauses)
    return Calendar(country, frozenset(map(day, extra)), tuple(rests))


@pytest.mark.parametrize(
    ("country", "start", "weeks", "first", "last"),
    [
        # Tet 2027: three days of the first week of February are worked, none of the second, which is not counted
        ("VN", "01-11", (1, 4), "01-11", "02-03"),
        ("VN", "01-11", (3, 9), "01-25", "03-19"),
        ("VN", "01-11", (5, 5), "02-15", "02-19"),
        ("VN", "01-11", (10, 19), "03-22", "05-28"),
        ("VN", "01-11", (20, 22), "05-31", "06-18"),
        # Seollal 2027: 8 and 9 February are off, the rest of that week is worked, and the week counts
        ("KR", "01-11", (5, 5), "02-10", "02-12"),
        ("KR", "01-11", (1, 9), "01-11", "03-12"),
        # Chuseok 2028: Monday to Wednesday, and Thursday for the National Foundation Day that falls on it
        ("KR", "2028-10-02", (1, 1), "2028-10-06", "2028-10-06"),
        # a start in the middle of a week: week 1 is the rest of that week
        ("VN", "01-14", (1, 1), "01-14", "01-15"),
        ("VN", "01-14", (1, 2), "01-14", "01-22"),
        ("VN", "01-15", (2, 2), "01-18", "01-22"),
        # a start on a day off: on the first working day after it, be it in another week
        ("VN", "01-16", (1, 1), "01-18", "01-22"),
        ("VN", "01-01", (1, 1), "01-04", "01-08"),
        ("VN", "02-04", (1, 1), "02-15", "02-19"),
        ("VN", "02-08", (1, 2), "02-15", "02-26"),
        # over the end of a year, and a last day before a holiday
        ("VN", "2026-12-21", (1, 2), "2026-12-21", "2026-12-31"),
        ("VN", "2026-12-28", (1, 1), "2026-12-28", "2026-12-31"),
        ("VN", "2026-12-28", (2, 2), "01-04", "01-08"),
        # over a leap day
        ("VN", "2028-02-28", (1, 1), "2028-02-28", "2028-03-03"),
        ("GB", "2028-02-28", (1, 53), "2028-02-28", "2029-03-02"),
    ],
)
def test_weeks_become_days(country: str, start: str, weeks: tuple[int, int], first: str, last: str) -> None:
    """From the first working day of the first week to the last one of the last week."""
    days = timetable(day(start), weeks[1], calendar(country, TET if country == "VN" else ())).span(weeks)
    assert (days.first_day, days.last_day) == (day(first), day(last))


@pytest.mark.parametrize(
    ("pauses", "last", "not_counted"),
    [
        ((), "02-05", ()),
        ((("01-18", "01-22"),), "02-12", (("01-18", "01-22"),)),  # a whole week
        ((("01-16", "01-24"),), "02-12", (("01-18", "01-22"),)),  # with the weekends around it
        ((("01-18", "01-21"),), "02-05", ()),  # one day of it is worked
        ((("01-20", "01-27"),), "02-05", ()),  # parts of two weeks
        ((("01-18", "01-20"), ("01-20", "01-22")), "02-12", (("01-18", "01-22"),)),  # over each other, one week
        ((("01-18", "01-22"), ("01-18", "01-22")), "02-12", (("01-18", "01-22"),)),  # twice the same
        ((("01-18", "01-29"),), "02-19", (("01-18", "01-29"),)),  # two weeks that follow each other
        ((("01-18", "01-22"), ("02-01", "02-05")), "02-19", (("01-18", "01-22"), ("02-01", "02-05"))),
        ((("2026-12-01", "01-10"),), "02-05", ()),  # before the start
        ((("02-06", "03-01"),), "02-05", ()),  # after the end
        ((("2026-12-01", "01-12"),), "02-05", ()),  # the first two days: week 1 begins on the third
        ((("01-11", "01-15"),), "02-12", ()),  # the first week: the project begins a week later
        ((("01-18", "2028-01-16"),), "2028-02-04", (("01-18", "2028-01-14"),)),  # a year
    ],
)
def test_a_week_in_which_the_project_pauses_is_not_counted(
    pauses: tuple[tuple[str, str], ...], last: str, not_counted: tuple[tuple[str, str], ...]
) -> None:
    """Four weeks from 11 January 2027, in a country without holidays in these weeks."""
    found = timetable(day("01-11"), 4, calendar("GB", (), pauses))
    assert found.span((1, 4)).last_day == day(last)
    spans = tuple((span.first_day, span.last_day) for span in found.not_counted)
    assert spans == tuple((day(first), day(until)) for first, until in not_counted)


def test_every_week_has_a_working_day_and_they_follow_each_other() -> None:
    """Ten years of weeks: Mondays to Fridays only, no day twice, and none left out that is worked."""
    work = calendar("VN", TET)
    weeks = timetable(day("01-11"), 520, work).weeks
    assert len(weeks) == 520
    ends = [weeks[0].first_day - timedelta(days=1), *(week.last_day for week in weeks)]
    for before, week in zip(ends, weeks, strict=False):
        assert before < week.first_day <= week.last_day <= week.first_day + timedelta(days=4 - week.first_day.weekday())
        between = (before + timedelta(days=n) for n in range(1, (week.first_day - before).days))
        assert not any(work.is_working_day(off) for off in between)
        assert work.is_working_day(week.first_day)
        assert work.is_working_day(week.last_day)
