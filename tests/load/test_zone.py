"""The time zone of a house before its workspace is loaded."""

from __future__ import annotations

from datetime import UTC, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kamdocs.cli.clock import today_at
from kamdocs.load import house_zone

SEOUL = ZoneInfo("Asia/Seoul")


@pytest.mark.parametrize(
    ("settings", "zone"),
    [
        ("timezone: Asia/Seoul\n", SEOUL),
        ("languages: [en]\ntimezone: 'Asia/Seoul'   # ours\n", SEOUL),
        ("languages: [en]\n", UTC),
        ("timezone: Asia/Hanoi\n", UTC),
        ("timezone: [Asia/Seoul]\n", UTC),
        ("timezone:\n", UTC),
        ("timezone: ../../etc/passwd\n", UTC),
        ("timezone: Asia/Seoul\n  broken", UTC),
        ("- a list\n", UTC),
        ("", UTC),
    ],
)
def test_the_zone_is_the_one_that_the_settings_name(tmp_path: Path, settings: str, zone: tzinfo) -> None:
    """Where they name none, or cannot be read, the clock of no country counts; load tells what is wrong."""
    (tmp_path / "kamdocs.yaml").write_text(settings, encoding="utf-8")
    assert house_zone(tmp_path) == zone


def test_today_is_the_day_where_the_house_is(tmp_path: Path) -> None:
    """Two houses 26 hours apart never have the same day, whatever the clock of this machine says."""
    days = []
    for name in ("Pacific/Kiritimati", "Etc/GMT+12"):
        (tmp_path / "kamdocs.yaml").write_text(f"timezone: {name}\n", encoding="utf-8")
        days.append(today_at(tmp_path))
    east, west = days
    assert 1 <= (east - west).days <= 2
