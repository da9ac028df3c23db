"""Lines over categories, in a row or around a centre."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from kamdocs.rules.charts import Chart
from kamdocs.rules.colours import series_colours
from kamdocs.write.word.charts.axes import Axis, axis_numbers, category_axis, value_axis
from kamdocs.write.word.charts.ink import STROKE, Ink, line, shape, solid
from kamdocs.write.word.charts.labels import label_cells, labels
from kamdocs.write.word.charts.plot import Plot, axis_code, data_sheet, ends, is_labelled, numbers, series_head
from kamdocs.write.word.charts.sheet import Sheet
from kamdocs.write.word.charts.xml import Node, x

_MARKS = ("circle", "square", "diamond", "triangle", "circle")
_MOST_LABELLED, _MOST_LINES, _RINGS = 12, 2, 5
_FROM_ZERO = Decimal("0.6")
"""Values begin at zero where the least is below this part of the greatest."""
_ROOM = Decimal("0.15")
"""Below the least value, as a part of what the values differ by."""


def lines(chart: Chart, ink: Ink) -> Plot:
    """A line with marks for each series; where there is room for them, the points of one or two have their numbers."""
    sheet = data_sheet(chart)
    labelled = len(chart.categories) <= _MOST_LABELLED and len(chart.series) <= _MOST_LINES
    series = [_series(chart, ink, sheet, number, _places(chart, number) if labelled else {}) for number in _each(chart)]
    hairlines = [x("c:dropLines", children=[x("c:spPr", children=[line(ink.colours.line)])])] if labelled else []
    marked = [*hairlines, x("c:marker", 1), *axis_numbers()]
    group = x("c:lineChart", children=[x("c:grouping", "standard"), x("c:varyColors", 0), *series, *marked])
    least = _least(chart) if labelled else None
    axis = Axis("l", least=least, code=axis_code(chart), shown=not labelled, grid=not labelled)
    nodes = [group, category_axis(ink, "b", colour=ink.colours.muted), value_axis(ink, axis)]
    return Plot(sheet, nodes, legend=len(chart.series) > 1)


def radar(chart: Chart, ink: Ink) -> Plot:
    """An axis for each category, around a centre, and a line for each series; one alone has its numbers."""
    sheet = data_sheet(chart)
    alone = len(chart.series) == 1 and is_labelled(chart)
    places = dict.fromkeys(range(len(chart.categories)), "outEnd") if alone else {}
    series = [_series(chart, ink, sheet, number, places) for number in _each(chart)]
    group = [x("c:radarStyle", "marker"), x("c:varyColors", 0), *series, *axis_numbers()]
    least, most = ends(numbers(chart))
    step = (most - least) / _RINGS
    axis = Axis("l", least, most, step, code=axis_code(chart), numbered=not alone, edge=True, grid=True)
    nodes = [x("c:radarChart", children=group), category_axis(ink, "b", grid=True), value_axis(ink, axis)]
    return Plot(sheet, nodes, legend=len(chart.series) > 1)


def mark(symbol: str, colour: str, *, size: int = 6) -> Node:
    """The mark of a point, `size` points wide."""
    return x("c:marker", children=[x("c:symbol", symbol), x("c:size", size), shape(solid(colour), line("#ffffff"))])


def _each(chart: Chart) -> range:
    return range(len(chart.series))


def _series(chart: Chart, ink: Ink, sheet: Sheet, number: int, places: Mapping[int, str]) -> Node:
    """The line of a series; labels stand at the points that have `places`."""
    column = number + 1
    colour = series_colours(ink.theme, len(chart.series))[number]
    look = [x("c:spPr", children=[line(colour, STROKE)]), mark(_MARKS[number % len(_MARKS)], colour)]
    texts = [text if index in places else None for index, text in enumerate(sheet.printed(column))]
    shown = [labels(ink, texts, "t", places)] if places else []
    data = [sheet.words(0), sheet.numbers(column)]
    ends = [x("c:smooth", 0)] if chart.kind == "line" else []
    extension = [label_cells(sheet, column)] if places else []
    head = series_head(number, sheet.name(column))
    return x("c:ser", children=[*head, *look, *shown, *data, *ends, *extension])


def _places(chart: Chart, number: int) -> dict[int, str]:
    """Where labels of a series stand: above its points that are the highest of all series, below the lowest."""
    places: dict[int, str] = {}
    for index, values in enumerate(zip(*(series.values for series in chart.series), strict=True)):
        ranked = sorted((-value.number, rank) for rank, value in enumerate(values) if value is not None)
        ranks = [rank for _, rank in ranked]
        if number in ranks and number == ranks[0]:
            places[index] = "t"
        elif number in ranks and number == ranks[-1]:
            places[index] = "b"
    return places


def _least(chart: Chart) -> Decimal | None:
    """Where the axis begins; None where values below zero let Word decide."""
    low, high = min(numbers(chart)), max(numbers(chart))
    if low < 0:
        return None
    return Decimal(0) if low == high or low < high * _FROM_ZERO else low - (high - low) * _ROOM
