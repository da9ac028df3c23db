"""Which picture files documents take, in every format alike, and what is wrong with others."""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from lxml import etree

SVG = ".svg"
PICTURES: Mapping[str, str] = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    SVG: "image/svg+xml",
}
"""The kinds of pictures by the ending of the file."""

LARGEST = 50_000_000
"""How many points a picture may have; two pages at 600 dpi have fewer."""

Wrong = tuple[str, str]
"""What is wrong, to be read after the picture's name, and what mends it."""

_PNG = b"\x89PNG\r\n\x1a\n"
_ENDS = ((b"\xff\xd8\xff", b"\xff\xd9"), (b"GIF8", b";"))
_TAIL = 4096
_MODES = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})
_SAVE_AGAIN = "save it again, as PNG or JPEG"
_DRAWN_ONLY = "save it as a plain SVG, without scripts and with all it shows inside"
_DEAD = frozenset({"script", "foreignObject", "iframe", "audio", "video", "animate", "set", "handler"})
_INSIDE = re.compile(r"\s*(#|data:image/(png|jpeg|gif);)")
_LOADS = re.compile(r"@import|url\(\s*['\"]?(?!#|data:image/)", re.IGNORECASE)
_LENGTH = re.compile(r"\s*\d*\.?\d+\s*(px|pt|pc|mm|cm|in|em|ex)?\s*")


def picture_fault(content: bytes, ending: str) -> Wrong | None:
    """What is wrong with the picture `content` in a file with that `ending`; None for a sound one."""
    ending = ending.lower()
    if ending not in PICTURES:
        return f"is no picture that documents take, which are {', '.join(PICTURES)}", _SAVE_AGAIN
    return _svg_fault(content) if ending == SVG else _bitmap_fault(content, PICTURES[ending])


def _bitmap_fault(content: bytes, kind: str) -> Wrong | None:
    from PIL import Image, UnidentifiedImageError

    if not _is_whole(content):
        return "is no picture, or is cut off", _SAVE_AGAIN
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content)) as image:
                size, mode, found = image.size, image.mode, Image.MIME[image.format or "PNG"]
    except Image.DecompressionBombError:
        return f"has more than {LARGEST // 1_000_000} million points", "make it smaller"
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return "is no picture, or is broken", _SAVE_AGAIN
    if found != kind:
        return f"is {found}, which its ending does not say", f"give it the ending `.{found.partition('/')[2]}`"
    if size[0] * size[1] > LARGEST:
        return f"has {size[0]:,} by {size[1]:,} points; {LARGEST // 1_000_000} million are the most", "make it smaller"
    if mode not in _MODES:
        return f"has colours of the kind `{mode}`, which not every program shows", "save it in RGB with 8 bits a colour"
    return None


def _is_whole(content: bytes) -> bool:
    """Whether `content` is a PNG picture whose every part is sound, or begins and ends like a JPEG or GIF picture.

    Why: one that is cut off or broken would be drawn in part.
    """
    if content.startswith(_PNG):
        return _is_sound(content)
    return any(content.startswith(start) and end in content[-_TAIL:] for start, end in _ENDS)


def _is_sound(png: bytes) -> bool:
    """Whether each chunk has the checksum that follows it. Source: PNG specification, section 5.3."""
    place = len(_PNG)
    while place + 12 <= len(png):
        end = place + 8 + int.from_bytes(png[place : place + 4])
        if crc32(png[place + 4 : end]).to_bytes(4) != png[end : end + 4]:
            return False
        if png[place + 4 : place + 8] == b"IEND":
            return True
        place = end + 4
    return False


def _svg_fault(content: bytes) -> Wrong | None:
    from lxml import etree

    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError:
        return "is no SVG picture, or is cut off", "save it again, as plain SVG or as PNG"
    if root.tag != "{http://www.w3.org/2000/svg}svg":
        return "is no SVG picture", "save it again, as plain SVG or as PNG"
    if not _has_size(root):
        return "does not say how large it is", 'give it `width` and `height` or a `viewBox="0 0 …"`'
    for element in root.iter(etree.Element):
        if what := _alive(element):
            return what, _DRAWN_ONLY
    return None


def _has_size(root: etree._Element) -> bool:
    box = [float(number) for number in re.findall(r"-?\d*\.?\d+", root.get("viewBox", ""))]
    if len(box) == 4 and box[2] > 0 and box[3] > 0:
        return True
    return all(_LENGTH.fullmatch(root.get(side, "")) for side in ("width", "height"))


def _alive(element: etree._Element) -> str:
    """What in an element of an SVG does something or loads something; empty where nothing does."""
    name = str(element.tag).rpartition("}")[2]
    if name in _DEAD:
        return f"holds a `{name}`"
    for attribute, value in element.attrib.items():
        attribute, value = str(attribute).rpartition("}")[2], str(value)
        if attribute.startswith("on"):
            return f"holds a script in `{attribute}`"
        if (attribute == "href" and name != "a" and not _INSIDE.match(value)) or _LOADS.search(value):
            return f"loads `{value[:40]}` from elsewhere"
    if name == "style" and _LOADS.search("".join(map(str, element.itertext()))):
        return "loads something from elsewhere in its `style`"
    return ""
