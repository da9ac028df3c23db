"""Tags that take the blanks beside them, `{%-` and `-%}`; at the edge of a paragraph they join it to the next one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from kamdocs.render.word.marks import TEXTS, detach, number_of
from kamdocs.word.names import qualified
from kamdocs.word.places import P, around

_PROPERTIES = qualified("w:pPr")
_SECTION = f"{_PROPERTIES}/{qualified('w:sectPr')}"
_BLANKS = frozenset(map(qualified, ("w:br", "w:cr", "w:tab")))
_TAB = qualified("w:tab")
_KIND = qualified("w:type")
_UNSEEN = frozenset(
    qualified(f"w:{name}") for name in ("pPr", "rPr", "del", "moveFrom", "proofErr", "bookmarkStart", "bookmarkEnd")
)


def trim_before(node: etree._Element) -> None:
    """Take the blanks before `node`; where nothing stands there, let its paragraph go on where the last one ends."""
    paragraph = around(node, P)
    if paragraph is None:
        return
    pieces = list(_pieces(paragraph))
    before = pieces[: pieces.index((node, ""))]
    if not before:
        previous = paragraph.getprevious()
        if previous is not None and previous.tag == P:
            _join(previous, paragraph)
        return
    _take_blanks(reversed(before), at_end=True)


def trim_after(node: etree._Element) -> None:
    """Take the blanks after `node`; where nothing stands after it, let the next paragraph go on there."""
    paragraph = around(node, P)
    if paragraph is None:
        return
    pieces = list(_pieces(paragraph))
    after = pieces[pieces.index((node, "")) + 1 :]
    if not after:
        following = paragraph.getnext()
        if following is not None and following.tag == P:
            _join(paragraph, following)
        return
    _take_blanks(after, at_end=False)


_Piece = tuple[etree._Element, str]
"""A text, as an element and which of its texts it is (`text` or `tail`), or a sign or mark, with neither."""


def _pieces(paragraph: etree._Element) -> Iterator[_Piece]:
    for child in paragraph:
        if child.tag in TEXTS:
            if child.text:
                yield child, "text"
            for node in child:
                yield node, ""
                if node.tail:
                    yield node, "tail"
        elif number_of(child) >= 0 or child.tag in _BLANKS:
            yield child, ""
        elif child.tag not in _UNSEEN and isinstance(child.tag, str):
            yield from _pieces(child) if len(child) else [(child, "")]


def _take_blanks(pieces: Iterable[_Piece], *, at_end: bool) -> None:
    """Take blanks and tabs from the first of `pieces` on, up to what is seen, or with the first line break."""
    for element, which in pieces:
        if not which:
            if element.tag not in _BLANKS or element.get(_KIND) is not None:
                return
            detach(element)
            if element.tag != _TAB:
                return
            continue
        text = getattr(element, which)
        kept = text.rstrip() if at_end else text.lstrip()
        setattr(element, which, kept or None)
        if kept:
            return


def _join(first: etree._Element, second: etree._Element) -> None:
    """Let `second` go on where `first` ends; it looks as the first, and a break of sections stays."""
    if first.find(_SECTION) is not None:
        return
    section, properties = second.find(_SECTION), first.find(_PROPERTIES)
    for child in list(second):
        if child.tag != _PROPERTIES:
            first.append(child)
    if section is not None:
        if properties is None:
            properties = etree.Element(_PROPERTIES)
            first.insert(0, properties)
        properties.append(section)
    detach(second)
