"""Promise 6: every character has a glyph, in a font that is embedded."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from kamdocs.errors import Problem
from kamdocs.rules.pdf_strings import streams
from kamdocs.verify.finished import Finished

_TO_NOTHING = re.compile(rb"<([0-9A-Fa-f]{4})>\s+0\s")
_CODES = re.compile(rb"begincidchar(.*?)endcidchar", re.DOTALL)
_LETTERS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_HELP = "write another character, or name a font in the theme that has this one"
_LETTER = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>")


def missing_glyphs(file: Finished) -> Iterator[Problem]:
    """One problem for each character that `file` does not show, and for each font that it leaves to the reader."""
    for passage in file.body:
        if "\ufffd" in passage.text and not any("\ufffd" in text for text in file.page.corpus):
            yield file.problem("missing-glyph", f"a character that could not be read stands {passage.place}")
    if file.draft.format == "pdf":
        for letter in dict.fromkeys(_without_glyph(file.draft.read())):
            name = unicodedata.name(letter[:1], "without a name")
            yield file.problem("missing-glyph", f"no font has a glyph for U+{ord(letter[:1]):04X} {name}", help=_HELP)
        for font, embedded in file.fonts.items():
            if not embedded:
                yield file.problem("missing-glyph", f"the font `{font}` is not embedded")


def _without_glyph(pdf: bytes) -> Iterator[str]:
    """The characters that the fonts of a PDF lead to glyph 0, which shows nothing or a box."""
    maps = [data for data in streams(pdf) if b"beginbfchar" in data or b"begincidchar" in data]
    letters = {
        code.lower(): bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
        for data in maps
        for block in _LETTERS.findall(data)
        for code, text in _LETTER.findall(block)
    }
    for data in maps:
        for block in _CODES.findall(data):
            yield from (letters.get(code.lower(), "\ufffd") for code in _TO_NOTHING.findall(block))
    yield from (text for code, text in letters.items() if code == b"0000" and text.strip("\0"))
