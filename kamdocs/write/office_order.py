"""The objects of a PDF in the order in which one comes to them from its catalogue.

LibreOffice writes fonts in the order of their addresses in memory, and numbers those that it makes from OpenType with
PostScript outlines on from document to document, so that the same document gives one file or another.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping

_REFERENCE = re.compile(rb"\((?:\\.|[^\\()])*\)|\b(\d+) 0 R\b", re.DOTALL)
"""Another object, or a text, in which something may look like one."""

_PLACE = re.compile(rb"(\d{10}) 00000 n")
_STREAM, _END = b"\nstream\n", b"\nendstream"
_LENGTH = re.compile(rb"/Length \d+ 0 R")
_PARTS = re.compile(rb"/Length1 (\d+)/Length2 (\d+)")
_KEY = 55665
"""With which the second part of a font of Type 1 is encrypted: Adobe Type 1 Font Format, 7.3."""

_UNIQUE_ID = re.compile(rb"(?<=/UniqueID )\d+(?= def)")
_FIRST_ID = 4_000_000
"""From here to 4,999,999 nobody's fonts have numbers of their own: Adobe Type 1 Font Format, 2.5."""


def in_order(pdf: bytes) -> bytes:
    """`pdf` with its objects numbered anew, without those that nothing leads to.

    It is given back as it is where its table of objects is not the one that LibreOffice writes (ISO 32000-1, 7.5.4).
    """
    table, end = pdf.rfind(b"\nxref\n") + 1, pdf.rfind(b"trailer\n")
    if not 0 < table < end:
        return pdf
    places = sorted(int(place) for place in _PLACE.findall(pdf, table, end))
    objects = dict(_object(pdf[start:stop]) for start, stop in zip(places, [*places[1:], table], strict=True))
    trailer = pdf[end : pdf.rfind(b"startxref")]
    for place, old in enumerate(_numbers(trailer, objects)):
        objects[old] = _with_id(objects[old], _FIRST_ID + place)
    numbers = _numbers(trailer, objects)
    parts = [pdf[: places[0]], *(b"%d 0 obj\n%s" % (new, _told(objects[old], numbers)) for old, new in numbers.items())]
    rows, at = [b"0000000000 65535 f \n"], 0
    for part in parts:
        at += len(part)
        rows.append(b"%010d 00000 n \n" % at)
    size = len(parts)
    trailer = re.sub(rb"/Size \d+", b"/Size %d" % size, _told(trailer, numbers))
    return b"%sxref\n0 %d\n%s%sstartxref\n%d\n%%%%EOF\n" % (b"".join(parts), size, b"".join(rows[:-1]), trailer, at)


def _object(text: bytes) -> tuple[int, bytes]:
    head, _, body = text.partition(b" 0 obj\n")
    return int(head), body


def _with_id(text: bytes, id: int) -> bytes:
    """An object; where it is a font of Type 1, with `id` as the number by which printers keep its letters."""
    said, _, rest = text.partition(_STREAM)
    parts = _PARTS.search(said)
    if not (parts and b"/FlateDecode" in said and _LENGTH.search(said)):
        return text
    from fontTools.misc.eexec import decrypt, encrypt

    content, _, after = rest.rpartition(_END)
    font = zlib.decompress(content)
    shown, hidden = int(parts[1]), int(parts[1]) + int(parts[2])
    plain, _ = decrypt(font[shown:hidden], _KEY)
    packed = zlib.compress(_told_id(font[:shown], id) + encrypt(_told_id(plain, id), _KEY)[0] + font[hidden:])
    return _LENGTH.sub(b"/Length %d" % len(packed), said) + _STREAM + packed + _END + after


def _told_id(part: bytes, id: int) -> bytes:
    return _UNIQUE_ID.sub(b"%d" % id, part, count=1)


def _numbers(trailer: bytes, objects: Mapping[int, bytes]) -> dict[int, int]:
    """The new number of each object, by its old one."""
    numbers: dict[int, int] = {}
    ahead = _named(trailer)[::-1]
    while ahead:
        old = ahead.pop()
        if old not in numbers and old in objects:
            numbers[old] = len(numbers) + 1
            ahead += _named(objects[old])[::-1]
    return numbers


def _named(text: bytes) -> list[int]:
    """The objects that `text` leads to."""
    return [int(found[1]) for found in _REFERENCE.finditer(text.partition(_STREAM)[0]) if found[1]]


def _told(text: bytes, numbers: Mapping[int, int]) -> bytes:
    """`text` with the new numbers of objects."""
    said, stream, content = text.partition(_STREAM)

    def new(found: re.Match[bytes]) -> bytes:
        return b"%d 0 R" % numbers.get(int(found[1]), 0) if found[1] else found[0]

    return _REFERENCE.sub(new, said) + stream + content
