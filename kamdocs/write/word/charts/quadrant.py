"""A square of four fields, and the categories as points in it; with a key where their names have no room at them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kamdocs.rules.chart_layout import DISC, DOT, QUADRANT_HEIGHT, QUADRANT_INSET, SHORT_NAME
from kamdocs.rules.charts import Chart
from kamdocs.rules.colours import series_colours
from kamdocs.write.charts.canvas import Point
from kamdocs.write.charts.key import Key, lay_out_key
from kamdocs.write.charts.labels import Box, around, first_free
from kamdocs.write.charts.paint import text_on
from kamdocs.write.word.charts.axes import CATEGORIES, VALUES, Axis, axis_numbers, value_axis
from kamdocs.write.word.charts.breaks import lines_of
from kamdocs.write.word.charts.labels import LabelStyle, Spot, labels
from kamdocs.write.word.charts.layers import Layer, Place, series_of
from kamdocs.write.word.charts.layout import GAP, corner
from kamdocs.write.word.charts.lines import mark
from kamdocs.write.word.charts.plot import Plot, data_sheet
from kamdocs.write.word.charts.setting import Setting
from kamdocs.write.word.charts.shapes import line, shape
from kamdocs.write.word.charts.sheet import Composed
from kamdocs.write.word.charts.square import Square, square_of
from kamdocs.write.word.charts.xml import Node, x

_UNBROKEN = 0.18
"""The part of the width from which on programs break the name of an upright axis."""
_UP = "\N{BLACK UP-POINTING TRIANGLE}\N{NO-BREAK SPACE}"
_EDGE, _FILLED = 1.0, 0.94
"""Around the quadrant, and the part of a line of the key that is filled: faces differ from those of the PDF."""


def quadrant(chart: Chart, setting: Setting) -> Plot:
    """A point for each category with its name in it or beside it; with a number and a key where names would meet."""
    top = _top(chart, setting)
    square = square_of(chart, Box(_EDGE, top, setting.width - _EDGE, top + QUADRANT_HEIGHT), setting.leading, DOT)
    spots, bottom = _spots(chart, setting, square), square.box.bottom
    if max(map(len, chart.categories)) <= SHORT_NAME:
        square = square_of(chart, square.box, setting.leading, DISC)
        layers = [Layer(square.sources(chart), _discs(setting, chart.categories), named=True)]
    elif spots:
        layers = [_named(chart, setting, square, spots)]
    else:
        key = lay_out_key(setting.canvas(), chart, filled=_FILLED)
        box = Box(_EDGE, top, key.quadrant[0] - _EDGE, top + key.quadrant[1])
        bottom = max(box.bottom, top + key.height)
        square = square_of(chart, box, setting.leading, DISC)
        layers = _keyed(chart, setting, square, key)
    fields = [_fields(chart, setting, square)] if chart.fields else []
    area = replace(square.box, right=setting.width - _EDGE, bottom=bottom)
    return _plot(chart, setting, square, area, [layers[0], *fields, *layers[1:], _lines(setting, square)])


def _plot(chart: Chart, setting: Setting, square: Square, area: Box, layers: Sequence[Layer]) -> Plot:
    """The layers over each other, the first above all others."""
    sheet = data_sheet(chart, [column for layer in layers for column in layer.columns()])
    drawn = series_of(layers, sheet, first=1 + len(chart.series))
    inner = [x("c:scatterStyle", "lineMarker"), x("c:varyColors", 0), *drawn]
    height = max(square.box.bottom + setting.leading, area.bottom) + 2 * GAP
    axes = [value_axis(setting, axis) for axis in _axes(chart, setting, square, area, height)]
    return Plot(sheet, [x("c:scatterChart", children=[*inner, *axis_numbers()]), *axes], area, height)


def _top(chart: Chart, setting: Setting) -> float:
    """How high the name of the upright axis is, as programs break it."""
    return setting.lines(f"{_UP}{chart.series[1].name}", setting.width * _UNBROKEN) * setting.leading + 2 * GAP


def _axes(chart: Chart, setting: Setting, square: Square, area: Box, height: float) -> Iterator[Axis]:
    """The axes, of which only the names are seen: that of one at the lower right, that of the other at the upper
    left."""
    across, up = f"{chart.series[0].name}\N{NO-BREAK SPACE}\N{BLACK RIGHT-POINTING TRIANGLE}", chart.series[1].name
    left = square.box.right - setting.breadth(across) - 2 * GAP
    ends = [[cell.number for cell in square.at(*place)] for place in _corners(area)]
    titles = across, f"{_UP}{up}"
    places = corner(left / setting.width, (square.box.bottom + GAP / 2) / height), corner(0, 0)
    for number, (side, axis) in enumerate((("b", CATEGORIES), ("l", VALUES))):
        least, most = (end[number] for end in ends)
        yield Axis(
            side,
            least,
            most,
            most - least,
            axis,
            title=titles[number],
            numbered=False,
            meets=ends[0][1 - number],
            title_place=places[number],
        )


def _corners(box: Box) -> tuple[Point, Point]:
    return (box.left, box.bottom), (box.right, box.top)


def _spots(chart: Chart, setting: Setting, square: Square) -> dict[int, Spot]:
    """Where the names of the points stand; none where one has no room."""
    box = square.box
    taken = [around(point, DOT + 1) for point in square.points] + list(_title_boxes(chart, setting, box))
    middle, level = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    cross = [Box(middle - 1, 0, middle + 1, box.bottom), Box(0, level - 1, box.right, level + 1)]
    bounds = replace(box, left=box.left + QUADRANT_INSET, right=box.right - QUADRANT_INSET)
    spots = {}
    for number, (point, name) in enumerate(zip(square.points, chart.categories, strict=True)):
        places = list(_beside(point, setting.tight(name), setting.leading))
        boxes = [place for place, _, _ in places]
        found = first_free(boxes, [*taken, *cross], bounds) or first_free(boxes, taken, bounds)
        if found is None:
            return {}
        taken.append(found)
        _, side, right = places[boxes.index(found)]
        spots[number] = Spot(side, right / setting.width)
    return spots


def _title_boxes(chart: Chart, setting: Setting, box: Box) -> Iterator[Box]:
    """What the names of the fields cover."""
    for number, title in enumerate(chart.fields):
        width, height = setting.breadth(title) + 2 * QUADRANT_INSET, setting.leading + QUADRANT_INSET
        left = box.right - width if number % 2 else box.left
        top = box.top if number < 2 else box.bottom - height
        yield Box(left, top, left + width, top + height)


def _beside(point: Point, width: float, height: float) -> Iterator[tuple[Box, str, float]]:
    """The places for a name at a point, each with its side and how far it is moved to the right from there."""
    (x, y), far = point, DOT + 3
    yield Box(x + far, y - height / 2, x + far + width, y + height / 2), "r", 0.0
    yield Box(x - far - width, y - height / 2, x - far, y + height / 2), "l", 0.0
    for shift in (0.0, 0.5 - 2 * DOT / width, 2 * DOT / width - 0.5):
        left = x - width / 2 + shift * width
        yield Box(left, y - far - height, left + width, y - far), "t", shift * width
        yield Box(left, y + far, left + width, y + far + height), "b", shift * width


def _lines(setting: Setting, square: Square) -> Layer:
    """The edge of the square and the cross in it, as one line."""
    (left, right), (top, bottom) = (square.box.left, square.box.right), (square.box.top, square.box.bottom)
    middle, level = (left + right) / 2, (top + bottom) / 2
    half = [(left, bottom), (left, top), (middle, top), (middle, bottom), (middle, top), (right, top)]
    path = [*half, (right, level), (left, level), (right, level), (right, bottom), (left, bottom)]
    look = [x("c:spPr", children=[line(setting.colours.line)]), _unmarked()]
    return Layer([square.at(*place) for place in path], look)


def _unmarked() -> Node:
    return x("c:marker", children=[x("c:symbol", "none")])


def _named(chart: Chart, setting: Setting, square: Square, spots: dict[int, Spot]) -> Layer:
    """Points with their names beside them."""
    marker = mark("circle", series_colours(setting.theme, 1)[0], size=round(2 * DOT))
    shown = labels(setting, chart.categories, "r", spots, style=LabelStyle(bold=False))
    return Layer(square.sources(chart), [shape(), marker, shown], named=True)


def _discs(setting: Setting, texts: Sequence[str]) -> list[Node]:
    """The look of discs that hold texts."""
    colour = series_colours(setting.theme, 1)[0]
    inside = LabelStyle(text_on(colour, setting.theme))
    marker = mark("circle", colour, size=round(2 * DISC))
    return [shape(), marker, labels(setting, texts, "ctr", style=inside)]


def _keyed(chart: Chart, setting: Setting, square: Square, key: Key) -> list[Layer]:
    """Points with numbers, and at the right of them the numbers with the names."""
    numbers = [entry.number for entry in key.entries]
    cells = [Composed('=""&(ROW()-1)', number) for number in numbers]
    top, leading = square.box.top, setting.leading
    discs = [square.at(key.discs, top + entry.middle) for entry in key.entries]
    names, places = list[Composed](), list[Place]()
    for row, (entry, name) in enumerate(zip(key.entries, chart.categories, strict=True), start=2):
        names += lines_of(f"A{row}", name, entry.lines)
        places += [square.at(key.names, top + entry.middle + line * leading) for line in range(len(entry.lines))]
    shown = labels(setting, [name.text for name in names], "r", style=LabelStyle(bold=False, aligned="l"))
    return [
        Layer(square.sources(chart), _discs(setting, numbers), cells, named=True),
        Layer(discs, _discs(setting, numbers), cells),
        Layer(places, [shape(), _unmarked(), shown], names),
    ]


def _fields(chart: Chart, setting: Setting, square: Square) -> Layer:
    """Points that are not seen and carry the names of the fields, in the outer corners."""
    box, inset = square.box, QUADRANT_INSET + setting.leading / 2
    places = [
        square.at(box.right - 3 if number % 2 else box.left + 3, box.bottom - inset if number > 1 else box.top + inset)
        for number in range(len(chart.fields))
    ]
    style = LabelStyle(setting.colours.muted)
    shown = labels(setting, chart.fields, "r", {1: Spot("l"), 3: Spot("l")}, style=style)
    return Layer(places, [shape(), _unmarked(), shown], chart.fields)
