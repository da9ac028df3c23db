"""Line charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kamdocs.rules.chart_layout import line_ends, plot_height
from kamdocs.rules.charts import Chart
from kamdocs.rules.colours import series_colours
from kamdocs.write.charts.canvas import Canvas, Point
from kamdocs.write.charts.labels import Box, along
from kamdocs.write.charts.line_values import GAP, LEADER, MARK, WIDTH, Line, Values, draw_ends, end_height
from kamdocs.write.charts.marks import DASHES, mark
from kamdocs.write.charts.scales import Scale, between

_NAME_SHARE = 0.26
"""The part of the width that the names of series may take at the right."""

_MOST_VALUES = 36
"""Of more values than these only the first, the last, the least and the greatest of each line are printed."""


def draw_lines(canvas: Canvas, chart: Chart) -> float:
    """A line for each series, named at its end; values stand at the points where there is room, one alone for all that
    are equal."""
    names = [_end_name(canvas, chart, number) for number in range(len(chart.series))]
    right = canvas.width - _side(canvas, chart, names)
    top, (low, high) = canvas.bold.leading + GAP, map(float, line_ends(chart))
    below = canvas.bold.leading + 2 * GAP if low < 0 else 0.0
    height = max(plot_height(chart) - below, sum(end_height(canvas, name) for name in names) - top)
    bottom = top + height + below
    across = between(0, max(1, len(chart.categories) - 1), _first_half(canvas, chart, right), right)
    down = between(low, high, top + height, top)
    lines = list(_lines(canvas, chart, names, across, down))
    levels = [bottom, down(0)] if low < 0 <= high else [bottom]
    _draw_ground(canvas, lines, [across(index) for index in range(len(chart.categories))], levels)
    for line in lines:
        _draw_line(canvas, line)
    values = Values(canvas, Box(0, 0, right + GAP, bottom), lines)
    values.taken += [box for level in levels for box in along(((0, level), (right, level)), 0.5)]
    draw_ends(canvas, lines, right + LEADER, values)
    for line in lines:
        for index in _printed(chart, line):
            values.put(line, index)
    return _draw_categories(canvas, chart, across, bottom + GAP, right)


def _end_name(canvas: Canvas, chart: Chart, number: int) -> list[str]:
    """The lines of the name at the end of a series; none where there is but one."""
    if len(chart.series) == 1:
        return []
    return canvas.lines(chart.series[number].name, canvas.label, canvas.width * _NAME_SHARE)


def _side(canvas: Canvas, chart: Chart, names: Sequence[Sequence[str]]) -> float:
    """The room at the right for the last values and the names."""
    last = [series.values[-1] for series in chart.series]
    values = max((canvas.measure(value.text, canvas.bold) for value in last if value), default=0.0)
    named = max((canvas.measure(line, canvas.label) for lines in names for line in lines), default=0.0)
    return max(values, named) + LEADER


def _first_half(canvas: Canvas, chart: Chart, right: float) -> float:
    """How far from the left the first category stands: half of its name, or of its values."""
    place = right / max(1, len(chart.categories))
    texts = [series.values[0].text for series in chart.series if series.values[0]]
    values = max((canvas.measure(text, canvas.bold) for text in texts), default=0.0)
    names = max(canvas.measure(line, canvas.label) for line in canvas.lines(chart.categories[0], canvas.label, place))
    return max(values, names) / 2 + 1


def _lines(canvas: Canvas, chart: Chart, names: Sequence[list[str]], across: Scale, down: Scale) -> Iterator[Line]:
    colours = series_colours(canvas.theme, len(chart.series))
    for number, (series, colour) in enumerate(zip(chart.series, colours, strict=True)):
        points = tuple(
            (across(index), down(float(value.number))) if value else None for index, value in enumerate(series.values)
        )
        texts = tuple(value.text if value else "" for value in series.values)
        yield Line(number, names[number], colour, points, texts, series.is_constant)


def _printed(chart: Chart, line: Line) -> list[int]:
    """The points whose values are printed where there is room, but for the last."""
    *others, _ = line.drawn
    if line.constant:
        return []
    if len(chart.series) * len(chart.categories) <= _MOST_VALUES:
        return others
    numbers = {index: value.number for index in others if (value := chart.series[line.number].values[index])}
    return sorted({others[0], min(numbers, key=numbers.__getitem__), max(numbers, key=numbers.__getitem__)})


def _draw_ground(canvas: Canvas, lines: Sequence[Line], places: Sequence[float], levels: Sequence[float]) -> None:
    """A hairline for each category down from its highest point, the line that they stand on, and one at zero."""
    bottom, *zero = levels
    for index, place in enumerate(places):
        heights = [point[1] for line in lines if (point := line.points[index])]
        if heights:
            canvas.line(((place, min(heights)), (place, bottom)), canvas.hairline, width=0.5)
    canvas.line(((0, bottom), (places[-1], bottom)), canvas.note.colour)
    for level in zero:
        canvas.line(((0, level), (places[-1], level)), canvas.note.colour, width=0.5)


def _draw_line(canvas: Canvas, line: Line) -> None:
    """The line, interrupted where there is no value, and a sign at each point."""
    run: list[Point] = []
    for point in (*line.points, None):
        if point:
            run.append(point)
        elif run:
            if len(run) > 1:
                canvas.line(run, line.colour, width=WIDTH, dash=DASHES[line.number])
            run = []
    for index in line.drawn:
        if point := line.points[index]:
            mark(canvas, point, line.number, line.colour, MARK)


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
        lines = canvas.lines(text, canvas.label, min(max(room - GAP, words), canvas.width), even=True)
        width = max(canvas.measure(line, canvas.label) for line in lines)
        middle = min(max(across(index), width / 2), canvas.width - width / 2)
        made.append(_Name(lines, middle, width))
    return made


def _are_apart(names: Sequence[_Name], rows: int) -> bool:
    """Whether names in the same of several rows keep their distance."""
    return all(
        other.middle - name.middle >= (name.width + other.width) / 2 + GAP
        for name, other in zip(names, names[rows:], strict=False)
    )
