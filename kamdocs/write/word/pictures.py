"""Pictures in a DOCX: their parts, their sizes, and the runs that show them."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from copy import deepcopy
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from docx.oxml.shape import CT_Inline
from docx.parts.document import DocumentPart
from docx.parts.image import ImagePart
from docx.shared import Emu
from lxml import etree

from kamdocs.errors import OutputError
from kamdocs.model.theme import Theme
from kamdocs.rules.pictures import PICTURES, SVG
from kamdocs.word.names import NAMESPACES, qualified
from kamdocs.write.pictures import read_picture
from kamdocs.write.word.drawings import Drawing, bitmap, drawing
from kamdocs.write.word.elements import EMU_PER_PX, EMU_PER_TWIP, Element, length, twips, w

_JPEG = b"\xff\xd8"
_HIGHEST = twips(Decimal(220)) * EMU_PER_TWIP
"""The height of a picture that stands on its page with a line of text below it."""
_WITH_DRAWING = (
    f'<a:extLst xmlns:a="{NAMESPACES["a"]}"><a:ext uri="{{{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}}}">'
    '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"'
    f' xmlns:r="{NAMESPACES["r"]}" r:embed="{{}}"/></a:ext></a:extLst>'
)
"""How Word 2016 and later names the drawing that a bitmap stands for, by the id of its relation."""


class Pictures:
    """The pictures of one DOCX. `files` are theirs by their `src`."""

    def __init__(self, part: DocumentPart, theme: Theme, files: Mapping[str, Path]) -> None:
        self._part = part
        self._theme = theme
        self._pictures = _readable(files, theme)
        self._relations: dict[str, str] = {}
        self._bitmaps: dict[str, str] = {}
        self._shown = 0

    def run(self, node: etree._Element, *, width: int, height: int) -> Element:
        """A run with the picture that an `img` names, at most `width` twips wide.

        Without a width of its own it is `height` twips high, or with 0 as large as the picture is.
        """
        source = node.get("src") or ""
        natural, shape = _measures(self._pictures[source])
        if height:
            natural = round(height * EMU_PER_TWIP / shape)
        widest = min(width * EMU_PER_TWIP, round(_HIGHEST / shape))
        wide = min(length(node.get("width") or "", width) * EMU_PER_TWIP or natural or widest, widest)
        inline = self._inline(source, Emu(wide), Emu(max(round(wide * shape), 1)))
        return w("r", children=[w("drawing", children=[self._named(inline, node.get("alt") or "")])])

    def drawn(self, svg: bytes, *, width: int, alt: str) -> Element:
        """A run with a drawing that stands in no file, `width` twips wide."""
        source = f"drawing {len(self._pictures)}"
        picture = self._pictures[source] = drawing(svg, self._theme)
        wide = width * EMU_PER_TWIP
        inline = self._inline(source, Emu(wide), Emu(max(round(wide * picture.shape), 1)))
        return w("r", children=[w("drawing", children=[self._named(inline, alt)])])

    def _inline(self, source: str, width: Emu, height: Emu) -> CT_Inline:
        picture = self._pictures[source]
        if not isinstance(picture, Drawing):
            return self._shows(picture, width, height)
        shown = bitmap(picture, self._theme, width=width, height=height)
        inline = self._shows(_image(shown), width, height)
        for blip in inline.iter(qualified("a:blip")):
            blip.append(parse_xml(_WITH_DRAWING.format(self._relation(source, picture))))
        return inline

    def _shows(self, image: Image, width: Emu, height: Emu) -> CT_Inline:
        """A picture of this size; the same picture stands in one part, however often it is shown."""
        if image.sha1 not in self._bitmaps:
            name = PackURI(f"/word/media/image{len(self._bitmaps) + 1}.{image.ext}")
            part = ImagePart.from_image(image, name)
            self._bitmaps[image.sha1] = self._part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
        inline = deepcopy(_new_inline())
        for sizes in inline.iter(qualified("wp:extent"), qualified("a:ext")):
            sizes.set("cx", str(width))
            sizes.set("cy", str(height))
        for blip in inline.iter(qualified("a:blip")):
            blip.set(qualified("r:embed"), self._bitmaps[image.sha1])
        return inline

    def _relation(self, source: str, drawing: Drawing) -> str:
        """The id of the relation to the part that holds a drawing, which all places that show it share."""
        if source not in self._relations:
            name = PackURI(f"/word/media/drawing{len(self._relations) + 1}{SVG}")
            part = Part(name, PICTURES[SVG], drawing.content, self._part.package)
            self._relations[source] = self._part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
        return self._relations[source]

    def _named(self, inline: CT_Inline, alt: str) -> Element:
        """The picture with a number of its own and its text for those who do not see it.

        Why: a side without a stated distance to the text is given one by LibreOffice.
        """
        self._shown += 1
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")
        for properties in inline.iter(qualified("wp:docPr"), qualified("pic:cNvPr")):
            properties.set("id", str(self._shown))
            properties.set("name", f"Picture {self._shown}")
        inline.docPr.set("descr", alt)
        return inline


@cache
def _new_inline() -> CT_Inline:
    """A picture as python-docx makes it, to be copied."""
    return CT_Inline.new_pic_inline(1, "", "", Emu(1), Emu(1))


@lru_cache(maxsize=16)
def _image(content: bytes) -> Image:
    """What python-docx knows of a picture; raises what it raises."""
    return Image.from_blob(content)


def _readable(files: Mapping[str, Path], theme: Theme) -> dict[str, Drawing | Image]:
    """The pictures by their `src`; raises OutputError, with every one of them, where Word cannot show some."""
    found: dict[str, Drawing | Image] = {}
    faults: list[OutputError] = []
    for source, file in files.items():
        try:
            found[source] = _read(source, file, theme)
        except OutputError as fault:
            faults.append(fault)
    if faults:
        raise OutputError("\n".join(map(str, faults)), help=faults[0].help)
    return found


def _read(source: str, file: Path, theme: Theme) -> Drawing | Image:
    content = read_picture(file, source)
    if file.suffix.lower() == SVG:
        return drawing(content, theme)
    image: Image | None = None
    with suppress(UnrecognizedImageError, UnexpectedEndOfFileError, InvalidImageStreamError):
        image = _image(recognisable(content))
    if image is None or not (image.px_width and image.px_height):
        raise OutputError(f"the picture `{source}` is not one that Word takes", help="save it again, as PNG or JPEG")
    return image


def recognisable(content: bytes) -> bytes:
    """`content`, which python-docx knows as a JPEG only where it begins with a JFIF or an Exif segment.

    Why: pictures saved for the web may begin with another. An empty Exif segment changes nothing of what is shown.
    """
    if not content.startswith(_JPEG) or content[6:10] in (b"JFIF", b"Exif"):
        return content
    segment = b"Exif\0\0" + b"II*\0\x08\0\0\0" + bytes(6)
    return _JPEG + b"\xff\xe1" + (len(segment) + 2).to_bytes(2) + segment + content[len(_JPEG) :]


def _measures(picture: Drawing | Image) -> tuple[int, float]:
    """The width of a picture in EMU, 0 where it fills its place, and its height as a part of it.

    Why: a point of a bitmap is a pixel, as in the PDF, whatever resolution the file states.
    """
    if isinstance(picture, Drawing):
        return picture.width, picture.shape
    return picture.px_width * EMU_PER_PX, picture.px_height / picture.px_width
