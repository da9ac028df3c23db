"""Quadrants: points in a square of four fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kamdocs.rules.chart_layout import (
    DISC,
    DOT,
    QUADRANT_HEIGHT,
    QUADRANT_INSET,
    QUADRANT_MARGIN,
    SHORT_NAME,
    ends,
)
from kamdocs.rules.charts import Chart
from kamdocs.rules.colours import PAPER
from kamdocs.write.charts.canvas import Canvas, Point
from kamdocs.write.charts.key import Key, lay_out_key
from kamdocs.write.charts.labels import Box, around, first_free, spread
from kamdocs.write.charts.paint import Paint
from kamdocs.write.charts.scales import Scale, between

_GAP, _ARROW = 4.0, 3.0

_NAME_WIDTHS = (122.0, 76.0)
"""How wide names at points are at most: first choice, second choice."""


@dataclass(frozen=True, slots=True)
class _Field:
    """The square of fields, and where values lie in it."""

    box: Box
    across: Scale
    up: Scale


def draw_quadrant(canvas: Canvas, chart: Chart) -> float:
    """A point for each category with its name in it or beside it; with a number and a key where names would meet."""
    top = max(len(_axis_name(canvas, chart, 1)), 1) * canvas.note.leading + _GAP
    field = _field(canvas, chart, Box(0, top, canvas.width, top + QUADRANT_HEIGHT))
    points = spread(_places(field, chart), DOT, field.box)
    bottom, names = 0.0, _placed_names(canvas, chart, points, field.box)
    if max(map(len, chart.categories)) <= SHORT_NAME:
        _draw_field(canvas, chart, field)
        _draw_discs(canvas, field, _places(field, chart), chart.categories)
    elif names is None:
        key = lay_out_key(canvas, chart)
        field = _field(canvas, chart, Box(0, top, key.quadrant[0], top + key.quadrant[1]))
        _draw_field(canvas, chart, field)
        _draw_discs(canvas, field, _places(field, chart), [entry.number for entry in key.entries])
        bottom = _draw_key(canvas, key, top)
    else:
        _draw_field(canvas, chart, field)
        for point, (box, lines) in zip(points, names, strict=True):
            canvas.circle(*point, DOT, Paint(canvas.accent, PAPER))
            canvas.block(box.left, box.top, lines, canvas.label)
    return max(bottom, _draw_axis_names(canvas, chart, field.box))


def _field(canvas: Canvas, chart: Chart, box: Box) -> _Field:
    (left, right), (low, high) = (map(float, ends(series)) for series in chart.series)
    aside, above = (box.right - box.left) * QUADRANT_MARGIN, _title_room(canvas, chart, box)
    across = between(left, right, box.left + aside, box.right - aside)
    return _Field(box, across, between(low, high, box.bottom - above, box.top + above))


def _title_room(canvas: Canvas, chart: Chart, box: Box) -> float:
    """How much of the height the names of the fields take above and below the points."""
    titles = [title.bottom - title.top + QUADRANT_INSET for title, _ in _titles(canvas, chart, box)]
    return max(titles, default=0.0) + DISC + 1


def _places(field: _Field, chart: Chart) -> list[Point]:
    """Where the points of the categories are."""
    pairs = zip(*(series.values for series in chart.series), strict=True)
    return [(field.across(float(x.number if x else 0)), field.up(float(y.number if y else 0))) for x, y in pairs]


def _axis_name(canvas: Canvas, chart: Chart, number: int) -> list[str]:
    return canvas.lines(chart.series[number].name, canvas.note, canvas.width - 4 * _ARROW)


def _titles(canvas: Canvas, chart: Chart, box: Box) -> list[tuple[Box, list[str]]]:
    """The names of the fields, each in the outer corner of its own."""
    half, found = (box.right - box.left) / 2, []
    for number, title in enumerate(chart.fields):
        lines = canvas.lines(title, canvas.bold, half - 2 * QUADRANT_INSET)
        width = max(canvas.measure(line, canvas.bold) for line in lines)
        height = len(lines) * canvas.bold.leading
        left = box.right - QUADRANT_INSET - width if number % 2 else box.left + QUADRANT_INSET
        top = box.top + QUADRANT_INSET if number < 2 else box.bottom - QUADRANT_INSET - height
        found.append((Box(left, top, left + width, top + height), lines))
    return found


def _placed_names(
    canvas: Canvas, chart: Chart, points: Sequence[Point], bounds: Box
) -> list[tuple[Box, list[str]]] | None:
    """Where the names of the points stand; None where there is no room for one of them."""
    titles = (box for box, _ in _titles(canvas, chart, bounds))
    covered = [*titles, *(around(point, DOT + 1) for point in points)]
    found = []
    for point, name in zip(points, chart.categories, strict=True):
        choices = [_sized(canvas, name, width) for width in _NAME_WIDTHS]
        places = [(box, lines) for size, lines in choices for box in _beside(point, *size)]
        boxes = [box for box, _ in places]
        box = first_free(boxes, [*covered, *_cross(bounds)], bounds) or first_free(boxes, covered, bounds)
        if box is None:
            return None
        covered.append(box)
        found.append((box, places[boxes.index(box)][1]))
    return found


def _sized(canvas: Canvas, name: str, width: float) -> tuple[tuple[float, float], list[str]]:
    """The size of a name and its lines."""
    lines = canvas.lines(name, canvas.label, width, even=True)
    return (max(canvas.measure(line, canvas.label) for line in lines), len(lines) * canvas.label.leading), lines


def _cross(box: Box) -> tuple[Box, Box]:
    """The lines between the fields, which names cross only where they must."""
    middle, level = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return Box(middle - 1, box.top, middle + 1, box.bottom), Box(box.left, level - 1, box.right, level + 1)


def _beside(point: Point, width: float, height: float) -> Iterator[Box]:
    """The places for a name at a point: at its right, its left, above, below, then slanting."""
    x, y = point
    far = DOT + 2.5
    middles = ((x + far, y - height / 2), (x - far - width, y - height / 2))
    centres = ((x - width / 2, y - far - height), (x - width / 2, y + far))
    corners = ((x + far - 2, y - height), (x + far - 2, y), (x - far + 2 - width, y - height), (x - far + 2 - width, y))
    for left, top in (*middles, *centres, *corners):
        yield Box(left, top, left + width, top + height)


def _draw_field(canvas: Canvas, chart: Chart, field: _Field) -> None:
    box = field.box
    middle, level = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    canvas.line(((middle, box.top), (middle, box.bottom)), canvas.hairline)
    canvas.line(((box.left, level), (box.right, level)), canvas.hairline)
    canvas.line(((box.left, box.top), (box.left, box.bottom), (box.right, box.bottom)), canvas.note.colour)
    for place, lines in _titles(canvas, chart, box):
        for number, line in enumerate(lines):
            right = place.left > middle
            x = place.right if right else place.left
            anchor_top = place.top + number * canvas.bold.leading
            canvas.block(x, anchor_top, [line], canvas.quiet_bold, anchor="end" if right else "start")


def _draw_axis_names(canvas: Canvas, chart: Chart, box: Box) -> float:
    """The name of the upright axis above it, that of the other below its end, each with an arrow."""
    note = canvas.note
    up, across = _axis_name(canvas, chart, 1), _axis_name(canvas, chart, 0)
    middle = box.top - _GAP - len(up) * note.leading + note.leading / 2
    canvas.polygon(((0, middle + _ARROW), (_ARROW, middle - _ARROW), (2 * _ARROW, middle + _ARROW)), Paint(note.colour))
    canvas.block(3.5 * _ARROW, box.top - _GAP - len(up) * note.leading, up, note)
    middle, tip = box.bottom + _GAP + note.leading / 2, box.right
    corners = ((tip - 2 * _ARROW, middle - _ARROW), (tip, middle), (tip - 2 * _ARROW, middle + _ARROW))
    canvas.polygon(corners, Paint(note.colour))
    return canvas.block(tip - 3.5 * _ARROW, box.bottom + _GAP, across, note, anchor="end")


def _draw_key(canvas: Canvas, key: Key, top: float) -> float:
    for entry in key.entries:
        middle = top + entry.middle
        _draw_disc(canvas, (key.discs, middle), entry.number)
        canvas.block(key.names, middle - canvas.label.leading / 2, entry.lines, canvas.label)
    return top + key.height


def _draw_discs(canvas: Canvas, field: _Field, points: Sequence[Point], texts: Sequence[str]) -> None:
    for point, text in zip(spread(points, DISC, field.box), texts, strict=True):
        _draw_disc(canvas, point, text)


def _draw_disc(canvas: Canvas, point: Point, text: str) -> None:
    canvas.circle(*point, DISC, Paint(canvas.accent, PAPER))
    canvas.centred(*point, [text], canvas.on(canvas.accent))
