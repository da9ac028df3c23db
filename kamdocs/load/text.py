"""Bytes of a file to clean text: UTF-8, line breaks as `\\n`, no character that a document cannot hold."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

MAX_BYTES = 2_000_000
"""No file of a workspace is longer."""

MAX_TEXT = 100_000
"""No single value is longer, in code points."""

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

# C0 and C1 controls but tab and line feed, line and paragraph separators, controls of writing direction, surrogates,
# private use (render marks values with such characters), and code points that are no characters.
_BARRED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ue000-\uf8ff"
    "\ufdd0-\ufdef\ufeff\ufffe\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000))
    + "\U000f0000-\U0010ffff]"
)


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem in one text before its file is known; `line` and `column` count from 0, line -1 is the whole file."""

    line: int
    column: int
    width: int
    rule: str
    what: str
    help: str = ""


def whole(rule: str, what: str, help: str = "") -> Fault:
    """A fault of a file as a whole."""
    return Fault(-1, 0, 1, rule, what, help)


def decode(content: bytes) -> tuple[str, list[Fault]]:
    """The text of a file with its line breaks as `\\n`, and its faults.

    Characters that are faults stand as U+FFFD in it, so that the rest can be read; it is empty where nothing can.
    """
    if len(content) > MAX_BYTES:
        return "", [too_many_bytes(len(content))]
    if content.startswith(_UTF16) or b"\0" in content[:4]:
        return "", [whole("not-utf8", "is UTF-16, not UTF-8", "save the file as UTF-8")]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return "", [_not_utf8(content, error.start)]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not _BARRED.search("".join(set(text))):
        return text, []
    return _BARRED.sub("\ufffd", text), _barred_in(text)


def too_many_bytes(size: int, most: int = MAX_BYTES) -> Fault:
    """The fault of a file of `size` bytes, which are more than are read."""
    return whole("too-long", f"has {size:,} bytes; no more than {most:,} are read")


def barred(value: str) -> str:
    """The first character of `value` that no document can hold, described; empty where there is none."""
    found = _BARRED.search(value)
    return _describe(found.group()) if found else ""


def normal(value: str) -> str:
    """`value` in Unicode's composed form, NFC."""
    return value if value.isascii() else unicodedata.normalize("NFC", value)


def _not_utf8(content: bytes, position: int) -> Fault:
    before = content[:position].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    start = before.rfind(b"\n") + 1
    column = len(before[start:].decode("utf-8-sig" if start == 0 else "utf-8"))
    what = f"byte 0x{content[position]:02x} is not UTF-8"
    return Fault(before.count(b"\n"), column, 1, "not-utf8", what, "save the file as UTF-8")


def _barred_in(text: str) -> list[Fault]:
    faults = []
    for found in _BARRED.finditer(text):
        line = text.count("\n", 0, found.start())
        column = found.start() - (text.rfind("\n", 0, found.start()) + 1)
        faults.append(Fault(line, column, 1, "bad-character", _describe(found.group()), "remove it"))
    return faults


def _describe(character: str) -> str:
    name = unicodedata.name(character, "")
    return f"character U+{ord(character):04X}{f' ({name.lower()})' if name else ''} cannot stand in a document"
