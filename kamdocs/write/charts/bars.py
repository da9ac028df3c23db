"""Bar charts, before-and-after charts and waterfalls."""

from __future__ import annotations

from itertools import accumulate

from kamdocs.rules.chart_layout import lies
from kamdocs.rules.charts import NOTHING, Chart
from kamdocs.rules.colours import series_colours
from kamdocs.write.charts.barplot import Bar, BarPlot, draw_bars
from kamdocs.write.charts.canvas import Canvas
from kamdocs.write.charts.ink import Ink
from kamdocs.write.charts.legend import legend


def draw_chart_of_bars(canvas: Canvas, chart: Chart) -> float:
    """A bar for each value; several series stand side by side, their names above."""
    return _grouped(canvas, chart, tuple(map(Ink, series_colours(canvas.theme, len(chart.series)))))


def draw_before_after(canvas: Canvas, chart: Chart) -> float:
    """Two bars for each category: a quiet one before, and after it one in the accent."""
    return _grouped(canvas, chart, (Ink(canvas.quiet), Ink(canvas.accent)))


def _grouped(canvas: Canvas, chart: Chart, inks: tuple[Ink, ...]) -> float:
    top = legend(canvas, [series.name for series in chart.series], inks) if len(chart.series) > 1 else 2.0
    bars = []
    for rank, (series, ink) in enumerate(zip(chart.series, inks, strict=True)):
        for category, value in enumerate(series.values):
            end, text = (float(value.number), value.text) if value else (0.0, NOTHING)
            bars.append(Bar(category, rank, 0.0, end, ink, text))
    plot = BarPlot(chart.categories, tuple(bars), len(chart.series))
    return draw_bars(canvas, plot, top, upright=not lies(chart))


def draw_waterfall(canvas: Canvas, chart: Chart) -> float:
    """Each bar begins where the one before it ends; sums stand on zero."""
    values = chart.series[0].values
    numbers = [float(value.number) if value else 0.0 for value in values]
    steps = [0.0 if category in chart.sums else number for category, number in enumerate(numbers)]
    reached = [0.0, *accumulate(steps)]
    bars = []
    for category, value in enumerate(values):
        is_sum = category in chart.sums
        start, end = (0.0, numbers[category]) if is_sum else (reached[category], reached[category + 1])
        tone = canvas.strong if is_sum else canvas.accent if end >= start else canvas.quiet
        bars.append(Bar(category, 0, start, end, Ink(tone), value.text if value else NOTHING))
    links = tuple((category, bars[category].end) for category in range(len(bars) - 1))
    plot = BarPlot(chart.categories, tuple(bars), sums=chart.sums, links=links)
    return draw_bars(canvas, plot, 2.0, upright=True)
