"""Processes and the map of a document: items one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kamdocs.rules.charts import Diagram, Item
from kamdocs.write.charts.canvas import Canvas, Type
from kamdocs.write.charts.paint import Paint

_MOST_STEPS, _MOST_PARTS = 5, 4
"""How many steps, and how many parts of a map, stand in a row."""

_POINT, _PADDING, _GAP = 9.0, 6.0, 3.0
_BULLET, _INDENT = 1.3, 8.0
_BETWEEN_ROWS = 14.0
_NARROWEST_PART = 100.0
_STATION = 8.0
"""The radius of the disc that holds the number of a part."""


def draw_process(canvas: Canvas, diagram: Diagram) -> float:
    """An arrow for each step, in rows, and its details below it."""
    columns = _columns(canvas, diagram)
    top = 0.0
    for row in _rows(diagram.items, columns):
        top = _draw_steps(canvas, row, canvas.width / columns, top) + _BETWEEN_ROWS
    return top - _BETWEEN_ROWS


def _columns(canvas: Canvas, diagram: Diagram) -> int:
    """How many steps stand in a row: as many in each as can be, and no more than their words have room for."""
    words = [word for item in diagram.items for word in item.text.split()]
    widest = max(canvas.measure(word, canvas.bold) for word in words)
    count = len(diagram.items)
    rows = range(-(-count // _MOST_STEPS), count + 1)
    return next((fit for fit in (-(-count // number) for number in rows) if _inner(canvas.width / fit) >= widest), 1)


def _inner(width: float) -> float:
    """The room for text in an arrow that is `width` long."""
    return width - 2 * _POINT - _PADDING


def _rows(items: Sequence[Item], columns: int) -> Iterator[Sequence[Item]]:
    return (items[start : start + columns] for start in range(0, len(items), columns))


def _draw_steps(canvas: Canvas, row: Sequence[Item], width: float, top: float) -> float:
    type = canvas.on(canvas.accent)
    texts = [canvas.lines(_one_line(item), type, _inner(width), even=True) for item in row]
    height = max(map(len, texts)) * type.leading + 2 * _PADDING
    bottom = top + height
    for index, (item, lines) in enumerate(zip(row, texts, strict=True)):
        left, right = index * width, (index + 1) * width - _GAP
        middle = top + height / 2
        tail = ((left + _POINT, middle),) if index else ()
        head = ((right - _POINT, top), (right, middle), (right - _POINT, top + height))
        canvas.polygon(((left, top), *head, (left, top + height), *tail), Paint(canvas.accent))
        canvas.centred((left + right) / 2 + (_POINT / 3 if index else -_POINT / 3), middle, lines, type)
        below = _draw_details(canvas, item.items, left + 2, top + height + _PADDING, width - _POINT - 2)
        bottom = max(bottom, below)
    return bottom


def _draw_details(canvas: Canvas, items: Sequence[Item], left: float, top: float, width: float) -> float:
    """Texts below each other, each after a point; gives where they end."""
    type = canvas.label
    for item in items:
        canvas.circle(left + _BULLET, top + type.leading / 2, _BULLET, Paint(canvas.accent))
        lines = canvas.lines(_one_line(item), type, width - _INDENT)
        top = canvas.block(left + _INDENT, top, lines, type) + 2
    return top


def draw_map(canvas: Canvas, diagram: Diagram) -> float:
    """The parts as stations of a line, each with its number, its name and what it answers."""
    columns = max(1, min(_MOST_PARTS, len(diagram.items), int(canvas.width // _NARROWEST_PART)))
    rows = list(_rows(diagram.items, columns))
    top = 0.0
    for number, row in enumerate(rows):
        width = canvas.width / columns
        end = (len(row) - 1) * width + _STATION if number == len(rows) - 1 else canvas.width
        start = _STATION if number == 0 else 0.0
        middle = top + _STATION
        canvas.line(((start, middle), (end, middle)), canvas.accent, width=1.5)
        bottoms = [
            _draw_part(canvas, item, number * columns + index + 1, index * width, width, top)
            for index, item in enumerate(row)
        ]
        top = max(bottoms) + _BETWEEN_ROWS
    return top - _BETWEEN_ROWS


def _draw_part(canvas: Canvas, item: Item, number: int, left: float, width: float, top: float) -> float:
    middle, room = top + _STATION, width - 2 * _PADDING
    canvas.circle(left + _STATION, middle, _STATION, Paint(canvas.accent))
    canvas.centred(left + _STATION, middle, [str(number)], canvas.on(canvas.accent))
    below = middle + _STATION + _PADDING
    below = _text(canvas, _one_line(item), canvas.bold, left, below, room)
    for answer in item.items:
        below = _text(canvas, _one_line(answer), canvas.note, left, below + 1, room)
    return below


def _text(canvas: Canvas, text: str, type: Type, left: float, top: float, width: float) -> float:
    return canvas.block(left, top, canvas.lines(text, type, width), type)


def _one_line(item: Item) -> str:
    return item.text.replace("\n", " ")
