"""Marks in the XML of a part: where a tag stands, as a node that can be moved, or within an attribute as a token."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from kamdocs.word.names import qualified
from kamdocs.word.places import PARAGRAPHS, P

TARGET = "kd"
"""Target of the processing instruction that stands for a tag until the part is taken apart."""

XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
"""What a part written out begins with."""

_OPEN, _CLOSE = "\ufdd2", "\ufdd3"
MARKED = re.compile(rf"<\?{TARGET} (\d+)\?>|{_OPEN}(\d+){_CLOSE}")
"""Every mark in a part written out; one of the two groups is its number."""

_SIGNS = re.compile("[\ufdd0-\ufdef]")
"""What stands for something else here; Unicode keeps these code points for such use, so that no text holds them."""

R, T = qualified("w:r"), qualified("w:t")
RUNS = (R, qualified("a:r"), qualified("m:r"))
TEXTS = (T, qualified("a:t"), qualified("m:t"))
PRESERVE = qualified("xml:space")

_PROPERTIES = {
    P: "w:pPr",
    R: "w:rPr",
    PARAGRAPHS[1]: "a:pPr",
    RUNS[1]: "a:rPr",
    RUNS[2]: "m:rPr",
    qualified("w:ins"): "",
    qualified("w:moveTo"): "",
    qualified("w:hyperlink"): "",
    qualified("w:smartTag"): "w:smartTagPr",
    T: "",
    TEXTS[1]: "",
    TEXTS[2]: "",
}
"""Elements that can be parted in two, each with the properties that both halves keep."""


class CannotPart(Exception):
    """What stands between a tag and the other of its pair cannot be parted."""


def without_signs(root: etree._Element) -> etree._Element:
    """The part `root`; what would be taken for a mark is taken out of its texts."""
    if not _SIGNS.search(etree.tostring(root, encoding="unicode")):
        return root
    for element in root.iter():
        element.text, element.tail = (text and _SIGNS.sub("", text) for text in (element.text, element.tail))
        for name, value in element.attrib.items():
            element.set(name, _SIGNS.sub("", str(value)))
    return root


def mark(number: int) -> etree._Element:
    """A node that stands for the tag `number`."""
    return etree.ProcessingInstruction(TARGET, str(number))


def token(number: int) -> str:
    """What stands for the tag `number` in an attribute."""
    return f"{_OPEN}{number}{_CLOSE}"


def number_of(node: etree._Element) -> int:
    """The tag that a mark stands for; -1 for any other node."""
    if isinstance(node, etree._ProcessingInstruction) and node.target == TARGET:
        return int(node.text or "-1")
    return -1


def marks(element: etree._Element) -> Iterator[etree._Element]:
    """The marks within `element`."""
    return (node for node in element.iter(etree.ProcessingInstruction) if number_of(node) >= 0)


def detach(node: etree._Element) -> etree._Element:
    """`node`, taken out; the text behind it stays where it was."""
    parent, tail = node.getparent(), node.tail
    if parent is not None:
        before = node.getprevious()
        node.tail = None
        if tail and before is None:
            parent.text = (parent.text or "") + tail
        elif tail and before is not None:
            before.tail = (before.tail or "") + tail
        parent.remove(node)
    return node


def put_before(node: etree._Element, place: etree._Element) -> None:
    """Move `node` to just before `place`."""
    place.addprevious(detach(node))


def put_after(node: etree._Element, place: etree._Element) -> None:
    """Move `node` to just after `place`."""
    place.addnext(detach(node))


def child_of(ancestor: etree._Element, node: etree._Element) -> etree._Element:
    """The child of `ancestor` that `node` is, or stands in."""
    found = node
    while (parent := found.getparent()) is not ancestor and parent is not None:
        found = parent
    return found


def common(nodes: list[etree._Element]) -> etree._Element:
    """The innermost element around all `nodes`."""
    chains = [list(reversed(list(node.iterancestors()))) for node in nodes]
    found = chains[0][0]
    for level in zip(*chains, strict=False):
        if any(element is not level[0] for element in level):
            break
        found = level[0]
    return found


def can_part(node: etree._Element, ancestor: etree._Element) -> bool:
    """Whether everything between `node` and `ancestor` can be parted in two."""
    for element in node.iterancestors():
        if element is ancestor:
            return True
        if element.tag not in _PROPERTIES:
            return False
    return False


def part_at(node: etree._Element, ancestor: etree._Element) -> None:
    """Part what stands between `node` and `ancestor`, so that `node` is a child of that one.

    Raises CannotPart, with nothing changed, where something between cannot be parted.
    """
    if not can_part(node, ancestor):
        raise CannotPart
    while (parent := node.getparent()) is not ancestor and parent is not None:
        _part(parent, node)


def _part(parent: etree._Element, node: etree._Element) -> None:
    """Part `parent` at its child `node`, which then stands between the halves."""
    after = parent.makeelement(parent.tag, parent.attrib, parent.nsmap)  # type: ignore[arg-type]  # lxml takes its own
    after.text, node.tail = node.tail, None
    for sibling in list(node.itersiblings()):
        after.append(sibling)
    if parent.tag in TEXTS:
        after.set(PRESERVE, "preserve")
    own = _PROPERTIES[str(parent.tag)]
    properties = parent.find(qualified(own)) if own else None
    if properties is not None:
        after.insert(0, deepcopy(properties))
    parent.remove(node)
    parent.addnext(node)
    node.addnext(after)
    for half in (parent, after):
        if _is_bare(half):
            detach(half)


def _is_bare(element: etree._Element) -> bool:
    """Whether a half holds nothing but its properties; of a paragraph, that is still an empty line."""
    own = _PROPERTIES[str(element.tag)]
    return (
        element.tag not in PARAGRAPHS
        and not element.text
        and all(own and child.tag == qualified(own) for child in element)
    )


_SHOWN = frozenset(
    qualified(name)
    for name in (
        *("w:drawing", "w:pict", "w:object", "w:sym", "w:footnoteReference", "w:endnoteReference", "w:ptab", "w:br"),
        *("w:noBreakHyphen", "w:cr", "w:instrText", "w:ruby", "w:pgNum", "m:oMath", "m:oMathPara", "w:contentPart"),
        *("mc:AlternateContent", "w:fldSimple", "w:tbl", "a:br", "a:fld"),
    )
)
"""What is seen beside text, though nothing in it is looked at."""
_NEVER_SHOWN = frozenset(
    qualified(f"w:{name}") for name in ("del", "moveFrom", "pPr", "rPr", "tcPr", "trPr", "footnote", "endnote")
)


def flow(holder: etree._Element) -> Iterator[etree._Element | None]:
    """The marks in `holder` in their order, and None for each thing between them that is seen."""
    for child in holder:
        if number_of(child) >= 0:
            yield child
        elif child.tag in TEXTS:
            yield from _text_flow(child)
        elif child.tag in _SHOWN:
            yield None
        elif child.tag not in _NEVER_SHOWN:
            yield from flow(child)


def _text_flow(text: etree._Element) -> Iterator[etree._Element | None]:
    if (text.text or "").strip():
        yield None
    for node in text:
        yield node
        if (node.tail or "").strip():
            yield None
