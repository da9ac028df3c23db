"""Working days, due dates, validity and the dates of phases.

A proposal is due so many working days after the visit, the day of the visit not counted; an offer holds so many
calendar days after the day of issue, its last day included. Source: the money conventions of the data contract.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from kamdocs.model.house import Holiday, Settings
from kamdocs.model.proposal import Proposal

_SATURDAY = 5


@dataclass(frozen=True)
class Calendar:
    """The working days of a house: Monday to Friday without the public holidays of `country` and its own."""

    country: str
    extra: frozenset[date]

    @classmethod
    def of(cls, settings: Settings) -> Calendar:
        """The calendar that `kamdocs.yaml` describes."""
        days = (day.date if isinstance(day, Holiday) else day for day in settings.extra_holidays)
        return cls(settings.calendar, frozenset(days))

    def is_working_day(self, day: date) -> bool:
        """Whether the house works on `day`."""
        return day.weekday() < _SATURDAY and day not in self.extra and day not in self._public

    def after(self, day: date, working_days: int) -> date:
        """The day that is `working_days` working days after `day`, `day` not counted."""
        left = working_days
        while left:
            day += timedelta(days=1)
            left -= self.is_working_day(day)
        return day

    @cached_property
    def _public(self) -> _Holidays:
        import holidays

        return _Holidays(holidays.country_holidays(self.country, language="en_US"))


class _Holidays:
    """The public holidays of one country; years are worked out when first asked for."""

    def __init__(self, days: Iterable[date]) -> None:
        self._days = days

    def __contains__(self, day: object) -> bool:
        return day in self._days  # type: ignore[operator]  # holidays types its mapping as untyped


def due_on(visited_on: date, settings: Settings) -> date:
    """The day on which the proposal after a visit is due."""
    return Calendar.of(settings).after(visited_on, settings.proposal.days_after_visit)


def issued_on(proposal: Proposal, today: date) -> date:
    """The day of issue: as stated, else `today`."""
    return proposal.issued or today


def valid_until(proposal: Proposal, settings: Settings, today: date) -> date:
    """The last day on which the terms of `proposal` hold."""
    if proposal.valid and proposal.valid.until:
        return proposal.valid.until
    days = (proposal.valid.days if proposal.valid else None) or settings.proposal.valid_days
    return issued_on(proposal, today) + timedelta(days=days)


def week_span(start: date, weeks: tuple[int, int]) -> tuple[date, date]:
    """First and last day of `weeks`, where week 1 begins on `start`."""
    return start + timedelta(weeks=weeks[0] - 1), start + timedelta(weeks=weeks[1], days=-1)
