"""Numbered lists in loops: each run of a loop begins its list anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from kamdocs.render.word.marks import mark, number_of, token
from kamdocs.word.names import qualified
from kamdocs.word.places import P

_NUMBER = f"{qualified('w:pPr')}/{qualified('w:numPr')}/{qualified('w:numId')}"
_LEVEL = f"{qualified('w:pPr')}/{qualified('w:numPr')}/{qualified('w:ilvl')}"
_VALUE = qualified("w:val")
_ROUNDS = frozenset({"for", "macro", "call"})

Add = Callable[[str, int], int]


@dataclass(slots=True)
class _Loop:
    """A loop, or the body of a macro: its first mark, and the numbered paragraphs that stand in it and in no loop
    within it, by their numbering."""

    number: int
    node: etree._Element
    outer: _Loop | None
    lists: dict[str, list[etree._Element]] = field(default_factory=dict)

    def around(self) -> Iterator[_Loop]:
        """The loops around this one, inwards out."""
        loop = self.outer
        while loop is not None:
            yield loop
            loop = loop.outer


@dataclass(frozen=True, slots=True)
class Counting:
    """The numberings of a document that count, and the styles whose paragraphs are numbered by one, each with the
    numbering and the level."""

    numberings: frozenset[str] = frozenset()
    styles: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def holder(self, paragraph: etree._Element) -> etree._Element | None:
        """The element that names the numbering of a paragraph which counts; one that a style numbers says so itself
        from then on."""
        found = paragraph.find(_NUMBER)
        if found is None and (style := paragraph.find(_STYLE)) is not None:
            named = self.styles.get(style.get(_VALUE, ""))
            found = None if named is None else _numbered(style, *named)
        return found if found is not None and found.get(_VALUE, "") in self.numberings else None


_STYLE = f"{qualified('w:pPr')}/{qualified('w:pStyle')}"
_BEFORE = frozenset(
    qualified(f"w:{name}") for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
)


def _numbered(style: etree._Element, numbering: str, level: str) -> etree._Element:
    """The numbering that the paragraph around `style` now names itself."""
    properties = style.getparent()
    number = etree.Element(qualified("w:numPr"))
    etree.SubElement(number, qualified("w:ilvl")).set(_VALUE, level)
    holder = etree.SubElement(number, qualified("w:numId"))
    holder.set(_VALUE, numbering)
    if properties is not None:
        properties.insert(sum(child.tag in _BEFORE for child in properties), number)
    return holder


def restart_lists(root: etree._Element, words: Mapping[int, str], counting: Counting, add: Add) -> None:
    """Have each numbered list in a loop begin anew: where several of its items stand in the loop itself, in each round;
    where one does, which each round repeats, whenever the loop begins again. `counting` are the numberings that count.

    A list whose upper level stands in the loop around stays one: Word counts the lower level anew by itself.
    """
    for loop in _loops(root, words, counting):
        for numbering, holders in loop.lists.items():
            if any(numbering in outer.lists for outer in loop.around()):
                continue
            each_round = len(holders) > 1
            if each_round or any(True for _ in loop.around()):
                _restart(loop, numbering, holders, each_round, add)


def _restart(loop: _Loop, numbering: str, holders: list[etree._Element], each_round: bool, add: Add) -> None:
    key = f"{loop.number} {numbering}"
    begin = mark(add(f"_kd_list({key!r}, {numbering})", loop.number))
    if each_round:
        loop.node.addnext(begin)
    else:
        loop.node.addprevious(begin)
    for holder in holders:
        holder.set(_VALUE, token(add(f"_kd_list_id({key!r}, {numbering})", loop.number)))


def _loops(root: etree._Element, words: Mapping[int, str], counting: Counting) -> list[_Loop]:
    found, stack = list[_Loop](), list[_Loop]()
    for node in root.iter():
        word = words.get(number_of(node), "")
        if word in _ROUNDS:
            stack.append(_Loop(number_of(node), node, stack[-1] if stack else None))
            found.append(stack[-1])
        elif word.startswith("end") and word.removeprefix("end") in _ROUNDS and stack:
            stack.pop()
        elif stack and node.tag == P:
            holder = counting.holder(node)
            if holder is not None:
                stack[-1].lists.setdefault(holder.get(_VALUE, ""), []).append(holder)
    return found


def counting_lists(numbering: etree._Element | None, styles: etree._Element | None) -> Counting:
    """What counts in a document, by its part of numberings and that of styles."""
    if numbering is None:
        return Counting()
    kinds = {
        abstract.get(qualified("w:abstractNumId"), ""): _kind(abstract)
        for abstract in numbering.iter(qualified("w:abstractNum"))
    }
    found = set[str]()
    for num in numbering.iter(qualified("w:num")):
        abstract = num.find(qualified("w:abstractNumId"))
        if abstract is not None and kinds.get(abstract.get(_VALUE, ""), "bullet") not in ("bullet", "none"):
            found.add(num.get(qualified("w:numId"), ""))
    return Counting(frozenset(found), {} if styles is None else dict(_numbering_styles(styles)))


def _numbering_styles(styles: etree._Element) -> Iterator[tuple[str, tuple[str, str]]]:
    for style in styles.iter(qualified("w:style")):
        number = style.find(_NUMBER)
        if number is not None and number.get(_VALUE):
            level = style.find(_LEVEL)
            named = "0" if level is None else level.get(_VALUE, "0")
            yield style.get(qualified("w:styleId"), ""), (number.get(_VALUE, ""), named)


def _kind(abstract: etree._Element) -> str:
    first = abstract.find(f"{qualified('w:lvl')}/{qualified('w:numFmt')}")
    return "bullet" if first is None else first.get(_VALUE, "bullet")
