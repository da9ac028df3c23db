"""The blocks of an HTML document: its text, paragraph by paragraph, as every format must hold it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

_INLINE = frozenset({"a", "strong", "em", "span", "sup", "br", "img"})
_WITHOUT_TEXT = frozenset({"script", "style", "template", "svg"})
_SPACE = re.compile(r"[ \t\r\n\f]+")
_AROUND_BREAKS = re.compile(r" *\n *")


@dataclass(frozen=True, slots=True)
class Block:
    """The text of one paragraph, cell, item or heading; `element` is what it stands in. A line break is `\\n`."""

    text: str
    element: etree._Element


def blocks_of(body: etree._Element) -> tuple[Block, ...]:
    """All blocks with text, in reading order."""
    return tuple(block for block in _blocks(body) if block.text)


@lru_cache(maxsize=1)
def page_blocks(html: str) -> tuple[Block, ...]:
    """The blocks of a rendered page, kept for its next format."""
    return blocks_of(etree.fromstring(html))


def _blocks(element: etree._Element) -> Iterator[Block]:
    """The blocks in `element`; text between two block elements is a block of its own."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _INLINE:
            yield Block(_text(parts), element)
            parts = []
            if child.tag not in _WITHOUT_TEXT:
                yield from _blocks(child)
        else:
            parts += _inline(child)
        parts.append(child.tail or "")
    yield Block(_text(parts), element)


def _inline(element: etree._Element) -> Iterator[str]:
    if not isinstance(element.tag, str):
        return
    yield "\v" if element.tag == "br" else element.text or ""
    for child in element:
        yield from _inline(child)
        yield child.tail or ""


def _text(parts: list[str]) -> str:
    collapsed = _SPACE.sub(" ", "".join(parts)).replace("\v", "\n")
    return _AROUND_BREAKS.sub("\n", collapsed).strip(" \n")
