"""What a template does with its data, found in its tree without running it."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from jinja2 import nodes

from kamdocs.model.template_fields import ITEM, FieldKind

Path = tuple[str, ...]
"""The steps from the data to a value; `ITEM` is that to each item of a list."""

NO_LITERAL = object()


@dataclass(frozen=True, slots=True)
class Use:
    """That the value at `path` is used on `line` of the template.

    `kind` is what it must be there and `by` what says so: `print`, `for`, `compare`, `calculate`, `test`, or a filter.
    `tested` says that it may be empty there, `asked` that it may not be there at all; `guarded` are the paths that were
    found there and not empty before.
    """

    path: Path
    line: int
    kind: FieldKind
    by: str
    tested: bool = False
    asked: bool = False
    guarded: frozenset[Path] = frozenset()


@dataclass(frozen=True, slots=True)
class Value:
    """What an expression stands for, as far as it shows: the value at `path` of the data, or else something of this
    `kind`, the `items` of a list or the `parts` of a record."""

    path: Path | None = None
    kind: FieldKind = "any"
    literal: object = NO_LITERAL
    items: Value | None = None
    parts: Mapping[str, Value] = field(default_factory=dict)
    either: tuple[Value, ...] = ()
    tested: bool = False
    asked: bool = False
    guarded: frozenset[Path] = frozenset()
    macro: nodes.Macro | None = field(default=None, repr=False)
    scope: Scope | None = field(default=None, repr=False)

    def part(self, name: str) -> Value:
        """What `value.name` stands for."""
        if self.either:
            return replace(self, either=tuple(each.part(name) for each in self.either))
        if name in self.parts:
            return self.parts[name]
        return Value() if self.path is None else replace(self, path=(*self.path, name), tested=False)

    def item(self) -> Value:
        """What each item of a list stands for."""
        if self.either:
            return replace(self, either=tuple(each.item() for each in self.either))
        if self.items is not None:
            return self.items
        return Value() if self.path is None else replace(self, path=(*self.path, ITEM), tested=False)

    def at(self, dotted: object) -> Value:
        """What an attribute that a filter is given leads to, as `address.city`."""
        found = self
        for step in str(dotted).split("."):
            found = found.item() if step.isdigit() else found.part(step)
        return found


@dataclass(frozen=True, slots=True)
class Scope:
    """The names that a template has made so far, and what is known of the data there."""

    names: MutableMapping[str, Value]
    guarded: frozenset[Path] = frozenset()

    def inner(self) -> Scope:
        """A scope whose own names end with it."""
        return Scope(ChainMap({}, self.names), self.guarded)

    def given(self, paths: Iterable[Path]) -> Scope:
        """The same names, where `paths` are known to be there."""
        return Scope(self.names, self.guarded | frozenset(paths))


def path_of(node: nodes.Node, scope: Scope) -> Path | None:
    """The path that a plain name, with its parts, stands for."""
    if isinstance(node, nodes.Name):
        known = scope.names.get(node.name)
        return (node.name,) if known is None else known.path
    if isinstance(node, nodes.Filter) and node.node is not None:
        return path_of(node.node, scope)
    step = step_of(node)
    if step is None:
        return None
    base = path_of(node.node, scope)  # type: ignore[attr-defined]  # both kinds that have a step have it
    return None if base is None else (*base, step)


def step_of(node: nodes.Node) -> str | None:
    """The step that `x.name`, `x['name']` or `x[0]` goes."""
    if isinstance(node, nodes.Getattr):
        return node.attr
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        return ITEM if isinstance(node.arg.value, int) else str(node.arg.value)
    return None


def truths(node: nodes.Node, scope: Scope) -> set[Path]:
    """The paths that are there where `node` is true."""
    if isinstance(node, nodes.And):
        return truths(node.left, scope) | truths(node.right, scope)
    if isinstance(node, nodes.Not):
        return lies(node.node, scope)
    if isinstance(node, nodes.Test):
        return set() if node.name in ("undefined", "none") else _paths([node.node], scope)
    if isinstance(node, nodes.Compare):
        return _paths([node.expr], scope) if _says_there(node) else set()
    return _paths([node], scope)


def lies(node: nodes.Node, scope: Scope) -> set[Path]:
    """The paths that are there where `node` is false."""
    if isinstance(node, nodes.Or):
        return lies(node.left, scope) | lies(node.right, scope)
    if isinstance(node, nodes.Not):
        return truths(node.node, scope)
    if isinstance(node, nodes.Test) and node.name in ("undefined", "none"):
        return _paths([node.node], scope)
    if isinstance(node, nodes.Compare) and node.ops[0].op == "eq" and _is_nothing(node.ops[0].expr):
        return _paths([node.expr], scope)
    return set()


def _says_there(node: nodes.Compare) -> bool:
    """Whether a comparison holds only for what is there."""
    operand = node.ops[0]
    if operand.op in ("ne", "notin"):
        return _is_nothing(operand.expr)
    return not _is_nothing(operand.expr)


def _is_nothing(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Const) and node.value in (None, "")


def _paths(found: Sequence[nodes.Node], scope: Scope) -> set[Path]:
    return {path for node in found if (path := path_of(node, scope)) is not None}


def literal_kind(value: object) -> FieldKind:
    """The kind of a value that stands in the template itself."""
    if isinstance(value, bool):
        return "flag"
    if isinstance(value, int | float):
        return "number"
    return "text" if isinstance(value, str) else "any"


def kind_of(value: Value) -> FieldKind:
    """The kind of what is no data; `any` for data, and where it does not show."""
    if value.path is not None or value.either:
        return "any"
    return literal_kind(value.literal) if value.literal is not NO_LITERAL else value.kind


def bind(target: nodes.Node, value: Value, scope: Scope) -> None:
    """Have the names of `target` stand for `value`, or for its parts."""
    if isinstance(target, nodes.Name):
        scope.names[target.name] = value
    elif isinstance(target, nodes.Tuple):
        for number, each in enumerate(target.items):
            bind(each, value.parts.get(str(number)) or (value.item() if value.path else Value()), scope)


def constant(node: Any) -> object:
    """The value of a text or number in a template; None for any other expression."""
    return node.value if isinstance(node, nodes.Const) else None
