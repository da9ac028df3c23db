"""Bars beside each other, and bars before and after: columns, or lying bars where their categories are long."""

from __future__ import annotations

from decimal import Decimal

from kamdocs.rules.charts import Chart, lies
from kamdocs.rules.colours import series_colours
from kamdocs.write.word.charts.axes import Axis, axis_numbers, category_axis, value_axis
from kamdocs.write.word.charts.ink import Ink, shape, solid
from kamdocs.write.word.charts.labels import label_cells, labels
from kamdocs.write.word.charts.plot import Plot, axis_code, data_sheet, is_labelled, numbers, series_head
from kamdocs.write.word.charts.sheet import Sheet
from kamdocs.write.word.charts.xml import Node, x

_WIDEST, _FILLED = 44.0, 0.7
"""The width of a standing bar in points, and the part of a category's place that its bars fill, at most both."""
_LYING_GAP = 70


def bars(chart: Chart, ink: Ink) -> Plot:
    """Bars for each category, one for each series, with their printed numbers."""
    sheet, found = data_sheet(chart), numbers(chart)
    lying, labelled = lie_down(chart, ink), is_labelled(chart)
    axis = Axis(
        place="t" if lying else "l",
        least=Decimal(0) if min(found) >= 0 else None,
        most=Decimal(0) if max(found) <= 0 and min(found) < 0 else None,
        code=axis_code(chart),
        shown=not labelled,
        grid=not labelled,
    )
    gap = _LYING_GAP if lying else standing_gap(chart, ink)
    group = bar_group(_series(chart, ink, sheet, labelled=labelled), gap, lying=lying)
    categories = category_axis(ink, "l" if lying else "b", downwards=lying)
    return Plot(sheet, [group, categories, value_axis(ink, axis)], legend=len(chart.series) > 1)


def lie_down(chart: Chart, ink: Ink) -> bool:
    """Whether the bars of a chart lie: its categories are long, or its numbers too long to stand above columns."""
    bars_each = max(1, len(chart.series) * len(chart.categories))
    texts = [value.text for series in chart.series for value in series.values if value is not None]
    longest = max(map(ink.breadth, texts), default=0)
    return lies(chart) or longest > ink.width / bars_each


def standing_gap(chart: Chart, ink: Ink) -> int:
    """The space between the bars of two categories, in hundredths of a bar's width."""
    slot, each = ink.width / max(1, len(chart.categories)), len(chart.series)
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
