"""Text to a tree of values that keeps the place of every key and value.

Only the plain part of YAML is read: mappings, lists and text. Each scalar keeps the text that stands in the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, TypeAlias

import yaml

from kamdocs.load.text import MAX_TEXT, Fault, barred, normal, whole

MAX_DEPTH = 50
"""No value lies deeper in mappings and lists."""

_NULL = frozenset({"", "~", "null", "Null", "NULL"})

Plain: TypeAlias = "str | None | list[Plain] | dict[str, Plain]"
"""A value without its place."""


class Mark(Protocol):
    """A place in a text, counted from 0, in code points."""

    line: int
    column: int
    index: int


class Node:
    """A value and where it begins and ends."""

    __slots__ = ("end", "start", "value")

    def __init__(self, start: Mark, end: Mark, value: str | None | list[Node] | dict[str, Entry]) -> None:
        self.start = start
        self.end = end
        self.value = value


class Entry:
    """A key of a mapping, where it stands, and its value."""

    __slots__ = ("end", "node", "start")

    def __init__(self, start: Mark, end: Mark, node: Node) -> None:
        self.start = start
        self.end = end
        self.node = node


class _Stop(Exception):
    """Nothing after this fault can be read."""


def parse(text: str) -> tuple[Node | None, list[Fault]]:
    """The tree of `text` and its faults; None where there is no tree.

    Raises yaml.MarkedYAMLError where the text is not YAML.
    """
    builder = _Builder()
    try:
        for event in _events(text):
            builder.take(event)
    except _Stop:
        return None, builder.faults
    return builder.root, builder.faults


def _events(text: str) -> Iterator[yaml.Event]:
    return yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


class _Builder:
    """Takes the parser's events in turn and grows the tree from them."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.faults: list[Fault] = []
        self._open: list[Node] = []
        self._keys: list[tuple[str, yaml.Event] | None] = []

    def take(self, event: yaml.Event) -> None:
        """Add what `event` says."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._begin(event)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._open[-1].end = event.end_mark
            self._open.pop()
            self._keys.pop()
        elif isinstance(event, yaml.AliasEvent):
            self._stop(event, "alias", "aliases (`*name`) are not read", "write the value out, or put it in quotes")
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            self._stop(event, "second-document", "a second document begins here", "keep one document in a file")

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._check_plain(event)
        if self._open and isinstance(self._open[-1].value, dict) and self._keys[-1] is None:
            self._key(event)
            return
        value = normal(event.value)
        if event.style == '"' and (fault := barred(value)):
            self._fault(event, "bad-character", fault, "remove it")
        if len(value) > MAX_TEXT:
            self._fault(event, "too-long", f"a text of {len(value):,} characters; no more than {MAX_TEXT:,} are read")
        is_null = not event.style and value in _NULL
        self._place(Node(event.start_mark, event.end_mark, None if is_null else value))

    def _begin(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        self._check_plain(event)
        if len(self._open) >= MAX_DEPTH:
            self._stop(event, "too-deep", f"more than {MAX_DEPTH} mappings and lists inside each other")
        if self._open and isinstance(self._open[-1].value, dict) and self._keys[-1] is None:
            self._stop(event, "bad-key", "a mapping or list stands where a key is read", "put the text in quotes")
        node = Node(event.start_mark, event.end_mark, {} if isinstance(event, yaml.MappingStartEvent) else [])
        self._place(node)
        self._open.append(node)
        self._keys.append(None)

    def _key(self, event: yaml.ScalarEvent) -> None:
        key = normal(event.value)
        if key == "<<" and not event.style:
            self._fault(event, "merge-key", "merge keys (`<<`) are not read", "write the keys out")
        elif not event.style and key in _NULL:
            self._fault(event, "bad-key", "a key without a name")
        elif event.style == '"' and (fault := barred(key)):
            self._fault(event, "bad-character", fault, "remove it")
        self._keys[-1] = (key, event)

    def _place(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent = self._open[-1].value
        if isinstance(parent, list):
            parent.append(node)
        elif isinstance(parent, dict) and (waiting := self._keys[-1]) is not None:
            self._keys[-1] = None
            key, event = waiting
            if key in parent:
                first = parent[key].start.line + 1
                self._fault(event, "duplicate-key", f"duplicate key `{key}`, first in line {first}", "keep one of them")
            else:
                parent[key] = Entry(event.start_mark, event.end_mark, node)

    def _check_plain(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None:
            self._fault(event, "anchor", "anchors (`&name`) are not read", "remove it, or put the text in quotes")
        if event.tag is not None:
            self._fault(event, "tag", "tags (`!name`) are not read", "remove it, or put the text in quotes")

    def _fault(self, event: yaml.Event, rule: str, what: str, help: str = "") -> None:
        start, end = event.start_mark, event.end_mark
        width = end.column - start.column if end.line == start.line else 1
        self.faults.append(Fault(start.line, start.column, max(width, 1), rule, what, help))

    def _stop(self, event: yaml.Event, rule: str, what: str, help: str = "") -> None:
        self._fault(event, rule, what, help)
        raise _Stop


def plain(node: Node) -> Plain:
    """The value of `node` without places."""
    value = node.value
    if isinstance(value, dict):
        return {key: plain(entry.node) for key, entry in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


def top_fault(root: Node | None) -> Fault | None:
    """What is wrong with a file that does not hold a mapping."""
    if root is None or root.value is None:
        return whole("empty-file", "is empty")
    if isinstance(root.value, dict):
        return None
    kind = "a list" if isinstance(root.value, list) else "plain text"
    return Fault(root.start.line, root.start.column, 1, "not-a-mapping", f"{kind} stands where `key: value` is read")
