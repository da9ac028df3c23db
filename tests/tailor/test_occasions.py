"""Which day is greeted: by country, language and day; and the shipped table of these days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from math import radians, sin

import holidays
import pytest
import yaml
from support import REPOSITORY

from kamdocs.load import load_kit
from kamdocs.model.kit import Kit
from kamdocs.tailor.occasions import kept_occasion

YEARS = range(2026, 2037)
TABLE = yaml.safe_load((REPOSITORY / "templates" / "letters" / "occasions.yaml").read_text(encoding="utf-8"))
HOLIDAYS = {
    "tet": ("VN", "Lunar New Year"),
    "seollal": ("KR", "Korean New Year"),
    "chuseok": ("KR", "Chuseok"),
}
MOONS = {"tet": (7, 0), "seollal": (9, 0), "lunar-new-year": (8, 0), "chuseok": (9, 14), "mid-autumn": (7, 14)}
"""Hours of the country's time before UTC, and days from the new moon."""


@pytest.fixture(scope="module")
def kit() -> Kit:
    """The shipped templates."""
    return load_kit(REPOSITORY, "modern")


def greeted(kit: Kit, country: str, language: str, day: str) -> str | None:
    """The id of the occasion and its day."""
    named = kit.letters["greeting"].occasions
    found = kept_occasion(named, kit.occasions, country=country, language=language, today=date.fromisoformat(day))
    return f"{found.id} {found.on}" if found else None


@pytest.mark.parametrize(
    ("country", "language", "day", "expected"),
    [
        ("VN", "vi", "2027-01-28", "tet 2027-02-06"),
        ("KR", "ko", "2027-01-28", "seollal 2027-02-07"),
        ("SG", "en", "2027-01-28", "lunar-new-year 2027-02-06"),
        ("VN", "ko", "2027-01-28", "tet 2027-02-06"),
        ("GB", "en", "2027-01-28", None),
        ("KR", "ko", "2026-12-20", "year-end 2026-12-24"),
        ("KR", "ko", "2026-12-31", "year-end 2026-12-24"),
        ("KR", "ko", "2027-01-01", "new-year 2027-01-01"),
        ("GB", "en", "2026-12-25", "christmas 2026-12-25"),
        ("GB", "en", "2026-12-26", "new-year 2027-01-01"),
        ("VN", "vi", "2026-12-25", "new-year 2027-01-01"),
        ("VN", "vi", "2034-09-26", "mid-autumn 2034-09-26"),
        ("VN", "vi", "2034-09-27", None),
        ("KR", "ko", "2034-09-27", "chuseok 2034-09-27"),
        ("VN", "vi", "2026-10-12", "entrepreneurs-day 2026-10-13"),
        ("KR", "ko", "2026-07-01", None),
    ],
)
def test_the_day_is_that_of_the_readers_country(
    kit: Kit, country: str, language: str, day: str, expected: str | None
) -> None:
    """In the days of greetings, which begin before it and end with it or soon after."""
    assert greeted(kit, country, language, day) == expected


def test_a_day_that_is_forced_is_greeted_on_its_nearest_date(kit: Kit) -> None:
    """In any country and at any time of the year."""
    found = kept_occasion((), kit.occasions, country="GB", language="en", today=date(2026, 11, 23), forced="tet")
    assert found is not None
    assert (found.id, found.year, found.on) == ("tet", 2027, date(2027, 2, 6))


def test_every_day_is_dated_for_every_year() -> None:
    """From 2026 to 2036, and in its own year."""
    assert TABLE
    for id, occasion in TABLE.items():
        assert list(occasion["dates"]) == list(YEARS), id
        assert all(day.year == year for year, day in occasion["dates"].items()), id


@pytest.mark.parametrize("id", HOLIDAYS)
def test_public_holidays_fall_on_the_same_day(id: str) -> None:
    """As the package `holidays` has them."""
    country, name = HOLIDAYS[id]
    known = holidays.country_holidays(country, years=YEARS, language="en_US")
    assert [day for day, names in sorted(known.items()) if name in names.split("; ")] == list(
        TABLE[id]["dates"].values()
    )


@pytest.mark.parametrize("id", MOONS)
def test_lunar_days_follow_the_new_moon_over_their_country(id: str) -> None:
    """On the day that it is there when the moon is new, or fourteen days later."""
    hours, later = MOONS[id]
    for day in TABLE[id]["dates"].values():
        assert _new_moon(day - timedelta(later), hours) == day - timedelta(later)


def _new_moon(near: date, hours: int) -> date:
    """The day of the new moon nearest to `near`, `hours` before UTC; after J. Meeus, Astronomical Algorithms, chapter
    49, with the terms that count for a minute."""
    number = round((near - date(2000, 1, 6)).days / 29.530588861)
    moons = (_moment(k) + timedelta(hours=hours) for k in (number - 1, number, number + 1))
    return min((moon.date() for moon in moons), key=lambda day: abs(day - near))


def _moment(k: int) -> datetime:
    e = 1 - 0.002516 * k / 1236.85
    sun, moon = radians(2.5534 + 29.10535670 * k), radians(201.5643 + 385.81693528 * k)
    node = radians(160.7108 + 390.67050284 * k)
    days = 5.59766 + 29.530588861 * k + 0.00015437 * (k / 1236.85) ** 2
    days += -0.40720 * sin(moon) + 0.17241 * e * sin(sun) + 0.01608 * sin(2 * moon) + 0.01039 * sin(2 * node)
    days += 0.00739 * e * sin(moon - sun) - 0.00514 * e * sin(moon + sun) + 0.00208 * e * e * sin(2 * sun)
    days += -0.00111 * sin(moon - 2 * node) - 0.00057 * sin(moon + 2 * node) + 0.00056 * e * sin(2 * moon + sun)
    return datetime(2000, 1, 1, tzinfo=UTC) + timedelta(days=days - 0.0008)


def test_a_wrong_day_is_noticed() -> None:
    """Tết of 2027 is not the day of Seollal."""
    assert _new_moon(date(2027, 2, 7), 7) == date(2027, 2, 6)
    assert _new_moon(date(2027, 2, 6), 9) == date(2027, 2, 7)
