"""Working days, due dates and validity.

A proposal is due so many working days after the visit, the day of the visit not counted; an offer holds so many
calendar days after the day of issue, to the end of the last one where the house is. Source: the money conventions of
the data contract.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kamdocs.model.house import Holiday, Settings
from kamdocs.model.proposal import Pause, Proposal

if TYPE_CHECKING:
    from holidays import HolidayBase

_SATURDAY = 5


@dataclass(frozen=True)
class Calendar:
    """The working days of a house: Monday to Friday without the public holidays of `country`, its own days off, and
    the `pauses` of a project."""

    country: str
    extra: frozenset[date]
    pauses: tuple[Pause, ...] = ()

    @classmethod
    def of(cls, settings: Settings, pauses: Sequence[Pause] = ()) -> Calendar:
        """The calendar that `kamdocs.yaml` describes."""
        days = (day.date if isinstance(day, Holiday) else day for day in settings.extra_holidays)
        return cls(settings.calendar, frozenset(days), tuple(pauses))

    def is_working_day(self, day: date) -> bool:
        """Whether the house works on `day`."""
        if day.weekday() >= _SATURDAY or day in self.extra:
            return False
        return not any(pause.from_ <= day <= pause.until for pause in self.pauses) and day not in self._public

    def after(self, day: date, working_days: int) -> date:
        """The day that is `working_days` working days after `day`, `day` not counted."""
        left = working_days
        while left:
            day += timedelta(days=1)
            left -= self.is_working_day(day)
        return day

    @property
    def known_years(self) -> tuple[int, int]:
        """The first and the last year of which the public holidays are known; in others there are none."""
        return self._public.start_year, self._public.end_year

    @cached_property
    def _public(self) -> HolidayBase:
        import holidays

        return holidays.country_holidays(self.country, language="en_US")


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


def end_of_day(day: date, zone: str) -> datetime:
    """The last second of `day` in the time zone called `zone`, with the offset that counts there then.

    Why: where clocks go back at midnight the last hour comes twice, and the day ends with the second one.
    """
    return datetime.combine(day, time(23, 59, 59, fold=1), ZoneInfo(zone))


def renewed(proposal: Proposal, settings: Settings, today: date) -> Proposal:
    """`proposal` as if it were issued on `today`, its terms granted for as many days as they first were.

    A last day that is stated without a day of issue grants no number of days; the default of `settings` counts then.
    The terms never end before the day they held to already; an offer that is yet to be issued stays as it is.
    """
    if proposal.issued is not None and proposal.issued >= today:
        return proposal
    valid = proposal.valid
    if valid is not None and valid.until is not None:
        granted = (valid.until - proposal.issued).days if proposal.issued else settings.proposal.valid_days
        valid = valid.model_copy(update={"until": max(valid.until, today + timedelta(days=granted))})
    return proposal.model_copy(update={"issued": today, "valid": valid})
