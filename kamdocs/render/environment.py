"""The one place where Jinja is set up: sandboxed, strict, every printed value a token."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, TemplateNotFound, nodes, pass_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.exceptions import TemplateRuntimeError
from jinja2.runtime import Context, LoopContext, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace, missing
from markupsafe import Markup

from kamdocs.model.case import Range
from kamdocs.render.sources import TemplateSources
from kamdocs.render.tokens import TokenStore
from kamdocs.render.views import View, describe, lookup, names
from kamdocs.rules.language import Writer
from kamdocs.rules.money import Money

_LONGEST_TEXT = 100_000
_LONGEST_RANGE = 10_000
_HARMLESS_FILTERS = (  # noqa: SIM905  # one line of words reads better
    "abs batch capitalize count d default dictsort first groupby int last length list lower map max min reject "
    "rejectattr reverse round select selectattr slice sort string sum title trim unique upper"
).split()
_OPERATORS = frozenset({"+", "*", "**", "%"})


class TemplateFault(TemplateRuntimeError):
    """Something a template does that it must not; `help` says what to do instead."""

    def __init__(self, what: str, help: str = "") -> None:
        super().__init__(what)
        self.help = help


@dataclass(slots=True)
class Rendering:
    """What one version is rendered with: its values, and how its language writes them."""

    store: TokenStore
    writer: Writer
    counted: int = 0


_current: ContextVar[Rendering] = ContextVar("rendering")


def use(rendering: Rendering) -> None:
    """Render with `rendering` from now on."""
    _current.set(rendering)


def rendering() -> Rendering:
    """What is being rendered."""
    return _current.get()


def _meant(name: object, there_are: Iterable[object]) -> str:
    """A second line that says which of the names was probably meant."""
    close = get_close_matches(str(name), [str(one) for one in there_are], n=1)
    return f"\ndid you mean `{close[0]}`?" if close else ""


class Hole(StrictUndefined):
    """A name that is not there; whatever is done with it is an error that says which name, and what was meant."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        name, obj = self._undefined_name, self._undefined_obj
        if obj is missing:
            return f"`{name}` is not defined"
        if isinstance(obj, View):
            return f"`{name}` is no field of `{describe(obj)}`{_meant(name, names(obj))}"
        if isinstance(obj, dict):
            return f"`{name}` is not in this list of words{_meant(name, obj)}"
        if isinstance(obj, TemplateModule):
            return f"`{name}` is no macro of `{obj.__name__}`{_meant(name, vars(obj))}"
        if obj is None:
            return f"`{name}` is asked of a value that is not given\nask first: {{% if … %}}"
        if isinstance(obj, list | tuple) and isinstance(name, int):
            return f"there is no item `{name}` in this list of {len(obj)}"
        return f"`{name}` cannot be asked of this value"


class _Generator(CodeGenerator):
    """Compiles `~` so that data beside markup stays data."""

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

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, LoopContext | TemplateModule | Namespace):
            return super().getattr(obj, attribute)
        return self._field(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(argument, str):
            return self.getattr(obj, argument)
        return super().getitem(obj, argument) if isinstance(obj, list | tuple | str) else self._field(obj, argument)

    def _field(self, obj: Any, name: Any) -> Any:
        if isinstance(obj, Undefined):
            return obj._fail_with_undefined_error()
        if isinstance(obj, View):
            found, value = lookup(obj, name)
            return value if found else self.undefined(obj=obj, name=name)
        if isinstance(obj, dict) and name in obj:
            return obj[name]
        return self.undefined(obj=obj, name=name)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        texts = isinstance(left, str) or isinstance(right, str)
        if operator == "+" and texts:
            return self.joined((left, right))
        if texts or operator == "**":
            raise TemplateFault(f"`{operator}` is not for this", "use `~` to join texts, and filters to format them")
        return super().call_binop(context, operator, left, right)

    def joined(self, parts: Iterable[Any]) -> str:
        """`parts` as one text; beside markup each other part is a printed value."""
        pieces = list(parts)
        if any(isinstance(piece, Markup) for piece in pieces):
            return Markup("").join(printed(piece) for piece in pieces)
        text = "".join(as_text(piece) for piece in pieces)
        if len(text) > _LONGEST_TEXT:
            raise TemplateFault("a text grows without end")
        return text


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
    return rendering().store.keep(as_text(value))


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


def _bounded_range(*bounds: int) -> range:
    steps = range(*bounds)
    current = rendering()
    current.counted += len(steps)
    if current.counted > _LONGEST_RANGE:
        raise TemplateFault("a template counts without end", "loop over the data")
    return steps


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
    environment.filters = {name: environment.filters[name] for name in _HARMLESS_FILTERS} | dict(filters)
    environment.tests = environment.tests | dict(tests)
    environment.globals = {"range": _bounded_range, "namespace": environment.globals["namespace"]}
    return environment
