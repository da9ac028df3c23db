"""What the expressions of a template stand for, and what they do with the data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from jinja2 import nodes

from kamdocs.model.template_fields import FieldKind
from kamdocs.render.uses.filters import GIVES, ONE_OF, SAME, TAKES, TESTED
from kamdocs.render.uses.values import (
    NO_LITERAL,
    Scope,
    Use,
    Value,
    constant,
    kind_of,
    lies,
    literal_kind,
    step_of,
    truths,
)

_TEXT, _NUMBER, _FLAG = Value(kind="text"), Value(kind="number"), Value(kind="flag")
_BY_ATTRIBUTE = frozenset({"sort", "unique", "groupby", "sum", "max", "min", "join"})
_FIRST_IS_ATTRIBUTE = frozenset({"groupby", "sum", "selectattr", "rejectattr"})


class Expressions:
    """Reads expressions; `found` are the uses of the data so far."""

    def __init__(self, helpers: frozenset[str]) -> None:
        self.found: list[Use] = []
        self._helpers = helpers

    def value(self, node: nodes.Node, scope: Scope) -> Value:
        """What `node` stands for."""
        for kind, read in _READ.items():
            if isinstance(node, kind):
                found: Value = read(self, node, scope)
                return found
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.Expr):
                self.use(child, scope, "any", "value")
        return Value()

    def use(self, node: nodes.Node, scope: Scope, kind: FieldKind, by: str) -> Value:
        """What `node` stands for, noted as used."""
        value = self.value(node, scope)
        self.note(value, node.lineno, scope, kind, by)
        return value

    def note(
        self,
        value: Value,
        line: int,
        scope: Scope,
        kind: FieldKind,
        by: str,
        *,
        tested: bool = False,
        asked: bool = False,
    ) -> None:
        """Note that `value` is used."""
        for each in value.either:
            self.note(each, line, scope, kind, by, tested=tested, asked=asked)
        if value.path is not None:
            guarded = scope.guarded | value.guarded
            self.found.append(Use(value.path, line, kind, by, tested or value.tested, asked or value.asked, guarded))

    def test(self, node: nodes.Node, scope: Scope) -> None:
        """Note what is used where `node` is only asked whether it holds."""
        if isinstance(node, nodes.And | nodes.Or):
            self.test(node.left, scope)
            known = truths(node.left, scope) if isinstance(node, nodes.And) else lies(node.left, scope)
            self.test(node.right, scope.given(known))
        elif isinstance(node, nodes.Not):
            self.test(node.node, scope)
        else:
            self.note(self.value(node, scope), node.lineno, scope, "any", "test", tested=True)

    def _name(self, node: nodes.Name, scope: Scope) -> Value:
        if node.name in scope.names:
            return scope.names[node.name]
        return Value() if node.name in self._helpers else Value(path=(node.name,))

    def _constant(self, node: nodes.Const, scope: Scope) -> Value:
        return Value(literal=node.value)

    def _step(self, node: nodes.Getattr | nodes.Getitem, scope: Scope) -> Value:
        base = self.value(node.node, scope)
        if isinstance(node, nodes.Getattr):
            return base.part(node.attr)
        step = step_of(node)
        if step is not None and isinstance(constant(node.arg), int):
            return base.item()
        if step is not None:
            return base.part(step)
        chosen = self.value(node.arg, scope)
        if not isinstance(node.arg, nodes.Slice):
            self.note(chosen, node.lineno, scope, "any", "value")
            self.note(base, node.lineno, scope, "any", "value")
            return Value()
        return base

    def _filter(self, node: nodes.Filter, scope: Scope) -> Value:
        base = _TEXT if node.node is None else self.value(node.node, scope)
        if node.name in ("default", "d"):
            others = [self.value(argument, scope) for argument in node.args[:1]]
            return replace(base, asked=True) if not others else Value(either=(replace(base, asked=True), *others))
        if node.name in TAKES:
            self.note(base, node.lineno, scope, TAKES[node.name], node.name)
        elif node.name in GIVES:
            self.note(base, node.lineno, scope, "any", node.name)
        elif node.name not in SAME:
            self.note(base, node.lineno, scope, "text", "print")
        for argument in (*node.args, *(pair.value for pair in node.kwargs)):
            self.use(argument, scope, "any", "value")
        return self._given(node, base, scope)

    def _given(self, node: nodes.Filter, base: Value, scope: Scope) -> Value:
        """What a filter gives."""
        attribute, line = _attribute(node), node.lineno
        inner = base.item().at(attribute) if attribute else base.item()
        if node.name == "groupby":
            pair = {"0": inner, "1": base, "grouper": inner, "list": base}
            return Value(kind="list", items=Value(parts=pair))
        if node.name == "map":
            return self._mapped(node, inner if attribute else base.item(), scope)
        if node.name in ("batch", "slice"):
            return Value(kind="list", items=base)
        if node.name in ("sum", "join"):
            self.note(inner, line, scope, *(("number", "sum") if node.name == "sum" else ("text", "print")))
        elif attribute:
            self.note(inner, line, scope, "any", "value", asked=_asks(node), tested=_only_asks(node))
        if node.name in ONE_OF:
            return base.item()
        return base if node.name in SAME else Value(kind=GIVES.get(node.name, "text"))

    def _mapped(self, node: nodes.Filter, item: Value, scope: Scope) -> Value:
        name = constant(node.args[0]) if node.args else None
        if isinstance(name, str):
            self.note(item, node.lineno, scope, TAKES.get(name, "any"), name)
            return Value(kind="list", items=_TEXT)
        asked = any(pair.key == "default" for pair in node.kwargs)
        return Value(kind="list", items=replace(item, asked=item.asked or asked))

    def _test(self, node: nodes.Test, scope: Scope) -> Value:
        asked, tested = node.name in ("defined", "undefined"), node.name == "none"
        kind = TESTED.get(node.name, "any")
        self.note(self.value(node.node, scope), node.lineno, scope, kind, node.name, asked=asked, tested=tested)
        for argument in node.args:
            self.use(argument, scope, "any", "value")
        return _FLAG

    def _compare(self, node: nodes.Compare, scope: Scope) -> Value:
        left = self.value(node.expr, scope)
        for operand in node.ops:
            right = self.value(operand.expr, scope)
            nothing = right.literal in (None, "") if right.literal is not NO_LITERAL else False
            if operand.op in ("in", "notin"):
                kind = kind_of(right.items) if right.items is not None else "any"
                self.note(right, node.lineno, scope, "any", "in")
            else:
                kind = kind_of(right)
                self.note(right, node.lineno, scope, kind_of(left), "compare")
            self.note(left, node.lineno, scope, "any" if nothing else kind, "compare", tested=nothing)
            left = right
        return _FLAG

    def _calculate(self, node: nodes.BinExpr, scope: Scope) -> Value:
        sides = [self.value(side, scope) for side in (node.left, node.right)]
        kinds = {kind_of(side) for side in sides}
        kind: FieldKind = "number"
        if isinstance(node, nodes.Add):
            kind = next((each for each in ("text", "list", "number") if each in kinds), "any")
        for side in sides:
            self.note(side, node.lineno, scope, kind, "calculate")
        return Value(kind=kind)

    def _sign(self, node: nodes.UnaryExpr, scope: Scope) -> Value:
        self.use(node.node, scope, "number", "calculate")
        return _NUMBER

    def _concat(self, node: nodes.Concat, scope: Scope) -> Value:
        for each in node.nodes:
            self.use(each, scope, "text", "print")
        return _TEXT

    def _both(self, node: nodes.And | nodes.Or, scope: Scope) -> Value:
        """`a and b`, `a or b` as a value: that of one of the two."""
        known = truths(node.left, scope) if isinstance(node, nodes.And) else lies(node.left, scope)
        self.test(node.left, scope)
        right = self._under(node.right, scope.given(known))
        if isinstance(node, nodes.And):
            return right
        left = self._under(node.left, scope.given(truths(node.left, scope)))
        return Value(either=(replace(left, tested=True), right))

    def _not(self, node: nodes.Not, scope: Scope) -> Value:
        self.test(node.node, scope)
        return _FLAG

    def _choice(self, node: nodes.CondExpr, scope: Scope) -> Value:
        self.test(node.test, scope)
        found = [self._under(node.expr1, scope.given(truths(node.test, scope)))]
        if node.expr2 is not None:
            found.append(self._under(node.expr2, scope.given(lies(node.test, scope))))
        return Value(either=tuple(found))

    def _under(self, node: nodes.Node, scope: Scope) -> Value:
        """What `node` stands for, with what is known where it stands."""
        value = self.value(node, scope)
        return replace(value, guarded=value.guarded | scope.guarded)

    def _list(self, node: nodes.List | nodes.Tuple, scope: Scope) -> Value:
        items = [self.value(item, scope) for item in node.items]
        kinds = {literal_kind(item.literal) for item in items if item.literal is not NO_LITERAL}
        one = Value(kind=kinds.pop() if len(kinds) == 1 else "any", either=tuple(item for item in items if item.path))
        return Value(kind="list", items=one, parts={str(number): item for number, item in enumerate(items)})

    def _record(self, node: nodes.Dict, scope: Scope) -> Value:
        pairs = [(constant(pair.key), self.value(pair.value, scope)) for pair in node.items]
        return Value(kind="record", parts={str(key): value for key, value in pairs})

    def _call(self, node: nodes.Call, scope: Scope) -> Value:
        named = {pair.key: self.value(pair.value, scope) for pair in node.kwargs}
        given = [self.value(argument, scope) for argument in node.args]
        called = self.value(node.node, scope)
        if called.macro is not None:
            return self.called(called, given, named, scope)
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        if name == "namespace":
            return Value(kind="record", parts=named)
        kind, by = _HELPED.get(name, ("text", "print") if name.startswith("_") else ("any", "value"))
        for each in (*given, *named.values()):
            self.note(each, node.lineno, scope, kind, by)
        self.note(called, node.lineno, scope, "any", "call")
        return Value(kind="list", items=_NUMBER) if name == "range" else _TEXT

    def called(self, macro: Value, given: list[Value], named: dict[str, Value], scope: Scope) -> Value:
        """What a call of `macro` gives."""
        raise NotImplementedError


_HELPED: Mapping[str, tuple[FieldKind, str]] = {
    "range": ("number", "calculate"),
    "loop": ("list", "for"),
    "_kd_span": ("number", "calculate"),
}
"""What some functions take, and what is said to need that."""


def _attribute(node: nodes.Filter) -> object:
    """The attribute that a filter looks at in each item; None without one."""
    if node.name not in _BY_ATTRIBUTE | _FIRST_IS_ATTRIBUTE | {"map"}:
        return None
    named = next((constant(pair.value) for pair in node.kwargs if pair.key == "attribute"), None)
    first = constant(node.args[0]) if node.args and node.name in _FIRST_IS_ATTRIBUTE else None
    return named if named is not None else first


def _only_asks(node: nodes.Filter) -> bool:
    """Whether a filter only asks whether there is something in an attribute."""
    return node.name in ("selectattr", "rejectattr") and len(node.args) == 1


def _asks(node: nodes.Filter) -> bool:
    return len(node.args) > 1 and constant(node.args[1]) in ("defined", "undefined")


_READ: Mapping[Any, Callable[[Any, Any, Scope], Value]] = {
    nodes.Name: Expressions._name,
    nodes.Const: Expressions._constant,
    (nodes.Getattr, nodes.Getitem): Expressions._step,
    nodes.Filter: Expressions._filter,
    nodes.Test: Expressions._test,
    nodes.Compare: Expressions._compare,
    nodes.Concat: Expressions._concat,
    (nodes.And, nodes.Or): Expressions._both,
    nodes.BinExpr: Expressions._calculate,
    nodes.Not: Expressions._not,
    nodes.UnaryExpr: Expressions._sign,
    nodes.CondExpr: Expressions._choice,
    (nodes.List, nodes.Tuple): Expressions._list,
    nodes.Dict: Expressions._record,
    nodes.Call: Expressions._call,
}
"""How each kind of expression is read, the narrower first."""
