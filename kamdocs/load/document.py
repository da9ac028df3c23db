"""One YAML file, read: its tree, its faults, and problems placed in it."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path

import yaml

from kamdocs.errors import Problem, Severity
from kamdocs.load import syntax
from kamdocs.load.comments import HIDDEN_FILL_IN, fill_ins
from kamdocs.load.text import MAX_BYTES, Fault, decode, too_many_bytes, whole
from kamdocs.load.tree import INTERNAL, Entry, Node, Plain, parse, top_fault
from kamdocs.model.workspace import KeyPath


class Document:
    """A YAML file of a workspace; `file` is the path that its problems name.

    `faults` are what stands against reading it at all; `root` is the tree, or None where there is none; `internal` are
    the outermost values under `internal:` in it.
    """

    def __init__(self, file: Path, content: bytes) -> None:
        self.file = file
        self.digest = hashlib.sha256(content).hexdigest()
        self.text, self.faults = decode(content)
        self.root: Node | None = None
        self.internal: Mapping[KeyPath, Node] = {}
        self._doubled: Sequence[tuple[str, Entry]] = ()
        if self.text or not self.faults:
            self._read()

    def _read(self) -> None:
        try:
            tree = parse(self.text)
        except yaml.MarkedYAMLError as error:
            self.faults.append(syntax.fault(self.text, error))
            return
        self.root, self.internal, self._doubled = tree.root, tree.internal, tree.doubled
        self.faults += tree.faults
        if not self.faults and (fault := top_fault(self.root)):
            self.faults.append(fault)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text."""
        return self.text.split("\n")

    @cached_property
    def hidden(self) -> frozenset[int]:
        """The lines, counted from 0, on which something internal stands."""
        if self.root is None:
            return _maybe_internal(self.lines)
        entries = [*_internal_entries(self.root), *_internal_among(self._doubled)]
        return frozenset(line for entry in entries for line in range(entry.start.line, self._last_line(entry) + 1))

    def _last_line(self, entry: Entry) -> int:
        """The line on which the value of `entry` ends, or a later one before the next value."""
        start, end = entry.node.start, entry.node.end
        in_block = isinstance(entry.node.value, (dict, list)) and self.text[start.index] not in "[{"
        return end.line - 1 if in_block and end.index < len(self.text) else end.line

    def problems(self) -> list[Problem]:
        """The faults as problems."""
        return [self._from_fault(fault) for fault in self.faults]

    def problem(
        self,
        path: KeyPath,
        rule: str,
        what: str,
        *,
        on_key: bool = False,
        severity: Severity = "error",
        help: str = "",
        words: tuple[str, str] | None = None,
    ) -> Problem:
        """A problem at the value that `path` leads to, at its key with `on_key`, or at the deepest part of `path` that
        exists. `words` are what stands before the words in question, and these: the problem lies there where one line
        of the file has them."""
        line, column, width = (words and self._words_at(path, *words)) or self._place(path, on_key)
        return self._from_fault(Fault(line, column, width, rule, what, help), severity)

    def fill_ins(self, rule: str, severity: Severity) -> Iterator[Problem]:
        """A problem at each comment that says what is still to be filled in; of one that stands among what is internal
        nothing is told but the place."""
        for fault in fill_ins(self.text, self.root, rule) if self.root is not None else ():
            shown = fault if fault.line not in self.hidden else replace(fault, what=HIDDEN_FILL_IN)
            yield self._from_fault(shown, severity)

    def at(self, path: KeyPath) -> Node | None:
        """The value that `path` leads to, or None where it does not lead to one."""
        node = self.root
        for step in path:
            node = _child(node, step)
        return node

    def _from_fault(self, fault: Fault, severity: Severity = "error") -> Problem:
        if fault.line < 0:
            return Problem(self.file, 0, 0, fault.rule, fault.what, severity, fault.help)
        source = "" if fault.line in self.hidden or fault.line >= len(self.lines) else self.lines[fault.line]
        place = (self.file, fault.line + 1, fault.column + 1)
        return Problem(*place, fault.rule, fault.what, severity, fault.help, source, fault.width)

    def _words_at(self, path: KeyPath, before: str, words: str) -> tuple[int, int, int] | None:
        """Where in the value that `path` leads to some words stand, best with what stands `before` them."""
        if (node := self.at(path)) is None:
            return None
        for context in dict.fromkeys((before, "")):
            for number in range(node.start.line, min(node.end.line + 1, len(self.lines))):
                first = node.start.column if number == node.start.line else 0
                at = self.lines[number].find(context + words, first)
                if at >= 0:
                    return number, at + len(context), len(words)
        return None

    def _place(self, path: KeyPath, on_key: bool) -> tuple[int, int, int]:
        node, key = self.root, None
        for step in path:
            below = _child(node, step)
            if node is None or below is None:
                on_key = False
                break
            key = node.value[step] if isinstance(node.value, dict) and isinstance(step, str) else None
            node = below
        if node is None:
            return 0, 0, 1
        if key is not None and (on_key or node.value is None):
            return key.start.line, key.start.column, key.end.column - key.start.column
        return self._extent_of(node)

    def _extent_of(self, node: Node) -> tuple[int, int, int]:
        line, column = node.start.line, node.start.column
        if not isinstance(node.value, str):
            return line, column, 1
        end = node.end.column if node.end.line == line else len(self.lines[line].rstrip())
        return line, column, max(end - column, 1)


