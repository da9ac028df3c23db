"""Printed values as tokens.

A template prints no value itself but a token of private-use characters, which neither Markdown nor HTML reads as
markup. Once the template's output is a tree, each token is replaced by its value: as a text node in text, as an
attribute value in an attribute. So data is never read as markup or as template, wherever it stands. load refuses
private-use characters in data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from markupsafe import Markup

_OPEN, _CLOSE = "\ue000", "\ue001"
STAND_IN = "…"
"""What is printed in place of a value that is not there, so that the rendering goes on to the next fault."""

_TOKEN = re.compile(f"{_OPEN}(\\d+){_CLOSE}")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A value that is a piece of document: the block elements of a prose text."""

    blocks: tuple[etree._Element, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A printed text; its line breaks are breaks, unlike those of the template around it."""

    text: str


_Part = str | Value | Fragment


@dataclass(slots=True)
class TokenStore:
    """The values printed in one rendering."""

    values: list[Value | Fragment] = field(default_factory=list)

    def keep(self, value: str | Fragment) -> Markup:
        """The token that stands for `value`."""
        self.values.append(Value(value) if isinstance(value, str) else value)
        return Markup(f"{_OPEN}{len(self.values) - 1}{_CLOSE}")

    def plain(self, text: str) -> str:
        """`text` with each token replaced by its value as text."""
        return _TOKEN.sub(lambda match: self._text(int(match[1])), text)

    def parts(self, text: str) -> Iterator[_Part]:
        """The pieces of `text`, values and fragments in place of their tokens; no empty pieces."""
        at = 0
        for match in _TOKEN.finditer(text):
            if match.start() > at:
                yield text[at : match.start()]
            yield self.values[int(match[1])]
            at = match.end()
        if at < len(text):
            yield text[at:]

    def _text(self, index: int) -> str:
        value = self.values[index]
        return value.text if isinstance(value, Value) else "".join(text_of(block) for block in value.blocks)


def text_of(element: etree._Element) -> str:
    """The text within `element`."""
    return "".join(str(piece) for piece in element.itertext())


def put_in(root: etree._Element, store: TokenStore) -> None:
    """Replace every token in the tree below `root` by its value."""
    for element in list(root.iter(etree.Element)):
        for name, value in element.attrib.items():
            if _OPEN in str(value):
                element.set(name, store.plain(str(value)))
        _fill_text(element, store)


def _fill_text(element: etree._Element, store: TokenStore) -> None:
    if element.tail and _OPEN in element.tail:
        _insert_after(element, list(store.parts(element.tail)))
    if not element.text or _OPEN not in element.text:
        return
    parts = list(store.parts(element.text))
    if len(parts) == 1 and isinstance(parts[0], Fragment) and not len(element):
        _become(element, parts[0])
        return
    element.text = None
    _prepend(element, parts)


def _nodes(parts: list[_Part]) -> tuple[str, list[etree._Element]]:
    """Leading text, and the elements after it with their tails: values' line breaks as `br`, fragments inline."""
    lead, nodes = "", list[etree._Element]()

    def text(piece: str) -> None:
        nonlocal lead
        if nodes:
            nodes[-1].tail = (nodes[-1].tail or "") + piece
        else:
            lead += piece

    for part in parts:
        if isinstance(part, str):
            text(part)
        elif isinstance(part, Value):
            first, *rest = part.text.split("\n")
            text(first)
            for line in rest:
                nodes.append(etree.Element("br"))
                text(line)
        else:
            for block in part.blocks:
                text(block.text or "")
                nodes.extend(list(block))
    return lead, nodes


def _prepend(element: etree._Element, parts: list[_Part]) -> None:
    lead, nodes = _nodes(parts)
    element.text = lead or None
    for index, node in enumerate(nodes):
        element.insert(index, node)


def _insert_after(element: etree._Element, parts: list[_Part]) -> None:
    parent = element.getparent()
    if parent is None:
        return
    lead, nodes = _nodes(parts)
    element.tail = lead or None
    at = parent.index(element) + 1
    for offset, node in enumerate(nodes):
        parent.insert(at + offset, node)


_HOLDS_BLOCKS = frozenset({"td", "th", "li", "dd", "div", "blockquote", "body", "section"})


def _become(element: etree._Element, fragment: Fragment) -> None:
    """Let `element`, which holds nothing else, become `fragment`: a paragraph becomes its blocks and keeps its
    class; what may hold blocks takes them in, a lone paragraph without its `p` where text is customary."""
    blocks = list(fragment.blocks)
    lone = len(blocks) == 1 and blocks[0].tag == "p"
    if element.tag in _HOLDS_BLOCKS and not (lone and element.tag in {"td", "th", "li", "dd"}):
        element.text = None
        element.extend(blocks)
    elif lone:
        element.text = blocks[0].text
        element.extend(list(blocks[0]))
    elif element.tag == "p":
        _replace(element, blocks)
    else:
        element.text = None
        _prepend(element, [fragment])


def _replace(element: etree._Element, blocks: list[etree._Element]) -> None:
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    for block in blocks:
        for name, value in element.attrib.items():
            if block.tag == "p":
                block.set(name, value)
    blocks[-1].tail = element.tail
    parent[at : at + 1] = blocks
