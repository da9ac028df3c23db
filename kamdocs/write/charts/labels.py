"""Where labels find room beside what they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import dist

from kamdocs.write.charts.canvas import Point

_STEP = 3.0
"""How far apart the places of a line are that labels keep away from."""


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
