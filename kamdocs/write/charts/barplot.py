"""Bars over categories, upright or lying: what bar charts and waterfalls share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kamdocs.write.charts.canvas import Canvas, Type
from kamdocs.write.charts.ink import Ink
from kamdocs.write.charts.scales import Reach, Scale, fitted

_GAP = 3.0
"""Between a bar and its value."""

PLOT_HEIGHT = 132.0
"""How high upright bars and lines stand, in points; the charts of Word are as high."""
_NAME_SHARE = 0.38
"""The part of the width that names of categories may take beside lying bars."""

_MOST_NAME_LINES = 4
_WIDEST_BAR = 52.0
_FILLED = 0.7
"""The part of a category's place that upright bars fill."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from `start` to `end`, the `rank`-th of its category, with the text that stands beside it."""

    category: int
    rank: int
    start: float
    end: float
    ink: Ink
    text: str

    @property
    def above(self) -> bool:
        """Whether its text stands at its higher end, so that it never lies across zero."""
        return max(self.start, self.end) > 0 or self.start == self.end == 0

    @property
    def outer(self) -> float:
        """The value beyond which its text stands."""
        return max(self.start, self.end) if self.above else min(self.start, self.end)


@dataclass(frozen=True, slots=True)
class BarPlot:
    """Bars, `side_by_side` in each category; `links` join the ends of the bars of neighbouring categories.

    `sums` are the categories whose names are set in bold.
    """

    names: tuple[str, ...]
    bars: tuple[Bar, ...]
    side_by_side: int = 1
    sums: frozenset[int] = frozenset()
    links: tuple[tuple[int, float], ...] = ()


def draw_bars(canvas: Canvas, plot: BarPlot, top: float, *, upright: bool) -> float:
    """Draw the bars below `top`, lying where they cannot stand; gives where they end."""
    if upright and _can_stand(canvas, plot):
        return _Standing(canvas, plot, top).draw()
    return _Lying(canvas, plot, top).draw()


def _can_stand(canvas: Canvas, plot: BarPlot) -> bool:
    """Whether names and values are narrow enough to stand below and above upright bars."""
    slot = _slot(canvas, plot)
    pitch = slot if plot.side_by_side == 1 else _bar_width(slot, plot)
    if any(canvas.measure(bar.text, canvas.bold) + 2 * _GAP > pitch for bar in plot.bars):
        return False
    for name in plot.names:
        if max(canvas.measure(word, canvas.bold) for word in name.split(" ")) > slot - 2 * _GAP:
            return False
        if len(canvas.lines(name, canvas.bold, slot - 2 * _GAP)) > _MOST_NAME_LINES:
            return False
    return True


def _slot(canvas: Canvas, plot: BarPlot) -> float:
    return canvas.width / len(plot.names)


def _bar_width(slot: float, plot: BarPlot) -> float:
    return min(_WIDEST_BAR, slot * _FILLED / plot.side_by_side)


class _Standing:
    """Upright bars."""

    def __init__(self, canvas: Canvas, plot: BarPlot, top: float) -> None:
        self.canvas, self.plot, self.top = canvas, plot, top
        self.slot = _slot(canvas, plot)
        self.bar = _bar_width(self.slot, plot)
        room = canvas.bold.leading + _GAP
        reaches = [Reach(bar.outer, room if bar.above else 0, 0 if bar.above else room) for bar in plot.bars]
        fit = fitted([*reaches, *(Reach(value) for bar in plot.bars for value in (bar.start, bar.end))], PLOT_HEIGHT)
        self.scale = Scale(top + PLOT_HEIGHT - fit.origin, -fit.unit)

    def draw(self) -> float:
        for category, level in self.plot.links:
            self._link(category, level)
        for bar in self.plot.bars:
            self._bar(bar)
        zero, right = self.scale(0), self.slot * len(self.plot.names)
        self.canvas.line(((0, zero), (right, zero)), self.canvas.label.colour, width=0.75)
        bottom = max(self.scale(0), *(self._foot(bar) for bar in self.plot.bars), 0)
        return max(self._name(category, bottom + 2 * _GAP) for category in range(len(self.plot.names)))

    def _foot(self, bar: Bar) -> float:
        low = self.scale(min(bar.start, bar.end))
        return low if bar.above else low + _GAP + self.canvas.bold.leading

    def _left(self, bar: Bar) -> float:
        return self.slot * (bar.category + 0.5) + (bar.rank - self.plot.side_by_side / 2) * self.bar

    def _bar(self, bar: Bar) -> None:
        low, high = self.scale(min(bar.start, bar.end)), self.scale(max(bar.start, bar.end))
        left, value = self._left(bar), self.canvas.bold
        gap = 1.0 if self.plot.side_by_side > 1 else 0.0
        if low > high:
            self.canvas.rect(left + gap / 2, high, self.bar - gap, low - high, bar.ink)
        middle = high - _GAP - value.middle if bar.above else low + _GAP + value.leading - value.middle
        self.canvas.centred(left + self.bar / 2, middle, [bar.text], value)

    def _link(self, category: int, level: float) -> None:
        edge, place = self.slot * (category + 0.5) + self.bar / 2, self.scale(level)
        self.canvas.line(((edge, place), (edge + self.slot - self.bar, place)), self.canvas.note.colour, width=0.5)

    def _name(self, category: int, top: float) -> float:
        type = _name_type(self.canvas, self.plot, category)
        lines = self.canvas.lines(self.plot.names[category], type, self.slot - 2 * _GAP, even=True)
        return self.canvas.block(self.slot * (category + 0.5), top, lines, type, anchor="middle")


