"""Kinds of documents: what their files say that no document can be made with, and the use they ask consent for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

from kamdocs.errors import InputError
from kamdocs.load.consent import misspelt_use
from kamdocs.load.document import Document, read_bytes
from kamdocs.load.single import record_in
from kamdocs.load.template_files import find_template_files
from kamdocs.load.theme import Fault
from kamdocs.model.document import KINDS_FOLDER, DocumentKind
from kamdocs.model.kit import SECTIONS
from kamdocs.model.proposal import Proposal
from kamdocs.model.workspace import KeyPath
from kamdocs.rules.hints import hint

_ELSEWHERE = "proposal"
"""The use where the kind says none that can be read; what is wrong with it is told with all that is wrong."""


def use_of_kind(root: Path, kind: str) -> str:
    """What the consent of cases must name in documents of `kind` in the workspace `root`."""
    file = find_template_files(root)[0].get(f"{KINDS_FOLDER}{kind}.yaml")
    content = read_bytes(file.file, opened=file.opened) if file else None
    if file is None or not isinstance(content, bytes):
        return _ELSEWHERE
    try:
        return record_in(Document(file.file, content), DocumentKind).use
    except InputError:
        return _ELSEWHERE


def kind_faults(files: Collection[str]) -> Callable[[DocumentKind], Iterable[Fault]]:
    """What says what is wrong with a kind of document where `files` are the names of all files below `templates/`."""
    sections = _ids(files, SECTIONS)
    kinds = _ids(files, KINDS_FOLDER)

    def faults(kind: DocumentKind) -> Iterator[Fault]:
        for path, id in _listed(kind):
            if id not in sections:
                help = hint(id, sections)
                yield Fault((*path, "id"), f"there is no template for the section `{id}`", help, "no-template")
        for index, id in enumerate(kind.encloses):
            if id not in kinds:
                yield Fault(("encloses", index), f"there is no kind `{id}`", hint(id, kinds), "dangling-reference")
        yield from _wrong_words(kind)

    return faults


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


def _ids(files: Iterable[str], folder: str) -> list[str]:
    """The ids of the files in a folder, without languages and endings."""
    return sorted({name.removeprefix(folder).partition(".")[0] for name in files if name.startswith(folder)})
