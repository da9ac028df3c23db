"""What every kind of chart is made of: a spreadsheet and the nodes of a plot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kamdocs.rules.charts import Chart
from kamdocs.write.charts.labels import Box
from kamdocs.write.word.charts.formats import GENERAL
from kamdocs.write.word.charts.layout import legend_box
from kamdocs.write.word.charts.setting import Setting
from kamdocs.write.word.charts.sheet import Column, Sheet
from kamdocs.write.word.charts.xml import Node, x

_GROUPED = 1000


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart as the format has it: the spreadsheet behind it, its series and axes.

    `area` is what stands between the axes, in points, and `height` the height of the whole. `legend` is where
    the series are named.
    """

    sheet: Sheet
    nodes: Sequence[Node]
    area: Box
    height: float
    legend: Box | None = None


def data_sheet(chart: Chart, more: Iterable[Column] = ()) -> Sheet:
    """The spreadsheet of a chart: its categories, its series, and what more stands at their right."""
    series = [Column(each.name, each.values) for each in chart.series]
    return Sheet([Column(chart.heading, chart.categories), *series, *more])


def numbers(chart: Chart) -> list[Decimal]:
    """Every number of a chart, 0 where it has none."""
    found = [value.number for series in chart.series for value in series.values if value is not None]
    return found or [Decimal(0)]


def legend_of(chart: Chart, setting: Setting, *, of_lines: bool = False) -> Box | None:
    """Where the series of a chart are named; one alone is not."""
    names = [series.name for series in chart.series]
    return legend_box(names, setting, of_lines=of_lines) if len(names) > 1 else None


def axis_code(chart: Chart) -> str:
    """The number format of the axis along which the values of a chart stand."""
    return "#,##0" if any(abs(number) >= _GROUPED for number in numbers(chart)) else GENERAL


def series_head(number: int, name: Node | None, *, order: int | None = None) -> list[Node]:
    """The beginning of a `c:ser`: the number of a series, its place in the `order` where that is another and, unless
    it is a help that is not shown, its name."""
    place = number if order is None else order
    return [x("c:idx", number), x("c:order", place), *([] if name is None else [name])]