def read_document(file: Path, *, opened: Path) -> Document | Problem:
    """The document `opened`, or why it cannot be read; `file` is the path that problems name."""
    content = read_bytes(file, opened=opened)
    return content if isinstance(content, Problem) else Document(file, content)


def read_bytes(file: Path, *, opened: Path, most: int = MAX_BYTES) -> bytes | Problem:
    """The content of `opened`, or why it cannot be read; `file` is the path that problems name, and of no more than
    `most` bytes is anything read."""
    try:
        wrong = _unreadable(opened.stat(), most)
        return Problem(file, 0, 0, wrong.rule, wrong.what) if wrong else opened.read_bytes()
    except FileNotFoundError:
        return Problem(file, 0, 0, "missing-file", "is missing")
    except OSError as error:
        return Problem(file, 0, 0, "unreadable", f"cannot be read: {(error.strerror or 'unknown reason').lower()}")


def _unreadable(found: os.stat_result, most: int) -> Fault | None:
    """Why a file is not even opened: a pipe would be waited for, a device may never end."""
    if stat.S_ISDIR(found.st_mode):
        return whole("not-a-file", "is a folder, not a file")
    if not stat.S_ISREG(found.st_mode):
        return whole("not-a-file", "is no file that can be read, but a pipe, a socket or a device")
    return too_many_bytes(found.st_size, most) if found.st_size > most else None


def looks_internal(key: str) -> bool:
    """Whether `key` is `internal` or meant to be."""
    folded = key.strip().casefold()
    return folded == INTERNAL or SequenceMatcher(None, folded, INTERNAL).ratio() > 0.8


def plain_public(node: Node) -> Plain:
    """The value of `node` without places and without anything internal."""
    value = node.value
    if isinstance(value, dict):
        return {key: plain_public(entry.node) for key, entry in value.items() if key != INTERNAL}
    if isinstance(value, list):
        return [plain_public(item) for item in value]
    return value


def _child(node: Node | None, step: str | int) -> Node | None:
    value = node.value if node is not None else None
    if isinstance(value, dict) and isinstance(step, str):
        return value[step].node if step in value else None
    if isinstance(value, list) and isinstance(step, int):
        return value[step] if step < len(value) else None
    return None


def _internal_entries(node: Node) -> Iterator[Entry]:
    if isinstance(node.value, dict):
        yield from _internal_among(node.value.items())
    elif isinstance(node.value, list):
        for item in node.value:
            yield from _internal_entries(item)


def _internal_among(entries: Iterable[tuple[str, Entry]]) -> Iterator[Entry]:
    for key, entry in entries:
        if looks_internal(key):
            yield entry
        yield from _internal_entries(entry.node)


def _maybe_internal(lines: list[str]) -> frozenset[int]:
    """The lines of a text without a tree that may hold something internal: from such a key on to the next key that
    stands no deeper."""
    hidden, depth = set(), -1
    for number, line in enumerate(lines):
        words = line.strip(" \t-?{[\"'")
        indent = len(line) - len(line.lstrip(" -"))
        if depth >= 0 and indent <= depth and ":" in line and not line.startswith("\t"):
            depth = -1
        if any(looks_internal(word.strip("\"' ")) for word in words.replace("{", ",").replace(":", ",").split(",")):
            depth = max(depth, 0) if depth >= 0 else indent
        if depth >= 0:
            hidden.add(number)
    return frozenset(hidden)
