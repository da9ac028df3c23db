"""Fills and lines in the elements of the chart format."""

from __future__ import annotations

from decimal import Decimal

from kamdocs.write.word.charts.xml import Node, x

_EMU_PER_POINT = 12700
HAIRLINE, RULE, STROKE = Decimal("0.5"), Decimal("0.75"), Decimal("1.75")
"""Widths of lines in points: of a grid, of an axis, and of a series."""


def solid(colour: str) -> Node:
    """A fill of one colour, `#rrggbb`."""
    return x("a:solidFill", children=[x("a:srgbClr", colour.removeprefix("#").upper())])


def line(colour: str, width: Decimal = HAIRLINE, dash: str = "") -> Node:
    """A line, `width` points wide, broken by a pattern of the format with `dash`."""
    pattern = [x("a:prstDash", dash)] if dash else []
    given = {"w": round(width * _EMU_PER_POINT), "cap": "flat" if dash else "rnd"}
    return x("a:ln", given, [solid(colour), *pattern, x("a:round")])


def shape(fill: Node | None = None, stroke: Node | None = None) -> Node:
    """The look of a shape as `c:spPr`; it has no fill and no line where none is given."""
    edge = x("a:ln", children=[x("a:noFill")]) if stroke is None else stroke
    return x("c:spPr", children=[x("a:noFill") if fill is None else fill, edge])
