"""Every string of a DOCX with the place where it stands: text, attributes, properties, comments, what is hidden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from urllib.parse import unquote

from lxml import etree

from kamdocs.rules.search import Passage
from kamdocs.word.names import qualified
from kamdocs.word.package import PackageError, parse_part, read_package

_PLACES = (
    ("word/document.xml", "in the text, hidden or in a field, link or picture"),
    ("word/header", "in the header"),
    ("word/footer", "in the footer"),
    ("word/comments", "in a comment"),
    ("word/footnotes", "in a footnote"),
    ("word/endnotes", "in an endnote"),
    ("word/people", "in a comment"),
    ("docProps/", "in the document properties"),
)
_PARAGRAPHS = frozenset(map(qualified, ("w:p", "a:p", "s:si", "s:is")))
"""What holds a text in runs: a paragraph, one of a drawing or chart, and a cell of an embedded spreadsheet."""
_SAID = frozenset({"t", "delText", "instrText"})
_BREAKS = frozenset({"br", "cr", "tab"})
_MEASURES = frozenset({"created", "modified", "lastPrinted", "revision", "posOffset", "pctWidth", "pctHeight"}) | {
    *("TotalTime", "Pages", "Words", "Characters", "CharactersWithSpaces", "Lines", "Paragraphs", "AppVersion"),
    "DocSecurity",
}
# Attributes and elements whose values are words; in all others only phrases tell anything.
_SPOKEN = frozenset(
    {"descr", "title", "tooltip", "author", "initials", "alt", "Target", "instr", "string", "anchor"}
) | {"displayText"}
_NAMING = frozenset({"tag", "alias", "docVar", "bookmarkStart", "docPr", "cNvPr", "statusText", "helpText"}) | {
    *("listItem", "default", "category"),
}


def word_passages(parts: Mapping[str, bytes], inside: str = "") -> Iterator[Passage]:
    """The strings of all parts; `inside` is the place of a package that stands within another."""
    for name, data in parts.items():
        yield from passages_of_part(name, data, inside)


def passages_of_part(name: str, data: bytes, inside: str = "") -> Iterator[Passage]:
    """The strings of one part, each once; `inside` is the place of a package that stands within another."""
    place = inside or next((said for start, said in _PLACES if name.startswith(start)), f"in the part `{name}`")
    yield Passage(place, name, "technical")
    if data.startswith(b"PK"):
        yield from _embedded(data, f"in the embedded file `{name}`")
    elif name.endswith((".xml", ".rels", ".vml")):
        yield from passages_of_tree(parse_part(data), place)
    elif (text := _decoded(data)) is not None:
        yield Passage(place, text)


def passages_of_tree(root: etree._Element, place: str = _PLACES[0][1]) -> Iterator[Passage]:
    """The strings of a part that is read already, that of the text unless `place` names another."""
    return iter(dict.fromkeys(_strings(root, place)))


def _embedded(data: bytes, place: str) -> Iterator[Passage]:
    try:
        parts = read_package(data)
    except PackageError:
        return
    yield from word_passages(parts, place)


def _decoded(data: bytes) -> str | None:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None


def _strings(root: etree._Element, place: str) -> Iterator[Passage]:
    for element in root.iter():
        yield from passages_of_element(element, place)


def passages_of_element(element: etree._Element, place: str = _PLACES[0][1]) -> Iterator[Passage]:
    """The strings of an element and of what follows it, without those of the elements in it, but for the text of a
    paragraph."""
    tag = element.tag
    if tag in _PARAGRAPHS:
        yield Passage(place, "".join(_said(element)))
    name = _local(tag) if isinstance(tag, str) else ""
    for text in (element.text, element.tail):
        if text and text.strip() and name not in _SAID:
            yield Passage(place, text, "technical" if name in _MEASURES else "worded")
    for attribute, value in element.items():
        yield from _attribute(name, _local(str(attribute)), str(value), place)


@lru_cache(maxsize=1024)
def _local(tag: str) -> str:
    return etree.QName(tag).localname


def _said(paragraph: etree._Element) -> Iterator[str]:
    """All text of a paragraph in order, hidden, deleted or shown."""
    for element in paragraph.iter(etree.Element):
        name = _local(str(element.tag))
        if name in _SAID:
            yield element.text or ""
        elif name in _BREAKS:
            yield " "


def _attribute(element: str, name: str, value: str, place: str) -> Iterator[Passage]:
    yield Passage(place, value, "worded" if name in _SPOKEN or element in _NAMING else "technical")
    if "%" in value:
        yield Passage(place, unquote(value))
