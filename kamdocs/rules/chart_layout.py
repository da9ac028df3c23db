"""How the data of a chart ask to be laid out, alike in PDF and Word: its axes, its rings, its bars, its title."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from unicodedata import east_asian_width

from kamdocs.rules.charts import Chart, Series

_STEPS = tuple(map(Decimal, ("1", "2", "2.5", "5", "10")))


def axis_ends(numbers: Iterable[Decimal]) -> tuple[Decimal, Decimal]:
    """Where an axis for `numbers` begins and ends: at zero or at the next round number; the fields of a quadrant meet
    in its middle."""
    every = list(numbers)
    return -_rounded(-min(every)), _rounded(max(every))


def ends(series: Series) -> tuple[Decimal, Decimal]:
    """Where the axis of the values of a series begins and ends: at its scale, or where `axis_ends` says."""
    return series.scale or axis_ends(value.number for value in series.values if value)


def _rounded(number: Decimal) -> Decimal:
    """The next round number from `number` on: 1, 2, 2.5, 5 or 10 times a power of ten; zero below zero."""
    if number <= 0:
        return Decimal(0)
    power = Decimal(1).scaleb(number.adjusted())
    return next(power * step for step in _STEPS if power * step >= number)


def rings(most: Decimal) -> int:
    """How many rings a web to the round number `most` has, so that each stands at a round number too."""
    return _RINGS_OF_TWO if most.normalize().as_tuple().digits == (2,) else _RINGS


def shared_words(chart: Chart) -> str:
    """What the numbers of a Gantt chart count: the words that the names of both its series share."""
    first, last = (series.name.split() for series in chart.series)
    others = {word.casefold() for word in last}
    words = " ".join(word for word in first if word.casefold() in others)
    return words[:1].upper() + words[1:]


_RINGS, _RINGS_OF_TWO = 5, 4
_LONG, _FEW, _MANY = 12, 3, 8
"""So many letters, and from so many to so many categories, stand well below upright bars; Hangul counts twice."""


def lies(chart: Chart) -> bool:
    """Whether the bars of a chart lie, since their categories are too long, too few or too many for upright ones."""
    return not _FEW <= len(chart.categories) <= _MANY or max(map(_cells, chart.categories), default=0) > _LONG


def _cells(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
