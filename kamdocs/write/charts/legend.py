"""The names of series above a drawing, where they cannot stand at their shapes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kamdocs.write.charts.canvas import Canvas
from kamdocs.write.charts.marks import DASHES, mark
from kamdocs.write.charts.paint import Paint

_SWATCH = 0.95
"""The side of a swatch as a multiple of the size of text."""

_STROKE, _GAP, _BETWEEN, _BELOW = 18.0, 4.0, 16.0, 8.0


def legend(canvas: Canvas, names: Sequence[str], paints: Sequence[Paint]) -> float:
    """Draw swatches and names in rows from the upper left corner; gives where the drawing may begin."""
    side = canvas.label.size * _SWATCH

    def swatch(number: int, x: float, middle: float) -> None:
        canvas.rect(x, middle - side / 2, side, side, paints[number])

    return _rows(canvas, names, side, swatch)


def line_legend(canvas: Canvas, names: Sequence[str], colours: Sequence[str]) -> float:
    """The same with pieces of the lines that the series are drawn as."""

    def stroke(number: int, x: float, middle: float) -> None:
        canvas.line(((x, middle), (x + _STROKE, middle)), colours[number], width=1.75, dash=DASHES[number])
        mark(canvas, (x + _STROKE / 2, middle), number, colours[number], 2.7)

    return _rows(canvas, names, _STROKE, stroke)


def _rows(canvas: Canvas, names: Sequence[str], side: float, draw: Callable[[int, float, float], None]) -> float:
    type, x, top, height = canvas.label, 0.0, 0.0, canvas.label.leading
    for number, name in enumerate(names):
        lines = canvas.lines(name, type, canvas.width - side - _GAP)
        width = side + _GAP + max(canvas.measure(line, type) for line in lines)
        if x and x + width > canvas.width:
            x, top, height = 0.0, top + height, type.leading
        draw(number, x, top + type.leading / 2)
        canvas.block(x + side + _GAP, top, lines, type)
        x, height = x + width + _BETWEEN, max(height, len(lines) * type.leading)
    return top + height + _BELOW
