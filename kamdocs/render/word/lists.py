"""Numbered lists in loops: each run of a loop begins its list anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from kamdocs.render.word.marks import P, mark, number_of, token
from kamdocs.word.names import qualified

_NUMBER = f"{qualified('w:pPr')}/{qualified('w:numPr')}/{qualified('w:numId')}"
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


def restart_lists(root: etree._Element, words: Mapping[int, str], counting: set[str], add: Add) -> None:
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


def _loops(root: etree._Element, words: Mapping[int, str], counting: set[str]) -> list[_Loop]:
    found, stack = list[_Loop](), list[_Loop]()
    for node in root.iter():
        word = words.get(number_of(node), "")
        if word in _ROUNDS:
            stack.append(_Loop(number_of(node), node, stack[-1] if stack else None))
            found.append(stack[-1])
        elif word.startswith("end") and word.removeprefix("end") in _ROUNDS and stack:
            stack.pop()
        elif stack and node.tag == P:
            holder = node.find(_NUMBER)
            numbering = "" if holder is None else holder.get(_VALUE, "")
            if holder is not None and numbering in counting:
                stack[-1].lists.setdefault(numbering, []).append(holder)
    return found


def counting_lists(numbering: etree._Element | None) -> set[str]:
    """The numberings of a document whose first level counts, and is no bullet."""
    if numbering is None:
        return set()
    kinds = {
        abstract.get(qualified("w:abstractNumId"), ""): _kind(abstract)
        for abstract in numbering.iter(qualified("w:abstractNum"))
    }
    found = set[str]()
    for num in numbering.iter(qualified("w:num")):
        abstract = num.find(qualified("w:abstractNumId"))
        if abstract is not None and kinds.get(abstract.get(_VALUE, ""), "bullet") not in ("bullet", "none"):
            found.add(num.get(qualified("w:numId"), ""))
    return found


def _kind(abstract: etree._Element) -> str:
    first = abstract.find(f"{qualified('w:lvl')}/{qualified('w:numFmt')}")
    return "bullet" if first is None else first.get(_VALUE, "bullet")
