"""The clock: the one place that asks it."""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from pathlib import Path


def today_at(root: Path) -> date:
    """What day it is now in the time zone of the house whose workspace is `root`, wherever this machine stands."""
    from kamdocs.load import house_zone

    return moment(house_zone(root)).date()


def moment(zone: tzinfo | None = None) -> datetime:
    """The moment in `zone`, else in that of this machine."""
    return datetime.now(zone).astimezone(zone)
