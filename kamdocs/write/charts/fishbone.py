"""Fishbone diagrams: an effect and the groups of its causes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kamdocs.rules.charts import Diagram, Item
from kamdocs.write.charts.canvas import Canvas
from kamdocs.write.charts.paint import Paint
from kamdocs.write.charts.tree import draw_tree

_EFFECT_SHARE = 0.21
"""The part of the width that the effect takes."""

_SLANT, _EDGE = 24.0, 12.0
"""How far a bone leans, and how far from the end of its column it meets the spine."""

_PADDING, _GAP, _WIDEST = 5.0, 4.0, 170.0


@dataclass(frozen=True, slots=True)
class _Bone:
    """A group of causes in its column: `left` and `right` are its sides, `side` is -1 above the spine, 1 below it."""

    head: list[str]
    causes: list[list[str]]
    left: float
    right: float
    side: int


def draw_fishbone(canvas: Canvas, diagram: Diagram) -> float:
    """A spine to the effect at the right, with a bone for each group, by turns above and below."""
    effect_left = canvas.width * (1 - _EFFECT_SHARE)
    pitch = (effect_left - 2 * _GAP) / ((len(diagram.items) + 1) // 2)
    if not _fits(canvas, diagram, pitch):
        return draw_tree(canvas, Item(diagram.subject, diagram.items))
    bones = [_bone(canvas, item, number, pitch) for number, item in enumerate(diagram.items)]
    heights = {
        side: max((_height(canvas, bone) for bone in bones if bone.side == side), default=0.0) for side in (-1, 1)
    }
    room = canvas.width - effect_left - 2 * _PADDING
    effect = canvas.lines(diagram.subject, canvas.on(canvas.strong), room, even=True)
    half = len(effect) * canvas.bold.leading / 2 + 2 * _PADDING
    spine = max(heights[-1], half)
    for bone in bones:
        _draw_bone(canvas, bone, spine, heights[bone.side])
    _draw_spine(canvas, effect, effect_left, spine, half)
    return spine + max(heights[1], half)


def _fits(canvas: Canvas, diagram: Diagram, pitch: float) -> bool:
    """Whether each word has room at its bone, or in the effect."""
    words = [word for item in diagram.items for cause in item.items for word in cause.text.split()]
    heads = [word for item in diagram.items for word in item.text.split()]
    effect = canvas.width * _EFFECT_SHARE - 2 * _PADDING
    return (
        all(canvas.measure(word, canvas.label) <= _room(pitch) for word in words)
        and all(canvas.measure(word, canvas.bold) <= pitch - 4 * _GAP for word in heads)
        and all(canvas.measure(word, canvas.bold) <= effect for word in diagram.subject.split())
    )


def _room(pitch: float) -> float:
    """How wide the causes at a bone may be."""
    return min(pitch - _SLANT - _EDGE - 2 * _GAP, _WIDEST)


def _bone(canvas: Canvas, item: Item, number: int, pitch: float) -> _Bone:
    left = number // 2 * pitch
    head = canvas.lines(item.text.replace("\n", " "), canvas.bold, min(pitch - 4 * _GAP, _WIDEST), even=True)
    causes = [canvas.lines(cause.text.replace("\n", " "), canvas.label, _room(pitch)) for cause in item.items]
    return _Bone(head, causes, left, left + pitch, 1 if number % 2 else -1)


def _height(canvas: Canvas, bone: _Bone) -> float:
    """How far a bone reaches from the spine, its name included."""
    lines = sum(len(cause) * canvas.label.leading + _GAP for cause in bone.causes)
    return lines + len(bone.head) * canvas.bold.leading + 2 * _PADDING + 3 * _GAP


def _draw_bone(canvas: Canvas, bone: _Bone, spine: float, height: float) -> None:
    head = len(bone.head) * canvas.bold.leading + 2 * _PADDING
    length = height - head
    foot, tip = bone.right - _EDGE, bone.right - _EDGE - _SLANT
    canvas.line(((tip, spine + bone.side * length), (foot, spine)), canvas.accent, width=1.25)
    width = max(canvas.measure(line, canvas.bold) for line in bone.head) + 2 * _PADDING
    middle = min(max(tip, bone.left + width / 2), bone.right - width / 2 - 1)
    outer = spine + bone.side * height
    canvas.rect(
        middle - width / 2, min(outer, outer - bone.side * head), width, head, Paint(canvas.tint, canvas.accent)
    )
    canvas.centred(middle, outer - bone.side * head / 2, bone.head, canvas.bold)
    top = outer + head + _GAP if bone.side < 0 else spine + _GAP
    _draw_causes(canvas, bone, top, spine, length)


def _draw_causes(canvas: Canvas, bone: _Bone, top: float, spine: float, length: float) -> None:
    """The causes from `top` down, each on a line that ends at the bone."""
    foot = bone.right - _EDGE
    width = max((canvas.measure(line, canvas.label) for cause in bone.causes for line in cause), default=0.0)
    left = foot - _SLANT - 2 * _GAP - width
    for cause in bone.causes:
        top = canvas.block(left, top, cause, canvas.label)
        level = top + 1
        end = foot - _SLANT * abs(level - spine) / length
        canvas.line(((left, level), (end, level)), canvas.quiet, width=0.5)
        top += _GAP


def _draw_spine(canvas: Canvas, effect: Sequence[str], left: float, spine: float, half: float) -> None:
    """The spine, its point and the effect."""
    canvas.line(((0, spine), (left - _GAP, spine)), canvas.strong, width=2)
    canvas.polygon(((left - 8, spine - 4.5), (left, spine), (left - 8, spine + 4.5)), Paint(canvas.strong))
    canvas.rect(left, spine - half, canvas.width - left, 2 * half, Paint(canvas.strong))
    canvas.centred((left + canvas.width) / 2, spine, effect, canvas.on(canvas.strong))
