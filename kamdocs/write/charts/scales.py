"""From values to places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """Where values lie on a stretch of points: `origin` is the place of 0, `unit` the length of 1."""

    origin: float
    unit: float

    def __call__(self, value: float) -> float:
        """The place of `value`."""
        return self.origin + value * self.unit


@dataclass(frozen=True, slots=True)
class Reach:
    """A value, and how much room is needed beyond it, on the side away from the middle or towards lower values."""

    value: float
    above: float = 0.0
    below: float = 0.0


def fitted(reaches: Sequence[Reach], length: float) -> Scale:
    """The largest scale by which every value and the room beyond it lies between 0 and `length`, and 0 as well."""
    every = [Reach(0.0), *reaches]
    unit = min(
        (
            max(0.0, length - high.above - low.below) / (high.value - low.value)
            for high in every
            for low in every
            if high.value > low.value
        ),
        default=0.0,
    )
    origin = max(low.below - low.value * unit for low in every)
    return Scale(origin, unit)


def between(low: float, high: float, start: float, end: float) -> Scale:
    """The scale by which `low` lies at `start` and `high` at `end`; all at the middle where they are equal."""
    if high == low:
        return Scale((start + end) / 2, 0.0)
    unit = (end - start) / (high - low)
    return Scale(start - low * unit, unit)


def apart(middles: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """`middles` moved as little as need be so that what is `heights` high around them does not overlap.

    What lies beyond `high` is moved up, as far as `low` allows.
    """
    order = sorted(range(len(middles)), key=lambda index: (middles[index], index))
    placed = list(middles)
    edge = low
    for index in order:
        placed[index] = max(placed[index], edge + heights[index] / 2)
        edge = placed[index] + heights[index] / 2
    edge = high
    for index in reversed(order):
        placed[index] = min(placed[index], edge - heights[index] / 2)
        edge = placed[index] - heights[index] / 2
    return placed
