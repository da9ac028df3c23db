"""JSON Schemas of the files that people write, for editors that complete, explain and check."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from kamdocs.model.document import DocumentKind
from kamdocs.model.draft import DraftStandard
from kamdocs.model.kinds import KINDS
from kamdocs.model.kit import LanguageRules, TemplateHeader
from kamdocs.model.letter import LetterKind, Occasions
from kamdocs.model.list_words import ListWords
from kamdocs.model.theme import Theme

DIALECT = "https://json-schema.org/draft/2020-12/schema"

MODELS: Mapping[str, type[BaseModel]] = {
    **KINDS,
    "theme": Theme,
    "language": LanguageRules,
    "template": TemplateHeader,
    "draft": DraftStandard,
    "kind": DocumentKind,
    "letter": LetterKind,
    "occasions": Occasions,
    "columns": ListWords,
}
"""The model of each kind of file."""

_NOISE = frozenset({"title", "discriminator"})

_INTERNAL: JsonSchemaValue = {"description": "Never leaves the house; it may hold anything."}


def schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schema of each kind of file, by the name of the kind."""
    return {name: schema_of(model) for name, model in MODELS.items()}


def schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a file of `model`, as an editor checks it."""
    made = model.model_json_schema(by_alias=True, schema_generator=_Generator)
    return {"$schema": DIALECT, **_tidy(made)}


class _Generator(GenerateJsonSchema):
    """Describes what may stand in the file: text fields take every scalar, since load reads it as it is written."""

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        """Text, which an editor may have read as a number or a truth value."""
        made = super().str_schema(schema)
        return made if "pattern" in made else {**made, "type": ["string", "number", "boolean"]}

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        """A number; quoted ones are read too, but not offered."""
        return {"type": "number"}

    def field_title_should_be_set(self, schema: Any) -> bool:
        """No: the key says it."""
        return False


_BOUNDS = {"ge": "minimum", "le": "maximum", "gt": "exclusiveMinimum", "lt": "exclusiveMaximum"}


def _tidy(schema: Any, key: str = "") -> Any:
    """`schema` with bounds by their names in JSON Schema, keys that match no pattern refused, and a place for
    `internal:` in every record."""
    if isinstance(schema, list):
        return [_tidy(item) for item in schema]
    if not isinstance(schema, dict):
        return int(schema) if isinstance(schema, Decimal) else schema
    if key == "properties":
        return {name: _tidy(value) for name, value in schema.items()} | _internal(schema)
    tidy = {_BOUNDS.get(name, name): _tidy(value, name) for name, value in schema.items() if name not in _NOISE}
    if "patternProperties" in tidy:
        tidy["additionalProperties"] = False
    return tidy


def _internal(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {} if "internal" in properties else {"internal": _INTERNAL}
