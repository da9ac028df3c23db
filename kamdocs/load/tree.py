"""Text to a tree of values that keeps the place of every key and value.

Only the plain part of YAML is read: mappings, lists and text. Each scalar keeps the text that stands in the file.
"""

from __future__ import annotations

from typing import Any, Protocol, TypeAlias

import yaml

from kamdocs.load.text import MAX_TEXT, Fault, barred, normal, whole
from kamdocs.model.workspace import KeyPath

MAX_DEPTH = 50
"""No value lies deeper in mappings and lists."""

INTERNAL = "internal"
"""The key under which stands what never leaves the house."""

_NULL = frozenset({"", "~", "null", "Null", "NULL"})

Plain: TypeAlias = str | list["Plain"] | dict[str, "Plain"] | None
"""A value without its place."""


class Mark(Protocol):
    """A place in a text, counted from 0, in code points."""

    line: int
    column: int
    index: int


class Node:
    """A value and where it begins and ends."""

    __slots__ = ("end", "start", "value")

    def __init__(self, start: Mark, end: Mark, value: str | list[Node] | dict[str, Entry] | None) -> None:
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


class Tree:
    """A text, read: its values, its faults, and the outermost values under `internal:` by their paths.

    `root` is None where the text holds nothing, or nothing that can be read. `doubled` are the entries whose keys their
    mappings have already; they stand in no mapping.
    """

    __slots__ = ("doubled", "faults", "internal", "root")

    def __init__(self) -> None:
        self.root: Node | None = None
        self.faults: list[Fault] = []
        self.internal: dict[KeyPath, Node] = {}
        self.doubled: list[tuple[str, Entry]] = []


class _Stop(Exception):
    """Nothing after this fault can be read."""


def parse(text: str) -> Tree:
    """The tree of `text`.

    Raises yaml.MarkedYAMLError where the text is not YAML.
    """
    builder = _Builder()
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    try:
        builder.take_all(loader)
    except _Stop:
        builder.tree.root = None
        builder.tree.internal = {}
    finally:
        loader.dispose()
    return builder.tree


class _Builder:
    """Takes the parser's events in turn and grows the tree from them.

    Why: this runs for every value of every file, so that the common path has few calls. Events and marks come from
    code in C, whose types are not declared.
    """

    def __init__(self) -> None:
        self.tree = Tree()
        self._open: list[Node] = []
        self._holder: Any = None  # the value of the innermost open node
        self._key: Any = None  # the event of a key whose value comes next
        self._wants_key = False

    def take_all(self, loader: Any) -> None:
        """Take every event of `loader`."""
        takers = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._begin,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceStartEvent: self._begin,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        while not isinstance(event := loader.get_event(), yaml.StreamEndEvent):
            if (take := takers.get(type(event))) is not None:
                take(event)

    def _scalar(self, event: Any) -> None:
        value = event.value if event.value.isascii() else normal(event.value)
        style = event.style
        if event.anchor is not None or event.tag is not None or style == '"' or len(value) > MAX_TEXT:
            self._check(event, value)
        if self._wants_key:
            if not style and (value == "<<" or value in _NULL):
                self._bad_key(event, value)
            event.value = value
            self._key, self._wants_key = event, False
            return
        self._place(Node(event.start_mark, event.end_mark, None if not style and value in _NULL else value))

    def _begin(self, event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self._check(event, "")
        if len(self._open) >= MAX_DEPTH:
            self._stop(event, "too-deep", f"more than {MAX_DEPTH} mappings and lists inside each other")
        if self._wants_key:
            self._stop(event, "bad-key", "a mapping or list stands where a key is read", "put the text in quotes")
        mapping = type(event) is yaml.MappingStartEvent
        node = Node(event.start_mark, event.end_mark, {} if mapping else [])
        self._place(node)
        self._open.append(node)
        self._holder, self._wants_key = node.value, mapping

    def _end(self, event: Any) -> None:
        self._open.pop().end = event.end_mark
        self._holder = self._open[-1].value if self._open else None
        self._wants_key = type(self._holder) is dict

    def _place(self, node: Node) -> None:
        holder = self._holder
        if type(holder) is dict:
            event = self._key
            self._wants_key = True
            entry = Entry(event.start_mark, event.end_mark, node)
            if event.value in holder:
                self._duplicate(event, holder[event.value], entry)
                return
            holder[event.value] = entry
            if event.value == INTERNAL:
                self._keep_internal(node)
        elif holder is None:
            self.tree.root = node
        else:
            holder.append(node)

    def _keep_internal(self, node: Node) -> None:
        values = [opened.value for opened in self._open]
        path = tuple(len(value) - 1 if isinstance(value, list) else next(reversed(value or {})) for value in values)
        if INTERNAL not in path[:-1] and node.value is not None:
            self.tree.internal[path] = node

    def _alias(self, event: Any) -> None:
        self._stop(event, "alias", "aliases (`*name`) are not read", "write the value out, or put it in quotes")

    def _document(self, event: Any) -> None:
        if self.tree.root is not None:
            self._stop(event, "second-document", "a second document begins here", "keep one document in a file")

    def _check(self, event: Any, value: str) -> None:
        if event.anchor is not None:
            self._fault(event, "anchor", "anchors (`&name`) are not read", "remove it, or put the text in quotes")
        if event.tag is not None:
            self._fault(event, "tag", "tags (`!name`) are not read", "remove it, or put the text in quotes")
        if fault := barred(value):
            self._fault(event, "bad-character", fault, "remove it")
        if len(value) > MAX_TEXT:
            self._fault(event, "too-long", f"a text of {len(value):,} characters; no more than {MAX_TEXT:,} are read")

    def _bad_key(self, event: Any, key: str) -> None:
        if key == "<<":
            self._fault(event, "merge-key", "merge keys (`<<`) are not read", "write the keys out")
        else:
            self._fault(event, "bad-key", "a key without a name")

    def _duplicate(self, event: Any, first: Entry, entry: Entry) -> None:
        self.tree.doubled.append((event.value, entry))
        what = f"duplicate key `{event.value}`, first in line {first.start.line + 1}"
        self._fault(event, "duplicate-key", what, "keep one of them")

    def _fault(self, event: Any, rule: str, what: str, help: str = "") -> None:
        start, end = event.start_mark, event.end_mark
        width = end.column - start.column if end.line == start.line else 1
        self.tree.faults.append(Fault(start.line, start.column, max(width, 1), rule, what, help))

    def _stop(self, event: Any, rule: str, what: str, help: str = "") -> None:
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
