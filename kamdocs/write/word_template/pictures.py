"""Pictures of data in a template: in a line, or in the place of one that stands there."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image as Bitmap
from lxml import etree

from kamdocs.errors import OutputError
from kamdocs.model.theme import Theme
from kamdocs.model.word_template import Image
from kamdocs.rules.bare import bare
from kamdocs.rules.pictures import PICTURES, SVG, ending_of, picture_fault
from kamdocs.rules.svg import svg_size
from kamdocs.word.additions import Additions
from kamdocs.word.elements import Node, made
from kamdocs.word.names import NAMESPACES, qualified
from kamdocs.word.relationships import OFFICE, Relationship
from kamdocs.write.word.drawings import Drawing, bitmap
from kamdocs.write.word.elements import EMU_PER_PX
from kamdocs.write.word.pictures import recognisable

_IMAGE = f"{OFFICE}/image"
_EMU_PER_MM, _EMU_PER_INCH, _EMU_PER_TWIP = 36_000, 914_400, 635
_TALLEST = 220 * _EMU_PER_MM
_UNSTATED, _SCREEN = 72, 96
"""A bitmap that states no resolution is read as one of 72 points an inch, and shown as one of 96, as Word does."""

_SVG_URI = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_SVG_NAME = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


class Picture(NamedTuple):
    """A sound picture: its content, the ending of its file, its own size in EMU (0 where it has none), and what is
    drawn where it is an SVG."""

    content: bytes
    ending: str
    width: int
    height: int
    drawing: Drawing | None = None

    @property
    def shape(self) -> float:
        """Its height as a part of its width."""
        return self.drawing.shape if self.drawing else self.height / self.width


def picture_run(image: Image, additions: Additions, part: str, theme: Theme, *, width: int) -> Node:
    """A run with a picture, at most `width` twips wide unless it says itself how wide."""
    picture = read(image.data, theme)
    size = _size(image, picture, width * _EMU_PER_TWIP)
    inline = etree.fromstring(_INLINE.format(*size))
    for properties in inline.iter(qualified("wp:docPr")):
        properties.set("descr", image.alt)
    show(next(inline.iter(qualified("a:blip"))), picture, additions, part, theme, size)
    return made("w:r", children=[made("w:drawing", children=[inline])])


def show(blip: Node, picture: Picture, additions: Additions, part: str, theme: Theme, size: tuple[int, int]) -> None:
    """Let a `a:blip` show a picture in this size in EMU."""
    blip.clear()
    drawn = picture.drawing
    shown = picture.content if drawn is None else bitmap(drawn, theme, width=size[0], height=size[1])
    blip.set(qualified("r:embed"), related(shown, ".png" if drawn else picture.ending, additions, part))
    if drawn is not None:
        svg = etree.Element(f"{{{_SVG_NAME}}}svgBlip", nsmap={"asvg": _SVG_NAME})
        svg.set(qualified("r:embed"), related(drawn.content, SVG, additions, part))
        blip.append(made("a:extLst", children=[made("a:ext", {"uri": _SVG_URI}, [svg])]))


def related(content: bytes, ending: str, additions: Additions, part: str) -> str:
    """The id of the relationship of `part` to a picture."""
    name = additions.add_media(content, ending, PICTURES[ending])
    return additions.relate(part, Relationship(_IMAGE, name))


def read(data: bytes, theme: Theme) -> Picture:
    """A picture in PNG, JPEG, GIF or SVG, with nothing but what is seen of it; raises OutputError for any other."""
    return _read(data, theme.sizes.text)


@lru_cache(maxsize=64)
def _read(data: bytes, text: Decimal) -> Picture:
    ending = ending_of(data)
    if fault := picture_fault(data, ending, unpacked=False):
        raise OutputError(f"a picture {fault[0]}", help=fault[1])
    content = bare(data, PICTURES[ending])
    if ending == SVG:
        width, shape = svg_size(etree.fromstring(content), float(text))
        drawn = Drawing(content, round(width * EMU_PER_PX), shape)
        return Picture(content, ending, drawn.width, round(drawn.width * shape), drawn)
    return Picture(content, ending, *_measures(content))


def _measures(content: bytes) -> tuple[int, int]:
    """Width and height of a bitmap in EMU."""
    try:
        found = Bitmap.from_blob(recognisable(content))
        across, down = (_SCREEN if dpi == _UNSTATED else dpi for dpi in (found.horz_dpi, found.vert_dpi))
        return round(found.px_width * _EMU_PER_INCH / across), round(found.px_height * _EMU_PER_INCH / down)
    except (UnrecognizedImageError, UnexpectedEndOfFileError, InvalidImageStreamError, ZeroDivisionError) as fault:
        raise OutputError("a picture is not one that Word takes", help="save it again, as PNG or JPEG") from fault


def _size(image: Image, picture: Picture, widest: int) -> tuple[int, int]:
    """Width and height in EMU."""
    shape = picture.shape
    if image.width_mm is not None and image.height_mm is not None:
        return _emu(image.width_mm), _emu(image.height_mm)
    if image.width_mm is not None:
        return _emu(image.width_mm), max(round(_emu(image.width_mm) * shape), 1)
    if image.height_mm is not None:
        return max(round(_emu(image.height_mm) / shape), 1), _emu(image.height_mm)
    wide = min(picture.width or widest, widest, round(_TALLEST / shape))
    return wide, max(round(wide * shape), 1)


def _emu(millimetres: Decimal) -> int:
    return max(round(millimetres * _EMU_PER_MM), 1)


_INLINE = (
    "<wp:inline"
    + "".join(f' xmlns:{name}="{NAMESPACES[name]}"' for name in ("wp", "a", "pic", "r"))
    + ' distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{0}" cy="{1}"/>'
    '<wp:effectExtent l="0" t="0" r="0" b="0"/>'
    '<wp:docPr id="1" name="Picture"/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/>'
    f'</wp:cNvGraphicFramePr><a:graphic><a:graphicData uri="{NAMESPACES["pic"]}"><pic:pic>'
    '<pic:nvPicPr><pic:cNvPr id="1" name="Picture"/><pic:cNvPicPr/></pic:nvPicPr>'
    "<pic:blipFill><a:blip/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{0}" cy="{1}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
)
