"""Where characters stand that no font has, in the files that documents are made from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape
from typing import Any

from kamdocs.errors import Problem, describe_character
from kamdocs.model.base import Text
from kamdocs.model.document import SECTIONS
from kamdocs.model.kit import Kit, Template
from kamdocs.model.plan import Plan
from kamdocs.model.workspace import KeyPath, Workspace
from kamdocs.render.corpus import corpus
from kamdocs.render.missing import records_of
from kamdocs.render.sources import TemplateSources
from kamdocs.render.walk import children

_COMMENT = re.compile(r"{#.*?#}", re.DOTALL)


def unprintable(characters: str, plans: Sequence[Plan], workspace: Workspace, kit: Kit, help: str) -> list[Problem]:
    """A problem for each place in the data and the templates of `plans` where one of `characters` stands."""
    found = [*_in_data(characters, plans, workspace, help), *_in_templates(characters, plans, kit, help)]
    return list(dict.fromkeys(found))


def _in_data(characters: str, plans: Sequence[Plan], workspace: Workspace, help: str) -> Iterator[Problem]:
    for plan in plans:
        shown = {text for text in corpus(plan, workspace) if any(character in text for character in characters)}
        if not shown:
            continue
        languages = [plan.language, workspace.settings.fallback_language or plan.language]
        for file, record in records_of(plan, workspace):
            for path, text in texts_of(record, languages):
                for character in (character for character in characters if character in text and text in shown):
                    problem = workspace.sources.problem(file, path, "no-glyph", _what(character), help=help)
                    at = problem.source.find(character)
                    yield replace(problem, column=at + 1, width=1) if at >= 0 else problem


def texts_of(value: Any, languages: Sequence[str], path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """The texts in a record, in the first of `languages` in which they are given, each with its place."""
    if isinstance(value, Text):
        yield path, next((text for language in languages if (text := value.get(language))), "")
    elif isinstance(value, str):
        yield path, value
    else:
        for step, part in children(value):
            yield from texts_of(part, languages, (*path, step))


def _in_templates(characters: str, plans: Sequence[Plan], kit: Kit, help: str) -> Iterator[Problem]:
    for template in _used(plans, kit):
        shown = _COMMENT.sub(lambda match: re.sub(".", " ", match[0]), template.source)
        for number, line in enumerate(shown.split("\n"), start=1):
            for character in (character for character in characters if character in unescape(line)):
                at = max(line.find(character), 0)
                source = template.source.split("\n")[number - 1]
                what = _what(character)
                yield Problem(template.file, number, at + 1, "no-glyph", what, help=help, source=source)


def _used(plans: Sequence[Plan], kit: Kit) -> list[Template]:
    """The templates of the sections of `plans`, and all that these may include in their language."""
    sources = TemplateSources(kit.templates)
    listed = [
        sources.find(plan.kind.section_name(section.id), plan.language) for plan in plans for section in plan.sections
    ]
    languages = {plan.language for plan in plans}
    others = [
        template
        for name, template in kit.templates.items()
        if not name.startswith(SECTIONS) and language_of(template, kit) in {*languages, ""}
    ]
    return [template for template in (*listed, *others) if template is not None]


def language_of(template: Template, kit: Kit) -> str:
    """The language that a template is written in; empty where it serves all."""
    return next((part for part in template.name.name.split(".")[1:] if part in kit.languages), "")


def _what(character: str) -> str:
    return f"no font of the theme has {describe_character(character)}"
