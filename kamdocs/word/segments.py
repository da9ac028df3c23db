"""Texts deflated piece by piece: what all documents of a template have in common is compressed once.

A deflate stream is made of blocks that may be compressed or plain (RFC 1951, section 3.2). A constant that is
compressed by itself and flushed to a whole byte can stand anywhere in a stream; a value goes between two such blocks as
it is.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence

from kamdocs.word.archive import Deflated

_LAST = b"\1\0\0\xff\xff"
"""An empty plain block that ends the stream."""
_LONGEST_BLOCK = 0xFFFF
_SHORT = 4_096
_HEADS = [struct.pack("<BHH", 0, size, size ^ _LONGEST_BLOCK) for size in range(_SHORT)]
"""What stands before a plain block, by its length."""
_LEVEL = 6
_MOST_BYTES, _MOST_PIECES = 65_536, 1_000
"""Beyond this, plain values take more room than compressing the whole takes time."""


class Segments:
    """Deflates texts of which most are known beforehand."""

    def __init__(self, constants: Iterable[str]) -> None:
        self._known = {text: (_compressed(text), text.encode()) for text in constants if text}
        # A compressor takes 268 kB. The allocator of glibc gives such a block back at each end and pays for it with
        # page faults at each beginning, more than compressing a letter costs; one larger block, freed, teaches it.
        bytearray(1 << 20)

    def deflated(self, pieces: Sequence[str]) -> Deflated:
        """The text that `pieces` make. Equal pieces give equal bytes."""
        if len(pieces) > _MOST_PIECES:
            return _whole("".join(pieces).encode())
        stored, plain = list[bytes](), list[bytes]()
        known = self._known.get
        for piece in pieces:
            if (found := known(piece)) is not None:
                stored.append(found[0])
                plain.append(found[1])
            else:
                data = piece.encode()
                plain.append(data)
                stored += (_HEADS[len(data)], data) if len(data) < _SHORT else _plain_blocks(data)
        whole = b"".join(plain)
        if len(whole) > _MOST_BYTES:
            return _whole(whole)
        stored.append(_LAST)
        return Deflated(b"".join(stored), zlib.crc32(whole), len(whole))


def _whole(data: bytes) -> Deflated:
    return Deflated(zlib.compress(data, _LEVEL, -zlib.MAX_WBITS), zlib.crc32(data), len(data))


def _compressed(text: str) -> bytes:
    """Blocks that hold `text`, refer to nothing before it and end with a whole byte."""
    compressor = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return compressor.compress(text.encode()) + compressor.flush(zlib.Z_SYNC_FLUSH)


def _plain_blocks(data: bytes) -> list[bytes]:
    """Plain blocks that hold `data`."""
    blocks = list[bytes]()
    for start in range(0, len(data), _LONGEST_BLOCK):
        block = data[start : start + _LONGEST_BLOCK]
        blocks += (struct.pack("<BHH", 0, len(block), len(block) ^ _LONGEST_BLOCK), block)
    return blocks
