"""Line charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kamdocs.rules.charts import Chart
from kamdocs.rules.colours import series_colours
from kamdocs.write.charts.canvas import Canvas, Point
from kamdocs.write.charts.labels import Box, along, around, first_free
from kamdocs.write.charts.marks import mark
from kamdocs.write.charts.scales import Scale, apart, between, extent

DASHES = ("", "6 2.5", "1.5 2.5", "9 2.5 1.5 2.5", "3.5 3.5")
"""How the lines of series are broken, so that they are told apart without their colours."""

_HEIGHT = 136.0
_NAME_SHARE = 0.26
"""The part of the width that the names of series may take at the right."""

_FROM_ZERO = 0.4
"""Values begin at zero where the least is below this part of the greatest."""

_WIDTH, _MARK, _GAP = 1.75, 2.7, 4.0
_LEADER = 14.0
"""From the last points to their texts."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One series as it is drawn: a point for each category that has a value."""

    number: int
    name: str
    colour: str
    points: tuple[Point | None, ...]
    texts: tuple[str, ...]
    constant: bool

    @property
    def drawn(self) -> list[int]:
        """The indexes of the points there are."""
        return [index for index, point in enumerate(self.points) if point]


def draw_lines(canvas: Canvas, chart: Chart) -> float:
    """A line for each series, named at its end; values stand at the points where there is room, one alone for all that
    are equal."""
    names = [_end_name(canvas, chart, number) for number in range(len(chart.series))]
    right = canvas.width - _side(canvas, chart, names)
    top = canvas.bold.leading + _GAP
    height = max(_HEIGHT, sum(_end_height(canvas, name) for name in names) - 2 * top)
    bottom = top + height + canvas.bold.leading + 2 * _GAP
    across = between(0, max(1, len(chart.categories) - 1), _first_half(canvas, chart, right), right)
    down = _down(chart, top, top + height)
    lines = list(_lines(canvas, chart, across, down))
    _draw_ground(canvas, lines, [across(index) for index in range(len(chart.categories))], down, bottom)
    for line in lines:
        _draw_line(canvas, line)
    _draw_ends(canvas, lines, names, right + _LEADER, bottom)
    zero = along(((0, down(0)), (right, down(0))), 0.5)
    _draw_values(canvas, lines, list(zero), Box(0, 0, right + _GAP, bottom))
    return _draw_categories(canvas, chart, across, bottom + _GAP, right)


def _end_name(canvas: Canvas, chart: Chart, number: int) -> list[str]:
    """The lines of the name at the end of a series; none where there is but one."""
    if len(chart.series) == 1:
        return []
    return canvas.lines(chart.series[number].name, canvas.label, canvas.width * _NAME_SHARE)


def _end_height(canvas: Canvas, name: Sequence[str]) -> float:
    """How high the last value and the name of a series are together."""
    return canvas.bold.leading + len(name) * canvas.label.leading + 1


def _side(canvas: Canvas, chart: Chart, names: Sequence[Sequence[str]]) -> float:
    """The room at the right for the last values and the names."""
    last = [next((value.text for value in reversed(series.values) if value), "") for series in chart.series]
    values = max(canvas.measure(text, canvas.bold) for text in last)
    named = max((canvas.measure(line, canvas.label) for lines in names for line in lines), default=0.0)
    return max(values, named) + _LEADER


def _first_half(canvas: Canvas, chart: Chart, right: float) -> float:
    """How far from the left the first category stands: half of its name, or of its values."""
    place = right / max(1, len(chart.categories))
    texts = [series.values[0].text for series in chart.series if series.values[0]]
    values = max((canvas.measure(text, canvas.bold) for text in texts), default=0.0)
    names = max(canvas.measure(line, canvas.label) for line in canvas.lines(chart.categories[0], canvas.label, place))
    return max(values, names) / 2 + 1


def _down(chart: Chart, top: float, bottom: float) -> Scale:
    """Where values lie: from zero on, but where that would leave most of the drawing empty."""
    low, high = extent(float(value.number) for series in chart.series for value in series.values if value)
    low, high = (
        min(low, 0.0) if low < high * _FROM_ZERO or low == high else low,
        max(high, 0.0) if high > low * _FROM_ZERO or low == high else high,
    )
    return between(low, high, bottom, top)


def _lines(canvas: Canvas, chart: Chart, across: Scale, down: Scale) -> Iterator[_Line]:
    colours = series_colours(canvas.theme, len(chart.series))
    for number, (series, colour) in enumerate(zip(chart.series, colours, strict=True)):
        points = tuple(
            (across(index), down(float(value.number))) if value else None for index, value in enumerate(series.values)
        )
        texts = tuple(value.text if value else "" for value in series.values)
        yield _Line(number, series.name, colour, points, texts, series.is_constant)


def _draw_ground(canvas: Canvas, lines: Sequence[_Line], places: Sequence[float], down: Scale, bottom: float) -> None:
    """A hairline for each category down from its highest point, and the line that they stand on."""
    for index, place in enumerate(places):
        heights = [point[1] for line in lines if (point := line.points[index])]
        if heights:
            canvas.line(((place, min(heights)), (place, bottom)), canvas.hairline, width=0.5)
    canvas.line(((0, bottom), (places[-1], bottom)), canvas.note.colour)
    if down.unit and down(0) < bottom - canvas.bold.leading - 2 * _GAP:
        canvas.line(((0, down(0)), (places[-1], down(0))), canvas.note.colour, width=0.5)


