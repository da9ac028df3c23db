"""A plan over weeks: lying bars carried by ones that are not seen, with milestones behind their ends.

The spreadsheet makes the bars from the weeks, so that the chart follows them when they are edited.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from kamdocs.rules.chart_layout import shared_words
from kamdocs.rules.charts import Chart, Value
from kamdocs.rules.colours import series_colours
from kamdocs.write.charts.labels import Box
from kamdocs.write.word.charts.axes import Axis, category_axis, value_axis
from kamdocs.write.word.charts.bars import bar_group, bar_series
from kamdocs.write.word.charts.ink import Ink, solid
from kamdocs.write.word.charts.labels import Look, labels
from kamdocs.write.word.charts.layout import GAP, corner, names_beside, slot_beside
from kamdocs.write.word.charts.plot import Plot, data_sheet, numbers, series_head
from kamdocs.write.word.charts.sheet import Column, Derived, letter

_FIRST, _LAST, _MARK, _START, _LENGTH, _TEXT = range(1, 7)
"""Columns of the spreadsheet: the weeks, the milestones, and where bars and their texts reach."""
_SIGN = "\N{BLACK DIAMOND}\N{NO-BREAK SPACE}"
_BAR, _BETWEEN = 9.0, 12.0
_BEFORE, _NUMBERS = 8.0, 7.0
"""Before the text of a milestone, and between the numbers of weeks."""


def gantt(chart: Chart, ink: Ink) -> Plot:
    """A bar from the first to the last week of each category, and behind it its milestone; weeks end at their
    numbers."""
    weeks = numbers(chart)
    first, last = min(Decimal(1), *weeks), max(weeks)
    marks = [text or None for text in chart.marks or ("",) * len(chart.categories)]
    sheet = data_sheet(chart, [Column(chart.mark_name, marks), *_columns(chart)])
    seen = ((_START, None), (_LENGTH, solid(series_colours(ink.theme, 1)[0])))
    series = [
        bar_series(series_head(number, sheet.name(_FIRST) if fill is not None else None), sheet, column, fill, [])
        for number, (column, fill) in enumerate(seen)
    ]
    if any(marks):
        shown = [labels(ink, sheet.printed(_MARK), "inBase", look=Look(bold=False, sign=_SIGN))]
        series.append(bar_series(series_head(len(seen), None), sheet, _TEXT, None, shown, labelled_by=_MARK))
    slot, title = slot_beside(chart.categories, ink, _BAR + _BETWEEN), shared_words(chart)
    top = ink.leading + 1.5 * GAP
    area = Box(names_beside(chart.categories, ink), top, ink.width - 1, top + slot * len(chart.categories))
    names = category_axis(ink, "l", colour=ink.colours.line, downwards=True, grid=True)
    group = bar_group(series, round((slot - _BAR) / _BAR * 100), lying=True, stacked=True)
    axis = value_axis(ink, _weeks(chart, ink, area, first, last, title))
    return Plot(sheet, [group, names, axis], area, area.bottom + 2)


def _weeks(chart: Chart, ink: Ink, area: Box, first: Decimal, last: Decimal, title: str) -> Axis:
    """The axis of the weeks: from the beginning of the first, with room for the milestones, as many of them numbered
    as have room."""
    before = first - 1
    week = _week(chart, ink, area.right - area.left, first, last)
    step = _step(ink, week, int(last), int(last - before))
    most = before + Decimal(f"{(area.right - area.left) / week:.2f}")
    left = max(area.left - ink.breadth(title) - 2 * GAP, 0.0)
    place = corner(left / ink.width, 0) if title else None
    code = f'[<={before}]"";[<={last}]0;""'
    return Axis("t", before, most, step, code=code, title=title, grid=True, title_place=place)


def _week(chart: Chart, ink: Ink, width: float, first: Decimal, last: Decimal) -> float:
    """How broad a week is, so that each milestone has room behind its bar."""
    found = [width / float(last - first + 1)]
    for end, mark in zip(chart.series[1].values, chart.marks, strict=False):
        if end and mark:
            found.append((width - ink.tight(mark + _SIGN) - _BEFORE) / float(end.number - first + 1))
    return max(min(found), width / 3 / float(last - first + 1))


def _step(ink: Ink, week: float, last: int, count: int) -> Decimal:
    """Each how many weeks one is numbered."""
    room = ink.breadth(str(last)) + _NUMBERS
    return Decimal(next(step for step in (1, 2, 4, 5, 10, 20, 50, 100, count) if step * week >= room or step >= count))


def _columns(chart: Chart) -> list[Column]:
    """Where each bar begins and how long it is, and the text of its milestone."""
    texts = [Derived("=1", Decimal(1)) if mark else None for mark in chart.marks]
    return [
        Column("…", _made(chart, lambda row: f"={letter(_FIRST)}{row}-1", lambda start, end: start - 1)),
        Column("↔", _made(chart, lambda row: f"={letter(_LAST)}{row}-{letter(_FIRST)}{row}+1", _length)),
        Column("◆", texts),
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
