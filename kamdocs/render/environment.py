"""The one place where Jinja is set up: sandboxed, strict, every printed value a token."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import partial
from typing import Any, TypeVar

from jinja2 import BaseLoader, TemplateNotFound, nodes, pass_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from markupsafe import Markup

from kamdocs.render.bounds import COUNTED, bounded, bounded_concat, bounded_range, count_loops, counted, flat, step
from kamdocs.render.current import TemplateFault, current
from kamdocs.render.faults import going_on
from kamdocs.render.filters import all_filters, all_tests
from kamdocs.render.holes import Hole, KnownNames
from kamdocs.render.macros import Macros
from kamdocs.render.sources import TemplateSources
from kamdocs.render.values import as_text, printed
from kamdocs.render.views import View, lookup

_OPERATORS = frozenset({"+", "-", "*", "/", "//", "%", "**"})


class Generator(CodeGenerator):
    """Compiles `~` so that data beside markup stays data, and notes the filters and tests that are not there."""

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:
        self._note_unknown(node, self.environment.filters)
        super().visit_Filter(node, frame)

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:
        self._note_unknown(node, self.environment.tests)
        super().visit_Test(node, frame)

    def _note_unknown(self, node: nodes.Filter | nodes.Test, words: Mapping[str, Any]) -> None:
        if isinstance(words, KnownNames) and node.name not in words:
            current().noted.append((self.filename or "", node.lineno, words.unknown(node.name)))

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:
        if node.ctx == "load":
            self._flat(super().visit_Tuple, node, frame)
        else:
            super().visit_Tuple(node, frame)

    def visit_List(self, node: nodes.List, frame: Frame) -> None:
        self._flat(super().visit_List, node, frame)

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:
        self._flat(super().visit_Dict, node, frame)

    def _flat(self, visit: Callable[[Any, Frame], None], node: nodes.Node, frame: Frame) -> None:
        self.write("environment.flat(")
        visit(node, frame)
        self.write(")")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:
        if not isinstance(node.arg, nodes.Slice):
            super().visit_Getitem(node, frame)
            return
        self.write("environment.sequence(")
        self.visit(node.node, frame)
        self.write(")[")
        self.visit(node.arg, frame)
        self.write("]")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


class Environment(ImmutableSandboxedEnvironment):
    """Templates reach the fields of views, the words of dictionaries, loops and macros, and nothing else."""

    code_generator_class = Generator
    intercepted_binops = _OPERATORS
    concat = staticmethod(bounded_concat)
    flat = staticmethod(flat)
    macros: Macros

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        count_loops(source, self, filename)
        self.macros.learn(source, filename)
        return super()._generate(source, name, filename, defer_init)

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Any:
        step()
        return super().get_template(name, parent, globals)

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, LoopContext | TemplateModule | Namespace):
            return super().getattr(obj, attribute)
        return self._field(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(argument, str):
            return self.getattr(obj, argument)
        if isinstance(obj, Markup):
            obj = as_text(obj)
        return super().getitem(obj, argument) if isinstance(obj, list | tuple | str) else self._field(obj, argument)

    def sequence(self, obj: Any) -> Any:
        """`obj` to take a slice of. Raises TemplateFault for what is neither list nor text."""
        if isinstance(obj, Hole | list | tuple):
            return obj
        if isinstance(obj, str):
            return as_text(obj)
        raise TemplateFault("this is nothing to take a part of", "name a list or a text")

    def _field(self, obj: Any, name: Any) -> Any:
        if isinstance(obj, Hole):
            return obj.noted()
        if isinstance(obj, View):
            found, value = lookup(obj, name)
            return value if found else self.undefined(obj=obj, name=name)
        if isinstance(obj, dict) and name in obj:
            return obj[name]
        return self.undefined(obj=obj, name=name)

    def call(self, context: Context, obj: Any, *values: Any, **named: Any) -> Any:
        step()
        if isinstance(obj, Hole):
            return obj.noted()
        make = partial(super().call, context, obj)
        if isinstance(obj, Macro):
            return self.macros.call(obj, make, values, named)
        hole = next((value for value in (*values, *named.values()) if isinstance(value, Hole)), None)
        return going_on(make, *values, **named) if hole is None else hole.noted()

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        for hole in (left, right):
            if isinstance(hole, Hole):
                return hole.noted()
        return going_on(self._calculated, context, operator, left, right)

    def _calculated(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        texts = isinstance(left, str) or isinstance(right, str)
        if operator == "+" and texts:
            return self.joined((left, right))
        if operator == "+" and isinstance(left, list | tuple) and isinstance(right, list | tuple):
            return bounded((*left, *right))
        if texts or operator == "**":
            raise TemplateFault(f"`{operator}` is not for this", "use `~` to join texts, and filters to format them")
        numbers = [_exact(value, operator) for value in (left, right)]
        return bounded(super().call_binop(context, operator, *numbers))

    def joined(self, parts: Iterable[Any]) -> str:
        """`parts` as one text; beside markup each other part is a printed value."""
        pieces = list(parts)
        if any(isinstance(piece, Markup) for piece in pieces):
            return Markup(bounded(Markup("").join(printed(piece) for piece in pieces)))
        return str(bounded("".join(as_text(piece) for piece in pieces)))


def _exact(value: Any, operator: str) -> Decimal | int:
    """A number to calculate with: decimals are exact, and shares of whole numbers too."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise TemplateFault(f"`{operator}` is used on what is no number", "calculate with numbers alone")
    if isinstance(value, float):
        return Decimal(repr(value))
    return Decimal(value) if operator == "/" else value


@pass_context  # with a context, Jinja does not work constants out before there is a rendering
def _finalize(_context: Context, value: object) -> Markup:
    return printed(value)


class _Loader(BaseLoader):
    """Finds a template by name, first in the version's language, then in any."""

    def __init__(self, sources: TemplateSources, language: str) -> None:
        self._sources, self._language = sources, language

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:
        found = self._sources.find(template, self._language)
        if found is None:
            raise TemplateNotFound(template, f"there is no template `templates/{template}`")
        return self._sources.marked(found), str(found.file), lambda: True


_Kind = TypeVar("_Kind", bound=Environment)


def set_up(kind: type[_Kind], sources: TemplateSources, language: str) -> _Kind:
    """An environment of this kind. Nothing else makes one."""
    environment = kind(
        loader=_Loader(sources, language),
        autoescape=True,
        undefined=Hole,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
    )
    environment.macros = Macros(sources)
    environment.filters = KnownNames("filter", {**all_filters(environment.filters), COUNTED: counted})
    environment.tests = KnownNames("test", all_tests(environment.tests))
    environment.globals = {"range": bounded_range, "namespace": environment.globals["namespace"]}
    return environment
