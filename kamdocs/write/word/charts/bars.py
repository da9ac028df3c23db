"""Bars beside each other, and bars before and after: columns, or lying bars where these have no room."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kamdocs.rules.chart_layout import VALUE_GAP, bar_height, bar_width, between_bars, lies, plot_height
from kamdocs.rules.charts import Chart
from kamdocs.rules.colours import series_colours
from kamdocs.write.charts.labels import Box
from kamdocs.write.charts.scales import Reach
from kamdocs.write.word.charts.axes import Axis, axis_numbers, category_axis, value_axis
from kamdocs.write.word.charts.labels import label_cells, labels
from kamdocs.write.word.charts.layout import (
    GAP,
    Ends,
    below_legend,
    ends_around,
    names_below,
    names_beside,
    slot_beside,
)
from kamdocs.write.word.charts.plot import Plot, data_sheet, legend_of, numbers, series_head
from kamdocs.write.word.charts.setting import Setting
from kamdocs.write.word.charts.shapes import shape, solid
from kamdocs.write.word.charts.sheet import Sheet
from kamdocs.write.word.charts.xml import Node, x

_WIDEST_GAP = 500
"""The most that the format has between categories, in hundredths of a bar."""


def bars(chart: Chart, setting: Setting) -> Plot:
    """Bars for each category, one for each series, with their printed numbers."""
    sheet, lying, legend = data_sheet(chart), lies(chart, setting.width, setting.measure), legend_of(chart, setting)
    area, height = bar_area(chart, setting, below_legend(legend), lying=lying)
    axis = Axis("t" if lying else "l", *_ends(chart, setting, area, lying=lying), shown=False)
    group = bar_group(_series(chart, setting, sheet), bar_gap(chart, setting, area, lying=lying), lying=lying)
    categories = category_axis(setting, "l" if lying else "b", downwards=lying)
    return Plot(sheet, [group, categories, value_axis(setting, axis)], area, height, legend)


def longest(chart: Chart, setting: Setting) -> float:
    """How broad the broadest printed number is."""
    texts = [value.text for series in chart.series for value in series.values if value is not None]
    return max(map(setting.breadth, texts), default=0.0)


def bar_area(chart: Chart, setting: Setting, top: float, *, lying: bool) -> tuple[Box, float]:
    """Where the bars of a chart stand that begins at `top`, and how high it is; values stand at their ends."""
    if not lying:
        top += setting.leading + VALUE_GAP
        area = Box(0.0, top, setting.width, top + plot_height(chart))
        return area, area.bottom + names_below(chart.categories, setting)
    size = setting.size
    slot = slot_beside(chart.categories, setting, bar_height(chart, size) * len(chart.series))
    slot += between_bars(chart, size)
    right = 0.0 if _goes_below(chart) else longest(chart, setting) + VALUE_GAP
    left = names_beside(chart.categories, setting)
    area = Box(left, top, setting.width - right, top + slot * len(chart.categories))
    return area, area.bottom + GAP


def _goes_below(chart: Chart) -> bool:
    return min(numbers(chart)) < 0


def _ends(chart: Chart, setting: Setting, area: Box, *, lying: bool) -> tuple[Decimal | None, Decimal | None]:
    """The ends of the axis: from zero to where Word likes, but with room for the values of bars below zero."""
    return bar_ends(chart, numbers(chart), setting, area, lying=lying) if _goes_below(chart) else (Decimal(0), None)


def bar_ends(chart: Chart, found: list[Decimal], setting: Setting, area: Box, *, lying: bool) -> Ends:
    """The ends of an axis for these ends of bars, with room for the values beyond them."""
    length = area.right - area.left if lying else area.bottom - area.top
    room = (longest(chart, setting) if lying else setting.leading) + GAP
    return ends_around(list(_reaches(found, room, above=lying)), length)


def _reaches(found: list[Decimal], room: float, *, above: bool) -> Iterator[Reach]:
    for number in found:
        yield Reach(float(number), room if number > 0 and above else 0.0, room if number < 0 else 0.0)


def bar_gap(chart: Chart, setting: Setting, area: Box, *, lying: bool) -> int:
    """The space between the bars of two categories, in hundredths of a bar's thickness."""
    length = area.bottom - area.top if lying else area.right - area.left
    bar = bar_height(chart, setting.size) if lying else bar_width(chart, length)
    rest = length / len(chart.categories) - bar * len(chart.series)
    return round(rest / bar * 100)


def bar_group(series: list[Node], gap: int, *, lying: bool = False, stacked: bool = False) -> Node:
    """The series of a bar chart, standing or lying, side by side or on top of each other, `gap` between categories."""
    return x(
        "c:barChart",
        children=[
            x("c:barDir", "bar" if lying else "col"),
            x("c:grouping", "stacked" if stacked else "clustered"),
            x("c:varyColors", 0),
            *series,
            x("c:gapWidth", min(gap, _WIDEST_GAP)),
            x("c:overlap", 100 if stacked else -4),
            *axis_numbers(),
        ],
    )


def bar_series(
    head: list[Node], sheet: Sheet, column: int, fill: Node | None, labelled: list[Node], *, labelled_by: int = 0
) -> Node:
    """A series of bars over the categories, invisible without a `fill`; `labelled_by` is the column of its labels."""
    data = [sheet.words(0), sheet.numbers(column)]
    extension = [label_cells(sheet, labelled_by)] if labelled else []
    return x("c:ser", children=[*head, shape(fill), x("c:invertIfNegative", 0), *labelled, *data, *extension])


def _series(chart: Chart, setting: Setting, sheet: Sheet) -> list[Node]:
    colours = series_colours(setting.theme, len(chart.series))
    if chart.kind == "before-after":
        colours = colours[::-1]
    return [
        bar_series(
            series_head(number, sheet.name(number + 1)),
            sheet,
            number + 1,
            solid(colour),
            [labels(setting, sheet.printed(number + 1), "outEnd")],
            labelled_by=number + 1,
        )
        for number, colour in enumerate(colours)
    ]
