"""Bars beside each other, and bars before and after: columns, or lying bars where their categories are long."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kamdocs.rules.chart_layout import lies
from kamdocs.rules.charts import Chart
from kamdocs.rules.colours import series_colours
from kamdocs.write.charts.barplot import PLOT_HEIGHT
from kamdocs.write.charts.labels import Box
from kamdocs.write.charts.scales import Reach
from kamdocs.write.word.charts.axes import Axis, axis_numbers, category_axis, value_axis
from kamdocs.write.word.charts.ink import Ink, shape, solid
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
from kamdocs.write.word.charts.plot import (
    Plot,
    axis_code,
    data_sheet,
    is_labelled,
    legend_of,
    numbers,
    series_head,
)
from kamdocs.write.word.charts.sheet import Sheet
from kamdocs.write.word.charts.xml import Node, x

_WIDEST, _FILLED = 52.0, 0.7
"""The width of a standing bar in points, and the part of a category's place that its bars fill, at most both."""
_BETWEEN, _BAR = 9.0, 13.0
"""Between the lying bars of two categories, and the thickness of one."""
_LYING_GAP = 70


def bars(chart: Chart, ink: Ink) -> Plot:
    """Bars for each category, one for each series, with their printed numbers."""
    sheet, lying, labelled = data_sheet(chart), lie_down(chart, ink), is_labelled(chart)
    area, height = _lying(chart, ink) if lying else _standing(chart, ink)
    least, most = _ends(chart, ink, area, lying=lying)
    axis = Axis("t" if lying else "l", least, most, code=axis_code(chart), shown=not labelled, grid=not labelled)
    gap = _LYING_GAP if lying else standing_gap(chart, ink, area)
    group = bar_group(_series(chart, ink, sheet, labelled=labelled), gap, lying=lying)
    categories = category_axis(ink, "l" if lying else "b", downwards=lying)
    return Plot(sheet, [group, categories, value_axis(ink, axis)], area, height, legend_of(chart, ink))


def lie_down(chart: Chart, ink: Ink) -> bool:
    """Whether the bars of a chart lie: its categories are long, or its numbers too long to stand above columns."""
    bars_each = max(1, len(chart.series) * len(chart.categories))
    return lies(chart) or _longest(chart, ink) > ink.width / bars_each


def _longest(chart: Chart, ink: Ink) -> float:
    """How broad the broadest printed number is."""
    texts = [value.text for series in chart.series for value in series.values if value is not None]
    return max(map(ink.breadth, texts), default=0.0)


def _standing(chart: Chart, ink: Ink) -> tuple[Box, float]:
    """Where columns stand, and how high their chart is."""
    top = below_legend(legend_of(chart, ink)) + ink.leading + GAP
    left = 0.0 if is_labelled(chart) else _longest(chart, ink) + GAP
    area = Box(left, top, ink.width, top + PLOT_HEIGHT)
    return area, area.bottom + names_below(chart.categories, ink)


def _lying(chart: Chart, ink: Ink) -> tuple[Box, float]:
    """Where lying bars stand, and how high their chart is; values stand at their ends."""
    labelled = is_labelled(chart)
    slot = slot_beside(chart.categories, ink, _BETWEEN + _BAR * len(chart.series))
    top = below_legend(legend_of(chart, ink)) + (0.0 if labelled else ink.leading + GAP)
    right = _longest(chart, ink) + GAP if labelled and min(numbers(chart)) >= 0 else 0.0
    area = Box(names_beside(chart.categories, ink), top, ink.width - right, top + slot * len(chart.categories))
    return area, area.bottom + GAP


def _ends(chart: Chart, ink: Ink, area: Box, *, lying: bool) -> tuple[Decimal | None, Decimal | None]:
    """The ends of the axis: from zero to where Word likes, but with room for the values of bars below zero."""
    if min(numbers(chart)) >= 0:
        return Decimal(0), None
    return bar_ends(numbers(chart), area, _longest(chart, ink) + GAP if lying else ink.leading + GAP, lying=lying)


def bar_ends(found: list[Decimal], area: Box, room: float, *, lying: bool = False) -> Ends:
    """The ends of an axis for these ends of bars, with so much room for the values beyond them."""
    length = area.right - area.left if lying else area.bottom - area.top
    return ends_around(list(_reaches(found, room, above=lying)), length)


def _reaches(found: list[Decimal], room: float, *, above: bool) -> Iterator[Reach]:
    for number in found:
        yield Reach(float(number), room if number > 0 and above else 0.0, room if number < 0 else 0.0)


def standing_gap(chart: Chart, ink: Ink, area: Box) -> int:
    """The space between the bars of two categories, in hundredths of a bar's width."""
    slot, each = (area.right - area.left) / max(1, len(chart.categories)), len(chart.series)
    bar = min(_WIDEST, slot * _FILLED / each)
    return min(round((slot - bar * each) / bar * 100), 500)


def bar_group(series: list[Node], gap: int, *, lying: bool = False, stacked: bool = False) -> Node:
    """The series of a bar chart, standing or lying, side by side or on top of each other, `gap` between categories."""
    return x(
        "c:barChart",
        children=[
            x("c:barDir", "bar" if lying else "col"),
            x("c:grouping", "stacked" if stacked else "clustered"),
            x("c:varyColors", 0),
            *series,
            x("c:gapWidth", gap),
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


def _series(chart: Chart, ink: Ink, sheet: Sheet, *, labelled: bool) -> list[Node]:
    colours = series_colours(ink.theme, len(chart.series))
    if chart.kind == "before-after":
        colours = colours[::-1]
    return [
        bar_series(
            series_head(number, sheet.name(number + 1)),
            sheet,
            number + 1,
            solid(colour),
            [labels(ink, sheet.printed(number + 1), "outEnd")] if labelled else [],
            labelled_by=number + 1,
        )
        for number, colour in enumerate(colours)
    ]
