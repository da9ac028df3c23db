"""The time of day and the day of the week, as each language writes them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from support import REPOSITORY

from kamdocs.load import load_kit
from kamdocs.rules.language import Writer

START = datetime.fromisoformat("2026-12-10T09:05:00+07:00")


@pytest.mark.parametrize(("language", "weekday"), [("en", "Thursday"), ("ko", "목요일"), ("vi", "Thứ Năm")])
def test_a_moment_has_a_weekday_and_a_time(language: str, weekday: str) -> None:
    """The time where it is, in 24 hours, and not that of this machine; a day has a weekday too."""
    writer = Writer(load_kit(REPOSITORY, "modern").languages[language])
    assert (writer.weekday(START), writer.time(START)) == (weekday, "09:05")
    assert writer.weekday(date(2026, 12, 10)) == weekday
    assert writer.time(START.replace(hour=23)) == "23:05"
