"""Text that earlier documents of a process drew, drawn again without asking for each glyph anew.

Only lines that `lines` uses again are noted, and of them plain text: with no line under, over or through it, and
without glyphs that have pictures or that its font lacks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from weasyprint import draw as drawing
from weasyprint.text.fonts import FontConfiguration, get_pango_font_key

_draw_text = drawing.draw_text
_PLAIN = ("clip", "none")
_HELD: WeakKeyDictionary[FontConfiguration, dict[tuple[Any, float], tuple[Any, Any]]] = WeakKeyDictionary()
"""The fonts of noted lines, by their key and size, each with a layout that keeps it from being freed."""


@dataclass(slots=True)
class _Glyphs:
    """What a line uses of a font: the widths and texts of its glyphs. It stands in for the font when it is noted."""

    held: Any
    key: Any
    hash: str
    widths: dict[int, int] = field(default_factory=dict)
    to_unicode: dict[int, str] = field(default_factory=dict)
    bitmap = png = svg = colr = False

    def get_unused_glyph_id(self, codepoint: int) -> int:
        raise _NotPlainError

    def join(self, stream: Any) -> bool:
        """Have the font in `stream` know the glyphs; whether it can: widths are rounded at the size that came first."""
        font = stream._fonts.get(self.key) or stream.add_font(self.held)[0]
        if any(font.widths.setdefault(glyph, width) != width for glyph, width in self.widths.items()):
            return False
        for glyph, text in self.to_unicode.items():
            font.to_unicode.setdefault(glyph, text)
        return True


class _NotPlainError(Exception):
    """There is something in a line that has to be drawn anew each time."""


class _Note:
    """Stands in for a stream, and notes how a line is drawn into it."""

    def __init__(self, stream: Any, textbox: Any) -> None:
        self._stream, self._textbox = stream, textbox
        self.ink_rect, self.logical_rect = stream.ink_rect, stream.logical_rect
        self.glyphs, self.strokes, self.is_blank = list[_Glyphs](), list[tuple[str, tuple[Any, ...]]](), True

    def add_font(self, pango_font: Any) -> tuple[_Glyphs, float]:
        font, size = self._stream.add_font(pango_font)
        if font.bitmap or font.png or font.svg or font.colr:
            raise _NotPlainError
        key = get_pango_font_key(pango_font)[0]
        for glyphs in self.glyphs:
            if glyphs.key == key:
                return glyphs, size
        held = _HELD.setdefault(self._textbox.style.font_config, {})
        kept, _ = held.setdefault((key, size), (pango_font, self._textbox.pango_layout.layout))
        self.glyphs.append(_Glyphs(kept, key, font.hash))
        return self.glyphs[-1], size

    def set_text_matrix(self, *_: float) -> None:
        self.is_blank = False

    def set_font_size(self, *font: object) -> None:
        self.strokes.append(("set_font_size", font))

    def show_text(self, *text: object) -> None:
        self.strokes.append(("show_text", text))

    def set_text_rise(self, *rise: object) -> None:
        self.strokes.append(("set_text_rise", rise))

    def begin_text(self) -> None:
        """A line begins and ends with every drawing of it."""

    def set_color(self, _: object) -> None:
        """The colour is the style's."""

    end_text = begin_text

    def draw(self, stream: Any, textbox: Any) -> bool:
        """Draw the line where `textbox` stands; whether it can be."""
        if not all(glyphs.join(stream) for glyphs in self.glyphs):
            return False
        stream.set_color(textbox.style["color"])
        stream.begin_text()
        if not self.is_blank:
            stream.set_text_matrix(1, 0, 0, -1, textbox.position_x, textbox.position_y + textbox.baseline)
        for stroke, values in self.strokes:
            getattr(stream, stroke)(*values)
        stream.end_text()
        return True


def take_place() -> None:
    """Have the text of lines that are used again be drawn as it was before."""
    drawing.draw_text = _text


def draw_again(layout: Any) -> None:
    """Have the text of a line be noted when it is drawn next, for all times after that."""
    layout.recurs = True


def _text(stream: Any, textbox: Any, offset_x: float, *how: str) -> None:
    """Draw a line, as `draw_text` of WeasyPrint does."""
    note = _note(stream, textbox) if how == _PLAIN and hasattr(textbox.pango_layout, "recurs") else None
    if note is None or not note.draw(stream, textbox):
        _draw_text(stream, textbox, offset_x, *how)


def _note(stream: Any, textbox: Any) -> _Note | None:
    """How the line of `textbox` is drawn; None where it is not plain."""
    style, layout = textbox.style, textbox.pango_layout
    if style["text_decoration_line"] != "none" or style["visibility"] != "visible":
        return None
    if not hasattr(layout, "note"):
        layout.note = note = _Note(stream, textbox)
        try:
            _draw_text(note, textbox, 0, *_PLAIN)
        except _NotPlainError:
            layout.note = None
        note._stream = note._textbox = None
    kept: _Note | None = layout.note
    return kept
