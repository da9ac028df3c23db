"""The data that a template's header says it needs, against the data that a proposal has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from kamdocs.errors import Problem
from kamdocs.model.house import House
from kamdocs.model.kit import Template
from kamdocs.model.plan import Plan, Section
from kamdocs.render.sources import problem_at
from kamdocs.rules.hints import hint

_UNSEEN = frozenset({"coverage", "rejected", "sections"})
"""The fields of a plan that templates do not get."""


@cache
def data_types() -> Mapping[str, Any]:
    """What the template of a section can use, by name, with its type."""
    seen = {name: hint for name, hint in get_type_hints(Plan).items() if name not in _UNSEEN}
    return seen | {"house": House, "section": Section, "detail": str}


def header_problems(template: Template) -> Iterator[Problem]:
    """Names and types in the header of a section's template that no proposal has."""
    known = {name: _type_name(hint) for name, hint in data_types().items()}
    for name, type_name in template.header.data.items():
        if name not in known:
            yield _problem(template, name, f"`{name}` is no data of a proposal", hint(name, sorted(known)))
        elif type_name != known[name]:
            yield _problem(template, name, f"`{name}` is not of the type `{type_name}`", f"it is a `{known[name]}`")


def _type_name(hint: Any) -> str:
    """The name of a type; of a list of items or of what may be missing, that of what is meant."""
    if get_origin(hint) is tuple or NoneType in get_args(hint):
        return _type_name(next(part for part in get_args(hint) if part is not NoneType))
    return str(hint.__name__)


def _problem(template: Template, name: str, what: str, help: str) -> Problem:
    lines = template.source.split("\n")[: template.body_line - 1]
    line = next((number for number, text in enumerate(lines, start=1) if name in text and number > 1), 1)
    return problem_at(template, line, "template-data", what, help)
