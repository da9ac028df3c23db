"""A square of four fields, and the categories as points in it."""

from __future__ import annotations

from decimal import Decimal

from kamdocs.rules.charts import Chart
from kamdocs.rules.colours import series_colours
from kamdocs.write.word.charts.axes import CATEGORIES, VALUES, Axis, axis_numbers, value_axis
from kamdocs.write.word.charts.ink import Ink, shape
from kamdocs.write.word.charts.labels import label_cells, labels
from kamdocs.write.word.charts.lines import mark
from kamdocs.write.word.charts.plot import Plot, data_sheet, ends, series_head
from kamdocs.write.word.charts.sheet import Column, Derived, Sheet
from kamdocs.write.word.charts.xml import Node, x

_ACROSS, _UP, _FIELD, _FIELD_ACROSS, _FIELD_UP = range(1, 6)
"""Columns of the spreadsheet: the coordinates, and the names of the fields with theirs."""
_MARGIN = Decimal("0.07")
_FAR_RIGHT = Decimal("0.7")
"""From here on, as a part of the width, the name of a point stands at its left."""
_FIELDS = ((Decimal("0.25"), 1), (Decimal("0.75"), 1), (Decimal("0.25"), 0), (Decimal("0.75"), 0))
"""Where the names of the fields stand, from the upper left to the lower right, as parts of the width and height."""


def quadrant(chart: Chart, ink: Ink) -> Plot:
    """A point for each category, with its name; the axes cross at the middle of their scales."""
    across, up = _ends(chart, 0), _ends(chart, 1)
    sheet = data_sheet(chart, _fields(chart, across, up) if chart.fields else ())
    series = [_points(chart, ink, sheet, across)]
    if chart.fields:
        series.append(_names(ink, sheet))
    group = [x("c:scatterStyle", "lineMarker"), x("c:varyColors", 0), *series, *axis_numbers()]
    axes = [_axis(chart, 0, "b", CATEGORIES, across, up), _axis(chart, 1, "l", VALUES, up, across)]
    return Plot(sheet, [x("c:scatterChart", children=group), *(value_axis(ink, axis) for axis in axes)], framed=True)


def _ends(chart: Chart, number: int) -> tuple[Decimal, Decimal]:
    """Where an axis begins and ends: a little outside of round numbers, so that no point stands on the frame."""
    least, most = ends(value.number for value in chart.series[number].values if value is not None)
    margin = (most - least) * _MARGIN
    return least - margin, most + margin


def _middle(scale: tuple[Decimal, Decimal]) -> Decimal:
    return (scale[0] + scale[1]) / 2


def _axis(
    chart: Chart, series: int, place: str, number: int, scale: tuple[Decimal, Decimal], other: tuple[Decimal, Decimal]
) -> Axis:
    least, most = scale
    title = chart.series[series].name
    return Axis(place, least, most, most - least, number, title=title, numbered=False, edge=True, meets=_middle(other))


def _points(chart: Chart, ink: Ink, sheet: Sheet, across: tuple[Decimal, Decimal]) -> Node:
    far = across[0] + (across[1] - across[0]) * _FAR_RIGHT
    values = enumerate(chart.series[0].values)
    places = {number: "l" for number, value in values if value is not None and value.number >= far}
    colour = series_colours(ink.theme, 1)[0]
    shown = [mark("circle", colour, size=8), labels(ink, sheet.printed(0), "r", places)]
    return _series(sheet, 0, sheet.name(0), shown, (_ACROSS, _UP), labelled_by=0)


def _names(ink: Ink, sheet: Sheet) -> Node:
    """Points that are not seen and carry the names of the fields."""
    shown = labels(ink, sheet.printed(_FIELD), "b", {2: "t", 3: "t"}, quiet=True)
    nothing = x("c:marker", children=[x("c:symbol", "none")])
    return _series(sheet, 1, None, [nothing, shown], (_FIELD_ACROSS, _FIELD_UP), labelled_by=_FIELD)


def _series(
    sheet: Sheet, number: int, name: Node | None, shown: list[Node], columns: tuple[int, int], *, labelled_by: int
) -> Node:
    head = [*series_head(number, name), shape(), *shown]
    data = [sheet.numbers(columns[0], "c:xVal"), sheet.numbers(columns[1], "c:yVal"), x("c:smooth", 0)]
    return x("c:ser", children=[*head, *data, label_cells(sheet, labelled_by)])


def _fields(chart: Chart, across: tuple[Decimal, Decimal], up: tuple[Decimal, Decimal]) -> list[Column]:
    at = [(_part(across, share), _part(up, Decimal(height))) for share, height in _FIELDS]
    places = [[Derived(f"={point[side]}", point[side]) for point in at] for side in (0, 1)]
    return [Column("", chart.fields), Column("→", places[0]), Column("↑", places[1])]


def _part(scale: tuple[Decimal, Decimal], share: Decimal) -> Decimal:
    return scale[0] + (scale[1] - scale[0]) * share
