"""What a filled Word template says, before it is put together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from lxml import etree

from kamdocs.model.word_template import INSERT, Filled, Html, Insert, Link, SubDocument, WordFile, Xml
from kamdocs.word.names import qualified
from kamdocs.word.package import parse_part
from kamdocs.word.reader import said

_MARK = re.compile(rf"<\?{INSERT} (\d+)\?>")
_CODE = re.compile("[0-9A-Fa-f]{1,4}")
_ELEMENT = re.compile(r"<(?!\?)[^>]*>")


def said_by_template(word_file: WordFile) -> tuple[str, ...]:
    """The paragraphs of a template as it is, tags and all; headers and footers last."""
    return said(_parts(word_file))


def said_by_filled(word_file: WordFile, filled: Filled) -> tuple[str, ...]:
    """The paragraphs of a filled template. What is more than text stands in one paragraph with what is around it."""
    return said(_parts(word_file) | {name: _in_words(xml, filled).encode() for name, xml in filled.parts.items()})


def symbols_of(word_file: WordFile) -> frozenset[str]:
    """The characters for private use that a template itself has: marks of its lists and signs of symbol fonts."""
    found = (
        sign
        for name, member in word_file.members.items()
        if name.startswith("word/") and name.endswith(".xml")
        for sign in _signs(parse_part(member.data))
    )
    return frozenset(sign for sign in found if "\ue000" <= sign <= "\uf8ff")


def _signs(root: etree._Element) -> Iterator[str]:
    for mark in root.iter(qualified("w:lvlText")):
        yield from mark.get(qualified("w:val"), "")
    for symbol in root.iter(qualified("w:sym")):
        if _CODE.fullmatch(code := symbol.get(qualified("w:char"), "")):
            yield chr(int(code, 16))


def _parts(word_file: WordFile) -> dict[str, bytes]:
    return {name: member.data for name, member in word_file.members.items()}


def _in_words(xml: str, filled: Filled) -> str:
    """A part with the text of each insert in place of its mark."""
    return _MARK.sub(lambda mark: _in_words(_text_of(filled.inserts[int(mark[1])]), filled), xml)


def _text_of(insert: Insert) -> str:
    """What an insert says, escaped."""
    if isinstance(insert, Xml):
        return _ELEMENT.sub("", insert.xml)
    if isinstance(insert, Html):
        return escape(" ".join("".join(map(str, block.itertext())) for block in insert.blocks))
    if isinstance(insert, SubDocument):
        said_there = said_by_filled(insert.word_file, insert.filled) if insert.filled else None
        return escape(" ".join(said_there or said_by_template(insert.word_file)))
    return escape(insert.text) if isinstance(insert, Link) else ""
