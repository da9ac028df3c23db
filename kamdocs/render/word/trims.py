"""Tags that take the blanks beside them, `{%-` and `-%}`; at the edge of a paragraph they join it to the next one."""

from __future__ import annotations

from lxml import etree

from kamdocs.render.word.marks import TEXTS, P, around, detach, flow
from kamdocs.word.names import qualified

_PROPERTIES = qualified("w:pPr")
_SECTION = f"{_PROPERTIES}/{qualified('w:sectPr')}"


def trim_before(node: etree._Element) -> None:
    """Take the blanks before `node`; where nothing stands there, let its paragraph go on where the last one ends."""
    paragraph = around(node, P)
    if paragraph is None:
        return
    if _is_first(node, paragraph):
        before = paragraph.getprevious()
        if before is not None and before.tag == P:
            _join(before, paragraph)
    else:
        _strip_before(node)


def trim_after(node: etree._Element) -> None:
    """Take the blanks after `node`; where nothing stands after it, let the next paragraph go on there."""
    paragraph = around(node, P)
    if paragraph is None:
        return
    if _is_last(node, paragraph):
        after = paragraph.getnext()
        if after is not None and after.tag == P:
            _join(paragraph, after)
    else:
        _strip_after(node)


def _is_first(node: etree._Element, paragraph: etree._Element) -> bool:
    return next(flow(paragraph), None) is node


def _is_last(node: etree._Element, paragraph: etree._Element) -> bool:
    return list(flow(paragraph))[-1] is node


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


def _strip_before(node: etree._Element) -> None:
    previous, parent = node.getprevious(), node.getparent()
    if parent is None or parent.tag not in TEXTS:
        return
    if previous is None:
        parent.text = (parent.text or "").rstrip() or None
        if not parent.text:
            _strip_run_before(parent)
    elif previous.tail:
        previous.tail = previous.tail.rstrip() or None


def _strip_run_before(text: etree._Element) -> None:
    """Take the blanks at the end of the run before that of `text`, which begins with the tag."""
    run = text.getparent()
    before = None if run is None else run.getprevious()
    last = None if before is None else next(iter(reversed([*before.iterchildren(*TEXTS)])), None)
    if last is None:
        return
    if len(last):
        last[-1].tail = (last[-1].tail or "").rstrip() or None
    else:
        last.text = (last.text or "").rstrip() or None


def _strip_after(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is None or parent.tag not in TEXTS:
        return
    node.tail = (node.tail or "").lstrip() or None
    if node.tail or node.getnext() is not None:
        return
    run = parent.getparent()
    after = None if run is None else run.getnext()
    first = None if after is None else next(after.iterchildren(*TEXTS), None)
    if first is not None:
        first.text = (first.text or "").lstrip() or None
