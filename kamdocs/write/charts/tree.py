"""Items below each other, each joined to the one it belongs to: boxes that grow downwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kamdocs.rules.charts import Item
from kamdocs.rules.colours import PAPER
from kamdocs.write.charts.canvas import Canvas, Type
from kamdocs.write.charts.ink import Ink

PADDING = 6.0
"""Between the edge of a box and its text."""

_INDENT, _BELOW = 10.0, 7.0


@dataclass(frozen=True, slots=True)
class Look:
    """How boxes look: their ground, and the types of the first line of an item and of its others."""

    ink: Ink
    first: Type
    others: Type


def looks(canvas: Canvas) -> tuple[Look, ...]:
    """The looks of the boxes, from the top level down."""
    return (
        Look(Ink(canvas.strong), canvas.on(canvas.strong), canvas.plain_on(canvas.strong)),
        Look(Ink(canvas.tint, canvas.accent), canvas.bold, canvas.label),
        Look(Ink(PAPER, canvas.hairline), canvas.label, canvas.note),
    )


def has_room(canvas: Canvas, items: Sequence[Item], look: Look, width: float) -> bool:
    """Whether each word of the items is narrow enough for a box of `width`."""
    words = [word for item in items for word in item.text.split()]
    return all(canvas.measure(word, look.first) <= width - 2 * PADDING for word in words)


def box_height(canvas: Canvas, item: Item, look: Look, width: float) -> float:
    """How high the box of an item is."""
    return sum(len(lines) * type.leading for lines, type in _texts(canvas, item, look, width)) + 2 * PADDING


def draw_box(canvas: Canvas, item: Item, look: Look, left: float, top: float, size: tuple[float, float]) -> float:
    """A box with its texts in the middle; gives where it ends."""
    width, height = size
    canvas.rect(left, top, width, height, look.ink)
    at = top + (height - box_height(canvas, item, look, width)) / 2 + PADDING
    for lines, type in _texts(canvas, item, look, width):
        at = canvas.block(left + width / 2, at, lines, type, anchor="middle")
    return top + height


def draw_stack(
    canvas: Canvas, items: Sequence[Item], look: Sequence[Look], left: float, top: float, width: float
) -> float:
    """Boxes below one that ends at `top`, each joined to a line at its left, and below each its own; gives the end."""
    bottom, inner = top, width - _INDENT
    for item in items:
        height = box_height(canvas, item, look[0], inner)
        middle = bottom + _BELOW + height / 2
        line = ((left + _INDENT / 2, top), (left + _INDENT / 2, middle), (left + _INDENT, middle))
        canvas.line(line, canvas.note.colour)
        bottom = draw_box(canvas, item, look[0], left + _INDENT, bottom + _BELOW, (inner, height))
        if item.items:
            bottom = draw_stack(canvas, item.items, look[1:], left + _INDENT, bottom, inner)
    return bottom


def draw_tree(canvas: Canvas, root: Item) -> float:
    """All items below each other, for a drawing too narrow for anything else."""
    levels = looks(canvas)
    height = box_height(canvas, root, levels[0], canvas.width)
    bottom = draw_box(canvas, root, levels[0], 0, 0, (canvas.width, height))
    return draw_stack(canvas, root.items, levels[1:], 0, bottom, canvas.width)


def _texts(canvas: Canvas, item: Item, look: Look, width: float) -> list[tuple[list[str], Type]]:
    first, *others = item.text.split("\n")
    room = width - 2 * PADDING
    begun = [(canvas.lines(first, look.first, room, even=True), look.first)]
    return begun + [(canvas.lines(line, look.others, room, even=True), look.others) for line in others]
