"""Bytes of a list as text: what spreadsheets of three languages save, told apart by the letters that come out.

A byte order mark and strict UTF-8 decide first. What is left are the code pages of Windows, in which nearly every
sequence of bytes is some text: cp949 is taken where Hangul comes out, cp1258 where its marks of tone all stand on
vowels that carry them in Vietnamese, and else cp1252, in which such marks are letters of western languages.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from kamdocs.load.recipients.grid import ListFault

_MARKED = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_MOSTLY = 0.8
_BYTES_IN_USE = 2
"""A syllable of KS X 1001 has two bytes in EUC-KR; any other is spelt out in eight."""
_SYLLABLES = re.compile("[\uac00-\ud7a3]")
_TONED = re.compile("(.)[\u0300\u0301\u0303\u0309\u0323]", re.DOTALL)
_ON_VOWELS = re.compile("[aăâeêioôơuưy]", re.IGNORECASE)
_HORNED = re.compile("ươ|ƯƠ|Ươ")
_HELP = "save it as `CSV UTF-8` in the program that it comes from"


def decoded(content: bytes) -> tuple[str, str]:
    """The text that `content` is, composed (NFC), and the name of its encoding. Raises ListFault where none fits."""
    for mark, codec, name in _MARKED:
        if content.startswith(mark):
            return _strict(content[len(mark) :], codec, name), name
    if codec := _unmarked_utf16(content):
        return _strict(content, codec, "UTF-16"), "UTF-16"
    if b"\0" in content:
        raise ListFault("unknown-encoding", "is no text: it holds zero bytes", _HELP)
    text, name = _unmarked(content)
    return unicodedata.normalize("NFC", text), name


def _strict(content: bytes, codec: str, name: str) -> str:
    try:
        return unicodedata.normalize("NFC", content.decode(codec))
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        what = f"begins as {name}, but holds what is not: the file is damaged or cut"
        raise ListFault("unknown-encoding", what, _HELP, line=line) from None


def _unmarked_utf16(content: bytes) -> str:
    """The codec of UTF-16 without its mark: text that has ASCII in it has zeros on one side."""
    if len(content) % 2:
        return ""
    sides = content[0:2000:2].count(0), content[1:2000:2].count(0)
    if min(sides) * 10 > max(sides) or max(sides) * 10 < len(content[:2000]) // 2:
        return ""
    return "utf-16-be" if sides[0] > sides[1] else "utf-16-le"


def _unmarked(content: bytes) -> tuple[str, str]:
    for codec, name, fits in (
        ("utf-8", "UTF-8", lambda text: True),
        ("cp949", "cp949", _is_korean),
        ("cp1258", "cp1258", _is_vietnamese),
        ("cp1252", "cp1252", _is_western),
    ):
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        if fits(text):
            return text, name
    what = "is in an encoding that is not known: neither UTF-8 nor UTF-16, cp949, cp1258 or cp1252"
    raise ListFault("unknown-encoding", what, _HELP, line=_first_odd_line(content))


def _first_odd_line(content: bytes) -> int:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return content[: error.start].count(b"\n") + 1
    return 0


def _is_korean(text: str) -> bool:
    """Whether nearly all that is not ASCII is Hangul, and most of it of the syllables that are in use: what is in
    another encoding of East Asia comes out as the rare ones, or as Chinese characters."""
    odd = [character for character in text if not character.isascii()]
    syllables = _SYLLABLES.findall(text)
    in_use = sum(len(syllable.encode("euc_kr")) == _BYTES_IN_USE for syllable in syllables)
    return len(syllables) >= _MOSTLY * len(odd) and in_use * 2 >= len(syllables)


def _is_vietnamese(text: str) -> bool:
    """Whether each mark of tone stands on a vowel, and there are some, or the pair of letters that no other has."""
    vowels = _TONED.findall(text)
    return all(map(_ON_VOWELS.fullmatch, vowels)) and bool(vowels or _HORNED.search(text)) and _is_plain(text)


def _is_western(text: str) -> bool:
    """Whether all that is not ASCII are letters, in words that are mostly plain ones, or the marks of a typesetter."""
    letters = [character for character in text if character.isalpha()]
    odd = [character for character in letters if not character.isascii()]
    return len(odd) * 3 <= len(letters) and _is_plain(text) and not re.search(r"[a-z][À-ÖØ-Þ]", text)


def _is_plain(text: str) -> bool:
    allowed = "–—‘’“”…€°·«»ºª₫§®™ \u00a0\u00b4"
    return all(c.isascii() or c.isalpha() or unicodedata.combining(c) or c in allowed for c in text)
