"""Radar charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import cos, inf, pi, sin

from kamdocs.rules.chart_layout import axis_ends, rings
from kamdocs.rules.chart_texts import values_at
from kamdocs.rules.charts import Chart
from kamdocs.rules.colours import series_colours
from kamdocs.write.charts.canvas import Anchor, Canvas, Point
from kamdocs.write.charts.legend import line_legend
from kamdocs.write.charts.marks import DASHES, mark
from kamdocs.write.charts.scales import apart

_LARGEST, _SMALLEST = 92.0, 40.0
"""Bounds of the radius, which leaves room for names and values at the sides."""

_GAP, _WIDTH, _MARK = 8.0, 1.75, 2.6
_UPRIGHT = 0.2
"""Axes whose direction goes sideways by less are named above or below their end."""

_WIDE, _NARROW = 0.5, 0.3
"""The parts of the width that names take above and below the web, and at its sides."""

_OUTWARDS = 15.0

_Text = tuple[list[str], list[str]]
"""The lines of a name, and those of its values."""


@dataclass(frozen=True, slots=True)
class Web:
    """Where the axes of a radar point to, how long they are, and what stands at their ends: `tops` is how far below the
    centre each text begins, and `height` what is below the uppermost."""

    turns: list[float]
    radius: float
    texts: list[_Text]
    tops: list[float]
    height: float


def spin(canvas: Canvas, chart: Chart) -> Web:
    """The web of a chart."""
    turns = [2 * pi * index / len(chart.categories) - pi / 2 for index in range(len(chart.categories))]
    radius = _radius(canvas, chart, turns)
    texts = [_text(canvas, chart, index, turn, radius) for index, turn in enumerate(turns)]
    tops = _tops(canvas, texts, turns, radius)
    lowest = max(top + _height(canvas, text) for top, text in zip(tops, texts, strict=True))
    return Web(turns, radius, texts, tops, max(lowest, radius * max(map(sin, turns))) - min(tops))


def draw_radar(canvas: Canvas, chart: Chart) -> float:
    """An axis for each category, its name and values at its end, and a closed line for each series."""
    colours = series_colours(canvas.theme, len(chart.series))
    top = line_legend(canvas, [series.name for series in chart.series], colours) if len(chart.series) > 1 else 0.0
    web = spin(canvas, chart)
    centre = (canvas.width / 2, top - min(web.tops))
    _draw_web(canvas, centre, web.turns, web.radius, rings(_most(chart)))
    for number, colour in enumerate(colours):
        _draw_shape(canvas, number, _points(chart, number, centre, web.turns, web.radius), colour)
    for text, turn, below in zip(web.texts, web.turns, web.tops, strict=True):
        place = (centre[0] + (web.radius + _GAP) * cos(turn), centre[1] + below)
        _draw_name(canvas, text, place, _anchor(turn))
    return top + web.height


def _radius(canvas: Canvas, chart: Chart, turns: Sequence[float]) -> float:
    """As large as the words and values at the sides allow."""
    rooms = [
        (canvas.width / 2 - _widest(canvas, chart, index)) / abs(cos(turn)) - _GAP
        for index, turn in enumerate(turns)
        if _anchor(turn) != "middle"
    ]
    return max(_SMALLEST, min([_LARGEST, *rooms]))


def _widest(canvas: Canvas, chart: Chart, index: int) -> float:
    """The width of what cannot be parted at an axis."""
    words = (canvas.measure(word, canvas.label) for word in chart.categories[index].split(" "))
    return max(*words, *(canvas.measure(word, canvas.bold) for word in values_at(chart, index).split(" ")))


def _anchor(turn: float) -> Anchor:
    return "middle" if abs(cos(turn)) < _UPRIGHT else "start" if cos(turn) > 0 else "end"


def _text(canvas: Canvas, chart: Chart, index: int, turn: float, radius: float) -> _Text:
    """The lines of the name of an axis and of its values, within what is left beside the web."""
    room = values = canvas.width * _WIDE
    if _anchor(turn) != "middle":
        values = canvas.width / 2 - (radius + _GAP) * abs(cos(turn))
        room = min(values, max(canvas.width * _NARROW, _widest(canvas, chart, index)))
    name = canvas.lines(chart.categories[index], canvas.label, room, even=True)
    return name, canvas.lines(values_at(chart, index), canvas.bold, values)


def _height(canvas: Canvas, text: _Text) -> float:
    return sum(map(len, text)) * canvas.label.leading


def _tops(canvas: Canvas, texts: Sequence[_Text], turns: Sequence[float], radius: float) -> list[float]:
    """How far below the centre the texts begin: at the ends of their axes, but those at a side apart from each other,
    and those above and below the web beyond those that they would meet."""
    tops = [_top(canvas, text, turn, radius) for text, turn in zip(texts, turns, strict=True)]
    heights = [_height(canvas, text) for text in texts]
    for anchor in ("start", "end"):
        side = [at for at, turn in enumerate(turns) if _anchor(turn) == anchor]
        middles = [tops[at] + heights[at] / 2 for at in side]
        placed = apart(middles, [heights[at] for at in side], -inf, inf)
        back = (sum(placed) - sum(middles)) / max(1, len(side))
        for at, middle in zip(side, placed, strict=True):
            tops[at] = middle - back - heights[at] / 2
    for at, turn in enumerate(turns):
        if _anchor(turn) == "middle" and (met := _met(canvas, texts[at], turns, radius)):
            above, below = min(tops[other] for other in met), max(tops[other] + heights[other] for other in met)
            tops[at] = min(tops[at], above - heights[at]) if sin(turn) < 0 else max(tops[at], below)
    return tops


def _met(canvas: Canvas, text: _Text, turns: Sequence[float], radius: float) -> list[int]:
    """The axes at the sides of the web whose texts a text in its middle would reach."""
    half = max(canvas.measure(line, canvas.bold) for lines in text for line in lines) / 2
    reached = (at for at, turn in enumerate(turns) if (radius + _GAP) * abs(cos(turn)) < half)
    return [at for at in reached if _anchor(turns[at]) != "middle"]


def _top(canvas: Canvas, text: _Text, turn: float, radius: float) -> float:
    """How far below the centre the text at an axis begins: outwards of the sign that may stand at its end."""
    height, end = _height(canvas, text), (radius + _GAP) * sin(turn)
    if _anchor(turn) == "middle":
        return end - height + _GAP / 2 if end < 0 else end - _GAP / 2
    return end - height / 2 + min(height, _OUTWARDS) / 2 * sin(turn)


def _draw_name(canvas: Canvas, text: _Text, place: Point, anchor: Anchor) -> None:
    x, top = canvas.width / 2 if anchor == "middle" else place[0], place[1]
    bottom = canvas.block(x, top, text[0], canvas.label, anchor=anchor)
    canvas.block(x, bottom, text[1], canvas.bold, anchor=anchor)


def _draw_web(canvas: Canvas, centre: Point, turns: Sequence[float], radius: float, count: int) -> None:
    """The axes, and `count` rings at equal steps; the outermost is the round number from the greatest value on."""
    for ring in range(1, count + 1):
        corners = [_at(centre, turn, radius * ring / count) for turn in (*turns, turns[0])]
        canvas.line(corners, canvas.hairline, width=0.75 if ring == count else 0.5)
    for turn in turns:
        canvas.line((centre, _at(centre, turn, radius)), canvas.hairline, width=0.5)


def _points(chart: Chart, number: int, centre: Point, turns: Sequence[float], radius: float) -> list[Point]:
    values = [float(value.number) if value else 0.0 for value in chart.series[number].values]
    most = float(_most(chart))
    return [_at(centre, turn, radius * value / most) for turn, value in zip(turns, values, strict=True)]


def _most(chart: Chart) -> Decimal:
    """Where the axes end."""
    return axis_ends(value.number for series in chart.series for value in series.values if value)[1]


def _draw_shape(canvas: Canvas, number: int, points: Sequence[Point], colour: str) -> None:
    canvas.line([*points, points[0]], colour, width=_WIDTH, dash=DASHES[number])
    for point in points:
        mark(canvas, point, number, colour, _MARK)


def _at(centre: Point, turn: float, distance: float) -> Point:
    return centre[0] + distance * cos(turn), centre[1] + distance * sin(turn)
