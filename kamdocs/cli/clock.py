"""The clock: the one place that asks it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path


def today_at(root: Path) -> date:
    """What day it is now in the time zone of the house whose workspace is `root`, wherever this machine stands."""
    from kamdocs.load import house_zone

    return datetime.now(house_zone(root)).date()
