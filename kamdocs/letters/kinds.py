"""What kinds of letters a workspace has, and what the file of `--data` of each must hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kamdocs.errors import RequestError
from kamdocs.load import load_kit
from kamdocs.load.letter_data import data_model
from kamdocs.load.letter_kinds import languages_of
from kamdocs.model.house import DEFAULT_THEME
from kamdocs.model.kit import Kit
from kamdocs.model.letter import LetterKind
from kamdocs.model.schema import schema_of
from kamdocs.rules.hints import hint


def letter_kinds(path: Path) -> list[dict[str, Any]]:
    """The kinds of letters that the workspace at `path` has, sorted by id.

    Each is `id`, `name` by language, `sources` (where its recipients can come from), `data` and `columns` (the letter's
    own values and columns, with their types), `wants` (what it should have that can be missing), `pages` (the most it
    may have), `languages` (those it has a template in; empty where one template serves all) and `word` (whether the
    template is made in Word). Raises InputError for faulty templates.
    """
    kit = load_kit(path, DEFAULT_THEME)
    return [_described(id, kind, kit) for id, kind in kit.letters.items()]


def letter_data_schema(path: Path, kind: str) -> dict[str, Any]:
    """The JSON Schema of the file of `--data` for letters of `kind`, with which editors complete it.

    Raises InputError for faulty templates, RequestError where there is no such kind.
    """
    kit = load_kit(path, DEFAULT_THEME)
    if kind not in kit.letters:
        raise RequestError(f"there is no kind of letter `{kind}`", help=hint(kind, kit.letters))
    return schema_of(data_model(kit.letters[kind]))


def _described(id: str, kind: LetterKind, kit: Kit) -> dict[str, Any]:
    files = {*kit.templates, *kit.word_files}
    found = languages_of(id, files)
    own = [code for code in found if code]
    return {
        "id": id,
        "name": kind.name.root,
        "sources": list(kind.sources),
        "data": kind.data,
        "columns": kind.columns,
        "wants": list(kind.wants),
        "pages": kind.pages,
        "languages": [] if not own else [code for code in kit.languages if code in own or "" in found],
        "word": any(name.endswith(".docx") for name in files if name.split("/")[-1].partition(".")[0] == id),
    }
