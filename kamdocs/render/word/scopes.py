"""What each control tag of a part takes: words of a line, paragraphs, rows, cells or columns.

It follows from where the tags of a pair stand, as their author sees them: in one paragraph they take what stands
between them; each alone in a paragraph, the paragraphs between; in one row of a table the row; in rows of their own the
rows between; in one column the column. The prefixes of docxtpl (`{%p`, `{%tr`, `{%tc`, `{%r`) say it outright.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from kamdocs.render.word.blocks import Joiner, gather_text, lift_alone, take_blocks, take_inline
from kamdocs.render.word.marks import TEXTS, CannotPart, common, number_of
from kamdocs.render.word.tables import alone_in_row, lift_row_or_cell, one_column, take_cells, take_columns, take_rows
from kamdocs.render.word.tags import Level, Tag
from kamdocs.word.places import TBL, TC, TR, P, around

OPENERS = ("if", "for", "macro", "call", "filter", "with", "set", "block")
_MIDDLES = {"elif": ("if",), "else": ("if", "for")}
_OUTER: Mapping[Level, int] = {"": 0, "r": 0, "p": 1, "tc": 2, "tr": 3}

_HOLDERS: Mapping[Level, str] = {"tr": TR, "tc": TC}

Tell = Callable[[int, str, str], None]
"""Told of a fault: the number of its tag, what is wrong, and help."""


@dataclass(slots=True)
class Group:
    """The tags that belong together, by number: what opens, what stands between, what closes."""

    word: str
    tags: list[int] = field(default_factory=list)

    @property
    def middles(self) -> list[int]:
        return self.tags[1:-1]


def groups(tags: Sequence[tuple[int, Tag]], tell: Tell) -> list[Group]:
    """The control tags of a part, in their order, as groups, each before those within it."""
    found, stack = list[Group](), list[Group]()
    for number, tag in tags:
        word = tag.word if tag.kind == "statement" else ""
        if _opens(tag):
            stack.append(Group(word, [number]))
            found.append(stack[-1])
        elif word in _MIDDLES:
            if stack and stack[-1].word in _MIDDLES[word]:
                stack[-1].tags.append(number)
            else:
                tell(number, *_stray(word, stack))
        elif word.startswith("end") and word.removeprefix("end") in OPENERS:
            _close(number, word, stack, tell)
    for group in stack:
        tell(group.tags[0], f"`{group.word}` is not closed", f"write `{{% end{group.word} %}}` where it ends")
    return [group for group in found if group not in stack]


def _opens(tag: Tag) -> bool:
    if tag.kind != "statement" or tag.word not in OPENERS:
        return False
    return tag.word != "set" or "=" not in tag.code.partition("|")[0]


def _stray(word: str, stack: list[Group]) -> tuple[str, str]:
    if stack:
        inner = stack[-1].word
        return f"`{word}` stands where `{inner}` is open", f"write `{{% end{inner} %}}` before it"
    wanted = word.removeprefix("end") if word.startswith("end") else "if"
    return f"`{word}` stands without `{wanted}`", f"leave it out, or write `{{% {wanted} … %}}` before it"


def _close(number: int, word: str, stack: list[Group], tell: Tell) -> None:
    if stack and f"end{stack[-1].word}" == word:
        stack.pop().tags.append(number)
    else:
        tell(number, *_stray(word, stack))


class Scopes:
    """Moves the marks of one part to where what they take begins and ends."""

    def __init__(
        self,
        tags: Mapping[int, Tag],
        nodes: Mapping[int, etree._Element],
        prints: set[int],
        tell: Tell,
        joiner: Joiner,
    ) -> None:
        self._tags, self._nodes, self._prints, self._tell, self._joiner = tags, nodes, set(prints), tell, joiner

    def settle(self, found: Sequence[Group]) -> None:
        """Settle the scope of each group, and of the tags that stand alone."""
        lift_alone([node for number, node in self._nodes.items() if self._is_control(number)], self._prints)
        grouped = {number for group in found for number in group.tags}
        for number, tag in self._tags.items():
            if number in self._nodes and number not in grouped and self._is_control(number):
                lift_row_or_cell(self._nodes[number], _HOLDERS.get(tag.level, TR), self._prints | grouped)
        for group in found:
            self._settle(group)
            # What stays in a paragraph holds its place there: nothing is moved past it to the paragraph's edge.
            self._prints.update(number for number in group.tags if self._stays(number))

    def _stays(self, number: int) -> bool:
        return number in self._nodes and around(self._nodes[number], P) is not None

    def _is_control(self, number: int) -> bool:
        return number not in self._prints

    def _settle(self, group: Group) -> None:
        nodes = [self._nodes[number] for number in group.tags if number in self._nodes]
        if not nodes:
            return
        if len(nodes) < len(group.tags):
            self._tell_apart(group)
            return
        try:
            self._take(group, nodes)
        except CannotPart:
            self._tell_apart(group)

    def _take(self, group: Group, nodes: list[etree._Element]) -> None:
        level = max((self._tags[number].level for number in group.tags), key=_OUTER.__getitem__)
        holder = common(nodes)
        if level == "tr" and around(nodes[0], TR) is not None:
            take_rows(nodes, holder, self._prints)
        elif level == "tc" and around(nodes[0], TC) is not None:
            self._take_cells(group, nodes, holder)
        elif holder.tag == TR:
            take_rows(nodes, holder, self._prints)
        elif holder.tag == TBL or (_in_rows(nodes) and _is_within_table(holder)):
            self._take_over_rows(group, nodes, holder)
        elif holder.tag == P or (level != "p" and around(holder, P) is not None and _same_paragraph(nodes)):
            self._take_in_line(group.word, nodes, holder, whole=level == "p")
        elif level == "p" and _same_paragraph(nodes):
            take_inline(group.word, nodes, holder, self._prints, whole=True)
        elif holder.tag in TEXTS:
            return
        else:
            joiner = self._joiner if group.word == "if" else None
            take_blocks(nodes, holder, self._prints, split=level == "p", joiner=joiner)

    def _take_in_line(self, word: str, nodes: list[etree._Element], holder: etree._Element, *, whole: bool) -> None:
        if word == "filter":
            gather_text(nodes)
        else:
            take_inline(word, nodes, holder, self._prints, whole=whole)

    def _take_cells(self, group: Group, nodes: list[etree._Element], holder: etree._Element) -> None:
        if holder.tag == TBL:
            self._take_columns(group, nodes, holder)
        else:
            take_cells(nodes, holder, self._prints)

    def _take_over_rows(self, group: Group, nodes: list[etree._Element], holder: etree._Element) -> None:
        if holder.tag == TBL and one_column(nodes) and not any(alone_in_row(node, self._prints) for node in nodes):
            self._take_columns(group, nodes, holder)
        else:
            take_rows(nodes, holder, self._prints)

    def _take_columns(self, group: Group, nodes: list[etree._Element], holder: etree._Element) -> None:
        if group.middles:
            what = f"`{self._tags[group.middles[0]].word}` stands in a pair that takes a column"
            self._tell(group.middles[0], what, "write a pair of its own into each row")
        else:
            take_columns(nodes, holder)

    def _tell_apart(self, group: Group) -> None:
        what = f"`{group.word}` and its `end{group.word}` cannot take what stands between them"
        self._tell(group.tags[0], what, "put both into the same text, or each into a paragraph or row of its own")


def _in_rows(nodes: list[etree._Element]) -> bool:
    """Whether each of `nodes` stands in a row, no two in the same."""
    rows = [around(node, TR) for node in nodes]
    return all(row is not None for row in rows) and len(set(rows)) > 1


def _is_within_table(holder: etree._Element) -> bool:
    """Whether `holder` holds rows of a table, as a content control may."""
    inner = next(holder.iterancestors(TR, TBL), None)
    return inner is not None and inner.tag == TBL


def _same_paragraph(nodes: list[etree._Element]) -> bool:
    paragraphs = {around(node, P) for node in nodes}
    return len(paragraphs) == 1 and None not in paragraphs


def mark_nodes(root: etree._Element) -> dict[int, etree._Element]:
    """The marks of a part by their numbers."""
    return {number_of(node): node for node in root.iter(etree.ProcessingInstruction) if number_of(node) >= 0}
