"""What a picture file looks like inside."""

from __future__ import annotations

BITMAPS = frozenset({".png", ".jpg", ".jpeg", ".gif"})
"""Endings of pictures made of points."""

_ENDS = ((b"\x89PNG\r\n", b"IEND"), (b"\xff\xd8\xff", b"\xff\xd9"), (b"GIF8", b";"))
_TAIL = 4096


def is_bitmap(content: bytes) -> bool:
    """Whether `content` begins and ends like a PNG, JPEG or GIF picture; one cut off would be drawn in part."""
    return any(content.startswith(start) and end in content[-_TAIL:] for start, end in _ENDS)
