"""What tells series apart without their colours: a sign for the points of each, and how its line is broken."""

from __future__ import annotations

from math import cos, pi, sin

from kamdocs.rules.colours import PAPER
from kamdocs.write.charts.canvas import Canvas, Point
from kamdocs.write.charts.paint import Paint

DASHES = ("", "6 2.5", "1.5 2.5", "9 2.5 1.5 2.5", "3.5 3.5")
"""How the line of each series is broken."""

_SIDES = {1: (4, pi / 4), 2: (4, 0.0), 3: (3, -pi / 2)}
"""The corners of the signs, and the direction of the first: a square, a diamond, a triangle."""

_OPEN = 4


def mark(canvas: Canvas, point: Point, number: int, colour: str, radius: float) -> None:
    """The sign of the series `number`: a disc, a square, a diamond, a triangle or a ring."""
    if number in _SIDES:
        corners, first = _SIDES[number]
        turns = (first + 2 * pi * corner / corners for corner in range(corners))
        reach = radius * 1.3
        canvas.polygon([(point[0] + reach * cos(turn), point[1] + reach * sin(turn)) for turn in turns], Paint(colour))
    elif number == _OPEN:
        canvas.circle(*point, radius, Paint(PAPER, colour))
    else:
        canvas.circle(*point, radius, Paint(colour))
