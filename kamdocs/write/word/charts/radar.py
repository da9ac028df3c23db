"""Lines around a centre."""

from __future__ import annotations

import re
from decimal import Decimal
from math import cos, pi

from kamdocs.rules.chart_layout import rings
from kamdocs.rules.charts import NOTHING, Chart, Value
from kamdocs.write.charts.labels import Box
from kamdocs.write.word.charts.axes import Axis, axis_numbers, category_axis, value_axis
from kamdocs.write.word.charts.ink import Ink
from kamdocs.write.word.charts.layout import GAP, below_legend
from kamdocs.write.word.charts.lines import line_series
from kamdocs.write.word.charts.plot import Plot, data_sheet, ends, legend_of, numbers
from kamdocs.write.word.charts.sheet import Column, Composed, letter
from kamdocs.write.word.charts.xml import x

_LARGEST, _SMALLEST = 84.0, 44.0
"""Bounds of the radius, which leaves room for the names at the sides."""
_BETWEEN = " / "
_DIGITS = re.compile(r"\d+(?:\.\d+)?")


def radar(chart: Chart, ink: Ink) -> Plot:
    """An axis for each category, around a centre, its name and values at its end, and a line for each series."""
    legend = legend_of(chart, ink, of_lines=True)
    texts = [_text(chart, index) for index in range(len(chart.categories))]
    sheet = data_sheet(chart, [Column("↺", texts)])
    series = [line_series(chart, ink, sheet, number, {}, categories=len(chart.series) + 1) for number in _each(chart)]
    group = [x("c:radarStyle", "marker"), x("c:varyColors", 0), *series, *axis_numbers()]
    least, most = ends(numbers(chart))
    axis = Axis("l", least, most, (most - least) / rings(most), numbered=False, edge=True, grid=True)
    nodes = [x("c:radarChart", children=group), category_axis(ink, "b", grid=True), value_axis(ink, axis)]
    radius = _radius(ink, texts)
    top, middle = below_legend(legend) + 2 * ink.leading + 2 * GAP, ink.width / 2
    area = Box(middle - radius, top, middle + radius, top + 2 * radius)
    return Plot(sheet, nodes, area, area.bottom + 2 * ink.leading + 2 * GAP, legend)


def _each(chart: Chart) -> range:
    return range(len(chart.series))


def _radius(ink: Ink, texts: list[Composed]) -> float:
    """As large as the names at the sides allow."""
    room = [_LARGEST]
    for index, text in enumerate(texts):
        sideways = abs(cos(2 * pi * index / len(texts) - pi / 2))
        if sideways > 0.2:
            breadth = max(map(ink.breadth, text.text.split("\n")))
            room.append((ink.width / 2 - breadth - 2 * GAP) / sideways)
    return max(_SMALLEST, min(room))


def _text(chart: Chart, index: int) -> Composed:
    """The name of an axis and below it its values, as the spreadsheet composes them of the other cells."""
    row, values = index + 2, [series.values[index] for series in chart.series]
    parts = [_part(value, f"{letter(number)}{row}") for number, value in enumerate(values, start=1)]
    formula = f"=A{row}&CHAR(10)&" + f"&{_quoted(_BETWEEN)}&".join(parts)
    printed = _BETWEEN.join(NOTHING if value is None else value.text for value in values)
    return Composed(formula, f"{chart.categories[index]}\n{printed}")


def _part(value: Value | None, cell: str) -> str:
    """A value in a formula: its cell and what is printed around it, or all as it is printed where that is no number
    that a spreadsheet writes so."""
    if value is None:
        return _quoted(NOTHING)
    match = _DIGITS.search(value.text)
    if match is None or Decimal(match[0]) != value.number or f"{value.number.normalize():f}" != match[0]:
        return _quoted(value.text)
    before, after = value.text[: match.start()], value.text[match.end() :]
    return "&".join(part for part in (_quoted(before), cell, _quoted(after)) if part)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if text else ""
