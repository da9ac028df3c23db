"""Bars over categories, upright or lying: what bar charts and waterfalls share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kamdocs.rules.chart_layout import (
    NAMES_BESIDE,
    VALUE_GAP,
    bar_height,
    bar_width,
    between_bars,
    lies,
    plot_height,
)
from kamdocs.rules.charts import Chart
from kamdocs.write.charts.canvas import Canvas, Type
from kamdocs.write.charts.paint import Paint
from kamdocs.write.charts.scales import Reach, Scale, fitted

Links = Sequence[tuple[int, float]]
"""The categories whose bars are joined to those of the next, and the value at which they are."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from `start` to `end`, the `rank`-th of its category, with the text that stands beside it."""

    category: int
    rank: int
    start: float
    end: float
    paint: Paint
    text: str

    @property
    def above(self) -> bool:
        """Whether its text stands at its higher end, so that it never lies across zero."""
        return max(self.start, self.end) > 0 or self.start == self.end == 0

    @property
    def outer(self) -> float:
        """The value beyond which its text stands."""
        return max(self.start, self.end) if self.above else min(self.start, self.end)


def draw_bars(canvas: Canvas, chart: Chart, bars: Sequence[Bar], top: float, links: Links = ()) -> float:
    """Draw the bars of a chart below `top`, lying where they cannot stand; gives where they end.

    Those of several series stand side by side; the names of sums are set in bold.
    """
    lying = lies(chart, canvas.width, lambda text: canvas.measure(text, canvas.bold))
    return (_Lying if lying else _Standing)(canvas, chart, bars, top).draw(links)


class _Standing:
    """Upright bars."""

    def __init__(self, canvas: Canvas, chart: Chart, bars: Sequence[Bar], top: float) -> None:
        self.canvas, self.chart, self.bars = canvas, chart, bars
        self.slot, self.bar = canvas.width / len(chart.categories), bar_width(chart, canvas.width)
        room, height = canvas.bold.leading + VALUE_GAP, plot_height(chart)
        reaches = [Reach(bar.outer, room if bar.above else 0, 0 if bar.above else room) for bar in bars]
        fit = fitted([*reaches, *(Reach(value) for bar in bars for value in (bar.start, bar.end))], height)
        self.scale = Scale(top + height - fit.origin, -fit.unit)

    def draw(self, links: Links) -> float:
        for category, level in links:
            self._link(category, level)
        for bar in self.bars:
            self._bar(bar)
        zero, right = self.scale(0), self.slot * len(self.chart.categories)
        self.canvas.line(((0, zero), (right, zero)), self.canvas.label.colour, width=0.75)
        bottom = max(self.scale(0), *(self._foot(bar) for bar in self.bars), 0)
        return max(self._name(category, bottom + 2 * VALUE_GAP) for category in range(len(self.chart.categories)))

    def _foot(self, bar: Bar) -> float:
        low = self.scale(min(bar.start, bar.end))
        return low if bar.above else low + VALUE_GAP + self.canvas.bold.leading

    def _left(self, bar: Bar) -> float:
        return self.slot * (bar.category + 0.5) + (bar.rank - len(self.chart.series) / 2) * self.bar

    def _bar(self, bar: Bar) -> None:
        low, high = self.scale(min(bar.start, bar.end)), self.scale(max(bar.start, bar.end))
        left, value = self._left(bar), self.canvas.bold
        gap = 1.0 if len(self.chart.series) > 1 else 0.0
        if low > high:
            self.canvas.rect(left + gap / 2, high, self.bar - gap, low - high, bar.paint)
        middle = high - VALUE_GAP - value.middle if bar.above else low + VALUE_GAP + value.leading - value.middle
        self.canvas.centred(left + self.bar / 2, middle, [bar.text], value)

    def _link(self, category: int, level: float) -> None:
        edge, place = self.slot * (category + 0.5) + self.bar / 2, self.scale(level)
        self.canvas.line(((edge, place), (edge + self.slot - self.bar, place)), self.canvas.note.colour, width=0.5)

    def _name(self, category: int, top: float) -> float:
        type = _name_type(self.canvas, self.chart, category)
        lines = self.canvas.lines(self.chart.categories[category], type, self.slot - 2 * VALUE_GAP, even=True)
        return self.canvas.block(self.slot * (category + 0.5), top, lines, type, anchor="middle")


class _Lying:
    """Bars from left to right, a row for each category, its name at the left."""

    def __init__(self, canvas: Canvas, chart: Chart, bars: Sequence[Bar], top: float) -> None:
        self.canvas, self.chart, self.bars, self.top = canvas, chart, bars, top
        types = [_name_type(canvas, chart, category) for category in range(len(chart.categories))]
        widest = canvas.width * NAMES_BESIDE
        self.names = [canvas.lines(name, type, widest) for name, type in zip(chart.categories, types, strict=True)]
        drawn = zip(self.names, types, strict=True)
        self.left = max(canvas.measure(line, type) for lines, type in drawn for line in lines) + 4 * VALUE_GAP
        fit = fitted(
            [*map(self._reach, bars), *(Reach(value) for bar in bars for value in (bar.start, bar.end))],
            canvas.width - self.left,
        )
        self.scale = Scale(self.left + fit.origin, fit.unit)
        size = canvas.bold.size
        self.bar, group = bar_height(chart, size), bar_height(chart, size) * len(chart.series)
        gap = between_bars(chart, size)
        self.heights = [max(group, len(lines) * canvas.label.leading) + gap for lines in self.names]

    def _reach(self, bar: Bar) -> Reach:
        room = self.canvas.measure(bar.text, self.canvas.bold) + VALUE_GAP + 1
        return Reach(bar.outer, room if bar.above else 0, 0 if bar.above else room)

    def draw(self, links: Links) -> float:
        tops = [self.top + sum(self.heights[:category]) for category in range(len(self.heights))]
        for category, level in links:
            self._link(tops[category] + self.heights[category] / 2, self.heights, category, level)
        for bar in self.bars:
            self._bar(bar, tops[bar.category] + self.heights[bar.category] / 2)
        for category, lines in enumerate(self.names):
            type = _name_type(self.canvas, self.chart, category)
            self.canvas.centred(0, tops[category] + self.heights[category] / 2, lines, type, anchor="start")
        bottom, zero = self.top + sum(self.heights), self.scale(0)
        self.canvas.line(((zero, self.top), (zero, bottom)), self.canvas.label.colour, width=0.75)
        return bottom

    def _bar(self, bar: Bar, middle: float) -> None:
        low, high = self.scale(min(bar.start, bar.end)), self.scale(max(bar.start, bar.end))
        y = middle + (bar.rank - len(self.chart.series) / 2) * self.bar
        gap = 1.0 if len(self.chart.series) > 1 else 0.0
        if high > low:
            self.canvas.rect(low, y + gap / 2, high - low, self.bar - gap, bar.paint)
        x, anchor = (high + VALUE_GAP, "start") if bar.above else (low - VALUE_GAP, "end")
        self.canvas.centred(x, y + self.bar / 2, [bar.text], self.canvas.bold, anchor=anchor)  # type: ignore[arg-type]

    def _link(self, middle: float, heights: Sequence[float], category: int, level: float) -> None:
        end = middle + (heights[category] + heights[category + 1]) / 2 - self.bar / 2
        place = self.scale(level)
        self.canvas.line(((place, middle + self.bar / 2), (place, end)), self.canvas.note.colour, width=0.5)


def _name_type(canvas: Canvas, chart: Chart, category: int) -> Type:
    return canvas.bold if category in chart.sums else canvas.label
