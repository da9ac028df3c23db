"""The square of a quadrant: where values lie in it, and where its points are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kamdocs.rules.chart_layout import DISC, QUADRANT_INSET, QUADRANT_MARGIN, ends
from kamdocs.rules.charts import Chart
from kamdocs.write.charts.canvas import Point
from kamdocs.write.charts.labels import Box, spread
from kamdocs.write.charts.scales import Scale, between
from kamdocs.write.word.charts.layers import Place
from kamdocs.write.word.charts.sheet import Derived, letter

_DIGITS = 6
_NEAR = 0.01
"""Points that are moved by less stay where they are."""


@dataclass(frozen=True, slots=True)
class Square:
    """The square on the drawing, the scales of its axes, where its points are drawn, and how far that is from their
    values."""

    box: Box
    across: Scale
    up: Scale
    points: Sequence[Point]
    moved: Sequence[tuple[Decimal, Decimal]]

    def at(self, right: float, down: float) -> Place:
        """The coordinates of a place on the drawing."""
        return _fixed(right, self.across), _fixed(down, self.up)

    def sources(self, chart: Chart) -> list[Place]:
        """The coordinates of the points: those of the chart, or beside a point that they would hide."""
        sides = [
            [
                _shifted(f"{letter(column)}{row}", value.number if value else Decimal(0), by[column - 1])
                for row, (value, by) in enumerate(zip(series.values, self.moved, strict=True), start=2)
            ]
            for column, series in enumerate(chart.series, start=1)
        ]
        return list(zip(*sides, strict=True))


def square_of(chart: Chart, box: Box, leading: float, radius: float) -> Square:
    """The square of a chart in `box`; points of this radius keep away from its sides and from the names of its
    fields, each a line of `leading` high."""
    aside, above = (box.right - box.left) * QUADRANT_MARGIN, QUADRANT_INSET + leading + DISC
    (left, right), (low, high) = (map(float, ends(series)) for series in chart.series)
    across = between(left, right, box.left + aside, box.right - aside)
    up = between(low, high, box.bottom - above, box.top + above)
    pairs = zip(*(series.values for series in chart.series), strict=True)
    wished = [(across(float(x.number if x else 0)), up(float(y.number if y else 0))) for x, y in pairs]
    points = spread(wished, radius, box)
    moved = [
        (_length(at[0] - wish[0], across), _length(at[1] - wish[1], up))
        for at, wish in zip(points, wished, strict=True)
    ]
    return Square(box, across, up, points, moved)


def _fixed(place: float, scale: Scale) -> Derived:
    number = Decimal(f"{(place - scale.origin) / scale.unit:.{_DIGITS}g}")
    return Derived(f"={number:f}", number)


def _length(points: float, scale: Scale) -> Decimal:
    """A length on the drawing on the scale of its axis."""
    return Decimal(f"{points / scale.unit:.{_DIGITS}g}") if abs(points) > _NEAR else Decimal(0)


def _shifted(cell: str, number: Decimal, by: Decimal) -> Derived:
    return Derived(f"={cell}" + (f"+{by:f}" if by else ""), number + by)
