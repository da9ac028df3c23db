"""Pictures as documents hold them: turned the way the camera was held, and nothing in them but what is seen.

Where a picture was taken, by whom, on what day, with which program, and small copies of it stay behind.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO

from kamdocs.rules.pictures import PICTURES, SVG
from kamdocs.rules.svg import drawn_alone

_ORIENTATION, _TURNED = 0x0112, range(2, 9)
_QUALITY = 92
_EMBEDDED = re.compile(r"data:(image/(?:png|jpeg|gif));base64,([\w+/=\s]*)")

_START_OF_SCAN, _COMMENT, _FILLER, _END = 0xDA, 0xFE, 0xFF, 0xD9
_JFIF, _NOTES = 0xE0, frozenset({*range(0xE0, 0xF0), _COMMENT})
_NEEDED = (b"ICC_PROFILE\0", b"Adobe")
"""What those segments begin with that say which colours are meant."""
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")

_PNG_START = 8
_DRAWING = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS"})
_COLOURS = frozenset({b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"pHYs"})

_EXTENSION, _FRAME, _TRAILER = 0x21, 0x2C, b";"
_CONTROL, _APPLICATION, _LOOP = 0xF9, 0xFF, b"NETSCAPE2.0"


def bare(content: bytes, kind: str) -> bytes:
    """The sound picture `content` of that kind (`image/png` …), upright, with nothing but what is seen of it.

    Its points stay as they are, and what says which colours they are meant to have; a photograph that is turned is
    packed anew.
    """
    return _BARE[kind](content)


def _bare_svg(svg: bytes) -> bytes:
    return drawn_alone(svg, lambda text: _EMBEDDED.sub(_bare_inside, text))


def _bare_inside(match: re.Match[str]) -> str:
    """A bitmap within a drawing."""
    return f"data:{match[1]};base64,{b64encode(bare(b64decode(match[2]), match[1])).decode()}"


def _upright(content: bytes, kind: str) -> bytes:
    """A photograph turned the way the camera was held; one that was not turned as it is."""
    from PIL import Image, ImageOps

    turned = BytesIO()
    with Image.open(BytesIO(content)) as image:
        try:
            orientation = image.getexif().get(_ORIENTATION)
        except SyntaxError:  # notes that cannot be read turn nothing
            return content
        if orientation not in _TURNED:
            return content
        colours = image.info.get("icc_profile")
        ImageOps.exif_transpose(image).save(turned, kind, quality=_QUALITY, icc_profile=colours)
    return turned.getvalue()


def _bare_jpeg(jpeg: bytes) -> bytes:
    """Source: ITU-T T.81, annex B."""
    jpeg = _upright(jpeg, "JPEG")
    kept, place = [jpeg[:2]], 2
    while place + 4 <= len(jpeg) and jpeg[place + 1] != _END:
        kind = jpeg[place + 1]
        end = place + 1 if kind == _FILLER else place + 2 + int.from_bytes(jpeg[place + 2 : place + 4])
        if kind == _START_OF_SCAN:
            following = _AFTER_SCAN.search(jpeg, end)
            end = following.start() if following else len(jpeg)
        kept.append(_without_notes(jpeg[place:end]))
        place = end
    return b"".join((*kept, jpeg[place : place + 2]))


def _without_notes(segment: bytes) -> bytes:
    if segment[1:2] == bytes([_JFIF]) and segment[4:9] == b"JFIF\0":
        return segment[:2] + (16).to_bytes(2) + segment[4:16] + bytes(2)  # without the small copy
    if len(segment) > 1 and segment[1] in _NOTES and not segment[4:].startswith(_NEEDED):
        return b""
    return segment


def _bare_png(png: bytes) -> bytes:
    """Source: PNG specification, section 5.3."""
    png = _upright(png, "PNG")
    kept, place = [png[:_PNG_START]], _PNG_START
    while place + 12 <= len(png):
        end = place + 12 + int.from_bytes(png[place : place + 4])
        name = png[place + 4 : place + 8]
        if name in _DRAWING | _COLOURS:
            kept.append(png[place:end])
        if name == b"IEND":
            break
        place = end
    return b"".join(kept)


def _bare_gif(gif: bytes) -> bytes:
    """Source: GIF89a specification, sections 17 to 27."""
    place = 13 + _table(gif[10])
    return gif[:place] + b"".join(_gif_blocks(gif, place)) + _TRAILER


def _gif_blocks(gif: bytes, place: int) -> Iterator[bytes]:
    """The blocks from `place` on that draw."""
    while place + 10 <= len(gif) and gif[place] in (_EXTENSION, _FRAME):
        is_frame = gif[place] == _FRAME
        end = place + 11 + _table(gif[place + 9]) if is_frame else place + 2
        while end < len(gif) and gif[end]:
            end += 1 + gif[end]
        end += 1
        loops = gif[place + 1] == _APPLICATION and gif[place + 3 : place + 14] == _LOOP
        if is_frame or gif[place + 1] == _CONTROL or loops:
            yield gif[place:end]
        place = end


def _table(flags: int) -> int:
    """How many bytes a table of colours takes."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


_BARE: Mapping[str, Callable[[bytes], bytes]] = {
    "image/png": _bare_png,
    "image/jpeg": _bare_jpeg,
    "image/gif": _bare_gif,
    PICTURES[SVG]: _bare_svg,
}
