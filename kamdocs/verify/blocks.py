"""The blocks of an HTML document: its text, paragraph by paragraph, as every format must hold it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from kamdocs.rules.charts import is_drawn
from kamdocs.rules.vocabulary import INLINE

_WITHOUT_TEXT = frozenset({"script", "style", "template", "svg"})
_SPACE = re.compile(r"[ \t\r\n\f]+")
_AROUND_BREAKS = re.compile(r" *\n *")


@dataclass(frozen=True, slots=True)
class Block:
    """The text of one paragraph, cell, item or heading; `element` is what it stands in. A line break is `\\n`."""

    text: str
    element: etree._Element


def blocks_of(body: etree._Element) -> tuple[Block, ...]:
    """All blocks with text, in reading order; the data of charts and diagrams are drawn and no blocks, footnotes stand
    elsewhere."""
    return tuple(block for block in _blocks(body) if block.text)


def notes_of(body: etree._Element) -> tuple[Block, ...]:
    """The footnotes in the order of their marks."""
    return tuple(Block(_text([*_content(note)]), note) for note in body.iterfind(".//span[@class='footnote']"))


def drawn(body: etree._Element) -> Iterator[etree._Element]:
    """The figures of `body` whose data are drawn."""
    return filter(is_drawn, body.iter("figure"))


@lru_cache(maxsize=1)
def page_blocks(html: str) -> tuple[Block, ...]:
    """The blocks of a rendered page, kept for its next format."""
    return blocks_of(page_body(html))


@lru_cache(maxsize=1)
def page_body(html: str) -> etree._Element:
    """The body of a rendered page, kept for its next format."""
    return etree.fromstring(html)


def _blocks(element: etree._Element) -> Iterator[Block]:
    """The blocks in `element`; text between two block elements is a block of its own."""
    parts = [element.text or ""]
    hidden = is_drawn(element)
    for child in element:
        if hidden and child.tag != "figcaption":
            continue
        if isinstance(child.tag, str) and child.tag not in INLINE:
            yield Block(_text(parts), element)
            parts = []
            if child.tag not in _WITHOUT_TEXT:
                yield from _blocks(child)
        else:
            parts += _inline(child)
        parts.append(child.tail or "")
    yield Block(_text(parts), element)


def _inline(element: etree._Element) -> Iterator[str]:
    if not isinstance(element.tag, str) or (element.tag == "span" and element.get("class") == "footnote"):
        return
    yield from _content(element)


def _content(element: etree._Element) -> Iterator[str]:
    yield "\v" if element.tag == "br" else element.text or ""
    for child in element:
        yield from _inline(child)
        yield child.tail or ""


def _text(parts: list[str]) -> str:
    collapsed = _SPACE.sub(" ", "".join(parts)).replace("\v", "\n")
    return _AROUND_BREAKS.sub("\n", collapsed).strip(" \n")
