"""The one place where Jinja is set up: sandboxed, strict, every printed value a token."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from jinja2 import BaseLoader, TemplateNotFound, nodes, pass_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, LoopContext, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from markupsafe import Markup

from kamdocs.model.case import Range
from kamdocs.render.bounds import (
    COUNTED,
    bounded,
    bounded_columns,
    bounded_concat,
    bounded_range,
    bounded_result,
    count_loops,
    counted,
    step,
)
from kamdocs.render.holes import Hole, Words, past_holes
from kamdocs.render.rendering import TemplateFault, note, rendering
from kamdocs.render.sources import TemplateSources
from kamdocs.render.tokens import STAND_IN
from kamdocs.render.views import View, describe, lookup
from kamdocs.rules.language import Writer
from kamdocs.rules.money import Money

_HARMLESS_FILTERS = (  # noqa: SIM905  # one line of words reads better
    "abs batch capitalize count d default dictsort first groupby int last length list lower map max min reject "
    "rejectattr reverse round select selectattr slice sort string sum title trim unique upper"
).split()
_COLUMN_FILTERS = ("batch", "slice")
_GROWING_FILTERS = ("join", "replace", "list")
_OPERATORS = frozenset({"+", "*", "**", "%"})
_TAKES_HOLES = frozenset({"default", "d"})


class _Generator(CodeGenerator):
    """Compiles `~` so that data beside markup stays data, and notes the filters and tests that are not there."""

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:
        self._note_unknown(node, self.environment.filters)
        super().visit_Filter(node, frame)

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:
        self._note_unknown(node, self.environment.tests)
        super().visit_Test(node, frame)

    def _note_unknown(self, node: nodes.Filter | nodes.Test, words: Mapping[str, Any]) -> None:
        if isinstance(words, Words) and node.name not in words:
            rendering().noted.append((self.filename or "", node.lineno, words.unknown(node.name)))

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


class Environment(ImmutableSandboxedEnvironment):
    """Templates reach the fields of views, the words of dictionaries, loops and macros, and nothing else."""

    code_generator_class = _Generator
    intercepted_binops = _OPERATORS
    concat = staticmethod(bounded_concat)

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        count_loops(source, self)
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
        return super().getitem(obj, argument) if isinstance(obj, list | tuple | str) else self._field(obj, argument)

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
        return obj.noted() if isinstance(obj, Hole) else super().call(context, obj, *values, **named)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        texts = isinstance(left, str) or isinstance(right, str)
        if operator == "+" and texts:
            return self.joined((left, right))
        if texts or operator == "**":
            raise TemplateFault(f"`{operator}` is not for this", "use `~` to join texts, and filters to format them")
        return bounded(super().call_binop(context, operator, left, right))

    def joined(self, parts: Iterable[Any]) -> str:
        """`parts` as one text; beside markup each other part is a printed value."""
        pieces = list(parts)
        if any(isinstance(piece, Markup) for piece in pieces):
            return Markup("").join(printed(piece) for piece in pieces)
        return str(bounded("".join(as_text(piece) for piece in pieces)))


def as_text(value: object) -> str:
    """`value` as the version's language writes it.

    Raises TemplateFault for what cannot be printed: nothing, an empty text, a whole record.
    """
    if isinstance(value, Undefined):
        return str(value)
    if value is None or value == "":
        raise TemplateFault("a value that is not given is printed", "ask first whether it is given: `{% if … %}`")
    if isinstance(value, str):
        return str(value)
    return _written(value, rendering().writer)


def _written(value: object, writer: Writer) -> str:
    if isinstance(value, bool):
        raise TemplateFault("a yes-or-no value is printed", "say in words what it means: `{% if … %}`")
    if isinstance(value, Decimal | int):
        return writer.number(value)
    if isinstance(value, date):
        return writer.date(value)
    if isinstance(value, Money):
        return writer.money(value)
    if isinstance(value, Range):
        return writer.figure(value, None)
    what = describe(value) if isinstance(value, View) else "list" if isinstance(value, list | tuple) else "macro"
    raise TemplateFault(f"a whole {what} is printed", "print its parts, one by one")


def printed(value: object) -> Markup:
    """What a template's output holds for `value`: markup as it is, anything else as a token."""
    if isinstance(value, Markup):
        return value
    try:
        text = as_text(value)
    except TemplateFault as fault:
        note(fault)
        text = STAND_IN
    return rendering().store.keep(text)


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


def make_environment(
    sources: TemplateSources, language: str, filters: Mapping[str, Callable[..., Any]], tests: Mapping[str, Any]
) -> Environment:
    """The environment that every template of one language is compiled in. Nothing else makes one."""
    environment = Environment(
        loader=_Loader(sources, language),
        autoescape=True,
        undefined=Hole,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
    )
    all_filters = {name: environment.filters[name] for name in _HARMLESS_FILTERS} | dict(filters)
    all_filters |= {name: bounded_columns(all_filters[name]) for name in _COLUMN_FILTERS}
    all_filters |= {name: bounded_result(all_filters[name]) for name in _GROWING_FILTERS}
    all_filters[COUNTED] = counted
    tolerant = {name: filter if name in _TAKES_HOLES else past_holes(filter) for name, filter in all_filters.items()}
    environment.filters = Words("filter", tolerant)
    environment.tests = Words("test", environment.tests | dict(tests))
    environment.globals = {"range": bounded_range, "namespace": environment.globals["namespace"]}
    return environment
