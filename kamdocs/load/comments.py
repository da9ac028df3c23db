"""Comments in a YAML file, which no value holds: what a person has noted as still to be filled in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from kamdocs.load.text import Fault
from kamdocs.load.tree import Node
from kamdocs.model.draft import FILL_IN

_MARK = re.compile(rf"#+[ \t]*{FILL_IN}(?:[ \t]*:|(?!\w))[ \t]*", re.IGNORECASE)
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#")
HIDDEN_FILL_IN = "something is still to fill in here"
"""What is told of a mark whose words may not be told, or that has none."""

_HELP = "put it in, then remove the comment"

Span = tuple[int, int]
"""Where something begins and ends in a text."""


def may_be_marked(content: bytes) -> bool:
    """Whether a file of this `content` can hold a mark at all, so that one without is not read for it."""
    return FILL_IN.encode() in content.lower()


def fill_ins(text: str, root: Node, rule: str) -> Iterator[Fault]:
    """A fault at each comment of `text` that begins with `fill in`; `root` is the tree of `text`."""
    spans = sorted(_scalars(root, text))
    starts = [start for start, _ in spans]
    offset = 0
    for number, line in enumerate(text.split("\n")):
        for sign in _COMMENT.finditer(line):
            before = bisect_right(starts, offset + sign.start()) - 1
            if before >= 0 and offset + sign.start() < spans[before][1]:
                continue
            if mark := _MARK.match(line, sign.start()):
                yield _fault(number, mark, line, rule)
            break
        offset += len(line) + 1


def _fault(number: int, mark: re.Match[str], line: str, rule: str) -> Fault:
    said = line[mark.end() :].strip()
    what = f"still to fill in: {said}" if said else HIDDEN_FILL_IN
    return Fault(number, mark.start(), len(line.rstrip()) - mark.start(), rule, what, _HELP)


def _scalars(node: Node, text: str) -> Iterator[Span]:
    """Where the texts of `node` stand, its keys among them; what stands beside the sign of a block belongs to none."""
    if isinstance(node.value, dict):
        for entry in node.value.values():
            yield entry.start.index, entry.end.index
            yield from _scalars(entry.node, text)
    elif isinstance(node.value, list):
        for item in node.value:
            yield from _scalars(item, text)
    elif node.value is not None:
        start, end = node.start.index, node.end.index
        is_block = text[start : start + 1] in ("|", ">")
        yield (min(text.find("\n", start) % (len(text) + 1), end) if is_block else start), end
