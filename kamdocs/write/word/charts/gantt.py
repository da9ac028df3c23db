"""A plan over weeks: lying bars carried by ones that are not seen, with milestones behind their ends.

The spreadsheet makes the bars from the weeks, so that the chart follows them when they are edited.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from kamdocs.rules.charts import Chart, Value
from kamdocs.rules.colours import series_colours
from kamdocs.write.word.charts.axes import Axis, category_axis, value_axis
from kamdocs.write.word.charts.bars import bar_group, bar_series
from kamdocs.write.word.charts.ink import Ink, solid
from kamdocs.write.word.charts.labels import labels
from kamdocs.write.word.charts.plot import Plot, data_sheet, numbers, series_head
from kamdocs.write.word.charts.sheet import Column, Derived, letter

_FIRST, _LAST, _MARK, _START, _LENGTH, _SIGN, _TEXT = range(1, 8)
"""Columns of the spreadsheet: the weeks, the milestones, and where bars, their signs and their texts reach."""
_HALF = Decimal("0.5")
"""A bar covers its weeks whole: the number of a week stands at its middle."""
_NAMES = 0.3
"""The part of the width that names take."""
_SIGN_SHARE = Decimal(80)
_NUMBERED = 20
_GAP = 90


def gantt(chart: Chart, ink: Ink) -> Plot:
    """A bar from the first to the last week of each category, and behind it its milestone."""
    weeks = numbers(chart)
    first, last = int(min(weeks)), int(max(weeks))
    reach = _reach(chart, ink, last - first + 1)
    marks = [text or None for text in chart.marks or ("",) * len(chart.categories)]
    sheet = data_sheet(chart, [Column(chart.mark_name, marks), *_columns(chart, reach)])
    accent, strong = solid(series_colours(ink.theme, 1)[0]), solid(ink.colours.strong)
    seen = ((_START, None), (_LENGTH, accent), (_SIGN, strong))
    series = [
        bar_series(series_head(number, sheet.name(_FIRST) if fill is accent else None), sheet, column, fill, [])
        for number, (column, fill) in enumerate(seen)
    ]
    if any(marks):
        shown = [labels(ink, sheet.printed(_MARK), "inBase")]
        series.append(bar_series(series_head(3, None), sheet, _TEXT, None, shown, labelled_by=_MARK))
    axis = Axis(
        "t", least=Decimal(first - 1), most=first - 1 + reach, step=_step(last - first + 1), code=_code(first, last)
    )
    names = category_axis(ink, "l", colour=ink.colours.line, downwards=True, grid=True)
    return Plot(sheet, [bar_group(series, _GAP, lying=True, stacked=True), names, value_axis(ink, axis)])


def _columns(chart: Chart, reach: Decimal) -> list[Column]:
    """Where each bar begins and how long it is, how broad the sign of its milestone is, and its text."""
    sign = round(reach / _SIGN_SHARE, 2)
    marked = [Derived(f"={sign}", sign) if mark else None for mark in chart.marks]
    texts = [Derived("=1", Decimal(1)) if mark else None for mark in chart.marks]
    blank = [None] * len(chart.categories)
    return [
        Column("…", _made(chart, lambda row: f"={letter(_FIRST)}{row}-{_HALF}", lambda start, end: start - _HALF)),
        Column("↔", _made(chart, lambda row: f"={letter(_LAST)}{row}-{letter(_FIRST)}{row}+1", _length)),
        Column("◆", marked or blank),
        Column("…", texts or blank),
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


def _reach(chart: Chart, ink: Ink, weeks: int) -> Decimal:
    """How many weeks the axis has, with room for the milestones behind the last."""
    texts = max((ink.breadth(f"{mark}  ") for mark in chart.marks if mark), default=0.0)
    share = min(texts / (ink.width * (1 - _NAMES)), 0.5)
    return Decimal(round(weeks / (1 - share) + 1))


def _step(weeks: int) -> Decimal:
    return Decimal(next(step for step in (1, 2, 4, 5, 10, 20, 50, 100, weeks) if weeks / step <= _NUMBERED))


def _code(first: int, last: int) -> str:
    """Numbers from the first to the last week only."""
    return f'[<{first}]"";[<={last}]0;""'
