"""Lines that earlier documents of a process broke and drew, used again.

Most of a letter is the same as in the letters before it: the letterhead, whole paragraphs, the closing. Breaking a
paragraph into lines and drawing them is most of the time that WeasyPrint takes. Lines are used again only where all
that decides them is equal: the text and the styles, which `styles` tells, the place on the page to the last bit,
the block around them and what floats beside them. So what is kept can only save time, and never change a page.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from weasyprint.formatting_structure.boxes import InlineBox, LineBox, TextBox
from weasyprint.layout import absolute, block
from weasyprint.text.fonts import FontConfiguration

from kamdocs.write.reuse.styles import known_style
from kamdocs.write.reuse.text import draw_again

_MOST = 2_000
_SIDES = ("top", "right", "bottom", "left")
_LAYOUT = frozenset(
    {"baseline", "height", "justification_spacing", "pango_layout", "position_x", "position_y", "text", "text_indent"}
    | {"width", "min_width", "max_width", "min_height", "max_height", "remove_decoration_sides"}
    | {name for side in _SIDES for name in (f"margin_{side}", f"padding_{side}", f"border_{side}_width")}
)
"""What its layout gives a box; all else it has of its own document."""
_LAYOUT_AND_INNER = _LAYOUT | {"children"}
_NUMBER = "number_in_paragraph"
_Layout = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A box in a line: which box of its paragraph it is a piece of, its layout, and what stands in it."""

    number: int
    layout: _Layout
    pieces: tuple[_Piece, ...]


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """The lines of a paragraph, each with where the next one goes on, and the layout of the last that remains."""

    lines: tuple[tuple[_Piece, Any], ...]
    layout: _Layout


_KEPT: WeakKeyDictionary[FontConfiguration, dict[Hashable, _Paragraph]] = WeakKeyDictionary()
_WIDTHS: WeakKeyDictionary[FontConfiguration, dict[Hashable, Any]] = WeakKeyDictionary()
_break_lines, _shrink_to_fit = block.iter_line_boxes, absolute.shrink_to_fit


def take_place() -> None:
    """Have documents share their lines, and how wide the marks of lists are, where `keep` is told of their fonts."""
    block.iter_line_boxes, absolute.shrink_to_fit = _lines, _width


def keep(fonts: FontConfiguration) -> None:
    """Have documents with these fonts share the lines that they are broken into."""
    _KEPT[fonts], _WIDTHS[fonts] = {}, {}


def _lines(context: Any, paragraph: Any, *where: Any) -> Iterator[tuple[Any, Any]]:
    """The lines of a paragraph, as `iter_line_boxes` of WeasyPrint gives them."""
    kept = _KEPT.get(context.font_config)
    boxes = [] if kept is None else [*_boxes(paragraph)]
    key = _key(context, boxes, *where) if boxes else None
    if kept is None or key is None:
        yield from _break_lines(context, paragraph, *where)
    elif key in kept:
        paragraph.__dict__.update(kept[key].layout)
        for piece, resume_at in kept[key].lines:
            yield _laid_out(piece, boxes), resume_at
    else:
        made = list[tuple[_Piece | None, Any]]()
        for number, box in enumerate(boxes):
            setattr(box, _NUMBER, number)
        for line, resume_at in _break_lines(context, paragraph, *where):
            made.append((_piece(line, boxes), resume_at))
            yield line, resume_at
        lines = tuple((piece, resume_at) for piece, resume_at in made if piece)
        if len(lines) == len(made):
            if len(kept) >= _MOST:
                del kept[next(iter(kept))]
            kept[key] = _Paragraph(lines, _layout(paragraph))


def _width(context: Any, mark: Any, available: float) -> Any:
    """How wide the mark of an item is, as `shrink_to_fit` of WeasyPrint gives it; other boxes are not kept."""
    kept = _WIDTHS.get(context.font_config) if mark.is_outside_marker else None
    contents = [known_style(mark.style), *(_content(box) for child in mark.children for box in _boxes(child))]
    if kept is None or None in contents:
        return _shrink_to_fit(context, mark, available)
    key = available, *contents
    if key not in kept:
        if len(kept) >= _MOST:
            kept.clear()
        kept[key] = _shrink_to_fit(context, mark, available)
    return kept[key]


def _boxes(box: Any) -> Iterator[Any]:
    yield box
    for child in box.children:
        yield from _boxes(child)


def _key(context: Any, boxes: Sequence[Any], top: float, _: Any, resume_at: Any, around: Any, *more: Any) -> Hashable:
    """All that decides the lines of a paragraph of `boxes`; None where something cannot be told."""
    first_letter, first_line = more[-2:]
    contents = [_content(box) for box in boxes]
    if resume_at is not None or first_letter or first_line or None in contents:
        return None
    beside = [
        (shape.position_x, shape.position_y, shape.margin_width(), shape.margin_height(), shape.style["float"])
        for shape in context.excluded_shapes
    ]
    place = top, boxes[0].position_x, around.content_box_x(), around.width, around.height, around.style["direction"]
    return *place, *beside, *contents


def _content(box: Any) -> Hashable:
    """What a box adds to the lines that it stands in; None where that cannot be told."""
    style, kind = known_style(box.style), type(box)
    if style is None or kind not in (InlineBox, LineBox, TextBox) or box.footnote is not None or box.is_leader:
        return None
    spaces = box.leading_collapsible_space, box.trailing_collapsible_space
    return kind, style, len(box.children), getattr(box, "text", None), *spaces, *sorted(box.remove_decoration_sides)


def _piece(box: Any, boxes: Sequence[Any]) -> _Piece | None:
    """A box in a line, to be laid out again; None where it is more than a piece of a paragraph of `boxes`."""
    number, pieces = getattr(box, _NUMBER, None), [_piece(child, boxes) for child in box.children]
    if number is None:
        return None
    own = boxes[number].__dict__
    foreign = any(value is not own.get(name) for name, value in box.__dict__.items() if name not in _LAYOUT_AND_INNER)
    whole = tuple(piece for piece in pieces if piece)
    return None if foreign or len(whole) < len(pieces) else _Piece(number, _layout(box), whole)


def _layout(box: Any) -> _Layout:
    """What its layout gave `box`."""
    return {name: value for name, value in box.__dict__.items() if name in _LAYOUT}


def _laid_out(piece: _Piece, boxes: Sequence[Any]) -> Any:
    """A box in a line, laid out as the one that is known."""
    box = boxes[piece.number].copy()
    box.__dict__.update(piece.layout)
    box.remove_decoration_sides = set(box.remove_decoration_sides)
    if piece.layout.get("pango_layout"):
        draw_again(box.pango_layout)
    box.children = [_laid_out(inner, boxes) for inner in piece.pieces]
    return box
