"""Data of no fixed form, to fill a template with: YAML or JSON, each value typed by how it is written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from kamdocs.errors import InputError, Problem
from kamdocs.load import syntax
from kamdocs.load.document import read_bytes
from kamdocs.load.text import MAX_TEXT, Fault, barred, decode, normal, whole
from kamdocs.load.tree import MAX_DEPTH, Node, parse

_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FLAGS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_QUOTED = "\"'|>"
_TO_BE_TEXT = "put it in quotes where it is a text"


@dataclass(frozen=True, slots=True)
class FreeData:
    """What a file holds: one record, or `several`. `lines` are those, from 1, on which each key stands first."""

    file: Path
    records: tuple[Mapping[str, Any], ...]
    several: bool = False
    lines: Mapping[str, int] = field(default_factory=dict)


def read_free_data(file: Path) -> FreeData:
    """The data in `file`: JSON where its name ends so, else YAML. Raises InputError with every problem.

    Numbers are exact, and print as they are written; what begins with `0` or `+`, as telephone numbers do, is text,
    and so is all that stands in quotes. A date is written `2026-11-23`; in JSON, that has no dates, in quotes.
    """
    content = read_bytes(file, opened=file)
    if isinstance(content, Problem):
        raise InputError([content])
    text, faults = decode(content)
    made = _Reader(file, text, faults)
    return made.json() if file.suffix.lower() == ".json" else made.yaml()


class _Reader:
    """Reads one text, and gathers what is wrong with it."""

    def __init__(self, file: Path, text: str, faults: Sequence[Fault]) -> None:
        self._file, self._text, self._faults = file, text, list(faults)
        self._lines = dict[str, int]()

    def yaml(self) -> FreeData:
        """The data of YAML."""
        root = None if self._faults else self._tree()
        value = self._value(root) if root is not None else None
        return self._data(value)

    def json(self) -> FreeData:
        """The data of JSON."""
        value = None
        try:
            if not self._faults:
                value = json.loads(
                    self._text, parse_float=Decimal, object_pairs_hook=self._record, parse_constant=self._constant
                )
        except json.JSONDecodeError as fault:
            what = f"is no JSON: {fault.msg[:1].lower()}{fault.msg[1:]}"
            self._faults.append(Fault(fault.lineno - 1, fault.colno - 1, 1, "json", what))
        except ValueError:
            self._faults.append(whole("json", "holds a whole number of thousands of figures"))
        except RecursionError:
            self._faults.append(whole("too-deep", f"more than {MAX_DEPTH} mappings and lists inside each other"))
        return self._data(self._dated(value))

    def _tree(self) -> Node | None:
        try:
            tree = parse(self._text)
        except yaml.MarkedYAMLError as error:
            self._faults.append(syntax.fault(self._text, error))
            return None
        self._faults += tree.faults
        return tree.root

    def _value(self, node: Node) -> Any:
        value = node.value
        if isinstance(value, dict):
            for key, entry in value.items():
                self._lines.setdefault(key, entry.start.line + 1)
            return {key: self._value(entry.node) for key, entry in value.items()}
        if isinstance(value, list):
            return [self._value(item) for item in value]
        if value is None or self._text[node.start.index] in _QUOTED:
            return value
        return self._plain(value, node)

    def _plain(self, value: str, node: Node) -> Any:
        """A value that stands in no quotes."""
        if value in _FLAGS:
            return _FLAGS[value]
        if _DATE.fullmatch(value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                start, what = node.start, f"`{value}` is not a day of the calendar"
                self._faults.append(Fault(start.line, start.column, len(value), "bad-date", what, _TO_BE_TEXT))
        return _number(value)

    def _record(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict[str, Any]()
        for key, value in pairs:
            if key in made:
                self._faults.append(whole("duplicate-key", f"duplicate key `{key}`", "keep one of them"))
            made[key] = value
        return made

    def _constant(self, name: str) -> None:
        self._faults.append(whole("json", f"`{name}` is no number", "write a number, or `null`"))

    def _dated(self, value: Any, depth: int = 0) -> Any:
        """Values of JSON, with days for texts that are written as one."""
        if depth > MAX_DEPTH:
            self._faults.append(whole("too-deep", f"more than {MAX_DEPTH} mappings and lists inside each other"))
            return None
        if isinstance(value, dict):
            return {normal(key): self._dated(each, depth + 1) for key, each in value.items()}
        if isinstance(value, list):
            return [self._dated(each, depth + 1) for each in value]
        if not isinstance(value, str):
            return value
        if (wrong := barred(value)) or len(value) > MAX_TEXT:
            self._faults.append(whole("bad-character", wrong or f"a text of {len(value):,} characters"))
        try:
            return date.fromisoformat(value) if _DATE.fullmatch(value) else normal(value)
        except ValueError:
            return value

    def _data(self, value: Any) -> FreeData:
        records = tuple(value) if isinstance(value, list) else (value,)
        if not self._faults:
            self._faults += _top(value, records)
        if self._faults:
            raise InputError(self._problems())
        return FreeData(self._file, records, isinstance(value, list), self._lines)

    def _problems(self) -> Iterator[Problem]:
        lines = self._text.split("\n")
        for fault in self._faults:
            place = (0, 0) if fault.line < 0 else (fault.line + 1, fault.column + 1)
            source = lines[fault.line] if 0 <= fault.line < len(lines) else ""
            yield Problem(self._file, *place, fault.rule, fault.what, help=fault.help, source=source, width=fault.width)


def _number(text: str) -> Any:
    """The number that a plain value is; the text where it is none, or would be printed otherwise."""
    found = _NUMBER.fullmatch(text)
    if found is None or len(text) > _MOST_DIGITS or text == "-0":
        return text
    return Decimal(text) if found[2] else int(text)


_MOST_DIGITS = 100


def _top(value: Any, records: Sequence[Any]) -> Iterator[Fault]:
    """What is wrong with data that are neither a record nor several."""
    if value is None or value == []:
        yield whole("empty-file", "is empty", "write `name: value` for each name of the template")
    elif not all(isinstance(record, dict) for record in records):
        what = "plain text stands where `key: value` is read" if len(records) == 1 else "not all items are `key: value`"
        yield whole("not-a-mapping", what, "write `name: value`, or a list of such for several documents")