class _Lying:
    """Bars from left to right, a row for each category, its name at the left."""

    def __init__(self, canvas: Canvas, plot: BarPlot, top: float) -> None:
        self.canvas, self.plot, self.top = canvas, plot, top
        types = [_name_type(canvas, plot, category) for category in range(len(plot.names))]
        widest = canvas.width * _NAME_SHARE
        self.names = [canvas.lines(name, type, widest) for name, type in zip(plot.names, types, strict=True)]
        drawn = zip(self.names, types, strict=True)
        self.left = max(canvas.measure(line, type) for lines, type in drawn for line in lines) + 4 * _GAP
        fit = fitted(
            [*map(self._reach, plot.bars), *(Reach(value) for bar in plot.bars for value in (bar.start, bar.end))],
            canvas.width - self.left,
        )
        self.scale = Scale(self.left + fit.origin, fit.unit)
        self.bar = _thickness(canvas.bold, plot)
        self.gap = self.bar * (0.75 if len(plot.bars) < 30 else 0.5)
        group = self.bar * plot.side_by_side
        self.heights = [max(group, len(lines) * canvas.label.leading) + self.gap for lines in self.names]

    def _reach(self, bar: Bar) -> Reach:
        room = self.canvas.measure(bar.text, self.canvas.bold) + _GAP + 1
        return Reach(bar.outer, room if bar.above else 0, 0 if bar.above else room)

    def draw(self) -> float:
        tops = [self.top + sum(self.heights[:category]) for category in range(len(self.heights))]
        for category, level in self.plot.links:
            self._link(tops[category] + self.heights[category] / 2, self.heights, category, level)
        for bar in self.plot.bars:
            self._bar(bar, tops[bar.category] + self.heights[bar.category] / 2)
        for category, lines in enumerate(self.names):
            type = _name_type(self.canvas, self.plot, category)
            self.canvas.centred(0, tops[category] + self.heights[category] / 2, lines, type, anchor="start")
        bottom, zero = self.top + sum(self.heights), self.scale(0)
        self.canvas.line(((zero, self.top), (zero, bottom)), self.canvas.label.colour, width=0.75)
        return bottom

    def _bar(self, bar: Bar, middle: float) -> None:
        low, high = self.scale(min(bar.start, bar.end)), self.scale(max(bar.start, bar.end))
        y = middle + (bar.rank - self.plot.side_by_side / 2) * self.bar
        gap = 1.0 if self.plot.side_by_side > 1 else 0.0
        if high > low:
            self.canvas.rect(low, y + gap / 2, high - low, self.bar - gap, bar.ink)
        x, anchor = (high + _GAP, "start") if bar.above else (low - _GAP, "end")
        self.canvas.centred(x, y + self.bar / 2, [bar.text], self.canvas.bold, anchor=anchor)  # type: ignore[arg-type]

    def _link(self, middle: float, heights: Sequence[float], category: int, level: float) -> None:
        end = middle + (heights[category] + heights[category + 1]) / 2 - self.bar / 2
        place = self.scale(level)
        self.canvas.line(((place, middle + self.bar / 2), (place, end)), self.canvas.note.colour, width=0.5)


def _name_type(canvas: Canvas, plot: BarPlot, category: int) -> Type:
    return canvas.bold if category in plot.sums else canvas.label


def _thickness(value: Type, plot: BarPlot) -> float:
    """How thick lying bars are: thinner where there are many, but never thinner than their values are high."""
    thick, thin = value.size * 1.7, value.size * 1.12
    share = min(1.0, max(0.0, (len(plot.bars) - 6) / 24))
    return thick - (thick - thin) * share if plot.side_by_side > 1 else thick - (thick - thin) * share / 2
