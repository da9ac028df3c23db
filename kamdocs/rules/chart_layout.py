"""How the data of a chart ask to be laid out, alike in PDF and Word: its axes, its rings, its bars, its title."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from kamdocs.rules.breadth import breadth
from kamdocs.rules.charts import Chart, Series

Measure = Callable[[str], float]
"""How wide a text is in bold, in points."""

NAMES_BESIDE = 0.38
"""The part of the width that the names of categories may take beside lying bars."""
VALUE_GAP = 3.0
"""Between a bar and its value."""
WEEKS_BAR, WEEKS_PADDING = 9.0, 9.0
"""In a Gantt chart: how thick a bar is, and what a row is higher than its text."""
MARKS_BESIDE = 0.28
"""The part of the width that a line of a milestone may take."""
QUADRANT_HEIGHT, QUADRANT_INSET, QUADRANT_MARGIN = 184.0, 7.0, 0.06
"""The height of a quadrant, how far the names of its fields stand from its corners, and the part of its width that
points keep away from its sides."""
DOT, DISC = 3.8, 7.2
"""The radius of a point, and of one that holds its name or its number."""
SHORT_NAME = 2
"""Names of so many letters stand in their points."""
KEY_SHARE, KEY_GAP = 0.36, 18.0
"""The part of the width that names take as a key to numbers, and what is between the quadrant and them."""

_STEPS = tuple(map(Decimal, ("1", "2", "2.5", "5", "10")))
_RINGS, _RINGS_OF_TWO = 5, 4
_HEIGHT, _FLAT = 132.0, 34.0
_WIDEST_BAR, _FILLED = 52.0, 0.7
"""The width of a standing bar, and the part of a category's place that its bars fill, at most both."""
_THICK, _THIN, _THINNED_FROM, _THIN_FROM = 1.7, 1.12, 6, 30
"""The thickness of a lying bar as a multiple of the size of text, of up to so many bars and of so many."""
_APART, _NEAR = 0.75, 0.5
"""The place between the lying bars of two categories as parts of a bar, of less than so many bars and of more."""
_LONG, _FEW, _MANY, _MOST_LINES = 12, 3, 8, 4
"""So many letters, from so many to so many categories, and names of so many lines stand well below upright bars;
Hangul counts twice."""
_WEEK_STEPS, _BETWEEN_NUMBERS = (1, 2, 4, 5, 10, 20, 50, 100), 7.0
_FROM_ZERO, _BEYOND = Decimal("0.5"), Decimal("0.2")
"""Lines begin at zero where the least value is below this part of the greatest; else so much below it, as a part of
what the values differ by."""


def axis_ends(numbers: Iterable[Decimal]) -> tuple[Decimal, Decimal]:
    """Where an axis for `numbers` begins and ends: at zero or at the next round number; the fields of a quadrant meet
    in its middle. From 0 to 1 where there is nothing but zero."""
    every = list(numbers) or [Decimal(0)]
    least, most = -_rounded(-min(every)), _rounded(max(every))
    return least, most if most > least else least + 1


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


def plot_height(chart: Chart) -> float:
    """How high upright bars and lines stand, in points; little where all values are zero and nothing rises."""
    return _HEIGHT if any(_numbers(chart)) else _FLAT


def bar_width(chart: Chart, width: float) -> float:
    """How wide an upright bar is where all categories are `width` points wide together."""
    return min(_WIDEST_BAR, width / len(chart.categories) * _FILLED / len(chart.series))


def bar_height(chart: Chart, size: float) -> float:
    """How thick a lying bar is: thinner where there are many, but never thinner than its value in this size is high."""
    count = len(chart.categories) * len(chart.series)
    share = min(1.0, max(0.0, (count - _THINNED_FROM) / (_THIN_FROM - _THINNED_FROM)))
    return size * (_THICK - (_THICK - _THIN) * (share if len(chart.series) > 1 else share / 2))


def between_bars(chart: Chart, size: float) -> float:
    """How far the lying bars of two categories are apart."""
    many = len(chart.categories) * len(chart.series) >= _THIN_FROM
    return bar_height(chart, size) * (_NEAR if many else _APART)


def lies(chart: Chart, width: float, measure: Measure) -> bool:
    """Whether the bars of a chart `width` points wide lie: its names or values have no room at upright ones, or its
    categories are too long, too few or too many for these. A waterfall stands where it has room."""
    slot = width / len(chart.categories)
    pitch = slot if len(chart.series) == 1 else bar_width(chart, width)
    texts = (value.text for series in chart.series for value in series.values if value)
    if any(measure(text) + VALUE_GAP > pitch for text in texts):
        return True
    room = slot - 2 * VALUE_GAP
    if any(_line_count(name, room, measure) > _MOST_LINES for name in chart.categories):
        return True
    return chart.kind != "waterfall" and (
        not _FEW <= len(chart.categories) <= _MANY or max(map(breadth, chart.categories)) > _LONG
    )


def _line_count(text: str, room: float, measure: Measure) -> int:
    """How many lines a text takes in `room`; more than any name may take where a word is wider."""
    lines = [""]
    for word in text.split(" "):
        if measure(word) > room:
            return _MOST_LINES + 1
        longer = f"{lines[-1]} {word}".strip()
        if measure(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return len(lines)


def week_step(first: int, last: int, week: float, number: float) -> int:
    """Each how many weeks one is numbered where a week is `week` points wide and the last number `number`."""
    fitting = (step for step in _WEEK_STEPS if step * week >= number + _BETWEEN_NUMBERS)
    return min(next(fitting, last), last - first + 1)


def line_ends(chart: Chart) -> tuple[Decimal, Decimal]:
    """Where the axis of the lines of a chart begins and ends: at zero, but where that would leave most of the drawing
    empty."""
    low, high = min(_numbers(chart)), max(_numbers(chart))
    if low == high:
        return min(low, Decimal(0)), max(high, Decimal(not low))
    beyond = (high - low) * _BEYOND
    if low >= 0:
        return (Decimal(0) if low < high * _FROM_ZERO else low - beyond), high
    return low, (high if high > 0 else Decimal(0) if high > low * _FROM_ZERO else high + beyond)


def _numbers(chart: Chart) -> list[Decimal]:
    """Every number of a chart, 0 where it has none."""
    return [value.number for series in chart.series for value in series.values if value] or [Decimal(0)]
