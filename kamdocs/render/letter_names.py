"""What the template of a letter can use, as its kind says, so that names are looked at before a letter is made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from jinja2 import nodes

from kamdocs.errors import Problem
from kamdocs.model.case import PublicCase
from kamdocs.model.house import TeamMember
from kamdocs.model.kit import Kit, Template
from kamdocs.model.letter import LETTERS_FOLDER, DataType, LetterKind, Shape
from kamdocs.model.template_data import letter_types
from kamdocs.render.context_schema import context_schema
from kamdocs.render.environment import Environment
from kamdocs.render.sources import problem_at
from kamdocs.render.uses.found import find_uses
from kamdocs.render.word.findings import UNDEFINED, found_with
from kamdocs.render.word.schemas import shape_of

_TEXT, _NUMBER = {"type": "string"}, {"type": "number"}
_PLAIN: Mapping[DataType, Mapping[str, Any]] = {
    "text": _TEXT,
    "prose": _TEXT,
    "words": _TEXT,
    "email": _TEXT,
    "language": _TEXT,
    "number": _NUMBER,
    "whole": _NUMBER,
    "date": {"type": "string", "format": "date"},
    "moment": {"type": "string", "format": "date-time"},
    "flag": {"type": "boolean"},
}
_RECORDS: Mapping[str, type] = {"case": PublicCase, "person": TeamMember}


def kind_of_letter(name: str, kit: Kit) -> LetterKind | None:
    """The kind of letter that the template `name` below `templates/` is of."""
    path = PurePosixPath(name)
    return kit.letters.get(path.name.partition(".")[0]) if f"{path.parent}/" == LETTERS_FOLDER else None


def letter_schema(kind: LetterKind) -> Mapping[str, Any]:
    """What templates of `kind` are given, as a JSON Schema. What may be missing may be null; of `row` any name may be
    asked for, as lists can have further columns."""
    types = {name: hint for name, hint in letter_types().items() if name not in ("data", "row")}
    schema = context_schema({**types, **_RECORDS})
    records = {name: schema["properties"].pop(name) for name in _RECORDS}
    columns = {name: _schema(below, records) for name, below in kind.columns.items()}
    row = {"type": "object", "properties": columns, "additionalProperties": {"type": "string"}}
    properties = {**schema["properties"], "data": _schema(kind.data, records), "row": row}
    return {**schema, "properties": properties, "required": list(properties)}


def _schema(shape: Shape, records: Mapping[str, Any]) -> Mapping[str, Any]:
    if isinstance(shape, list):
        return {"type": "array", "items": _schema(shape[0], records)}
    if isinstance(shape, dict):
        parts = {name.removesuffix("?"): _part(name, below, records) for name, below in shape.items()}
        return {"type": "object", "properties": parts, "required": list(parts)}
    found: Mapping[str, Any] = records[shape] if shape in records else _PLAIN[shape]
    return found


def _part(name: str, shape: Shape, records: Mapping[str, Any]) -> Mapping[str, Any]:
    own = _schema(shape, records)
    return {"anyOf": [own, {"type": "null"}]} if name.endswith("?") else own


def unknown_names(
    template: Template, tree: nodes.Template, kind: LetterKind, environment: Environment
) -> Iterator[Problem]:
    """Names that the template of a letter uses and that its `kind` does not give, each at its place."""
    uses = find_uses(tree, {*environment.globals})
    for each in found_with(uses, shape_of(letter_schema(kind))):
        if each.rule == UNDEFINED and each.severity == "error":
            yield problem_at(template, each.line, each.rule, each.what, each.help)
