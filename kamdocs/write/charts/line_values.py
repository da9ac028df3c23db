"""The values and names of lines: at their ends and beside their points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kamdocs.write.charts.canvas import Canvas, Point
from kamdocs.write.charts.labels import Box, along, around, first_free
from kamdocs.write.charts.scales import apart

GAP, LEADER = 4.0, 14.0
"""Between texts and what they stand at, and from the last points to their texts."""
WIDTH, MARK = 1.75, 2.7
"""The width of a line, and the radius of a sign."""
_SHORT_OF, _LEVEL = 4.0, 2.0
"""How far from a text its leader ends, so that it does not look like a minus, and what is as good as level."""
_DOTS = "0.75 2"


@dataclass(frozen=True, slots=True)
class Line:
    """One series as it is drawn: a point for each category that has a value, of which there is one at least; the lines
    of its name."""

    number: int
    name: list[str]
    colour: str
    points: tuple[Point | None, ...]
    texts: tuple[str, ...]
    constant: bool

    @property
    def drawn(self) -> list[int]:
        """The indexes of the points there are."""
        return [index for index, point in enumerate(self.points) if point]

    @property
    def reaches_end(self) -> bool:
        """Whether it has a value in the last category, beside which that can stand."""
        return self.points[-1] is not None


class Values:
    """Where values stand beside their points: within `bounds`, where they meet no line, no point and no other value."""

    def __init__(self, canvas: Canvas, bounds: Box, lines: Sequence[Line]) -> None:
        self.canvas, self.bounds = canvas, bounds
        self.taken = [box for line in lines for box in _covered(line)]

    def put(self, line: Line, index: int, *, always: bool = False) -> None:
        """Draw the value of a point if there is room, or `always`."""
        point, text = line.points[index], line.texts[index]
        places = list(_beside(self.canvas, point, text)) if point else []
        box = first_free(places, self.taken, self.bounds) or (places[0] if always and places else None)
        if box:
            self.taken.append(box)
            middle = (box.top + box.bottom) / 2
            self.canvas.centred((box.left + box.right) / 2, middle, [text], self.canvas.bold)


def end_height(canvas: Canvas, name: Sequence[str]) -> float:
    """How high the last value and the name of a series are together."""
    return canvas.bold.leading + len(name) * canvas.label.leading + 1


def draw_ends(canvas: Canvas, lines: Sequence[Line], x: float, values: Values) -> None:
    """The name of each line from `x` on, and its last value there too or, where the line ends before, at its point."""
    heights = [end_height(canvas, line.name) for line in lines]
    ends = [point for line in lines if (point := line.points[line.drawn[-1]])]
    wished = [y + (height - canvas.bold.leading) / 2 for (_, y), height in zip(ends, heights, strict=True)]
    middles = apart(wished, heights, 0, values.bounds.bottom)
    for line, end, middle, height in zip(lines, ends, middles, heights, strict=True):
        top = middle - height / 2
        if line.reaches_end:
            _draw_leader(canvas, line, (end[0] + MARK + 1, end[1]), (x - _SHORT_OF, top + canvas.bold.leading / 2))
            top = canvas.block(x, top, [line.texts[-1]], canvas.bold)
        else:
            values.put(line, line.drawn[-1], always=True)
            top += canvas.bold.leading / 2
            leader = ((end[0] + MARK + 2, end[1]), (x - _SHORT_OF, top + canvas.label.leading / 2))
            if line.name:
                canvas.line(leader, line.colour, width=0.5, dash=_DOTS)
                values.taken += along(leader, 0.5)
        canvas.block(x, top, line.name, canvas.label)


def _draw_leader(canvas: Canvas, line: Line, start: Point, end: Point) -> None:
    """From a point to a text that does not stand beside it."""
    if abs(start[1] - end[1]) > _LEVEL:
        canvas.line((start, end), line.colour, width=0.5)


def _covered(line: Line) -> Iterator[Box]:
    """What a line and its signs cover."""
    points = [point for point in line.points if point]
    yield from along(points, WIDTH / 2)
    yield from (around(point, MARK) for point in points)


def _beside(canvas: Canvas, point: Point, text: str) -> Iterator[Box]:
    """The places for the value of a point, the best first."""
    half, height = canvas.measure(text, canvas.bold) / 2, canvas.bold.size
    x, y = point
    for far in (MARK + 1.5, MARK + 4, MARK + 8):
        for shift in (0.0, half * 0.6, -half * 0.6):
            yield Box(x + shift - half, y - far - height, x + shift + half, y - far)
            yield Box(x + shift - half, y + far, x + shift + half, y + far + height)
    for side in (x + MARK + 2, x - MARK - 2 - 2 * half):
        yield Box(side, y - height / 2, side + 2 * half, y + height / 2)
