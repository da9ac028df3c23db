"""Lines over categories."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from kamdocs.rules.chart_layout import line_ends, plot_height
from kamdocs.rules.chart_texts import is_labelled, labelled_values
from kamdocs.rules.charts import Chart
from kamdocs.rules.colours import PAPER, series_colours
from kamdocs.write.charts.canvas import Point
from kamdocs.write.charts.labels import Box, along, around, first_free
from kamdocs.write.charts.scales import Scale, between
from kamdocs.write.word.charts.axes import Axis, axis_numbers, category_axis, value_axis
from kamdocs.write.word.charts.labels import Spot, label_cells, labels
from kamdocs.write.word.charts.layout import GAP, below_legend, names_below
from kamdocs.write.word.charts.plot import Plot, axis_code, data_sheet, legend_of, numbers, series_head
from kamdocs.write.word.charts.setting import Setting
from kamdocs.write.word.charts.shapes import STROKE, line, shape, solid
from kamdocs.write.word.charts.sheet import Sheet
from kamdocs.write.word.charts.xml import Node, x

_MARKS = ("circle", "square", "diamond", "triangle", "circle")
_DASHES = ("", "dash", "sysDot", "dashDot", "sysDash")
"""How the lines of series are broken, as in the PDF."""
_HEADROOM = Decimal("0.08")
"""What Word leaves free above the greatest value, as a part of what the values differ by."""
_RADIUS = 4.0


def lines(chart: Chart, setting: Setting) -> Plot:
    """A line with marks for each series; where there is room for them, the points of one or two have their numbers."""
    sheet, legend = data_sheet(chart), legend_of(chart, setting, of_lines=True)
    labelled = is_labelled(chart)
    top = below_legend(legend) + setting.leading + GAP
    left = 0.0 if labelled else max(setting.breadth(f"{number:,}") for number in numbers(chart)) + 2 * GAP
    area = Box(left, top, setting.width, top + plot_height(chart))
    height = area.bottom + names_below(chart.categories, setting)
    spots = _spots(chart, setting, area, height) if labelled else [{} for _ in chart.series]
    series = [line_series(chart, setting, sheet, number, spots[number]) for number in range(len(chart.series))]
    hairlines = [x("c:dropLines", children=[x("c:spPr", children=[line(setting.colours.line)])])] if labelled else []
    marked = [*hairlines, x("c:marker", 1), *axis_numbers()]
    group = x("c:lineChart", children=[x("c:grouping", "standard"), x("c:varyColors", 0), *series, *marked])
    axis = Axis("l", _least(chart) if labelled else None, code=axis_code(chart), shown=not labelled, grid=not labelled)
    nodes = [group, category_axis(setting, "b", colour=setting.colours.muted), value_axis(setting, axis)]
    return Plot(sheet, nodes, area, height, legend)


def mark(symbol: str, colour: str, *, size: int = 6) -> Node:
    """The mark of a point, `size` points wide."""
    return x("c:marker", children=[x("c:symbol", symbol), x("c:size", size), shape(solid(colour), line(PAPER))])


def line_series(
    chart: Chart, setting: Setting, sheet: Sheet, number: int, spots: Mapping[int, Spot], *, categories: int = 0
) -> Node:
    """The line of a series over the names in the column `categories`; labels stand at the points that have `spots`."""
    column, kind = number + 1, number % len(_MARKS)
    colour = series_colours(setting.theme, len(chart.series))[number]
    style = [x("c:spPr", children=[line(colour, STROKE, _DASHES[kind])]), mark(_MARKS[kind], colour)]
    texts = [text if index in spots else None for index, text in enumerate(sheet.printed(column))]
    shown = [labels(setting, texts, "t", spots, later=texts == sheet.printed(column))] if spots else []
    data = [sheet.words(categories), sheet.numbers(column)]
    ends = [x("c:smooth", 0)] if chart.kind == "line" else []
    extension = [label_cells(sheet, column)] if spots else []
    head = series_head(number, sheet.name(column))
    return x("c:ser", children=[*head, *style, *shown, *data, *ends, *extension])


def _spots(chart: Chart, setting: Setting, area: Box, height: float) -> list[dict[int, Spot]]:
    """Where the labels of each series stand: on the side away from the other line, beside both lines and each other."""
    up = _scale(chart, area)
    points = _points(chart, area, up)
    covered = [around(point, _RADIUS) for line in points for point in line if point]
    drawn = [[point for point in line if point] for line in points] + [[(area.left, up(0)), (area.right, up(0))]]
    taken = [*covered, *(box for line in drawn for box in along(line, 1.0))]
    bounds = Box(0, 0, setting.width, area.bottom - 1)
    spots: list[dict[int, Spot]] = []
    for number, series in enumerate(chart.series):
        found: dict[int, Spot] = {}
        for index in labelled_values(series):
            value, point = series.values[index], points[number][index]
            if value and point:
                upper = all(other[index] is None or point[1] <= (other[index] or point)[1] for other in points)
                size = setting.tight(value.text), setting.leading
                found[index] = _spot(point, size, taken, bounds, upper=upper, whole=(setting.width, height))
        spots.append(found)
    return spots


def _scale(chart: Chart, area: Box) -> Scale:
    """About where values will be; Word chooses the upper end of the axis itself, and the lower one below zero."""
    every, (_, high) = numbers(chart), line_ends(chart)
    least, most = _least(chart), high + (max(every) - min(every)) * _HEADROOM
    return between(float(min(every) if least is None else least), float(most), area.bottom, area.top)


def _points(chart: Chart, area: Box, up: Scale) -> list[list[Point | None]]:
    """About where the points of each series will be."""
    slot = (area.right - area.left) / len(chart.categories)
    return [
        [
            (area.left + (index + 0.5) * slot, up(float(value.number))) if value else None
            for index, value in enumerate(series.values)
        ]
        for series in chart.series
    ]


def _spot(
    point: Point, size: tuple[float, float], taken: list[Box], bounds: Box, *, upper: bool, whole: tuple[float, float]
) -> Spot:
    """The first free place for a label, above or below its point; it is taken then."""
    places = list(_places(point, size, upper=upper))
    box = first_free([box for box, _ in places], taken, bounds) or places[0][0]
    taken.append(box)
    spot = next(spot for other, spot in places if other == box)
    return Spot(spot.side, spot.right / whole[0], spot.down / whole[1])


def _places(point: Point, size: tuple[float, float], *, upper: bool) -> Iterator[tuple[Box, Spot]]:
    """The places for a label, the best first, and how far they are from where Word puts one on that side, in points."""
    (x, y), (width, height) = point, size
    sides: Sequence[str] = "tb" if upper else "bt"
    for far in (0.0, 4.0, 9.0, 14.0, 20.0):
        for shift in (0.0, -0.35 * width, 0.35 * width, -0.6 * width, 0.6 * width):
            for side in sides:
                down = -far if side == "t" else far
                top = y + down - _RADIUS - height if side == "t" else y + down + _RADIUS
                box = Box(x + shift - width / 2, top, x + shift + width / 2, top + height)
                yield box, Spot(side, shift, down)


def _least(chart: Chart) -> Decimal | None:
    """Where the axis begins; None where values below zero let Word decide."""
    return None if min(numbers(chart)) < 0 else line_ends(chart)[0]
