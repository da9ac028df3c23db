"""Failures of a template as problems with its file and line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Any

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

from kamdocs.errors import Problem
from kamdocs.model.kit import Template
from kamdocs.render.bounds import ENDLESS
from kamdocs.render.current import TemplateFault
from kamdocs.render.holes import told
from kamdocs.render.sources import TemplateSources, problem_at
from kamdocs.render.syntax import lowered, syntax_problem
from kamdocs.rules.hints import hint

FAULTS = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    NameError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""What a template can raise: Jinja's own errors, and what comes of a value that does not fit."""

_IN_A_LOOP = "put it between `{% for … %}` and `{% endfor %}`"
_NESTED = "put some of it into a macro"
_KINDS = (
    ("outside loop", "`break` or `continue` stands outside a loop", _IN_A_LOOP),
    ("not properly in loop", "`break` or `continue` stands outside a loop", _IN_A_LOOP),
    ("duplicate argument", "a macro names an argument twice", "give each a name of its own"),
    ("nested blocks", "blocks are nested too deeply", _NESTED),
    ("indentation", "blocks are nested too deeply", _NESTED),
    ("slice indices", "the bounds of a slice must be whole numbers", "write it as in `[:3]`"),
    ("argument repeated", "an argument is given twice", "leave one of the two out"),
    ("unpack", "there are more or fewer names here than values", "write one name for each value"),
    ("iterable", "a list is needed here", "name one, or write one: `(1, 2)`"),
    ("argument", "other arguments are given here than are taken", ""),
    ("not supported between", "these values cannot be compared", "compare numbers with numbers, dates with dates"),
    ("operand", "these values cannot be calculated with", "calculate with numbers"),
    ("not callable", "this cannot be called", "only macros can; write a field or a filter without `()`"),
)
"""Signs by which errors of Python are known, what they mean to the author of a template, and help."""


def problem_of(fault: Exception, template: Template, sources: TemplateSources, language: str) -> Problem:
    """`fault`, raised while `template` was rendered in `language`, as a problem at the innermost template line."""
    if isinstance(fault, TemplateNotFound) and (missing := _missing_in(fault, sources, language)):
        return missing
    if isinstance(fault, TemplateSyntaxError):
        return syntax_problem(fault, sources.by_file(fault.filename or "") or template)
    place, line = _innermost(fault.__traceback__, sources) or (template, template.body_line)
    meant = as_fault(fault)
    help = hint(str(fault.name), sources.names()) if isinstance(fault, TemplateNotFound) else meant.help
    return problem_at(place, line, meant.rule, str(meant), help)


def noted_problems(noted: Iterable[tuple[str, int, TemplateFault]], sources: TemplateSources) -> Iterator[Problem]:
    """The faults after which a rendering went on, each once."""
    for file, line, fault in noted:
        if template := sources.by_file(file):
            yield problem_at(template, line, fault.rule, str(fault), fault.help)


def as_fault(error: Exception) -> TemplateFault:
    """What `error`, raised while a template ran, means to its author."""
    if isinstance(error, TemplateFault):
        return error
    if isinstance(error, RecursionError):
        what = "a macro or include calls itself without end, or an expression is nested too deeply"
        return TemplateFault(what, "let it end: `{% if … %}`", rule=ENDLESS)
    if isinstance(error, TemplateNotFound):
        return TemplateFault(lowered(str(error)), rule="template-syntax", own=True)
    if isinstance(error, TemplateError):
        if "non-namespace" in str(error):
            what, help = (
                "only the names of a `namespace` can be set within",
                "write `{% set own = namespace(…) %}` first",
            )
            return TemplateFault(what, help, rule="template-syntax")
        return TemplateFault(lowered(str(error)), rule="template-syntax")
    if isinstance(error, ZeroDivisionError):
        return TemplateFault("division by zero", "ask first whether the number is 0: `{% if … %}`")
    if isinstance(error, ArithmeticError):
        return TemplateFault("a calculation has no result")
    said = str(error).lower()
    return next((TemplateFault(what, help) for sign, what, help in _KINDS if sign in said), _NO_FIT)


def going_on(make: Callable[..., Any], *values: Any, **named: Any) -> Any:
    """What `make` gives of the values; where it fails, that is noted, and what lets the rendering go on. What would go
    on without end is raised."""
    try:
        return make(*values, **named)
    except FAULTS as error:
        if (fault := as_fault(error)).rule == ENDLESS:
            raise
        return told(fault)


_NO_FIT = TemplateFault("a value does not fit here")


def _missing_in(fault: TemplateNotFound, sources: TemplateSources, language: str) -> Problem | None:
    """A template that is there in other languages only; None for one that is not there at all."""
    for other, template in sources.in_languages(str(fault.name)):
        file = template.file.with_name(template.file.name.replace(f".{other}.", f".{language}."))
        what = f"is missing: documents in `{language}` need it"
        return Problem(file, 0, 0, "no-template", what, help=f"write it after `{template.file.as_posix()}`")
    return None


def _innermost(traceback: TracebackType | None, sources: TemplateSources) -> tuple[Template, int] | None:
    found = None
    while traceback is not None:
        template = sources.by_file(traceback.tb_frame.f_code.co_filename)
        if template is not None:
            found = (template, traceback.tb_lineno)
        traceback = traceback.tb_next
    return found
