"""Single YAML files and texts that are no part of the profiles: themes, languages, headers of templates."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from kamdocs.errors import InputError, Problem
from kamdocs.load.check import validate
from kamdocs.load.document import Document, plain_public, read_bytes

M = TypeVar("M", bound=BaseModel)


def load_yaml_document(file: Path, model: type[M], *, root: Path = Path()) -> M:
    """The record of `model` that the YAML file `root / file` holds, without anything internal.

    Raises InputError with every problem; they name `file`.
    """
    content = read_bytes(file, opened=root / file)
    if isinstance(content, Problem):
        raise InputError([content])
    return _record(Document(file, content), model)


def load_yaml_text(text: str, model: type[M], *, file: Path, line: int = 1) -> M:
    """The record of `model` that the YAML in `text` holds; `text` begins in line `line` of `file`.

    Raises InputError with every problem; their lines are those of `file`.
    """
    return _record(Document(file, ("\n" * (line - 1) + text).encode("utf-8", "surrogatepass")), model)


def _record(document: Document, model: type[M]) -> M:
    if document.root is None or document.faults:
        raise InputError(document.problems())
    checked = validate(model, plain_public(document.root), document)
    if checked.model is None:
        raise InputError(checked.problems)
    return checked.model
