"""Lines around a centre."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from kamdocs.rules.chart_layout import axis_ends, rings
from kamdocs.rules.chart_texts import BETWEEN, values_at
from kamdocs.rules.charts import NOTHING, Chart, Value
from kamdocs.write.charts.labels import Box
from kamdocs.write.charts.radar import spin
from kamdocs.write.word.charts.axes import Axis, axis_numbers, category_axis, value_axis
from kamdocs.write.word.charts.breaks import broken, quoted
from kamdocs.write.word.charts.layout import GAP, below_legend
from kamdocs.write.word.charts.lines import line_series
from kamdocs.write.word.charts.plot import Plot, data_sheet, legend_of, numbers
from kamdocs.write.word.charts.setting import Setting
from kamdocs.write.word.charts.sheet import Column, Composed, letter
from kamdocs.write.word.charts.xml import x

_DIGITS = re.compile(r"\d+(?:\.\d+)?")


def radar(chart: Chart, setting: Setting) -> Plot:
    """An axis for each category, around a centre, its name and values at its end, and a line for each series."""
    legend, count = legend_of(chart, setting, of_lines=True), len(chart.series)
    web = spin(setting.canvas(), chart)
    sheet = data_sheet(chart, [Column("↺", [_text(chart, index, name) for index, (name, _) in enumerate(web.texts)])])
    series = [line_series(chart, setting, sheet, number, {}, categories=count + 1) for number in range(count)]
    group = [x("c:radarStyle", "marker"), x("c:varyColors", 0), *series, *axis_numbers()]
    least, most = axis_ends(numbers(chart))
    axis = Axis("l", least, most, (most - least) / rings(most), numbered=False, edge=True, grid=True)
    nodes = [x("c:radarChart", children=group), category_axis(setting, "b", grid=True), value_axis(setting, axis)]
    top, middle = below_legend(legend), setting.width / 2
    centre = top - min(web.tops) + GAP
    area = Box(middle - web.radius, centre - web.radius, middle + web.radius, centre + web.radius)
    return Plot(sheet, nodes, area, max(top + web.height, area.bottom) + 2 * GAP, legend)


def _text(chart: Chart, index: int, lines: Sequence[str]) -> Composed:
    """The name of an axis on its lines and below it its values, as the spreadsheet composes them of the other cells."""
    row, values = index + 2, [series.values[index] for series in chart.series]
    name = broken(f"A{row}", chart.categories[index], lines)
    parts = [_part(value, f"{letter(number)}{row}") for number, value in enumerate(values, start=1)]
    formula = f"{name.formula}&CHAR(10)&" + f"&{quoted(BETWEEN)}&".join(parts)
    return Composed(formula, f"{name.text}\n{values_at(chart, index)}")


def _part(value: Value | None, cell: str) -> str:
    """A value in a formula: its cell and what is printed around it, or all as it is printed where that is no number
    that a spreadsheet writes so."""
    if value is None:
        return quoted(NOTHING)
    match = _DIGITS.search(value.text)
    if match is None or Decimal(match[0]) != value.number or f"{value.number.normalize():f}" != match[0]:
        return quoted(value.text)
    before, after = value.text[: match.start()], value.text[match.end() :]
    return "&".join(part for part in (quoted(before), cell, quoted(after)) if part)
