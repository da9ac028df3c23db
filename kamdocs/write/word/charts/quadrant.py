"""A square of four fields, and the categories as points in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kamdocs.rules.charts import Chart
from kamdocs.rules.colours import series_colours
from kamdocs.write.charts.canvas import Point
from kamdocs.write.charts.ink import text_on
from kamdocs.write.charts.labels import Box, around, first_free, spread
from kamdocs.write.charts.scales import between
from kamdocs.write.word.charts.axes import CATEGORIES, VALUES, Axis, axis_numbers, value_axis
from kamdocs.write.word.charts.ink import Ink, shape
from kamdocs.write.word.charts.labels import Look, Spot, label_cells, labels
from kamdocs.write.word.charts.layout import GAP, Ends, corner
from kamdocs.write.word.charts.lines import mark
from kamdocs.write.word.charts.plot import Plot, data_sheet, ends, series_head
from kamdocs.write.word.charts.sheet import Column, Derived, Sheet, letter
from kamdocs.write.word.charts.xml import Node, x

_ACROSS, _UP, _AT_ACROSS, _AT_UP, _FIELD, _FIELD_ACROSS, _FIELD_UP = range(1, 8)
"""Columns of the spreadsheet: the coordinates, where the points are drawn, and the names of the fields and where."""
_HEIGHTS = (184.0, 230.0, 290.0)
"""Of the square: more where the names of the points have no room."""
_ASIDE = 0.06
"""The part of the width that points keep away from the edges."""
_DOT, _DISC = 8, 15
"""How wide a point is, and one that holds its name; names of so few letters stand in their points:"""
_SHORT = 2
_INSET, _EDGE = 7.0, 1.0
_UNBROKEN = 0.18
"""The part of the width from which on programs break the name of an upright axis."""
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class _Field:
    """The square, its axes, and where its points are drawn."""

    box: Box
    across: Ends
    up: Ends
    points: Sequence[Point]
    moved: Sequence[tuple[Decimal, Decimal]]


def quadrant(chart: Chart, ink: Ink) -> Plot:
    """A point for each category, with its name; the axes cross at the middle of their scales."""
    short = max(map(len, chart.categories)) <= _SHORT
    tries = [_field(chart, ink, height, _DISC if short else _DOT) for height in _HEIGHTS]
    spots = [{} if short else _spots(chart, ink, field) for field in tries]
    number = next((place for place, found in enumerate(spots) if short or found), len(tries) - 1)
    field, height = tries[number], tries[number].box.bottom + ink.leading + 2 * GAP
    sheet = data_sheet(chart, [*_places(chart, field), *(_fields(chart, ink, field) if chart.fields else ())])
    series = [_points(ink, sheet, spots[number], short=short)]
    if chart.fields:
        series.append(_names(ink, sheet))
    group = [x("c:scatterStyle", "lineMarker"), x("c:varyColors", 0), *series, *axis_numbers()]
    axes = [value_axis(ink, axis) for axis in _axes(chart, ink, field, height)]
    return Plot(sheet, [x("c:scatterChart", children=group), *axes], field.box, height, framed=True)


def _field(chart: Chart, ink: Ink, height: float, dot: int) -> _Field:
    """The square of this height: points keep away from its edges and from the names of its fields."""
    lines = 2 if ink.breadth(chart.series[1].name) > ink.width * _UNBROKEN else 1
    top = lines * ink.leading + 2 * GAP
    box = Box(_EDGE, top, ink.width - _EDGE, top + height)
    above = _INSET + ink.leading + _DISC / 2
    width = box.right - box.left
    across, upwards = _scale(chart, 0, width, width * _ASIDE), _scale(chart, 1, height, above)
    right = between(float(across[0]), float(across[1]), box.left, box.right)
    up = between(float(upwards[0]), float(upwards[1]), box.bottom, box.top)
    pairs = zip(*(series.values for series in chart.series), strict=True)
    wished = [(right(float(x.number if x else 0)), up(float(y.number if y else 0))) for x, y in pairs]
    points = spread(wished, dot / 2, box)
    moved = [
        (_parts(at[0] - wish[0], right.unit), _parts(at[1] - wish[1], up.unit))
        for at, wish in zip(points, wished, strict=True)
    ]
    return _Field(box, across, upwards, points, moved)


def _parts(points: float, unit: float) -> Decimal:
    """A length on the drawing on the scale of its axis."""
    return Decimal(f"{points / unit:.{_DIGITS}g}") if abs(points) > 0.01 else Decimal(0)


def _scale(chart: Chart, number: int, length: float, room: float) -> Ends:
    """Where an axis begins and ends, with `room` points of its length left beyond round numbers."""
    series = chart.series[number]
    least, most = series.scale or ends(value.number for value in series.values if value is not None)
    margin = (most - least) * Decimal(f"{room / (length - 2 * room):.4f}")
    return least - margin, most + margin


def _axes(chart: Chart, ink: Ink, field: _Field, height: float) -> Iterator[Axis]:
    """The axes, which cross in the middle: the name of one at the lower right, that of the other at the upper left."""
    across, up = f"{chart.series[0].name}\N{NO-BREAK SPACE}\N{BLACK RIGHT-POINTING TRIANGLE}", chart.series[1].name
    left = 1 - (ink.breadth(across) + 2 * GAP) / ink.width
    places = corner(left, (field.box.bottom + GAP / 2) / height), corner(0, 0)
    scales = field.across, field.up
    titles = across, f"\N{BLACK UP-POINTING TRIANGLE}\N{NO-BREAK SPACE}{up}"
    for number, (side, axis) in enumerate((("b", CATEGORIES), ("l", VALUES))):
        (least, most), (low, high) = scales[number], scales[1 - number]
        yield Axis(
            side,
            least,
            most,
            most - least,
            axis,
            title=titles[number],
            numbered=False,
            edge=True,
            meets=(low + high) / 2,
            title_place=places[number],
        )


def _spots(chart: Chart, ink: Ink, field: _Field) -> dict[int, Spot]:
    """Where the names of the points stand; none where one has no room."""
    taken = [around(point, _DOT / 2 + 1) for point in field.points] + list(_title_boxes(chart, ink, field.box))
    middle, level = (field.box.left + field.box.right) / 2, (field.box.top + field.box.bottom) / 2
    cross = [Box(middle - 1, 0, middle + 1, field.box.bottom), Box(0, level - 1, field.box.right, level + 1)]
    bounds = replace(field.box, left=field.box.left + _INSET, right=field.box.right - _INSET)
    spots = {}
    for number, (point, name) in enumerate(zip(field.points, chart.categories, strict=True)):
        places = list(_beside(point, ink.tight(name), ink.leading))
        boxes = [box for box, _, _ in places]
        box = first_free(boxes, [*taken, *cross], bounds) or first_free(boxes, taken, bounds)
        if box is None:
            return {}
        taken.append(box)
        _, side, right = places[boxes.index(box)]
        spots[number] = Spot(side, right / ink.width)
    return spots


def _title_boxes(chart: Chart, ink: Ink, box: Box) -> Iterator[Box]:
    """What the names of the fields cover."""
    for number, title in enumerate(chart.fields):
        width, height = ink.breadth(title) + 2 * _INSET, ink.leading + _INSET
        left = box.right - width if number % 2 else box.left
        top = box.top if number < 2 else box.bottom - height
        yield Box(left, top, left + width, top + height)


def _beside(point: Point, width: float, height: float) -> Iterator[tuple[Box, str, float]]:
    """The places for a name at a point, each with its side and how far it is moved to the right from there."""
    (x, y), far = point, _DOT / 2 + 3
    yield Box(x + far, y - height / 2, x + far + width, y + height / 2), "r", 0.0
    yield Box(x - far - width, y - height / 2, x - far, y + height / 2), "l", 0.0
    for shift in (0.0, 0.5 - _DOT / width, _DOT / width - 0.5):
        left = x - width / 2 + shift * width
        yield Box(left, y - far - height, left + width, y - far), "t", shift * width
        yield Box(left, y + far, left + width, y + far + height), "b", shift * width


def _points(ink: Ink, sheet: Sheet, spots: dict[int, Spot], *, short: bool) -> Node:
    colour = series_colours(ink.theme, 1)[0]
    if short:
        inside = Look(text_on(colour, ink.theme))
        shown = [mark("circle", colour, size=_DISC), labels(ink, sheet.printed(0), "ctr", look=inside)]
    else:
        shown = [mark("circle", colour, size=_DOT), labels(ink, sheet.printed(0), "r", spots, look=Look(bold=False))]
    return _series(sheet, 0, sheet.name(0), shown, (_AT_ACROSS, _AT_UP), labelled_by=0)


def _names(ink: Ink, sheet: Sheet) -> Node:
    """Points that are not seen and carry the names of the fields."""
    shown = labels(ink, sheet.printed(_FIELD), "r", {1: Spot("l"), 3: Spot("l")}, look=Look(ink.colours.muted))
    nothing = x("c:marker", children=[x("c:symbol", "none")])
    return _series(sheet, 1, None, [nothing, shown], (_FIELD_ACROSS, _FIELD_UP), labelled_by=_FIELD)


def _series(
    sheet: Sheet, number: int, name: Node | None, shown: list[Node], columns: tuple[int, int], *, labelled_by: int
) -> Node:
    head = [*series_head(number, name), shape(), *shown]
    data = [sheet.numbers(columns[0], "c:xVal"), sheet.numbers(columns[1], "c:yVal"), x("c:smooth", 0)]
    return x("c:ser", children=[*head, *data, label_cells(sheet, labelled_by)])


def _places(chart: Chart, field: _Field) -> list[Column]:
    """Where the points are drawn: at their coordinates, or beside a point that they would hide."""
    made: list[Column] = []
    for side, (name, source) in enumerate((("→", _ACROSS), ("↑", _UP))):
        cells = []
        for row, value in enumerate(chart.series[side].values):
            by = field.moved[row][side]
            number = value.number if value else Decimal(0)
            cells.append(Derived(f"={letter(source)}{row + 2}" + (f"+{by:f}" if by else ""), number + by))
        made.append(Column(name, cells))
    return made


def _fields(chart: Chart, ink: Ink, field: _Field) -> list[Column]:
    """The names of the fields and where they stand: in the outer corners."""
    box = field.box
    aside, inset = 3 / (box.right - box.left), (_INSET + ink.leading / 2) / (box.bottom - box.top)
    at = [
        (_part(field.across, 1 - aside if number % 2 else aside), _part(field.up, inset if number > 1 else 1 - inset))
        for number in range(len(chart.fields))
    ]
    places = [[Derived(f"={point[side]}", point[side]) for point in at] for side in (0, 1)]
    return [Column("", chart.fields), Column("→", places[0]), Column("↑", places[1])]


def _part(scale: Ends, share: float) -> Decimal:
    return Decimal(f"{float(scale[0] + (scale[1] - scale[0]) * Decimal(share)):.{_DIGITS}g}")
