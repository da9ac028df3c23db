"""Letters as pages, one at a time: what all letters of a batch share is made once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from lxml import etree

from kamdocs.errors import InputError, Problem
from kamdocs.model.kinds import file_of
from kamdocs.model.kit import Kit, Picture, Template
from kamdocs.model.letter import LETTERS_FOLDER, Letter
from kamdocs.model.page import Page, Rendered, WordPage
from kamdocs.model.template_data import letter_types
from kamdocs.model.workspace import Workspace
from kamdocs.render.body import HtmlBody
from kamdocs.render.corpus import Corpus
from kamdocs.render.current import Rendering, use
from kamdocs.render.environment import Environment
from kamdocs.render.faults import noted_problems
from kamdocs.render.missing import FileRecord
from kamdocs.render.shared_code import make_environment
from kamdocs.render.sources import TemplateSources
from kamdocs.render.unprintable import unprintable_in_letter
from kamdocs.render.version import Version
from kamdocs.render.word_version import WordTemplates
from kamdocs.word.filled import said_by_filled


class LetterRenderer:
    """Makes letters into pages, in any number, one after the other."""

    def __init__(self, workspace: Workspace, kit: Kit) -> None:
        self._workspace, self._kit = workspace, kit
        self._sources = TemplateSources(kit.templates)
        self._environments: dict[str, Environment] = {}
        self._word_templates = WordTemplates(kit)
        self._corpus = Corpus(workspace.house, workspace.settings)

    def page(self, letter: Letter) -> Rendered:
        """The page of `letter`, made from the template in Word of its kind where there is one, else from that of HTML
        or Markdown. Raises InputError with all that is wrong with it."""
        stem = f"{LETTERS_FOLDER}{letter.kind_id}"
        if self._word_templates.has(stem):
            return _WordLetter(letter, self._workspace, self._kit, self._corpus).page(self._word_templates)
        return self._html_page(letter, stem)

    def part(self, letter: Letter, name: str) -> Page:
        """The page that the template `name` of the folder of parts gives for `letter`, as what stands on its envelope.
        Raises InputError with all that is wrong with it."""
        return self._html_page(letter, f"{LETTERS_FOLDER}parts/{name}")

    def _html_page(self, letter: Letter, stem: str) -> Page:
        template = self._sources.find(stem, letter.language)
        if template is None:
            raise InputError(untranslated(self._kit, letter.kind_id, [letter.language]))
        if letter.language not in self._environments:
            self._environments[letter.language] = make_environment(self._sources, letter.language)
        body = HtmlBody(letter.language, self._kit, self._sources, self._environments[letter.language])
        return _HtmlLetter(letter, self._workspace, self._kit, self._corpus).page(template, body, self._sources)


def unprintable_in(letter: Letter, workspace: Workspace, kit: Kit, characters: str, help: str) -> list[Problem]:
    """A problem for each place in what `letter` is made of where one of `characters` stands."""
    return unprintable_in_letter(letter, _records(letter, workspace, kit), workspace, kit, characters, help)


def untranslated(kit: Kit, kind_id: str, languages: Iterable[str]) -> list[Problem]:
    """A problem for each of `languages` in which there is no template for letters of the kind `kind_id`."""
    stem, sources, word_templates = f"{LETTERS_FOLDER}{kind_id}", TemplateSources(kit.templates), WordTemplates(kit)
    if word_templates.has(stem):
        return []
    what = f"is missing: letters of the kind `{kind_id}` in this language need it"
    help = "write it, or build the letters in another language with `--lang`"
    return [
        Problem(Path("templates", f"{stem}.{language}.md.j2"), 0, 0, "no-template", what, help=help)
        for language in languages
        if sources.find(stem, language) is None
    ]


class _LetterVersion(Version):
    """One letter while it is rendered."""

    def __init__(self, letter: Letter, workspace: Workspace, kit: Kit, corpus: Corpus) -> None:
        super().__init__(letter.language, workspace, kit, partial(_records, letter, workspace, kit))
        self._letter, self._corpus = letter, corpus

    def _context(self) -> dict[str, Any]:
        """What templates can use, by name."""
        names = (name for name in letter_types() if hasattr(self._letter, name))
        return {name: self._see(getattr(self._letter, name), what=name) for name in names} | self._of_house()

    def _title(self) -> str:
        return self._text(self._letter.kind.title or self._letter.kind.name)

    def _inputs(self, pictures: Iterable[str]) -> Mapping[Path, str]:
        """The files that the letter is made from, with their SHA-256."""
        shown = (picture for picture in map(self._kit.pictures.find, pictures) if isinstance(picture, Picture))
        return {**self._letter.files, **{picture.file: picture.digest for picture in shown}}


class _HtmlLetter(_LetterVersion):
    def page(self, template: Template, body: HtmlBody, sources: TemplateSources) -> Page:
        """The page that `template` gives in `body`."""
        letter = self._letter
        use(rendering := Rendering(body.store, self._writer))
        context = self._context()
        rendering.names = tuple(context)
        body.append(template, context, letter.kind_id)
        title, house = self._title(), self._text(self._workspace.house.name)
        problems = [*noted_problems(rendering.noted, sources), *self._missing.problems, *body.finish()]
        if problems:
            raise InputError(problems)
        return Page(
            path=Path(letter.file_name),
            language=letter.language,
            title=title,
            author=house,
            running_head=house,
            html=etree.tostring(body.root, encoding="unicode"),
            facts={},
            printed={},
            inputs=self._inputs(str(image.get("src")) for image in body.root.iter("img")),
            corpus=self._corpus.texts_of(letter),
            pages_max=letter.kind.pages,
        )


class _WordLetter(_LetterVersion):
    def page(self, templates: WordTemplates) -> WordPage:
        """The page that the template in Word gives."""
        letter = self._letter
        templates.shown.clear()
        template = templates.find(f"{LETTERS_FOLDER}{letter.kind_id}", letter.language)
        filled = template.fill(self._context())
        if self._missing.problems:
            raise InputError(self._missing.problems)
        return WordPage(
            path=Path(letter.file_name),
            language=letter.language,
            template=template.base,
            filled=filled,
            said=said_by_filled(template.word_file, filled),
            facts={},
            printed={},
            inputs=self._inputs(templates.shown),
            corpus=self._corpus.texts_of(letter),
            pages_max=letter.kind.pages,
        )


def _records(letter: Letter, workspace: Workspace, kit: Kit) -> Iterator[FileRecord]:
    """The records that a letter draws on, each with its file."""
    yield _file_of_kind(letter, kit), letter.kind
    if letter.data_file:
        yield letter.data_file, letter.data
    if letter.addressee.client:
        client = workspace.clients[letter.addressee.client]
        yield file_of("client", letter.addressee.client), client.client
        for day, visit in client.visits.items():
            yield file_of("visit", letter.addressee.client, day), visit
    yield file_of("house"), workspace.house
    for id, case in workspace.cases.items():
        yield file_of("case", id), case
    for id, member in workspace.team.items():
        yield file_of("team", id), member


def _file_of_kind(letter: Letter, kit: Kit) -> Path:
    """The file that says what kind of letter it is: one of its own, or its only template."""
    stem = f"{LETTERS_FOLDER}{letter.kind_id}"
    own = Path("templates", f"{stem}.yaml")
    template = None if own in kit.files else TemplateSources(kit.templates).find(stem, letter.language)
    return template.file if template else own
