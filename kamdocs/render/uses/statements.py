"""What the statements of a template do with the data: loops, conditions, names that it makes itself, macros."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from jinja2 import nodes

from kamdocs.render.uses.expressions import Expressions
from kamdocs.render.uses.values import Scope, Value, bind, lies, truths

_TEXT = Value(kind="text")
_MOST_CALLS, _DEEPEST = 5_000, 3
"""How many calls of macros are read, and how many of one within another; a tree is known by its first levels."""

_OF_MACROS = ("caller", "varargs", "kwargs")


class Statements(Expressions):
    """Reads statements one after another."""

    def __init__(self, helpers: frozenset[str]) -> None:
        super().__init__(helpers)
        self._done = set[str]()
        self._called = set[int]()
        self._macros = list[Value]()
        self._open = list[int]()

    def run(self, body: Sequence[nodes.Node], scope: Scope) -> None:
        """Note what `body` uses; the names that it makes are in `scope` then."""
        for node in body:
            do = _DO.get(type(node))
            if do is not None:
                do(self, node, scope)
            else:
                self._other(node, scope)

    def finish(self) -> None:
        """Note what those macros use that nothing seen calls, as the ones for other templates."""
        for macro in self._macros:
            if macro.macro is not None and id(macro.macro) not in self._called:
                self.called(macro, [Value() for _ in macro.macro.args], {}, macro.scope or Scope({}))

    def _other(self, node: nodes.Node, scope: Scope) -> None:
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.Expr):
                self.use(child, scope, "any", "value")
            else:
                self.run([child], scope)

    def _output(self, node: nodes.Output, scope: Scope) -> None:
        for each in node.nodes:
            if not isinstance(each, nodes.TemplateData):
                self.use(each, scope, "text", "print")

    def _for(self, node: nodes.For, scope: Scope) -> None:
        items = self.use(node.iter, scope, "list", "for")
        inner = scope.inner()
        bind(node.target, items.item(), inner)
        inner.names["loop"] = Value()
        if node.test is not None:
            self.test(node.test, inner)
            inner = inner.given(truths(node.test, inner))
        self.run(node.body, inner)
        self.run(node.else_, scope.inner())

    def _if(self, node: nodes.If, scope: Scope) -> None:
        self.test(node.test, scope)
        self.run(node.body, scope.given(truths(node.test, scope)))
        rest = scope.given(lies(node.test, scope))
        for branch in node.elif_:
            self.test(branch.test, rest)
            self.run(branch.body, rest.given(truths(branch.test, rest)))
            rest = rest.given(lies(branch.test, rest))
        self.run(node.else_, rest)

    def _assign(self, node: nodes.Assign, scope: Scope) -> None:
        value = self.value(node.node, scope)
        if isinstance(node.target, nodes.NSRef):
            self.note(value, node.lineno, scope, "any", "value")
        else:
            bind(node.target, value, scope)

    def _assign_block(self, node: nodes.AssignBlock, scope: Scope) -> None:
        self.run(node.body, scope.inner())
        bind(node.target, _TEXT, scope)

    def _with(self, node: nodes.With, scope: Scope) -> None:
        inner = scope.inner()
        for target, value in zip(node.targets, node.values, strict=True):
            bind(target, self.value(value, scope), inner)
        self.run(node.body, inner)

    def _block(self, node: nodes.Block | nodes.FilterBlock, scope: Scope) -> None:
        if isinstance(node, nodes.FilterBlock):
            self.value(node.filter, scope)
        self.run(node.body, scope.inner())

    def _macro(self, node: nodes.Macro, scope: Scope) -> None:
        scope.names[node.name] = Value(macro=node, scope=scope)
        self._macros.append(scope.names[node.name])

    def _call_block(self, node: nodes.CallBlock, scope: Scope) -> None:
        inner = scope.inner()
        for argument in node.args:
            inner.names[argument.name] = Value()
        self.run(node.body, inner)
        self.value(node.call, scope)

    def _expression(self, node: nodes.ExprStmt, scope: Scope) -> None:
        self.use(node.node, scope, "any", "value")

    def _include(self, node: nodes.Include, scope: Scope) -> None:
        self.use(node.template, scope, "text", "include")

    def _import(self, node: nodes.Import | nodes.FromImport, scope: Scope) -> None:
        self.use(node.template, scope, "text", "include")
        names = [node.target] if isinstance(node, nodes.Import) else node.names
        for name in names:
            scope.names[name if isinstance(name, str) else name[1]] = Value()

    def called(self, macro: Value, given: list[Value], named: dict[str, Value], scope: Scope) -> Value:
        """The text that a call gives; what its body uses is noted, with the arguments in the place of its names."""
        node, made = macro.macro, macro.scope
        if node is None or made is None:
            return Value()
        self._called.add(id(node))
        key = f"{id(node)} {given} {sorted(named.items())} {sorted(scope.guarded)}"
        if key in self._done or len(self._done) > _MOST_CALLS or self._open.count(id(node)) >= _DEEPEST:
            return _TEXT
        self._done.add(key)
        self._open.append(id(node))
        inner = Scope(made.inner().names, scope.guarded)
        names = [argument.name for argument in node.args]
        inner.names.update(dict.fromkeys(_OF_MACROS, Value()))
        passed = {**dict(zip(names, given, strict=False)), **named}
        defaults = dict(zip(reversed(names), reversed(node.defaults), strict=False))
        for name in names:  # a default may name an argument before its own
            default = self.value(defaults[name], inner) if name in defaults else Value()
            inner.names[name] = passed.get(name, default)
        self.run(node.body, inner)
        self._open.pop()
        return _TEXT


_DO: Mapping[type[nodes.Node], Callable[[Any, Any, Scope], None]] = {
    nodes.Output: Statements._output,
    nodes.For: Statements._for,
    nodes.If: Statements._if,
    nodes.Assign: Statements._assign,
    nodes.AssignBlock: Statements._assign_block,
    nodes.With: Statements._with,
    nodes.Block: Statements._block,
    nodes.FilterBlock: Statements._block,
    nodes.Macro: Statements._macro,
    nodes.CallBlock: Statements._call_block,
    nodes.ExprStmt: Statements._expression,
    nodes.Include: Statements._include,
    nodes.Import: Statements._import,
    nodes.FromImport: Statements._import,
}
"""How each kind of statement is read."""
