"""What a picture file looks like inside."""

from __future__ import annotations

from zlib import crc32

BITMAPS = frozenset({".png", ".jpg", ".jpeg", ".gif"})
"""Endings of pictures made of points."""

_PNG = b"\x89PNG\r\n\x1a\n"
_ENDS = ((b"\xff\xd8\xff", b"\xff\xd9"), (b"GIF8", b";"))
_TAIL = 4096


def is_bitmap(content: bytes) -> bool:
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
