"""A plan over weeks: lying bars carried by ones that are not seen, with milestones behind their ends.

The spreadsheet makes the bars from the weeks, so that the chart follows them when they are edited.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from kamdocs.rules.chart_layout import MARKS_BESIDE, WEEKS_BAR, WEEKS_PADDING, shared_words, week_step
from kamdocs.rules.charts import Chart, Value
from kamdocs.rules.colours import series_colours
from kamdocs.write.charts.labels import Box
from kamdocs.write.word.charts.axes import Axis, category_axis, value_axis
from kamdocs.write.word.charts.bars import bar_group, bar_series
from kamdocs.write.word.charts.breaks import broken
from kamdocs.write.word.charts.labels import LabelStyle, labels
from kamdocs.write.word.charts.layout import GAP, corner, names_beside, slot_beside
from kamdocs.write.word.charts.plot import Plot, data_sheet, numbers, series_head
from kamdocs.write.word.charts.setting import Setting
from kamdocs.write.word.charts.shapes import solid
from kamdocs.write.word.charts.sheet import Column, Composed, Derived, letter

_FIRST, _LAST, _MARK, _START, _LENGTH, _BEHIND, _TEXT = range(1, 8)
"""Columns of the spreadsheet: the weeks, the milestones, where bars and their texts reach, and these on lines."""
_SIGN = "\N{BLACK DIAMOND}\N{NO-BREAK SPACE}"
_BEFORE = 8.0
"""Before the text of a milestone."""


def gantt(chart: Chart, setting: Setting) -> Plot:
    """A bar from the first to the last week of each category, and behind it its milestone; weeks end at their
    numbers."""
    marks = _marks(chart, setting)
    sheet = data_sheet(
        chart, [Column(chart.mark_name, [text or None for text in chart.marks]), *_columns(chart, marks)]
    )
    seen = ((_START, None), (_LENGTH, solid(series_colours(setting.theme, 1)[0])))
    series = [
        bar_series(series_head(number, sheet.name(_FIRST) if fill is not None else None), sheet, column, fill, [])
        for number, (column, fill) in enumerate(seen)
    ]
    if any(marks):
        shown = [labels(setting, sheet.printed(_TEXT), "inBase", style=LabelStyle(bold=False, sign=_SIGN, aligned="l"))]
        series.append(bar_series(series_head(len(seen), None), sheet, _BEHIND, None, shown, labelled_by=_TEXT))
    slot, top = _slot(chart, setting, marks), setting.leading + 1.5 * GAP
    left = names_beside(chart.categories, setting)
    area = Box(left, top, setting.width - 1, top + slot * len(chart.categories))
    names = category_axis(setting, "l", colour=setting.colours.line, downwards=True, grid=True)
    group = bar_group(series, round((slot - WEEKS_BAR) / WEEKS_BAR * 100), lying=True, stacked=True)
    return Plot(sheet, [group, names, value_axis(setting, _weeks(chart, setting, area, marks))], area, area.bottom + 2)


def _marks(chart: Chart, setting: Setting) -> list[Composed | None]:
    """The milestones on lines as long as in the PDF."""
    canvas = setting.canvas()
    return [
        broken(f"{letter(_MARK)}{row}", mark, canvas.lines(mark, canvas.label, setting.width * MARKS_BESIDE))
        if mark
        else None
        for row, mark in enumerate(chart.marks, start=2)
    ]


def _slot(chart: Chart, setting: Setting, marks: Sequence[Composed | None]) -> float:
    """How high the row of a category is."""
    lines = max((mark.text.count("\n") + 1 for mark in marks if mark), default=1)
    return slot_beside(chart.categories, setting, lines * setting.leading) + WEEKS_PADDING


def _weeks(chart: Chart, setting: Setting, area: Box, marks: Sequence[Composed | None]) -> Axis:
    """The axis of the weeks: from the beginning of the first, with room for the milestones, as many of them numbered
    as have room."""
    first, last = min(Decimal(1), *numbers(chart)), max(numbers(chart))
    before, title = first - 1, shared_words(chart)
    week = _week(chart, setting, area.right - area.left, marks)
    step = Decimal(week_step(int(first), int(last), week, setting.breadth(str(last))))
    most = before + Decimal(f"{(area.right - area.left) / week:.2f}")
    left = max(area.left - setting.breadth(title) - 2 * GAP, 0.0)
    place = corner(left / setting.width, 0) if title else None
    code = f'[<={before}]"";[<={last}]0;""'
    return Axis("t", before, most, step, code=code, title=title, grid=True, title_place=place)


def _week(chart: Chart, setting: Setting, width: float, marks: Sequence[Composed | None]) -> float:
    """How broad a week is, so that each milestone has room behind its bar."""
    first, last = min(Decimal(1), *numbers(chart)), max(numbers(chart))
    found = [width / float(last - first + 1)]
    for end, mark in zip(chart.series[1].values, marks, strict=False):
        if end and mark:
            broadest = max(map(setting.tight, (mark.text + _SIGN).split("\n")))
            found.append((width - broadest - _BEFORE) / float(end.number - first + 1))
    return max(min(found), width / 3 / float(last - first + 1))


def _columns(chart: Chart, marks: Sequence[Composed | None]) -> list[Column]:
    """Where each bar begins and how long it is, and the text of its milestone behind it."""
    behind = [Derived("=1", Decimal(1)) if mark else None for mark in marks]
    return [
        Column("…", _made(chart, lambda row: f"={letter(_FIRST)}{row}-1", lambda start, end: start - 1)),
        Column("↔", _made(chart, lambda row: f"={letter(_LAST)}{row}-{letter(_FIRST)}{row}+1", _length)),
        Column("◆", behind),
        Column("◆", marks),
    ]


def _made(
    chart: Chart, formula: Callable[[int], str], number: Callable[[Decimal, Decimal], Decimal]
) -> list[Derived | None]:
    made: list[Derived | None] = []
    for row, (start, end) in enumerate(zip(*(series.values for series in chart.series), strict=True), start=2):
        complete = isinstance(start, Value) and isinstance(end, Value)
        made.append(Derived(formula(row), number(start.number, end.number)) if complete else None)
    return made


def _length(start: Decimal, end: Decimal) -> Decimal:
    return end - start + 1
