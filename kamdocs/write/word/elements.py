"""Elements of the Word format, made in one expression each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import cast

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
    return cast(CT_P, paragraph).get_or_add_pPr()


def paragraphs(blocks: Iterable[etree._Element]) -> list[Element]:
    """Every paragraph in `blocks`, those in tables among them."""
    return [cast(Element, found) for block in blocks for found in block.iter(_PARAGRAPH)]


def keep_with_next(blocks: Iterable[etree._Element]) -> None:
    """Keep every paragraph in `blocks` on the page of what follows it."""
    for paragraph in paragraphs(blocks):
        paragraph_properties(paragraph).keepNext_val = True


def is_paragraph(block: Element) -> bool:
    """Whether a block is a paragraph."""
    return block.tag == _PARAGRAPH


def is_table(block: Element) -> bool:
    """Whether a block is a table."""
    return block.tag == _TABLE


_PARAGRAPH = qualified("w:p")
_TABLE = qualified("w:tbl")
