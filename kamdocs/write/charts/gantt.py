"""Gantt charts."""

from __future__ import annotations

from dataclasses import dataclass

from kamdocs.rules.chart_layout import MARKS_BESIDE, WEEKS_BAR, WEEKS_PADDING, shared_words, week_step
from kamdocs.rules.charts import Chart
from kamdocs.rules.colours import PAPER
from kamdocs.write.charts.canvas import Canvas
from kamdocs.write.charts.paint import Paint
from kamdocs.write.charts.scales import Scale, between

_NAME_SHARE = 0.3
"""The part of the width that names may take."""

_GAP, _DIAMOND = 8.0, 4.4


@dataclass(frozen=True, slots=True)
class _Grid:
    """The columns of a Gantt chart: names, weeks and milestones."""

    names: list[list[str]]
    marks: list[list[str]]
    weeks: Scale
    left: float
    right: float
    heights: list[float]


def draw_gantt(canvas: Canvas, chart: Chart) -> float:
    """A row for each category: its name, its weeks as a bar, and its milestone as a diamond with its text."""
    grid = _grid(canvas, chart)
    first, last = (int(value) for value in _span(chart))
    top = _draw_head(canvas, chart, grid, first, last)
    bottom = top + sum(grid.heights)
    step = _step(canvas, grid.weeks, first, last)
    for week in range(first, last + 2):
        if (week - first) % step == 0 or week == last + 1:
            canvas.line(((grid.weeks(week), top), (grid.weeks(week), bottom)), canvas.hairline, width=0.4)
    for index in range(len(chart.categories)):
        top = _draw_row(canvas, chart, grid, index, top)
    return bottom


def _span(chart: Chart) -> tuple[float, float]:
    """The first week of all, and the last."""
    firsts, lasts = chart.series
    low = min(float(value.number) for value in firsts.values if value)
    return min(1.0, low), max(float(value.number) for value in lasts.values if value)


def _grid(canvas: Canvas, chart: Chart) -> _Grid:
    width, type = canvas.width, canvas.label
    names = [canvas.lines(name, type, width * _NAME_SHARE, even=True) for name in chart.categories]
    marks = [
        canvas.lines(text, type, width * MARKS_BESIDE) if text else [] for text in chart.marks or ("",) * len(names)
    ]
    heads = [
        (canvas.lines(chart.heading, canvas.note, width * _NAME_SHARE)),
        canvas.lines(chart.mark_name, canvas.note, width * MARKS_BESIDE),
    ]
    left = max(canvas.measure(line, canvas.label) for lines in [*names, heads[0]] for line in lines) + 1.5 * _GAP
    side = max((canvas.measure(line, type) for lines in [*marks, heads[1]] for line in lines), default=0.0)
    right = width - (side + 2 * _GAP if any(marks) else 0.0)
    first, last = _span(chart)
    rows = zip(names, marks, strict=True)
    heights = [max(len(name), len(mark), 1) * type.leading + WEEKS_PADDING for name, mark in rows]
    return _Grid(names, marks, between(first, last + 1, left, right), left, right, heights)


def _step(canvas: Canvas, weeks: Scale, first: int, last: int) -> int:
    """Each how many weeks one is numbered: in its week or, where not all are, at its end."""
    return week_step(first, last, weeks.unit, canvas.measure(str(last), canvas.note))


def _draw_head(canvas: Canvas, chart: Chart, grid: _Grid, first: int, last: int) -> float:
    """The names of the columns and the numbers of the weeks; gives where the rows begin."""
    note, unit = canvas.note, shared_words(chart)
    heading = canvas.lines(chart.heading, note, grid.left - _GAP)
    mark_name = canvas.lines(chart.mark_name, note, canvas.width - grid.right) if any(grid.marks) else []
    lines = max(len(heading), len(mark_name), 2 if unit else 1)
    bottom = lines * note.leading + 2
    canvas.block(0, bottom - 2 - len(heading) * note.leading, heading, note)
    canvas.block(grid.right + 2 * _GAP, bottom - 2 - len(mark_name) * note.leading, mark_name, note)
    if unit:
        canvas.block(grid.left, bottom - 2 - 2 * note.leading, [unit], note)
    step = _step(canvas, grid.weeks, first, last)
    for week in range(first + step - 1, last + 1, step):
        x = grid.weeks(week + (0.5 if step == 1 else 1))
        canvas.block(x, bottom - 2 - note.leading, [str(week)], note, anchor="middle")
    canvas.line(((0, bottom), (canvas.width, bottom)), note.colour)
    return bottom


def _draw_row(canvas: Canvas, chart: Chart, grid: _Grid, index: int, top: float) -> float:
    bottom = top + grid.heights[index]
    middle = (top + bottom) / 2
    first, last = (series.values[index] for series in chart.series)
    canvas.centred(0, middle, grid.names[index], canvas.label, anchor="start")
    if first and last:
        start, end = grid.weeks(float(first.number)), grid.weeks(float(last.number) + 1)
        canvas.rect(start, middle - WEEKS_BAR / 2, end - start, WEEKS_BAR, Paint(canvas.accent))
        if grid.marks[index]:
            _draw_diamond(canvas, end, middle)
            canvas.line(
                ((end + _DIAMOND + 2, middle), (grid.right + _GAP, middle)), canvas.quiet, width=0.5, dash="0.75 2"
            )
            canvas.centred(grid.right + 2 * _GAP, middle, grid.marks[index], canvas.label, anchor="start")
    canvas.line(((0, bottom), (canvas.width, bottom)), canvas.hairline, width=0.5)
    return bottom


def _draw_diamond(canvas: Canvas, x: float, y: float) -> None:
    corners = ((x, y - _DIAMOND), (x + _DIAMOND, y), (x, y + _DIAMOND), (x - _DIAMOND, y))
    canvas.polygon(corners, Paint(canvas.strong, PAPER))
