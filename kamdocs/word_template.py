"""Templates made in Word: compiled once, filled as often as asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kamdocs.errors import InputError, Problem
from kamdocs.model.kit import LanguageRules
from kamdocs.model.template_fields import Field
from kamdocs.model.template_outline import TemplateOutline
from kamdocs.model.word_template import WordFile
from kamdocs.render.current import TemplateFault
from kamdocs.render.word.compiled import CompiledTemplate
from kamdocs.word.archive import Packer
from kamdocs.word.index import Index
from kamdocs.word.language import language_of
from kamdocs.word.segments import Segments

if TYPE_CHECKING:
    from kamdocs.write.word_template import Host


class WordTemplate:
    """A `.docx` made in Word with tags of Jinja in it.

    The file is read and compiled here, once. `language` is the code of the language in which dates and numbers are
    written, that of the document unless given. Files that the template names lie below `files`, its own folder unless
    given. Raises InputError with everything that is wrong with it, each with its place.
    """

    def __init__(self, path: Path | str, *, language: str | None = None, files: Path | None = None) -> None:
        from kamdocs.load.word_file import read_word_file

        file = Path(path)
        word_file = read_word_file(file)
        self._language = language or language_of(word_file.members) or "en"
        self._near = _Near((files or file.parent).resolve(), self._language)
        self._compiled = CompiledTemplate(
            word_file, rules=self._near.rules, language=self._language, surroundings=self._near
        )
        self._packer = Packer(self._compiled.base.members)
        self._segments = Segments(self._compiled.constants)
        parts = {name: member.data for name, member in self._compiled.base.members.items()}
        self._has_contents = Index(parts).has_contents

    def fill(self, data: Mapping[str, Any]) -> bytes:
        """The document that `data` make of the template, a DOCX; equal data give equal bytes.

        Raises InputError with every fault, as a name that `data` do not have.
        """
        filled = self._compiled.fill(data, as_written=True)
        if filled.inserts or self._has_contents:
            return self._packer.pack({}, self._host.place(filled))
        deflated = self._segments.deflated
        return self._packer.pack({name: deflated(pieces) for name, pieces in filled.pieces.items()}, filled.files)

    @cached_property
    def _host(self) -> Host:
        """Where content goes that is more than text."""
        from kamdocs.write.word_template import Host

        return Host(self._compiled.base, language=self._language, assets=self._near.folder)

    def fill_many(self, rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
        """One document for each of `rows`, in their order, each made when it is asked for. Raises as `fill`; after a
        fault the next row can be asked for."""
        return map(self.fill, rows)

    def fields(self) -> tuple[Field, ...]:
        """What the template needs of its data, in its order, nested, with kinds as far as they show."""
        from kamdocs.render.word.telling import fields

        return fields(self._compiled)

    def check(
        self,
        schema: Mapping[str, Any] | None = None,
        *,
        data: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None,
    ) -> tuple[Problem, ...]:
        """Everything that is wrong or doubtful, sorted by place, without filling the template.

        `schema` is a JSON Schema of the data, `data` a sample of them, or several: with one of the two, names that the
        data do not have and values that do not fit are found too. In a schema, `x-kamdocs: money` says that a value is
        an amount of money.
        """
        return tuple(sorted(set(_told(self._compiled.word_file, self._compiled, schema, data, self._near))))

    def annotate(self, problems: Iterable[Problem]) -> bytes:
        """A copy of the template with each of `problems` as a comment where it is, a DOCX; tags stay as they are."""
        return _annotated(self._compiled.word_file, problems)


def _is_file(file: Path) -> bool:
    try:
        return file.is_file()
    except OSError:  # a name longer than the file system takes
        return False


class _Near:
    """The files in the folder of a template."""

    def __init__(self, folder: Path, language: str) -> None:
        self.folder, self.language = folder, language
        self._contents: dict[str, tuple[tuple[int, int], bytes]] = {}
        self._word_files: dict[str, WordFile] = {}
        self._templates: dict[str, CompiledTemplate] = {}

    def rules(self) -> LanguageRules:
        """How the language writes dates and numbers; English where kamdocs has no rules of that one."""
        from kamdocs.load import load_kit
        from kamdocs.load.shipped import shipped_root
        from kamdocs.model.house import DEFAULT_THEME

        languages = load_kit(shipped_root(), DEFAULT_THEME).languages
        return languages.get(self.language.partition("-")[0]) or languages["en"]

    def read(self, name: str) -> bytes:
        file = self._file(name)
        state = file.stat()
        known = self._contents.get(name)
        if known is None or known[0] != (state.st_mtime_ns, state.st_size):
            known = self._contents[name] = (state.st_mtime_ns, state.st_size), file.read_bytes()
        return known[1]

    def word_file(self, name: str) -> WordFile:
        from kamdocs.load.word_file import read_word_file

        if name not in self._word_files:
            self._word_files[name] = read_word_file(self._file(name))
        return self._word_files[name]

    def other(self, name: str) -> CompiledTemplate:
        if name not in self._templates:
            self._templates[name] = CompiledTemplate(
                self.word_file(name), rules=self.rules, language=self.language, surroundings=self
            )
        return self._templates[name]

    def _file(self, name: str) -> Path:
        """The file `name` below the folder."""
        file = (self.folder / name).resolve()
        if not file.is_relative_to(self.folder):
            raise TemplateFault(f"`{name}` leads out of the folder of the template", "put the file into it")
        if not _is_file(file):
            raise TemplateFault(f"there is no file `{name}`", "paths are relative to the folder of the template")
        return file


def check_template(
    path: Path | str,
    schema: Mapping[str, Any] | None = None,
    *,
    data: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None,
    files: Path | None = None,
) -> tuple[Problem, ...]:
    """What `WordTemplate.check` finds in the template at `path`, and what keeps it from being compiled.

    Raises InputError for a file that is no template at all.
    """
    from kamdocs.load.word_file import read_word_file
    from kamdocs.render.word.tolerant import compile_without_faults

    word_file = read_word_file(Path(path))
    near = _Near((files or Path(path).parent).resolve(), language_of(word_file.members) or "en")
    compiled, faults = compile_without_faults(word_file, rules=near.rules, language=near.language, surroundings=near)
    return tuple(sorted({*faults, *_told(word_file, compiled, schema, data, near, is_whole=not faults)}))


def _told(
    word_file: WordFile,
    compiled: CompiledTemplate | None,
    schema: Mapping[str, Any] | None,
    data: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None,
    near: _Near,
    *,
    is_whole: bool = True,
) -> Iterator[Problem]:
    """What is wrong or doubtful in a template that was compiled, as far as it could be; where `is_whole`, it is
    filled."""
    from kamdocs.render.word.near import near_misses
    from kamdocs.render.word.schemas import shape_of, shape_of_data
    from kamdocs.render.word.telling import faults

    yield from near_misses(word_file)
    if compiled is not None:
        shape = shape_of(schema) if schema is not None else shape_of_data(data) if data is not None else None
        found = faults(compiled, shape, near)
        yield from found
        if is_whole:
            yield from _on_filling(compiled, data, {problem.line for problem in found})


def _on_filling(
    compiled: CompiledTemplate, data: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None, told: Collection[int]
) -> Iterator[Problem]:
    """What shows once the template is filled with the sample, at tags of which nothing is `told`."""
    for record in () if data is None else [data] if isinstance(data, Mapping) else data:
        try:
            compiled.fill(record, as_written=True)
        except InputError as faults:
            yield from (problem for problem in faults.problems if problem.line not in told)


def outline_template(path: Path | str) -> TemplateOutline:
    """What the template at `path` is, though it may not compile. Raises as the constructor for what is no Word file."""
    from kamdocs.load.word_file import read_word_file
    from kamdocs.render.word.outline import outline_of

    return outline_of(read_word_file(Path(path)))


def annotate_template(path: Path | str, problems: Iterable[Problem]) -> bytes:
    """What `WordTemplate.annotate` gives, of a template that may not compile."""
    from kamdocs.load.word_file import read_word_file

    return _annotated(read_word_file(Path(path)), problems)


def _annotated(word_file: WordFile, problems: Iterable[Problem]) -> bytes:
    from kamdocs.render.word.annotations import annotated
    from kamdocs.word.package import write_package

    parts = {name: member.data for name, member in word_file.members.items()}
    return write_package({**parts, **annotated(word_file, problems)})
