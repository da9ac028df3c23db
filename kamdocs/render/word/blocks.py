"""Control tags that take words of a paragraph, or paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from lxml import etree

from kamdocs.render.word.marks import (
    TEXTS,
    CannotPart,
    can_part,
    child_of,
    common,
    detach,
    flow,
    number_of,
    part_at,
    put_after,
    put_before,
)
from kamdocs.word.names import qualified
from kamdocs.word.places import PARAGRAPHS, TBL, TR, P, around

_PROPERTIES = qualified("w:pPr")
_SECTION = f"{_PROPERTIES}/{qualified('w:sectPr')}"
_ANCHORS = frozenset(
    qualified(f"w:{name}")
    for name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd")
)
"""Ends of what may begin in one paragraph and end in another."""


def lift_alone(controls: Sequence[etree._Element], prints: set[int]) -> None:
    """Put each tag that shares its paragraph with no text in that one's place."""
    seen = set[etree._Element]()
    for node in controls:
        paragraph = around(node, *PARAGRAPHS)
        if paragraph is None or paragraph in seen:
            continue
        seen.add(paragraph)
        if paragraph.tag == P and _is_alone(paragraph, prints) and _can_go(paragraph):
            _lift(paragraph)


def _is_alone(paragraph: etree._Element, prints: set[int]) -> bool:
    return all(node is not None and number_of(node) not in prints for node in flow(paragraph))


def _can_go(paragraph: etree._Element) -> bool:
    return all(can_part(node, paragraph) for node in flow(paragraph) if node is not None)


def _lift(paragraph: etree._Element) -> None:
    """Put the marks of `paragraph`, and the ends of what reaches beyond it, in its place. A break of sections stays."""
    for node in [*paragraph.iter()]:
        if number_of(node) >= 0 or node.tag in _ANCHORS:
            put_before(node, paragraph)
    if paragraph.find(_SECTION) is None:
        detach(paragraph)


def take_inline(
    word: str, nodes: list[etree._Element], holder: etree._Element, prints: set[int], *, whole: bool
) -> None:
    """Let tags of one paragraph take what stands between them; or, where they are to take it `whole`, the paragraph.

    A paragraph that stands between `if` and `endif` altogether goes with them, as the empty lines of a mail merge do.
    Raises CannotPart.
    """
    paragraph = holder if holder.tag == P else around(holder, P)
    if paragraph is None:
        raise CannotPart
    spans = len(nodes) == 2 and _spans(nodes, paragraph, prints)
    if (whole and len(nodes) == 2) or (word == "if" and spans and _can_be_whole(nodes, paragraph)):
        _take_whole(nodes, paragraph, prints)
    elif word in _KEPT and spans and _can_be_whole(nodes, paragraph):
        _take_out(nodes, paragraph)
    else:
        inner = common(nodes)
        if not all(can_part(node, inner) for node in nodes):
            raise CannotPart
        for node in nodes:
            part_at(node, inner)


def gather_text(nodes: list[etree._Element]) -> None:
    """Put everything between the first and the last of `nodes`, which must be text, into the text of the first: a
    filter takes a text as a whole, whatever runs Word has made of it. Raises CannotPart."""
    first, last = nodes[0].getparent(), nodes[-1].getparent()
    if first is None or first.tag not in TEXTS or first is last:
        return
    paragraph = around(first, P)
    texts = [] if paragraph is None else list(paragraph.iter(*TEXTS))
    if last not in texts:
        raise CannotPart
    for text in texts[texts.index(first) + 1 : texts.index(last) + 1]:
        _append_text(first, text.text)
        for node in list(text):
            tail, node.tail = node.tail, None
            first.append(node)
            _append_text(first, tail)
        text.text = None


def _append_text(element: etree._Element, text: str | None) -> None:
    if text and len(element):
        element[-1].tail = (element[-1].tail or "") + text
    elif text:
        element.text = (element.text or "") + text


_KEPT = frozenset({"macro", "set"})
"""What prints nothing where it stands."""


def _take_out(nodes: list[etree._Element], paragraph: etree._Element) -> None:
    """Put `nodes` and what stands between them in the place of their paragraph, which holds nothing else."""
    opening, closing = nodes[0], nodes[-1]
    if opening.getparent() is not closing.getparent():
        for node in nodes:
            part_at(node, paragraph)
    for each in [opening, *opening.itersiblings()]:
        if each is closing:
            break
        paragraph.addprevious(each)  # with the text behind it
    put_before(closing, paragraph)
    if paragraph.find(_SECTION) is None:
        detach(paragraph)


def _can_be_whole(nodes: list[etree._Element], paragraph: etree._Element) -> bool:
    block = paragraph.getparent()
    return block is not None and all(can_part(node, block) for node in nodes)


def _spans(nodes: list[etree._Element], paragraph: etree._Element, prints: set[int]) -> bool:
    """Whether everything that is seen of a paragraph stands between the first and the last of `nodes`."""
    return not _before(nodes[0], paragraph, prints) and not _after(nodes[-1], paragraph, prints)


def _before(node: etree._Element, holder: etree._Element, prints: set[int]) -> bool:
    """Whether anything is seen in `holder` before `node`."""
    for each in flow(holder):
        if each is node:
            return False
        if each is None or number_of(each) in prints:
            return True
    return False


def _after(node: etree._Element, holder: etree._Element, prints: set[int]) -> bool:
    """Whether anything is seen in `holder` after `node`."""
    passed = False
    for each in flow(holder):
        if passed and (each is None or number_of(each) in prints):
            return True
        passed = passed or each is node
    return False


