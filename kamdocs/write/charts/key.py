"""The names of points in a column beside a quadrant or below it, each with the number that stands in its point."""

from __future__ import annotations

from dataclasses import dataclass

from kamdocs.rules.chart_layout import DISC, KEY_GAP, KEY_SHARE, QUADRANT_HEIGHT
from kamdocs.rules.charts import Chart
from kamdocs.write.charts.canvas import Canvas

_INDENT, _BETWEEN = 2 * DISC + 6.0, 6.0
_NARROWEST, _BELOW = 300.0, 3
"""In a drawing of less width a key stands so many lines below the quadrant."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A name on its lines; `middle` is how far that of its number and its first line is below the top of the key."""

    number: str
    lines: list[str]
    middle: float


@dataclass(frozen=True, slots=True)
class Key:
    """A key; `discs` and `names` are where its entries stand, `quadrant` how wide and high that is."""

    entries: list[Entry]
    quadrant: tuple[float, float]
    discs: float
    names: float
    height: float


def lay_out_key(canvas: Canvas, chart: Chart, *, filled: float = 1.0) -> Key:
    """The key to a quadrant, in points from the left and from the upper edge of the quadrant: beside it, and then that
    is as high as its key, but not higher than wide; or below it in a narrow drawing. Names fill so much of their room.
    """
    beside, half = canvas.width >= _NARROWEST, max(DISC, canvas.label.leading / 2)
    left = canvas.width * (1 - KEY_SHARE) if beside else 0.0
    names, top = left + _INDENT, 0.0 if beside else QUADRANT_HEIGHT + _BELOW * canvas.label.leading
    entries: list[Entry] = []
    for number, name in enumerate(chart.categories, start=1):
        lines = canvas.lines(name, canvas.label, (canvas.width - names) * filled)
        entries.append(Entry(str(number), lines, top + half))
        top += 2 * half + (len(lines) - 1) * canvas.label.leading + _BETWEEN
    height, width = top - _BETWEEN, left - KEY_GAP
    size = (width, max(QUADRANT_HEIGHT, min(height, width))) if beside else (canvas.width, QUADRANT_HEIGHT)
    return Key(entries, size, left + DISC, names, height)
