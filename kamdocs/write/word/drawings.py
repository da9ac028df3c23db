"""SVG pictures in a DOCX: the drawing for programs that know SVG, and a bitmap of it for all others."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

import pypdfium2 as pdfium
from lxml import etree

from kamdocs.model.theme import Theme
from kamdocs.rules.svg import svg_size
from kamdocs.write.pdf import draw_svg
from kamdocs.write.word.elements import EMU_PER_PX

_DPI = 300
_POINTS_PER_INCH, _EMU_PER_POINT = 72, 12700
_TRANSPARENT = (255, 255, 255, 0)


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG picture as a DOCX holds it.

    `width` is its own in EMU, 0 where it fills its place. `shape` is its height as a part of its width.
    """

    content: bytes
    width: int
    shape: float


def drawing(content: bytes, theme: Theme) -> Drawing:
    """A sound SVG picture, with nothing but what is drawn."""
    width, shape = svg_size(etree.fromstring(content), float(theme.sizes.text))
    return Drawing(content, round(width * EMU_PER_PX), shape)


@lru_cache(maxsize=32)
def bitmap(drawing: Drawing, theme: Theme, *, width: int, height: int) -> bytes:
    """A PNG of a drawing, `width` by `height` EMU at 300 points an inch, its ground transparent; the same each time.

    Raises OutputError as `draw_svg` does.
    """
    page = draw_svg(drawing.content, theme, width=width / _EMU_PER_POINT, height=height / _EMU_PER_POINT)
    with pdfium.PdfDocument(page) as document:
        drawn = document[0].render(scale=_DPI / _POINTS_PER_INCH, fill_color=_TRANSPARENT).to_pil()
    buffer = BytesIO()
    drawn.save(buffer, "PNG", compress_level=9)
    return buffer.getvalue()
