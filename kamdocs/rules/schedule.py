"""Weeks of a project as days.

A week runs from Monday to Sunday, and week 1 is the one that `start` lies in. A week in which nobody works - the house
is closed all week, or the project pauses - is not counted. A span of weeks begins on the first working day of its first
week and ends on the last working day of its last one. Source: the section on time of the guide for account managers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from kamdocs.rules.time import Calendar

_WORKDAYS = 5
_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Span:
    """Days from the first to the last, both included."""

    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class Timetable:
    """The working days of each week that counts, in order, and the spans of Monday to Friday between them that do not:
    those that follow each other are one."""

    weeks: tuple[Span, ...]
    not_counted: tuple[Span, ...]

    def span(self, weeks: tuple[int, int]) -> Span:
        """The days of `weeks`, the first and the last one counted from 1."""
        first, last = weeks
        return Span(self.weeks[first - 1].first_day, self.weeks[last - 1].last_day)


def timetable(start: date, weeks: int, calendar: Calendar) -> Timetable:
    """The first `weeks` weeks of a project that begins on `start`, or on the first working day after it."""
    counted: list[Span] = []
    idle: list[Span] = []
    monday = start - timedelta(days=start.weekday())
    while len(counted) < weeks:
        week = [monday + timedelta(days=day) for day in range(_WORKDAYS)]
        worked = [day for day in week if day >= start and calendar.is_working_day(day)]
        if worked:
            counted.append(Span(worked[0], worked[-1]))
        elif counted and idle and idle[-1].last_day == week[-1] - _WEEK:
            idle[-1] = Span(idle[-1].first_day, week[-1])
        elif counted:
            idle.append(Span(week[0], week[-1]))
        monday += _WEEK
    return Timetable(tuple(counted), tuple(idle))
