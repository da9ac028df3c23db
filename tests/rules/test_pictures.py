"""Pictures are told from files that only look like some."""

from __future__ import annotations

import pytest
from support import REPOSITORY

from kamdocs.rules.pictures import is_bitmap

PNG = (REPOSITORY / "profiles" / "house-logo.png").read_bytes()
HALF = len(PNG) // 2


@pytest.mark.parametrize("content", [PNG, b"\xff\xd8\xff...\xff\xd9", b"GIF89a...;"])
def test_a_picture_is_one(content: bytes) -> None:
    """Of the three kinds that documents take."""
    assert is_bitmap(content)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>not found</html>",
        PNG[:HALF],
        PNG[:HALF] + b"\0" + PNG[HALF + 1 :],
        PNG[:HALF] + PNG[-12:],
        b"\x89PNG\r\n\x1a\n...IEND",
        b"\xff\xd8\xff...",
        b"GIF89a...",
    ],
)
def test_a_picture_that_is_broken_or_cut_off_is_none(content: bytes) -> None:
    """Wherever the fault lies in a PNG file; at the end of the others."""
    assert not is_bitmap(content)
