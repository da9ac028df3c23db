"""Elements of the Word format, made in one expression each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Literal, cast

from docx.oxml.parser import oxml_parser
from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.parfmt import CT_PPr
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree

from kamdocs.word.names import NAMESPACES, qualified

Element = BaseOxmlElement

TWIPS_PER_MM = Decimal(1440) / Decimal("25.4")
EMU_PER_TWIP = 635
EMU_PER_PX = 9525
_LENGTH = re.compile(r"(?P<value>\d+(\.\d+)?) ?(?P<unit>mm|%)")


def w(name: str, attributes: Mapping[str, object] | str | int = "", children: Iterable[Element] = ()) -> Element:
    """The element `w:name`; a text or number in place of the attributes is its `w:val`, and `""` means none."""
    tag, prefix = _tag(name)
    made = cast(Element, oxml_parser.makeelement(tag, nsmap=prefix))
    if isinstance(attributes, Mapping):
        for key, value in attributes.items():
            made.set(_tag(key)[0], str(value))
    elif attributes != "":
        made.set(_VALUE, str(attributes))
    made.extend(children)
    return made


@lru_cache(maxsize=1024)
def _tag(name: str) -> tuple[str, dict[str, str]]:
    """A name as lxml wants it, of Word's own where it has no prefix; and its prefix with what it stands for."""
    full = name if ":" in name else f"w:{name}"
    prefix = full.partition(":")[0]
    return qualified(full), {prefix: NAMESPACES[prefix]} if prefix in NAMESPACES else {}


_VALUE = qualified("w:val")


def twips(millimetres: Decimal) -> int:
    """A length in Word's twentieths of a point."""
    return round(millimetres * TWIPS_PER_MM)


def length(text: str, whole: int) -> int:
    """The length that an attribute states, `40mm` or `50%` of `whole`, in twips; 0 where it states none."""
    match = _LENGTH.fullmatch(text)
    if match is None:
        return 0
    value = Decimal(match["value"])
    return twips(value) if match["unit"] == "mm" else round(value * whole / 100)


def paragraph_properties(paragraph: Element) -> CT_PPr:
    """The properties of a `w:p`, whose setters keep the order that the format wants."""
    found = paragraph.find(_PROPERTIES)
    return cast(CT_P, paragraph).get_or_add_pPr() if found is None else cast(CT_PPr, found)


def style_of(paragraph: Element) -> str | None:
    """The id of the style of a `w:p`, None where it states none."""
    properties = paragraph.find(_PROPERTIES)
    style = None if properties is None else properties.find(_STYLE)
    return None if style is None else style.get(_VALUE)


def hold_with_next(paragraph: Element) -> None:
    """Keep a paragraph on the page of what follows it."""
    _property(paragraph, "keepNext", _BEFORE_KEEP_NEXT).attrib.pop(_VALUE, "")


def set_distance(paragraph: Element, side: Literal["before", "after"], length: int) -> None:
    """Let a paragraph stand `length` twips from what is before or after it."""
    _property(paragraph, "spacing", _BEFORE_SPACING).set(_tag(side)[0], str(length))


def set_right_indent(paragraph: Element, length: int) -> None:
    """Let the lines of a paragraph end `length` twips before its place does."""
    _property(paragraph, "ind", _BEFORE_INDENT).set(_tag("right")[0], str(length))


def set_borders(paragraph: Element, borders: Iterable[Element]) -> None:
    """Draw lines at the edges of a paragraph, given in the order that the format wants."""
    _property(paragraph, "pBdr", _BEFORE_BORDERS).extend(borders)


def set_style(paragraph: Element, id: str) -> None:
    """Give a paragraph the style with this id."""
    _property(paragraph, "pStyle", frozenset()).set(_VALUE, id)


def _property(paragraph: Element, name: str, before: frozenset[str]) -> Element:
    """A property of a paragraph, which is put behind those of `before` where it is not there yet.

    Why: python-docx looks for each property that may follow, which takes three times as long.
    """
    properties = paragraph_properties(paragraph)
    found = cast(Element | None, properties.find(_tag(name)[0]))
    if found is None:
        properties.insert(sum(child.tag in before for child in properties), found := w(name))
    return found


def paragraphs(blocks: Iterable[etree._Element]) -> list[Element]:
    """Every paragraph in `blocks`, those in tables among them."""
    return [cast(Element, found) for block in blocks for found in block.iter(_PARAGRAPH)]


def keep_with_next(blocks: Iterable[etree._Element]) -> None:
    """Keep every paragraph in `blocks` on the page of what follows it."""
    for paragraph in paragraphs(blocks):
        hold_with_next(paragraph)


def is_paragraph(block: Element) -> bool:
    """Whether a block is a paragraph."""
    return block.tag == _PARAGRAPH


def is_table(block: Element) -> bool:
    """Whether a block is a table."""
    return block.tag == _TABLE


_PARAGRAPH = qualified("w:p")
_TABLE = qualified("w:tbl")
_PROPERTIES, _STYLE = qualified("w:pPr"), qualified("w:pStyle")
_BEFORE_KEEP_NEXT = frozenset({_STYLE})
_BEFORE_BORDERS = _BEFORE_KEEP_NEXT | {
    *map(qualified, ("w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:framePr", "w:widowControl", "w:numPr")),
    qualified("w:suppressLineNumbers"),
}
_BEFORE_SPACING = _BEFORE_BORDERS | {
    *map(qualified, ("w:pBdr", "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku")),
    *map(qualified, ("w:wordWrap", "w:overflowPunct", "w:topLinePunct", "w:autoSpaceDE", "w:autoSpaceDN")),
    *map(qualified, ("w:bidi", "w:adjustRightInd", "w:snapToGrid")),
}
_BEFORE_INDENT = _BEFORE_SPACING | {qualified("w:spacing")}
"""What stands before a property, by the order that the format wants (ISO/IEC 29500-1, 17.3.1.26)."""
