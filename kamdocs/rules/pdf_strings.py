"""Every string object of a PDF file, wherever it stands, and the strings of its XMP metadata.

Why: what must not leave the house may hide in any of a hundred places of a PDF, most of which no reader library
lists. Reading the syntax itself misses none.
"""

from __future__ import annotations

import functools
import re
import zlib
from collections.abc import Iterator
from urllib.parse import unquote

_STREAM = re.compile(rb"stream\r?\n")
_FONT = re.compile(rb"/Length1 |/Subtype /(?:OpenType|CIDFontType0C|Type1C)\b")
"""What the stream of a font says of itself (ISO 32000-1, 9.9): no text is in it but what the font is called."""
_LITERAL_OR_HEX = re.compile(rb"\((?:[^()\\]|\\.)*|<(?!<)[0-9A-Fa-f\s]*>", re.DOTALL)
_IDENTIFIER = re.compile(rb"/ID \[\(([0-9a-f]{32})\) \(\1\)\]")
"""The digest by which a PDF is told from others (ISO 32000-1, 14.4), twice. It says nothing, but may hold the figures
of a year."""
_SPOKEN = re.compile(rb"/(?:ActualText|Alt|E)\s*(?=[(<])")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_TAG = re.compile(r"<[^>]*>")
_QUOTED = re.compile(r"=\s*(?:\"([^\"]*)\"|'([^']*)')")
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"}


def strings(pdf: bytes) -> Iterator[str]:
    """The strings of the file, decoded; addresses also without their percent escapes. The identifier of the file is
    left out.

    Of page contents only the replacement texts (`ActualText`, `Alt`) are given: the letters themselves are codes of
    fonts there.
    """
    objects, others = _split(pdf)
    for data in objects:
        yield from _decoded(_IDENTIFIER.sub(b"", data))
    for data in others:
        if b"<x:xmpmeta" in data or b"<?xpacket" in data:
            yield from _of_xmp(data.decode("utf-8", errors="replace"))
        else:
            for match in _SPOKEN.finditer(data):
                yield from list(_decoded(data[match.end() : match.end() + 4096]))[:1]


def streams(pdf: bytes) -> list[bytes]:
    """The streams of the file, inflated, but for object streams and fonts."""
    return _split(pdf)[1]


@functools.lru_cache(maxsize=1)  # several checks read the same file
def _split(pdf: bytes) -> tuple[list[bytes], list[bytes]]:
    """What stands outside streams or in object streams, and the other streams, inflated, but for those of fonts."""
    objects: list[bytes] = []
    streams: list[bytes] = []
    at = 0
    while match := _STREAM.search(pdf, at):
        outside = pdf[at : match.start()]
        objects.append(outside)
        end = pdf.find(b"endstream", match.end())
        end = len(pdf) if end < 0 else end
        described = outside[outside.rfind(b" obj") :]
        if not _FONT.search(described):
            (objects if b"/ObjStm" in described else streams).append(_inflated(pdf[match.end() : end]))
        at = end + len(b"endstream")
    return [*objects, pdf[at:]], streams


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data)
    except zlib.error:
        return data


def _decoded(data: bytes) -> Iterator[str]:
    at = 0
    while match := _LITERAL_OR_HEX.search(data, at):
        if match[0].startswith(b"<"):
            raw, at = _from_hex(match[0]), match.end()
        else:
            raw, at = _literal(data, match.start())
        text = _text(raw)
        yield text
        if "%" in text:
            yield unquote(text)


def _literal(data: bytes, start: int) -> tuple[bytes, int]:
    """The literal string that begins at `start`, with its nested parentheses, and where it ends."""
    depth, at = 0, start
    while at < len(data):
        letter = data[at : at + 1]
        if letter == b"\\":
            at += 1
        depth += (letter == b"(") - (letter == b")")
        at += 1
        if depth == 0:
            break
    return _ESCAPE.sub(_unescaped, data[start + 1 : at - 1]), at


def _unescaped(match: re.Match[bytes]) -> bytes:
    if match[1].isdigit() and match[1][:1] in b"01234567":
        return bytes([int(match[1], 8) & 0xFF])
    return _ESCAPED.get(match[1], match[1])


def _from_hex(token: bytes) -> bytes:
    digits = b"".join(token[1:-1].split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


def _text(raw: bytes) -> str:
    """A text string: UTF-16 or UTF-8 by its mark, else close to Latin-1."""
    if raw.startswith(b"\xfe\xff"):
        return raw[2:].decode("utf-16-be", errors="replace")
    if raw.startswith(b"\xff\xfe"):
        return raw[2:].decode("utf-16-le", errors="replace")
    return raw.removeprefix(b"\xef\xbb\xbf").decode(
        "utf-8" if raw.startswith(b"\xef\xbb\xbf") else "latin-1", "replace"
    )


def _of_xmp(xml: str) -> Iterator[str]:
    texts = [*_TAG.split(xml), *(first or second for first, second in _QUOTED.findall(xml))]
    for text in filter(None, (text.strip() for text in texts)):
        for entity, letter in _ENTITIES.items():
            text = text.replace(entity, letter)
        yield text
