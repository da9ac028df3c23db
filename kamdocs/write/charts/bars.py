"""Bar charts, before-and-after charts and waterfalls."""

from __future__ import annotations

from kamdocs.rules.charts import NOTHING, Chart
from kamdocs.rules.colours import series_colours
from kamdocs.write.charts.barplot import Bar, draw_bars
from kamdocs.write.charts.canvas import Canvas
from kamdocs.write.charts.legend import legend
from kamdocs.write.charts.paint import Paint


def draw_chart_of_bars(canvas: Canvas, chart: Chart) -> float:
    """A bar for each value; several series stand side by side, their names above."""
    return _grouped(canvas, chart, tuple(map(Paint, series_colours(canvas.theme, len(chart.series)))))


def draw_before_after(canvas: Canvas, chart: Chart) -> float:
    """Two bars for each category: a quiet one before, and after it one in the accent."""
    return _grouped(canvas, chart, (Paint(canvas.quiet), Paint(canvas.accent)))


def _grouped(canvas: Canvas, chart: Chart, paints: tuple[Paint, ...]) -> float:
    top = legend(canvas, [series.name for series in chart.series], paints) if len(chart.series) > 1 else 2.0
    bars = []
    for rank, (series, paint) in enumerate(zip(chart.series, paints, strict=True)):
        for category, value in enumerate(series.values):
            end, text = (float(value.number), value.text) if value else (0.0, NOTHING)
            bars.append(Bar(category, rank, 0.0, end, paint, text))
    return draw_bars(canvas, chart, bars, top)


def draw_waterfall(canvas: Canvas, chart: Chart) -> float:
    """Each bar begins where the one before it ends; sums stand on zero."""
    bars: list[Bar] = []
    for category, value in enumerate(chart.series[0].values):
        is_sum, number = category in chart.sums, float(value.number) if value else 0.0
        start = bars[-1].end if bars and not is_sum else 0.0
        end = start + number
        tone = canvas.strong if is_sum else canvas.accent if end >= start else canvas.quiet
        bars.append(Bar(category, 0, start, end, Paint(tone), value.text if value else NOTHING))
    return draw_bars(canvas, chart, bars, 2.0, [(bar.category, bar.end) for bar in bars[:-1]])
