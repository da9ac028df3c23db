"""Versions of documents that templates made in Word give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kamdocs.errors import InputError, Problem
from kamdocs.model.document import DocumentKind
from kamdocs.model.kit import Kit, Picture
from kamdocs.model.page import WordPage
from kamdocs.model.plan import Plan
from kamdocs.model.template_data import data_types
from kamdocs.model.word_template import Filled, WordFile
from kamdocs.model.workspace import Workspace
from kamdocs.render.citations import Citations
from kamdocs.render.context_schema import context_schema
from kamdocs.render.corpus import corpus, facts, inputs, printed_facts
from kamdocs.render.current import TemplateFault
from kamdocs.render.letter_names import kind_of_letter, letter_schema
from kamdocs.render.tokens import TokenStore
from kamdocs.render.version import ProposalVersion
from kamdocs.render.word.compiled import CompiledTemplate
from kamdocs.render.word.schemas import shape_of
from kamdocs.render.word.telling import faults
from kamdocs.rules.hints import hint
from kamdocs.word.filled import said_by_filled


class WordTemplates:
    """The templates made in Word of a kit, each compiled when it is first asked for, once for each language.

    `shown` are the pictures that were asked for by the templates since it was last emptied.
    """

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self._compiled: dict[tuple[str, str], CompiledTemplate | InputError] = {}
        self.shown: list[str] = []

    def has(self, stem: str) -> bool:
        """Whether there is a template `stem`, the name of a file without language and ending, in any language."""
        return bool(_names(self._kit, stem))

    def find(self, stem: str, language: str) -> CompiledTemplate:
        """The template `stem` for documents in `language`: its own, else the one for every language.

        Raises InputError with all that is wrong with it, also where it is missing.
        """
        there = _names(self._kit, stem)
        name = next((each for each in (f"{stem}.{language}.docx", f"{stem}.docx") if each in there), None)
        if name is None:
            raise InputError([_missing(stem, language, there[0])])
        key = (name, language)
        if key not in self._compiled:
            self._compiled[key] = self._compile(name, language)
        found = self._compiled[key]
        if isinstance(found, InputError):
            raise found
        return found

    def _compile(self, name: str, language: str) -> CompiledTemplate | InputError:
        rules = self._kit.languages[language]
        try:
            return CompiledTemplate(
                self._kit.word_files[name],
                rules=lambda: rules,
                language=language,
                surroundings=_InTemplates(self, self._kit, language),
            )
        except InputError as error:
            return error

    def picture(self, source: str) -> bytes:
        """The content of the picture that a template names by its path in the workspace. Raises TemplateFault."""
        found = self._kit.pictures.find(source)
        if not isinstance(found, Picture):
            what, help = found
            raise TemplateFault(what, help, rule="template-picture")
        self.shown.append(source)
        return self._kit.pictures.content(found)


class _InTemplates:
    """What a template of a workspace reaches: its pictures, by their paths, and other Word files below `templates/`."""

    def __init__(self, templates: WordTemplates, kit: Kit, language: str) -> None:
        self._templates, self._kit, self._language = templates, kit, language

    def read(self, name: str) -> bytes:
        return self._templates.picture(name)

    def word_file(self, name: str) -> WordFile:
        if name not in self._kit.word_files:
            names = sorted(self._kit.word_files)
            raise TemplateFault(f"there is no Word file `{name}` below `templates`", hint(name, names))
        return self._kit.word_files[name]

    def other(self, name: str) -> CompiledTemplate:
        self.word_file(name)
        return self._templates.find(name.removesuffix(".docx"), self._language)


def word_problems(kit: Kit) -> tuple[Problem, ...]:
    """What keeps templates made in Word from being used at all, in any language of those in their names, else in the
    first of the kit: their file, their tags, filters and tests that are not there."""
    templates, found = WordTemplates(kit), list[Problem]()
    for name in kit.word_files:
        stem, _, language = name.removesuffix(".docx").rpartition(".")
        own = language in kit.languages
        try:
            template = templates.find(
                stem if own else name.removesuffix(".docx"), language if own else next(iter(kit.languages))
            )
        except InputError as error:
            found += error.problems
            continue
        if (schema := _schema_of(name, kit)) is not None:
            shape = shape_of(schema)
            near = _InTemplates(templates, kit, next(iter(kit.languages)))
            found += [fault for fault in faults(template, shape, near) if fault.severity == "error"]
    return tuple(dict.fromkeys(found))


def _schema_of(name: str, kit: Kit) -> Mapping[str, Any] | None:
    """What the template `name` is given, as a JSON Schema; None where it is neither a document of a proposal nor a
    letter."""
    if (letter := kind_of_letter(name, kit)) is not None:
        return letter_schema(letter)
    kind = _kind_of(name, kit)
    return context_schema(data_types(form=kind.is_form), "cite", "cited") if kind else None


def _kind_of(name: str, kit: Kit) -> DocumentKind | None:
    """The kind of document of a proposal that the template `name` is for."""
    stems = {kind.name_of(id): kind for id, kind in kit.kinds.items()}
    plain = name.removesuffix(".docx")
    return stems.get(plain) or stems.get(plain.rpartition(".")[0])


def _names(kit: Kit, stem: str) -> list[str]:
    """The templates `stem`, in one language or in all."""
    wanted = (f"{stem}.docx", *(f"{stem}.{code}.docx" for code in kit.languages))
    return [name for name in wanted if name in kit.word_files]


def _missing(stem: str, language: str, other: str) -> Problem:
    file, help = Path("templates", f"{stem}.{language}.docx"), f"write it after `templates/{other}`"
    return Problem(file, 0, 0, "no-template", f"is missing: documents in `{language}` need it", help=help)


class WordVersion(ProposalVersion):
    """One version that a template made in Word gives."""

    def __init__(self, plan: Plan, workspace: Workspace, kit: Kit, templates: WordTemplates) -> None:
        super().__init__(plan, workspace, kit)
        self._templates = templates

    def page(self) -> WordPage | None:
        """The page; None where `problems` say why there is none."""
        plan = self._plan
        citations = Citations(TokenStore())
        self._templates.shown.clear()
        try:
            template = self._templates.find(plan.kind.name_of(plan.kind_id), plan.language)
            filled = template.fill(self._context(citations, citations.number))
        except InputError as error:
            self.problems += (*error.problems, *self._missing.problems)
            return None
        self.problems += self._missing.problems
        if not citations.all_listed:
            self.problems.append(_unlisted(template))
        said = said_by_filled(template.word_file, filled)
        self.problems += self._unmarked(template, " ".join(said))
        return self._page(template, filled, said)

    def _unmarked(self, template: CompiledTemplate, text: str) -> Iterator[Problem]:
        """What the document must be marked as and is not, as nobody but its template does that."""
        file, label = template.word_file.file, self._writer.rules.internal_label
        if self._plan.kind.is_form and label not in text:
            what, help = f"nothing marks the document as `{label}`, which stays in the house", "write it in the header"
            yield Problem(file, 0, 0, "unmarked", what, help=help)
        if (draft := self._draft_label()) and draft not in text:
            what = f"nothing marks the document as `{draft}`, though something of the proposal is still to fill in"
            yield Problem(
                file, 0, 0, "unmarked", what, help="write `{% if draft %}{{ draft }}{% endif %}` in the header"
            )

    def _page(self, template: CompiledTemplate, filled: Filled, said: tuple[str, ...]) -> WordPage:
        plan = self._plan
        return WordPage(
            path=self._path(),
            language=plan.language,
            template=template.base,
            filled=filled,
            said=said,
            facts=facts(plan),
            printed=_among(printed_facts(plan, self._writer), " ".join(said)),
            inputs=inputs(plan, self._workspace, self._kit, self._templates.shown),
            corpus=corpus(plan, self._workspace),
            pages_max=plan.pages_max,
        )


def _among(printed: Mapping[str, str], text: str) -> Mapping[str, str]:
    """Those of the facts that stand in `text`."""
    plain = " ".join(text.split())
    return {name: words for name, words in printed.items() if " ".join(words.split()) in plain}


def _unlisted(template: CompiledTemplate) -> Problem:
    what = "nothing lists the sources of the figures that it cites before"
    help = "print them with `{% for source in cited() %}`"
    return Problem(template.word_file.file, 0, 0, "unlisted-sources", what, help=help)
