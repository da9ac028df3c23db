"""Where labels find room beside what they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, dist, hypot, pi, sin

from kamdocs.write.charts.canvas import Point

_STEP = 3.0
"""How far apart the places of a line are that labels keep away from."""
_TURNS = (0, 4, 6, 2, 7, 5, 1, 3)
"""Eighths of a turn, in the order in which places around a point are tried: at its right, left, above, below."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two have any place in common."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def within(self, other: Box) -> bool:
        """Whether it lies in `other` wholly."""
        inside = other.left <= self.left and self.right <= other.right
        return inside and other.top <= self.top and self.bottom <= other.bottom


def around(point: Point, radius: float) -> Box:
    """The square around a point."""
    x, y = point
    return Box(x - radius, y - radius, x + radius, y + radius)


def first_free(places: Iterable[Box], taken: Sequence[Box], bounds: Box) -> Box | None:
    """The first of `places` that lies within `bounds` and meets nothing that is taken; None where all do."""
    return next((box for box in places if box.within(bounds) and not any(map(box.meets, taken))), None)


def along(points: Sequence[Point], radius: float) -> Iterator[Box]:
    """Small squares that cover the line through `points`."""
    for (x, y), (to_x, to_y) in pairwise(points):
        count = max(1, round(dist((x, y), (to_x, to_y)) / _STEP))
        for number in range(count + 1):
            share = number / count
            yield around((x + (to_x - x) * share, y + (to_y - y) * share), radius)


def spread(points: Sequence[Point], radius: float, bounds: Box) -> list[Point]:
    """The points, each moved to the nearest place within `bounds` where it hides none before it."""
    placed: list[Point] = []
    for x, y in points:
        rings = ((0.0, 0.0), *_around(2 * radius + 1), *_around(4 * radius + 2))
        places = [(x + right, y + down) for right, down in rings]
        places = [place for place in places if around(place, radius).within(bounds)]
        clear = (place for place in places if all(_distance(place, other) >= 2 * radius for other in placed))
        placed.append(next(clear, (x, y)))
    return placed


def _around(distance: float) -> Iterator[Point]:
    return ((distance * cos(turn * pi / 4), distance * sin(turn * pi / 4)) for turn in _TURNS)


def _distance(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1]) + 1e-9
