"""Organisation charts."""

from __future__ import annotations

from collections.abc import Sequence

from kamdocs.rules.charts import Diagram, Item
from kamdocs.write.charts.canvas import Canvas
from kamdocs.write.charts.tree import box_height, box_styles, draw_box, draw_stack, draw_tree, has_room

_BETWEEN, _DROP, _WIDEST, _INDENT = 10.0, 16.0, 172.0, 10.0


def draw_organisation(canvas: Canvas, diagram: Diagram) -> float:
    """A box at the top, a row of boxes below it, and below each of them those who report to it."""
    root, middle, width = diagram.items[0], canvas.width / 2, min(_WIDEST, canvas.width)
    if not _fits(canvas, root.items):
        return draw_tree(canvas, root)
    style = box_styles(canvas)[0]
    size = (width, box_height(canvas, root, style, width))
    bottom = draw_box(canvas, root, style, middle - width / 2, 0, size)
    return _draw_row(canvas, root.items, middle, bottom) if root.items else bottom


def _width(canvas: Canvas, items: Sequence[Item]) -> float:
    """How wide the boxes of the second level are."""
    return min(_WIDEST, (canvas.width + _BETWEEN) / len(items) - _BETWEEN)


def _fits(canvas: Canvas, items: Sequence[Item]) -> bool:
    """Whether the second level can stand in a row."""
    if not items:
        return True
    width, (_, second, third) = _width(canvas, items), box_styles(canvas)
    below = [inner for item in items for inner in item.items]
    return has_room(canvas, items, second, width) and has_room(canvas, below, third, width - _INDENT)


def _draw_row(canvas: Canvas, items: Sequence[Item], middle: float, top: float) -> float:
    """The second level, joined to what ends at `top`; gives where the third ends."""
    levels, width = box_styles(canvas), _width(canvas, items)
    pitch = (canvas.width + _BETWEEN) / len(items)
    first = middle - pitch * (len(items) - 1) / 2
    height = max(box_height(canvas, item, levels[1], width) for item in items)
    bar, colour = top + _DROP / 2, canvas.note.colour
    canvas.line(((middle, top), (middle, bar)), colour)
    canvas.line(((first, bar), (first + pitch * (len(items) - 1), bar)), colour)
    bottoms = []
    for number, item in enumerate(items):
        centre = first + pitch * number
        canvas.line(((centre, bar), (centre, top + _DROP)), colour)
        bottom = draw_box(canvas, item, levels[1], centre - width / 2, top + _DROP, (width, height))
        bottoms.append(draw_stack(canvas, item.items, levels[2:], centre - width / 2, bottom, width))
    return max(bottoms)
