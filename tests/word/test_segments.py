"""Texts deflated piece by piece."""

from __future__ import annotations

import zlib

import pytest

from kamdocs.word.segments import Segments


@pytest.mark.parametrize(
    "pieces",
    [
        ["<w:t>", "é" * 3000, "</w:t>"],
        ["<w:t>", *["ab"] * 2_000],
        ["<w:t>", "x" * 70_000],
        ["", "a", ""],
        ["y" * 65_000],
    ],
)
def test_pieces_unpack_to_the_whole_and_take_little_room(pieces: list[str]) -> None:
    """What many plain values take more room for is compressed."""
    whole = "".join(pieces).encode()
    made = Segments(["<w:t>", "</w:t>"]).deflated(pieces)
    assert zlib.decompress(made.stored, -zlib.MAX_WBITS) == whole
    assert (made.crc, made.size) == (zlib.crc32(whole), len(whole))
    if len(pieces) > 1_000 or len(whole) > 65_536:
        assert len(made.stored) < len(whole) // 10
