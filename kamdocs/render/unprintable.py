"""Where characters stand that no font has, in the files that documents are made from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

from kamdocs.errors import Problem, describe_character
from kamdocs.model.base import Text
from kamdocs.model.document import SECTIONS
from kamdocs.model.kit import Kit, Template
from kamdocs.model.letter import Letter
from kamdocs.model.plan import Plan
from kamdocs.model.workspace import KeyPath, Workspace
from kamdocs.render.corpus import corpus
from kamdocs.render.corpus import texts_of as texts_held
from kamdocs.render.missing import FileRecord, records_of
from kamdocs.render.sources import TemplateSources
from kamdocs.render.walk import children

_COMMENT = re.compile(r"{#.*?#}", re.DOTALL)


def unprintable(plans: Sequence[Plan], workspace: Workspace, kit: Kit, characters: str, help: str) -> list[Problem]:
    """A problem for each place in the data and the templates of `plans` where one of `characters` stands."""
    told = _Told(workspace, characters, help)
    for plan in plans:
        told.in_data(corpus(plan, workspace), records_of(plan, workspace), plan.language)
    told.in_templates(_used(plans, kit))
    return list(dict.fromkeys(told.problems))


def unprintable_in_letter(
    letter: Letter, records: Iterable[FileRecord], workspace: Workspace, kit: Kit, characters: str, help: str
) -> list[Problem]:
    """A problem for each place where one of `characters` stands: in what a list says of the recipient, in the letter's
    own values, in `records`, and in the templates."""
    told = _Told(workspace, characters, help)
    told.in_list(letter)
    told.in_data(texts_held(letter, workspace.house), records, letter.language)
    if not told.problems:
        told.in_templates(one for one in kit.templates.values() if language_of(one, kit) in (letter.language, ""))
    return list(dict.fromkeys(told.problems))


class _Told:
    """Gathers the places of `characters`."""

    def __init__(self, workspace: Workspace, characters: str, help: str) -> None:
        self._workspace, self._characters, self._help = workspace, characters, help
        self.problems: list[Problem] = []

    def in_data(self, corpus: Iterable[str], records: Iterable[FileRecord], language: str) -> None:
        """Those in `records` that a document in `language` which holds the texts `corpus` can show."""
        shown = {text for text in corpus if any(character in text for character in self._characters)}
        languages = [language, self._workspace.settings.fallback_language or language]
        for file, record in records if shown else ():
            for path, text in texts_of(record, languages):
                for character in self._characters if text in shown else ():
                    if character in text:
                        self.problems.append(self._problem(file, path, character))

    def in_list(self, letter: Letter) -> None:
        """Those in the row of a list that the recipient comes from."""
        addressee = letter.addressee
        for path, text in texts_of(addressee, [letter.language]) if addressee.stakeholder is None else ():
            for character in (character for character in self._characters if character in text):
                field, origin = ".".join(map(str, path)), addressee.origin
                what = f"`{field}` of `{letter.id}` cannot be printed: {_what(character)}"
                place = (origin.file, origin.row, 1)
                self.problems.append(Problem(*place, "no-glyph", what, help=self._help, place=origin.place))

    def in_templates(self, templates: Iterable[Template]) -> None:
        """Those in the words of `templates`."""
        for template in templates:
            shown = _COMMENT.sub(lambda match: re.sub(".", " ", match[0]), template.source)
            for number, line in enumerate(shown.split("\n"), start=1):
                for character in (character for character in self._characters if character in unescape(line)):
                    at, source = max(line.find(character), 0), template.source.split("\n")[number - 1]
                    place = (template.file, number, at + 1)
                    self.problems.append(Problem(*place, "no-glyph", _what(character), help=self._help, source=source))

    def _problem(self, file: Path, path: KeyPath, character: str) -> Problem:
        problem = self._workspace.sources.problem(file, path, "no-glyph", _what(character), help=self._help)
        at = problem.source.find(character)
        return replace(problem, column=at + 1, width=1) if at >= 0 else problem


def texts_of(value: Any, languages: Sequence[str], path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """The texts in a record, in the first of `languages` in which they are given, each with its place."""
    if isinstance(value, Text):
        yield path, next((text for language in languages if (text := value.get(language))), "")
    elif isinstance(value, str):
        yield path, value
    else:
        for step, part in children(value):
            yield from texts_of(part, languages, (*path, step))


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
