"""Where characters stand that no font has, in the files that documents are made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape
from typing import Any

from kamdocs.errors import Problem, describe_character
from kamdocs.model.base import Text
from kamdocs.model.kit import Kit, Template
from kamdocs.model.plan import Plan
from kamdocs.model.workspace import KeyPath, Workspace
from kamdocs.render.missing import records_of
from kamdocs.render.walk import children


def unprintable(characters: str, plans: Sequence[Plan], workspace: Workspace, kit: Kit, help: str) -> list[Problem]:
    """A problem for each place in the data and the templates of `plans` where one of `characters` stands."""
    found = [*_in_data(characters, plans, workspace, help), *_in_templates(characters, plans, kit, help)]
    return list(dict.fromkeys(found))


def _in_data(characters: str, plans: Sequence[Plan], workspace: Workspace, help: str) -> Iterator[Problem]:
    for plan in plans:
        for file, record in records_of(plan, workspace):
            for path, text in _texts(record, plan.language):
                for character in (character for character in characters if character in text):
                    problem = workspace.sources.problem(file, path, "no-glyph", _what(character), help=help)
                    at = problem.source.find(character)
                    yield replace(problem, column=at + 1, width=1) if at >= 0 else problem


def _texts(value: Any, language: str, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """The texts in a record that a document in `language` can show, each with its place."""
    if isinstance(value, Text):
        yield path, value.get(language) or ""
    elif isinstance(value, str):
        yield path, value
    else:
        for step, part in children(value):
            yield from _texts(part, language, (*path, step))


def _in_templates(characters: str, plans: Sequence[Plan], kit: Kit, help: str) -> Iterator[Problem]:
    used = {plan.language for plan in plans}
    for template in kit.templates.values():
        if _language_of(template, kit) in {*used, ""}:
            for number, line in enumerate(template.source.split("\n"), start=1):
                for character in (character for character in characters if character in unescape(line)):
                    at = max(line.find(character), 0)
                    what = _what(character)
                    yield Problem(template.file, number, at + 1, "no-glyph", what, help=help, source=line)


def _language_of(template: Template, kit: Kit) -> str:
    """The language that a template is written in; empty where it serves all."""
    return next((part for part in template.name.name.split(".")[1:] if part in kit.languages), "")


def _what(character: str) -> str:
    return f"no font of the theme has {describe_character(character)}"