def _draw_line(canvas: Canvas, line: _Line) -> None:
    """The line, interrupted where there is no value, and a sign at each point."""
    run: list[Point] = []
    for point in (*line.points, None):
        if point:
            run.append(point)
        elif run:
            if len(run) > 1:
                canvas.line(run, line.colour, width=_WIDTH, dash=DASHES[line.number])
            run = []
    for index in line.drawn:
        if point := line.points[index]:
            mark(canvas, point, line.number, line.colour, _MARK)


def _draw_ends(canvas: Canvas, lines: Sequence[_Line], names: Sequence[Sequence[str]], x: float, low: float) -> None:
    """The last value and the name of each series at the end of its line, from `x` on."""
    shown = [(line, name) for line, name in zip(lines, names, strict=True) if line.drawn]
    ends = [point for line, _ in shown if (point := line.points[line.drawn[-1]])]
    heights = [_end_height(canvas, name) for _, name in shown]
    wished = [y + (height - canvas.bold.leading) / 2 for (_, y), height in zip(ends, heights, strict=True)]
    for index, middle in enumerate(apart(wished, heights, 0, low)):
        line, name = shown[index]
        top = middle - heights[index] / 2
        leader = (x - 2, top + canvas.bold.leading / 2)
        if len(shown) > 1:
            canvas.line(((ends[index][0] + _MARK + 1, ends[index][1]), leader), line.colour, width=0.5)
        below = canvas.block(x, top, [line.texts[line.drawn[-1]]], canvas.bold)
        canvas.block(x, below, name, canvas.label)


def _draw_values(canvas: Canvas, lines: Sequence[_Line], ground: Sequence[Box], bounds: Box) -> None:
    """The other values beside their points, where they meet no line, no point and no other value."""
    taken = [*ground, *(box for line in lines for box in _covered(line))]
    for line in lines:
        for index in () if line.constant else line.drawn[:-1]:
            point, text = line.points[index], line.texts[index]
            places = list(_beside(canvas, point, text)) if point else []
            if box := first_free(places, taken, bounds):
                taken.append(box)
                middle = (box.top + box.bottom) / 2
                canvas.centred((box.left + box.right) / 2, middle, [text], canvas.bold)


def _covered(line: _Line) -> Iterator[Box]:
    """What a line and its signs cover."""
    points = [point for point in line.points if point]
    yield from along(points, _WIDTH / 2)
    yield from (around(point, _MARK) for point in points)


def _beside(canvas: Canvas, point: Point, text: str) -> Iterator[Box]:
    """The places for the value of a point, the best first."""
    half, height = canvas.measure(text, canvas.bold) / 2, canvas.bold.size
    x, y = point
    for far in (_MARK + 1.5, _MARK + 4, _MARK + 8):
        for shift in (0.0, half * 0.6, -half * 0.6):
            yield Box(x + shift - half, y - far - height, x + shift + half, y - far)
            yield Box(x + shift - half, y + far, x + shift + half, y + far + height)
    for side in (x + _MARK + 2, x - _MARK - 2 - 2 * half):
        yield Box(side, y - height / 2, side + 2 * half, y + height / 2)


def _draw_categories(canvas: Canvas, chart: Chart, across: Scale, top: float, right: float) -> float:
    """The names of the categories, in as many rows as they need not to meet."""
    count = len(chart.categories)
    placed = (_category_names(canvas, chart, across, (across.unit or right) * rows) for rows in range(1, count + 1))
    rows, names = next(
        (rows, names) for rows, names in enumerate(placed, start=1) if rows == count or _are_apart(names, rows)
    )
    heights = [max(len(name.lines) for name in names[row::rows]) * canvas.label.leading for row in range(rows)]
    for index, name in enumerate(names):
        canvas.block(name.middle, top + sum(heights[: index % rows]), name.lines, canvas.label, anchor="middle")
    return top + sum(heights)


@dataclass(frozen=True, slots=True)
class _Name:
    """The name of a category as it stands below a chart."""

    lines: list[str]
    middle: float
    width: float


def _category_names(canvas: Canvas, chart: Chart, across: Scale, room: float) -> list[_Name]:
    """The names within `room` each, but for words that are wider; none leaves the drawing."""
    made = []
    for index, text in enumerate(chart.categories):
        words = max(canvas.measure(word, canvas.label) for word in text.split(" "))
        lines = canvas.lines(text, canvas.label, min(max(room - _GAP, words), canvas.width), even=True)
        width = max(canvas.measure(line, canvas.label) for line in lines)
        middle = min(max(across(index), width / 2), canvas.width - width / 2)
        made.append(_Name(lines, middle, width))
    return made


def _are_apart(names: Sequence[_Name], rows: int) -> bool:
    """Whether names in the same of several rows keep their distance."""
    return all(
        other.middle - name.middle >= (name.width + other.width) / 2 + _GAP
        for name, other in zip(names, names[rows:], strict=False)
    )
