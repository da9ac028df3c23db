"""Items below each other, each joined to the one it belongs to: boxes that grow downwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kamdocs.rules.charts import Item
from kamdocs.rules.colours import PAPER
from kamdocs.write.charts.canvas import Canvas, Type
from kamdocs.write.charts.paint import Paint

PADDING = 6.0
"""Between the edge of a box and its text."""

_INDENT, _BELOW = 10.0, 7.0


@dataclass(frozen=True, slots=True)
class BoxStyle:
    """How boxes are drawn: their ground, and the types of the first line of an item and of its others."""

    paint: Paint
    first: Type
    others: Type


def box_styles(canvas: Canvas) -> tuple[BoxStyle, ...]:
    """The styles of the boxes, from the top level down."""
    return (
        BoxStyle(Paint(canvas.strong), canvas.on(canvas.strong), canvas.plain_on(canvas.strong)),
        BoxStyle(Paint(canvas.tint, canvas.accent), canvas.bold, canvas.label),
        BoxStyle(Paint(PAPER, canvas.hairline), canvas.label, canvas.note),
    )


def has_room(canvas: Canvas, items: Sequence[Item], style: BoxStyle, width: float) -> bool:
    """Whether each word of the items is narrow enough for a box of `width`."""
    words = [word for item in items for word in item.text.split()]
    return all(canvas.measure(word, style.first) <= width - 2 * PADDING for word in words)


def box_height(canvas: Canvas, item: Item, style: BoxStyle, width: float) -> float:
    """How high the box of an item is."""
    return sum(len(lines) * type.leading for lines, type in _texts(canvas, item, style, width)) + 2 * PADDING


def draw_box(canvas: Canvas, item: Item, style: BoxStyle, left: float, top: float, size: tuple[float, float]) -> float:
    """A box with its texts in the middle; gives where it ends."""
    width, height = size
    canvas.rect(left, top, width, height, style.paint)
    at = top + (height - box_height(canvas, item, style, width)) / 2 + PADDING
    for lines, type in _texts(canvas, item, style, width):
        at = canvas.block(left + width / 2, at, lines, type, anchor="middle")
    return top + height


def draw_stack(
    canvas: Canvas, items: Sequence[Item], styles: Sequence[BoxStyle], left: float, top: float, width: float
) -> float:
    """Boxes below one that ends at `top`, each joined to a line at its left, and below each its own; gives the end."""
    bottom, inner = top, width - _INDENT
    for item in items:
        height = box_height(canvas, item, styles[0], inner)
        middle = bottom + _BELOW + height / 2
        line = ((left + _INDENT / 2, top), (left + _INDENT / 2, middle), (left + _INDENT, middle))
        canvas.line(line, canvas.note.colour)
        bottom = draw_box(canvas, item, styles[0], left + _INDENT, bottom + _BELOW, (inner, height))
        if item.items:
            bottom = draw_stack(canvas, item.items, styles[1:], left + _INDENT, bottom, inner)
    return bottom


def draw_tree(canvas: Canvas, root: Item) -> float:
    """All items below each other, for a drawing too narrow for anything else."""
    levels = box_styles(canvas)
    height = box_height(canvas, root, levels[0], canvas.width)
    bottom = draw_box(canvas, root, levels[0], 0, 0, (canvas.width, height))
    return draw_stack(canvas, root.items, levels[1:], 0, bottom, canvas.width)


def _texts(canvas: Canvas, item: Item, style: BoxStyle, width: float) -> list[tuple[list[str], Type]]:
    first, *others = item.text.split("\n")
    room = width - 2 * PADDING
    begun = [(canvas.lines(first, style.first, room, even=True), style.first)]
    return begun + [(canvas.lines(line, style.others, room, even=True), style.others) for line in others]
