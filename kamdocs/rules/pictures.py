"""Which picture files documents take, in every format alike, and what is wrong with others."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING
from zlib import crc32

from kamdocs.rules.svg import embedded_pictures, svg_fault

if TYPE_CHECKING:
    from PIL import Image

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

MOST_BYTES = 30_000_000
"""How many bytes a picture's file may have."""

Wrong = tuple[str, str]
"""What is wrong, to be read after the picture's name, and what mends it."""

_PNG = b"\x89PNG\r\n\x1a\n"
_ENDS = ((b"\xff\xd8\xff", b"\xff\xd9"), (b"GIF8", b";"))
_OPENINGS = {b"\x89PNG": ".png", b"\xff\xd8": ".jpeg", b"GIF8": ".gif"}
_TAIL = 4096
_MODES = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})
_MIME = {"PNG": "image/png", "JPEG": "image/jpeg", "MPO": "image/jpeg", "GIF": "image/gif"}
"""What Pillow names them; an MPO is a JPEG of several pictures, as telephones take, of which the first is shown."""
_SAVE_AGAIN = "save it again, as PNG or JPEG"


def ending_of(content: bytes) -> str:
    """The ending of a file with this content, by how it begins; `.svg` for all that is no bitmap."""
    return next((ending for opening, ending in _OPENINGS.items() if content.startswith(opening)), SVG)


def picture_fault(content: bytes, ending: str, *, unpacked: bool = True) -> Wrong | None:
    """What is wrong with the picture `content` in a file with that `ending`; None for a sound one.

    Without `unpacked` its points are not looked at, which takes a tenth of a second for a large photograph.
    """
    ending = ending.lower()
    if ending not in PICTURES:
        return f"is no picture that documents take, which are {', '.join(PICTURES)}", _SAVE_AGAIN
    return _drawing_fault(content) if ending == SVG else _bitmap_fault(content, PICTURES[ending], unpacked)


def _drawing_fault(content: bytes) -> Wrong | None:
    if wrong := svg_fault(content):
        return wrong
    for kind, embedded in embedded_pictures(content):
        if _bitmap_fault(embedded, kind):
            return "holds a picture that is broken", "save it again, or take that picture out"
    return None


def _bitmap_fault(content: bytes, kind: str, unpacked: bool = True) -> Wrong | None:
    from PIL import Image, UnidentifiedImageError

    if not _is_whole(content):
        return "is no picture, or is cut off", _SAVE_AGAIN
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content)) as image:
                size, mode, found = image.size, image.mode, _MIME.get(image.format or "", "another kind of picture")
                if unpacked and size[0] * size[1] <= LARGEST:
                    _unpack(image)
    except Image.DecompressionBombError:
        return f"has more than {LARGEST // 1_000_000} million points", "make it smaller"
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
        return "is no picture, or is broken", _SAVE_AGAIN
    if found != kind:
        return f"is {found}, which its ending does not say", _SAVE_AGAIN
    if size[0] * size[1] > LARGEST:
        return f"has {size[0]:,} by {size[1]:,} points; {LARGEST // 1_000_000} million are the most", "make it smaller"
    if mode not in _MODES:
        return f"has colours of the kind `{mode}`, which not every program shows", "save it in RGB with 8 bits a colour"
    return None


def _unpack(image: Image.Image) -> None:
    """Read every point of `image`. Raises OSError where one is missing, which WeasyPrint has Pillow pass over."""
    from PIL import ImageFile

    passed_over = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        image.load()
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = passed_over


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
