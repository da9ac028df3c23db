"""Failures of a template as problems with its file and line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from types import TracebackType

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

from kamdocs.errors import Problem
from kamdocs.model.kit import Template
from kamdocs.render.bounds import ENDLESS
from kamdocs.render.current import TemplateFault
from kamdocs.render.sources import TemplateSources, problem_at

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

_MACRO = re.compile(r"macro '(\w+)' (takes .*)")
_KINDS = (
    ("outside loop", "`break` or `continue` stands outside a loop"),
    ("not properly in loop", "`break` or `continue` stands outside a loop"),
    ("duplicate argument", "a macro names an argument twice"),
    ("nested blocks", "blocks are nested too deeply"),
    ("indentation", "blocks are nested too deeply"),
    ("slice indices", "a part is taken between what are no numbers"),
    ("argument", "other arguments are given here than are taken"),
    ("not supported between", "these values cannot be compared"),
    ("unsupported operand", "these values cannot be reckoned with"),
    ("not callable", "this cannot be called"),
    ("not iterable", "this is nothing to loop over"),
    ("unpack", "there are more or fewer names here than values"),
)
"""Signs by which errors of Python are known, and what they mean to the author of a template."""


def problem_of(fault: Exception, template: Template, sources: TemplateSources, language: str) -> Problem:
    """`fault`, raised while `template` was rendered in `language`, as a problem at the innermost template line."""
    if isinstance(fault, TemplateNotFound) and (missing := _missing_in(fault, sources, language)):
        return missing
    if isinstance(fault, TemplateSyntaxError):
        found = sources.by_file(fault.filename or "") or template
        return problem_at(found, fault.lineno, "template-syntax", _lower(fault.message or "cannot be read"))
    place, line = _innermost(fault.__traceback__, sources) or (template, template.body_line)
    return _placed(fault, place, line)


def noted_problems(noted: Iterable[tuple[str, int, TemplateFault]], sources: TemplateSources) -> Iterator[Problem]:
    """The faults after which a rendering went on, each once."""
    for file, line, fault in noted:
        if template := sources.by_file(file):
            yield problem_at(template, line, fault.rule, str(fault), fault.help)


def _placed(fault: Exception, place: Template, line: int) -> Problem:
    if isinstance(fault, TemplateFault):
        return problem_at(place, line, fault.rule, str(fault), fault.help)
    if isinstance(fault, RecursionError):
        what = "a macro or include calls itself without end, or an expression is nested too deeply"
        return problem_at(place, line, ENDLESS, what)
    if isinstance(fault, TemplateError):
        what = str(fault)
        what = "only the names of a `namespace` can be set within" if "non-namespace" in what else _lower(what)
        return problem_at(place, line, "template-syntax", what.replace("'", "`"))
    return problem_at(place, line, "template-value", _in_words(fault))


def _in_words(fault: Exception) -> str:
    if isinstance(fault, ZeroDivisionError):
        return "division by zero"
    if isinstance(fault, ArithmeticError):
        return "a calculation has no result"
    message = str(fault)
    if match := _MACRO.match(message):
        return f"macro `{match[1]}` {match[2].replace('(s)', 's')}"
    return next((words for sign, words in _KINDS if sign in message.lower()), "a value does not fit here")


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


def _lower(text: str) -> str:
    text = text.rstrip(".")
    return text[:1].lower() + text[1:]
