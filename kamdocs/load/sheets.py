"""The sizes of envelopes and sheets of labels, from the files of `templates/letters/parts`."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import RootModel

from kamdocs.errors import InputError, Problem, RequestError
from kamdocs.load.document import Document, read_bytes
from kamdocs.load.single import record_in
from kamdocs.load.template_files import find_template_files
from kamdocs.model.sheets import EnvelopeSize, EnvelopeSizes, LabelSheet, LabelSheets
from kamdocs.rules.hints import hint

T = TypeVar("T")
_FOLDER = "letters/parts/"


def envelope_size(root: Path, name: str) -> EnvelopeSize:
    """The size `name` of the workspace at `root`. Raises RequestError where there is none, InputError for faults."""
    return _chosen(root, "envelopes", EnvelopeSizes, name, "size of envelopes")


def label_sheet(root: Path, name: str) -> LabelSheet:
    """The sheet `name` of the workspace at `root`. Raises RequestError where there is none, InputError for faults."""
    return _chosen(root, "labels", LabelSheets, name, "sheet of labels")


def _chosen(root: Path, file: str, model: type[RootModel[dict[str, T]]], name: str, what: str) -> T:
    found = find_template_files(root)[0].get(f"{_FOLDER}{file}.yaml")
    if found is None:
        path = Path(f"templates/{_FOLDER}{file}.yaml")
        raise InputError([Problem(path, 0, 0, "missing-file", "is not there")])
    content = read_bytes(found.file, opened=found.opened)
    if isinstance(content, Problem):
        raise InputError([content])
    known = record_in(Document(found.file, content), model).root
    if name not in known:
        raise RequestError(f"there is no {what} `{name}`", help=hint(name, known))
    return known[name]