def _take_whole(nodes: list[etree._Element], paragraph: etree._Element, prints: set[int]) -> None:
    """Put the first of `nodes` before the paragraph and the last behind it; text outside them keeps a paragraph."""
    opening, closing = nodes[0], nodes[-1]
    block = paragraph.getparent()
    if block is None or not all(can_part(node, block) for node in (opening, closing)):
        raise CannotPart
    _set_before(opening, paragraph, prints)
    last = around(closing, P)
    if last is not None:
        _set_after(closing, last, prints)


def _set_before(node: etree._Element, paragraph: etree._Element, prints: set[int]) -> None:
    """Put `node` before its paragraph; text before it becomes a paragraph of its own."""
    if _before(node, paragraph, prints):
        _part_paragraph(node, paragraph)
    else:
        _lift_before(node, paragraph)


def _set_after(node: etree._Element, paragraph: etree._Element, prints: set[int]) -> None:
    if _after(node, paragraph, prints):
        _part_paragraph(node, paragraph)
    else:
        _lift_after(node, paragraph)


def _lift_before(node: etree._Element, paragraph: etree._Element) -> None:
    """Put `node`, before which nothing is seen, before its paragraph, and other tags before it with it."""
    for each in _marks_up_to(node, list(flow(paragraph))):
        put_before(each, paragraph)


def _lift_after(node: etree._Element, paragraph: etree._Element) -> None:
    """Put `node`, after which nothing is seen, after its paragraph, and other tags after it with it."""
    for each in _marks_up_to(node, list(flow(paragraph))[::-1]):
        put_after(each, paragraph)


def _marks_up_to(node: etree._Element, found: list[etree._Element | None]) -> list[etree._Element]:
    return [each for each in found[: found.index(node) + 1] if each is not None]


def _part_paragraph(node: etree._Element, paragraph: etree._Element) -> None:
    """Part `paragraph` at `node`; a break of sections stays with its end."""
    block = paragraph.getparent()
    if block is None:
        raise CannotPart
    part_at(node, block)
    section = paragraph.find(_SECTION)
    if section is not None and paragraph.getnext() is node:
        detach(section)


class Joiner(Protocol):
    """Makes marks of further statements, and of XML that is printed as it is."""

    def statement(self, code: str, like: etree._Element) -> etree._Element:
        """A mark of a statement, told at the place of the tag `like`."""

    def xml(self, text: str, like: etree._Element) -> etree._Element:
        """A mark of XML."""


def take_blocks(
    nodes: list[etree._Element], holder: etree._Element, prints: set[int], *, split: bool, joiner: Joiner | None = None
) -> None:
    """Let tags in several paragraphs take everything between them. Text beside them stays.

    With text outside both, the paragraphs at the two ends are taken in part: without what is between them, they become
    one; where the tags are to `split` them, each part is a paragraph. `joiner` is given for a lone `if`: of a paragraph
    that stands within it in part, the other part stays a line either way. Raises CannotPart.
    """
    if holder.tag in (TR, TBL) or not all(can_part(node, holder) for node in nodes):
        raise CannotPart
    opening, closing = nodes[0], nodes[-1]
    ends = [child_of(holder, node) for node in (opening, closing)]
    outside = (
        ends[0] is not opening and _before(opening, ends[0], prints),
        ends[1] is not closing and _after(closing, ends[1], prints),
    )
    inside = (
        ends[0] is not opening and _after(opening, ends[0], prints),
        ends[1] is not closing and _before(closing, ends[1], prints),
    )
    in_text = all(child_of(holder, node) is not node for node in nodes)
    if in_text and not split and _flows(outside, inside):
        for node in nodes:
            part_at(node, child_of(holder, node))
        return
    if joiner is not None and not split and len(nodes) == 2 and _join_half(nodes, holder, prints, joiner):
        return
    for node in nodes:
        _to_block(node, holder, prints, opens=node is opening)


def _join_half(nodes: list[etree._Element], holder: etree._Element, prints: set[int], joiner: Joiner) -> bool:
    """Let `if` and `endif`, one of them in the midst of a paragraph and the other in none, take that in part: where
    they take nothing, the rest of it begins or ends a paragraph all the same. Whether they stand so."""
    opening, closing = nodes
    inner = [node for node in nodes if child_of(holder, node) is not node]
    if len(inner) != 1:
        return False
    paragraph = child_of(holder, inner[0])
    if not (_before(inner[0], paragraph, prints) and _after(inner[0], paragraph, prints)):
        return False
    part_at(inner[0], paragraph)
    properties = paragraph.find(_PROPERTIES)
    look = "" if properties is None else etree.tostring(properties, encoding="unicode", with_tail=False)
    closing.addprevious(joiner.statement("else", closing))
    closing.addprevious(joiner.xml(f"<w:p>{look}" if inner[0] is closing else "</w:p>", opening))
    return True


def _flows(outside: tuple[bool, bool], inside: tuple[bool, bool]) -> bool:
    """Whether the text at the two ends goes on as one line where nothing stands between them."""
    return all(outside) or any(here and there for here, there in zip(outside, inside, strict=True))


def _to_block(node: etree._Element, holder: etree._Element, prints: set[int], *, opens: bool) -> None:
    """Make `node` a child of `holder`: before or after its paragraph, or between its halves."""
    paragraph = child_of(holder, node)
    if paragraph is node:
        return
    before, after = _before(node, paragraph, prints), _after(node, paragraph, prints)
    if before and after:
        _part_paragraph(node, paragraph)
    elif after or (opens and not before):
        _lift_before(node, paragraph)
    else:
        _lift_after(node, paragraph)
