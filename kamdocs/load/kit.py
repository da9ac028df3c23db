"""Templates, languages and themes: the workspace's own, and beneath them those that come with kamdocs."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import starmap
from pathlib import Path, PurePosixPath
from typing import TypeVar

from pydantic import BaseModel

from kamdocs.errors import InputError, Problem
from kamdocs.load import text
from kamdocs.load.document import Document, read_bytes
from kamdocs.load.kinds import kind_faults
from kamdocs.load.languages import unusable
from kamdocs.load.letter_kinds import OCCASIONS, headed_kind, kind_of, letter_faults
from kamdocs.load.list_words import list_words_faults
from kamdocs.load.pictures import PictureFiles
from kamdocs.load.single import record_in
from kamdocs.load.template_files import TemplateFile, find_template_files
from kamdocs.load.theme import Fault, theme_faults, theme_file
from kamdocs.load.word_files import WordFiles
from kamdocs.model.document import FORMS_FOLDER, KINDS_FOLDER, SECTIONS, DocumentKind
from kamdocs.model.kit import Kit, LanguageRules, Pictures, Template, TemplateHeader
from kamdocs.model.letter import LetterKind, Occasion, Occasions
from kamdocs.model.list_words import COLUMNS_FOLDER, ListWords
from kamdocs.model.template_data import data_type_names
from kamdocs.model.theme import Carrier, Theme
from kamdocs.model.workspace import KeyPath
from kamdocs.rules.hints import hint

M = TypeVar("M", bound=BaseModel)

_HEADER = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_HEADER_LINE = 2
_FOR_CLIENTS = "proposal/"
_THEMES = "themes/"
_HEADER_OPEN = re.compile(r"\A---[ \t]*\n[a-z_]+:")


def load_kit(root: Path, theme: str) -> Kit:
    """Everything documents of the workspace at `root` are made with, in the theme `theme`.

    A file of the workspace's `templates/` replaces the shipped one of the same path. Raises InputError with every
    problem found.
    """
    files, strays = find_template_files(root)
    reader = _Reader(files)
    reader.problems += strays
    templates = {name: reader.template(name) for name in files if name.endswith(".j2")}
    languages = reader.records(
        r"languages/[^/]+\.yaml", LanguageRules, lambda _: lambda rules: starmap(Fault, unusable(rules))
    )
    folders = rf"({KINDS_FOLDER}|{FORMS_FOLDER})[^/]+\.yaml"
    kinds = reader.records(folders, DocumentKind, lambda name: kind_faults(name, files))
    columns = reader.records(rf"{COLUMNS_FOLDER}[^/]+\.yaml", ListWords, lambda _: list_words_faults)
    occasions = reader.occasions()
    letters = reader.letters(occasions)
    word_files = WordFiles({name: files[name] for name in files if reader.is_word_template(name)})
    pictures = PictureFiles(root)
    tokens = reader.record(_name(theme_file(theme)), Theme, lambda found: theme_faults(found, pictures))
    css = reader.stylesheet(_name(theme_file(theme).with_suffix(".css")), pictures, tokens)
    carrier = reader.carrier(_name(theme_file(theme).with_suffix(".docx")))
    if reader.problems or tokens is None:
        raise InputError(reader.problems)
    return Kit(
        templates={name: template for name, template in templates.items() if template},
        languages=languages,
        theme=tokens,
        pictures=pictures,
        files=reader.digests,
        css=css,
        carrier=carrier,
        kinds=kinds,
        letters=letters,
        occasions=occasions,
        columns=columns,
        word_files=word_files,
    )


def theme_problem(root: Path, theme: str, path: KeyPath, rule: str, what: str, *, help: str = "") -> Problem:
    """A problem at the value that `path` leads to in the file of a theme, of the workspace at `root` or shipped."""
    files, _ = find_template_files(root)
    found = files[_name(theme_file(theme))]
    document = Document(found.file, found.opened.read_bytes())
    return document.problem(path, rule, what, help=help)


def _name(file: Path) -> str:
    """The name of a file below `templates/`."""
    return file.relative_to("templates").as_posix()


def _wrong_data(header: TemplateHeader, document: Document, *, form: bool) -> Iterator[Problem]:
    """Names and types in the header of a section's template that no proposal has."""
    known = data_type_names(form=form)
    for name, type_name in header.data.items():
        if name not in known:
            what, help = f"`{name}` is no data of a proposal", hint(name, sorted(known))
            yield document.problem(("data", name), "template-data", what, help=help, on_key=True)
        elif type_name != known[name]:
            what, help = f"`{name}` is not of the type `{type_name}`", f"it is a `{known[name]}`"
            yield document.problem(("data", name), "template-data", what, help=help)


