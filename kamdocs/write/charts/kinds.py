"""A drawing of each kind of chart and diagram."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kamdocs.model.theme import Theme
from kamdocs.rules.charts import Chart, Diagram
from kamdocs.write.charts.bars import draw_before_after, draw_chart_of_bars, draw_waterfall
from kamdocs.write.charts.canvas import Canvas
from kamdocs.write.charts.fishbone import draw_fishbone
from kamdocs.write.charts.gantt import draw_gantt
from kamdocs.write.charts.lines import draw_lines
from kamdocs.write.charts.organisation import draw_organisation
from kamdocs.write.charts.quadrant import draw_quadrant
from kamdocs.write.charts.radar import draw_radar
from kamdocs.write.charts.steps import draw_map, draw_process

_BELOW = 2.0

_CHARTS: Mapping[str, Callable[[Canvas, Chart], float]] = {
    "bars": draw_chart_of_bars,
    "before-after": draw_before_after,
    "line": draw_lines,
    "waterfall": draw_waterfall,
    "radar": draw_radar,
    "quadrant": draw_quadrant,
    "gantt": draw_gantt,
}
_DIAGRAMS: Mapping[str, Callable[[Canvas, Diagram], float]] = {
    "fishbone": draw_fishbone,
    "process": draw_process,
    "organisation": draw_organisation,
    "map": draw_map,
}


def draw(figure: Chart | Diagram, theme: Theme, *, width_mm: float) -> bytes:
    """An SVG file, `width_mm` wide and as high as the data need, the same bytes from the same input.

    Its words are text, in the fonts of `theme`; the title is not among them. `figure` is one without faults.
    """
    canvas = Canvas(theme, width_mm)
    if isinstance(figure, Chart):
        height = _CHARTS[figure.kind](canvas, figure)
    else:
        height = _DIAGRAMS[figure.kind](canvas, figure)
    return canvas.svg(height + _BELOW)
