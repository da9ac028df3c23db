"""JPEG pictures without what cameras and programs note in them."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageOps

_START_OF_SCAN, _COMMENT, _FILLER, _END = 0xDA, 0xFE, 0xFF, b"\xff\xd9"
_NOTES = frozenset({*range(0xE1, 0xEE), 0xEF, _COMMENT})
"""Parts that hold no point of the picture: where it was taken, by whom, on what day, and a small copy of it."""

_ORIENTATION, _UPRIGHT = 0x0112, 1
_QUALITY = 92


def bare(jpeg: bytes) -> bytes:
    """A JPEG with nothing but what draws it; its points stay as they are. Source: ITU-T T.81, annex B."""
    kept, place = [jpeg[:2]], 2
    while place + 4 <= len(jpeg) and (kind := jpeg[place + 1]) != _START_OF_SCAN:
        end = place + 1 if kind == _FILLER else place + 2 + int.from_bytes(jpeg[place + 2 : place + 4])
        if kind not in _NOTES:
            kept.append(jpeg[place:end])
        place = end
    end = jpeg.find(_END, place)
    return b"".join((*kept, jpeg[place:] if end < 0 else jpeg[place : end + 2]))


def upright(jpeg: bytes) -> bytes:
    """A bare JPEG that is turned the way the camera was held.

    Why: WeasyPrint packs each that has notes of a camera anew, turned or not, and its points suffer.
    """
    with Image.open(BytesIO(jpeg)) as image:
        if image.getexif().get(_ORIENTATION, _UPRIGHT) == _UPRIGHT:
            return bare(jpeg)
        turned = BytesIO()
        ImageOps.exif_transpose(image).save(turned, "JPEG", quality=_QUALITY)
    return bare(turned.getvalue())