def _placed(fault: text.Fault, file: Path, lines: Sequence[str]) -> Problem:
    """A fault of the text of a template as a problem."""
    if fault.line < 0:
        return Problem(file, 0, 0, fault.rule, fault.what, help=fault.help)
    source = lines[fault.line] if fault.line < len(lines) else ""
    place = (file, fault.line + 1, fault.column + 1)
    return Problem(*place, fault.rule, fault.what, help=fault.help, source=source, width=fault.width)


class _Reader:
    """Reads the files of a kit and keeps what is wrong with them."""

    def __init__(self, files: Mapping[str, TemplateFile]) -> None:
        self._files = files
        self.problems: list[Problem] = []
        self.digests: dict[Path, str] = {}
        self._headed: dict[str, LetterKind] = {}

    def record(self, name: str, model: type[M], faults: Callable[[M], Iterable[Fault]]) -> M | None:
        """The record in the YAML file `name`; `faults` says what its fields allow, but no document can be made with."""
        content = self._content(name)
        if content is None:
            return None
        with self._noted():
            document = Document(self._files[name].file, content)
            made = record_in(document, model)
            self.problems += [document.problem(path, rule, what, help=help) for path, what, help, rule in faults(made)]
            return made
        return None

    def records(
        self, names: str, model: type[M], faults_of: Callable[[str], Callable[[M], Iterable[Fault]]]
    ) -> Mapping[str, M]:
        """The records of the files whose names match the pattern `names`, by the last part of these without ending."""
        found = {
            PurePosixPath(name).stem: self.record(name, model, faults_of(name))
            for name in sorted(self._files)
            if re.fullmatch(names, name)
        }
        return {id: record for id, record in found.items() if record}

    def template(self, name: str) -> Template | None:
        """The template `name`, its header read."""
        content = self._content(name)
        if content is None:
            return None
        file = self._files[name].file
        source, faults = text.decode(content)
        if faults:
            self.problems += (_placed(fault, file, source.split("\n")) for fault in faults)
            return None
        source = text.normal(source) + ("" if source.endswith("\n") else "\n")
        match = _HEADER.match(source)
        if match is None and _HEADER_OPEN.match(source):
            self._refuse_open_header(file)
        header = self._header(name, match[1]) if match and match[1].strip() else TemplateHeader()
        body_line = source.count("\n", 0, match.end()) + 1 if match else 1
        return Template(PurePosixPath(name), file, header, source, body_line) if header else None

    def is_word_template(self, name: str) -> bool:
        """Whether the file `name` is one that can be read; what is in it is not looked at yet."""
        return name.endswith(".docx") and not name.startswith(_THEMES) and self._content(name) is not None

    def occasions(self) -> Mapping[str, Occasion]:
        """The table of the days on which greetings are sent; empty without its file."""
        if OCCASIONS not in self._files:
            return {}
        found = self.record(OCCASIONS, Occasions, lambda table: ())
        return found.root if found else {}

    def letters(self, occasions: Collection[str]) -> Mapping[str, LetterKind]:
        """The kinds of letters by id."""
        found: dict[str, LetterKind | None] = {**self._headed}
        for name in self._files:
            if id := kind_of(name):
                found[id] = self.record(name, LetterKind, letter_faults(id, occasions, self._files))
        return {id: kind for id, kind in sorted(found.items()) if kind}

    def stylesheet(self, name: str, pictures: Pictures, theme: Theme | None) -> str:
        """The stylesheet `name` beside the tokens `theme`; empty without one."""
        content = self._content(name) if name in self._files else None
        if content is None:
            return ""
        css, faults = text.decode(content)
        file = self._files[name].file
        if faults:
            self.problems += (_placed(fault, file, css.split("\n")) for fault in faults)
            return ""
        from kamdocs.load.theme_css import read_css

        sheet = read_css(css, file, pictures, theme)
        self.problems += sheet.problems
        self.digests |= {picture.file: picture.digest for picture in sheet.pictures}
        return css

    def carrier(self, name: str) -> Carrier | None:
        """The styles of the Word file `name`, None without one."""
        content = self._content(name) if name in self._files else None
        if content is None:
            return None
        from kamdocs.load.theme_docx import read_carrier
        from kamdocs.word.package import PackageError

        try:
            return read_carrier(content)
        except PackageError as error:
            help = error.help or "save it in Word once more, as a document (`.docx`)"
            self.problems.append(Problem(self._files[name].file, 0, 0, "unreadable", str(error), help=help))
            return None

    def _refuse_open_header(self, file: Path) -> None:
        what, help = "the header that begins here is not closed", "end it with a line `---`"
        self.problems.append(Problem(file, 1, 1, "open-header", what, help=help, source="---", width=3))

    def _header(self, name: str, text: str) -> TemplateHeader | None:
        document = Document(self._files[name].file, ("\n" * (_HEADER_LINE - 1) + text).encode("utf-8", "surrogatepass"))
        if id := headed_kind(name, self._files):
            return self._letter_header(id, document)
        with self._noted():
            header = record_in(document, TemplateHeader)
            if header.audience == "internal" and name.startswith(_FOR_CLIENTS):
                what, help = "no part of a proposal can be `internal`: clients read it", "write `audience: client`"
                self.problems.append(document.problem(("audience",), "wrong-audience", what, help=help))
            if name.startswith((SECTIONS, FORMS_FOLDER)):
                self.problems += _wrong_data(header, document, form=name.startswith(FORMS_FOLDER))
            return header
        return None

    def _letter_header(self, id: str, document: Document) -> TemplateHeader | None:
        """The header of the only template of a kind of letter, which says what the kind is."""
        with self._noted():
            kind = record_in(document, LetterKind)
            faults = letter_faults(id, (), self._files)(kind)
            self.problems += [document.problem(path, rule, what, help=help) for path, what, help, rule in faults]
            self._headed.setdefault(id, kind)
            return TemplateHeader(audience=kind.audience, title=kind.title or kind.name)
        return None

    @contextmanager
    def _noted(self) -> Iterator[None]:
        """Keeps the problems that are raised inside."""
        try:
            yield
        except InputError as error:
            self.problems += error.problems

    def _content(self, name: str) -> bytes | None:
        if name not in self._files:
            file = Path("templates", name)
            self.problems.append(Problem(file, 0, 0, "missing-file", "is not there", help=self._there_is(name)))
            return None
        shown = self._files[name].file
        content = read_bytes(shown, opened=self._files[name].opened)
        if isinstance(content, Problem):
            self.problems.append(content)
            return None
        self.digests[shown] = hashlib.sha256(content).hexdigest()
        return content

    def _there_is(self, name: str) -> str:
        """Which folders beside that of the file `name` hold one like it."""
        wanted = PurePosixPath(name)
        files = [PurePosixPath(other) for other in self._files]
        beside = (file for file in files if file.name == wanted.name and file.parent.parent == wanted.parent.parent)
        return hint(wanted.parent.name, sorted(file.parent.name for file in beside))
