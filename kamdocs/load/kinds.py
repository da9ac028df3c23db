"""Kinds of documents: what their files say that no document can be made with, and the use they ask consent for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path, PurePosixPath

from kamdocs.errors import InputError
from kamdocs.load.consent import misspelt_use
from kamdocs.load.document import Document, read_bytes
from kamdocs.load.single import record_in
from kamdocs.load.template_files import find_template_files
from kamdocs.load.theme import Fault
from kamdocs.model.document import FORMS_FOLDER, KINDS_FOLDER, SECTIONS, DocumentKind
from kamdocs.model.proposal import Proposal
from kamdocs.model.workspace import KeyPath
from kamdocs.rules.hints import hint

_ELSEWHERE = "proposal"
"""The use where the kind says none that can be read; what is wrong with it is told with all that is wrong."""


def use_of_kind(root: Path, kind: str) -> str:
    """What the consent of cases must name in documents of `kind` in the workspace `root`."""
    files = find_template_files(root)[0]
    file = files.get(f"{KINDS_FOLDER}{kind}.yaml") or files.get(f"{FORMS_FOLDER}{kind}.yaml")
    content = read_bytes(file.file, opened=file.opened) if file else None
    if file is None or not isinstance(content, bytes):
        return _ELSEWHERE
    try:
        return record_in(Document(file.file, content), DocumentKind).use
    except InputError:
        return _ELSEWHERE


def kind_faults(name: str, files: Collection[str]) -> Callable[[DocumentKind], Iterable[Fault]]:
    """What says what is wrong with the kind of document in the file `name` where `files` are the names of all files
    below `templates/`."""
    form = name.startswith(FORMS_FOLDER)
    sections = _ids([file for file in files if file.endswith(".j2")], FORMS_FOLDER if form else SECTIONS)
    kinds = _ids([file for file in files if file.endswith(".yaml")], KINDS_FOLDER)

    def faults(kind: DocumentKind) -> Iterator[Fault]:
        yield from _misplaced(PurePosixPath(name).stem, kind, kinds, form=form)
        if kind.sections and (word := _word_files(name, files)):
            what, help = f"are given, but the document is made from `{word[0]}`", "remove them, or that file"
            yield Fault(("sections",), what, help, "contradiction")
        for path, id in _listed(kind):
            if id not in sections:
                help = hint(id, sections)
                yield Fault((*path, "id"), f"there is no template for the section `{id}`", help, "no-template")
        for index, id in enumerate(kind.encloses):
            if id not in kinds:
                yield Fault(("encloses", index), f"there is no kind `{id}`", hint(id, kinds), "dangling-reference")
        yield from _wrong_words(kind)

    return faults


def _misplaced(id: str, kind: DocumentKind, kinds: Collection[str], *, form: bool) -> Iterator[Fault]:
    """What is wrong with a kind in its folder: forms stay in the house, and all others leave it."""
    if form and not kind.is_form:
        what = "a form stays in the house, which its `audience` does not say"
        yield Fault(("audience",), what, "write `audience: internal`", "wrong-audience")
    elif kind.is_form and not form:
        what, help = "`audience` is `internal`, but clients read this", f"move the file to `templates/{FORMS_FOLDER}`"
        yield Fault(("audience",), what, help, "wrong-audience")
    if form and id in kinds:
        what, help = f"the form `{id}` is named like a kind of document", "rename one of them"
        yield Fault(("name",), what, help, "contradiction")


def _wrong_words(kind: DocumentKind) -> Iterator[Fault]:
    """What is wrong with the use and the keys that a kind asks for."""
    if help := misspelt_use(kind.use):
        yield Fault(("use",), f"unknown use `{kind.use}`", help, "unknown-use")
    for index, key in enumerate(kind.needs):
        if key not in Proposal.model_fields:
            what = f"`{key}` is no key of a proposal"
            yield Fault(("needs", index), what, hint(key, Proposal.model_fields), "unknown-key")


def _listed(kind: DocumentKind) -> Iterator[tuple[KeyPath, str]]:
    for index, section in enumerate(kind.sections):
        yield ("sections", index), section.id
        for number, below in enumerate(section.then):
            yield ("sections", index, "then", number), below.id


def _word_files(name: str, files: Iterable[str]) -> list[str]:
    """The templates made in Word beside the kind in the file `name`."""
    stem = name.removesuffix("yaml")
    return sorted(PurePosixPath(file).name for file in files if file.startswith(stem) and file.endswith(".docx"))


def _ids(files: Iterable[str], folder: str) -> list[str]:
    """The ids of the files in a folder, without languages and endings."""
    return sorted({name.removeprefix(folder).partition(".")[0] for name in files if name.startswith(folder)})
