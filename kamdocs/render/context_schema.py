"""What templates of a workspace are given, as a JSON Schema, so that they can be checked without a proposal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from kamdocs.model.base import Text
from kamdocs.model.case import Range
from kamdocs.model.template_data import KEPT_BACK
from kamdocs.render.walk import public_fields
from kamdocs.rules.money import Money

_PLAIN: Mapping[Any, Mapping[str, Any]] = {
    str: {"type": "string"},
    Text: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "number"},
    Decimal: {"type": "number"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    Money: {"x-kamdocs": "money"},
    Range: {"x-kamdocs": "number"},
    NoneType: {"type": "null"},
}
_LISTS, _RECORDS = (tuple, list, set, frozenset), (dict, Mapping)


def context_schema(types: Mapping[str, Any], *helpers: str) -> Mapping[str, Any]:
    """The JSON Schema of data whose names have these `types`; of `helpers` nothing is known but that they are there."""
    found: dict[str, Any] = {}
    properties = {name: _schema(hint, found) for name, hint in types.items()}
    properties |= {name: {} for name in helpers}
    return {"type": "object", "properties": properties, "required": list(properties), "$defs": found}


def _schema(hint: Any, found: dict[str, Any]) -> Mapping[str, Any]:
    if hint in _PLAIN:
        return _PLAIN[hint]
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _schema(inner[0], found)
    if origin in (Union, UnionType):
        return {"anyOf": [_schema(each, found) for each in inner]}
    if origin is Literal:
        return {"type": "string"}
    if origin in _LISTS:
        return {"type": "array", "items": _schema(inner[0], found) if inner else {}}
    if origin is not None and issubclass(origin, _RECORDS):
        return {"type": "object", "additionalProperties": _schema(inner[1], found)}
    return _record(hint, found) if isinstance(hint, type) else {}


def _record(kind: type, found: dict[str, Any]) -> Mapping[str, Any]:
    """A record, described once however often it comes."""
    hints = _parts(kind)
    if not hints:
        return {}
    name = f"{kind.__module__}.{kind.__qualname__}"
    if name not in found:
        found[name] = {}
        properties = {part: _schema(hint, found) for part, hint in hints.items()}
        found[name] = {"type": "object", "properties": properties, "required": list(properties)}
    return {"$ref": f"#/$defs/{name}"}


@cache
def _parts(kind: type) -> Mapping[str, Any]:
    """The names that templates see of a record, with their types."""
    if issubclass(kind, BaseModel):
        hidden = KEPT_BACK.get(kind, frozenset())
        hints = get_type_hints(kind, include_extras=True)
        return {label: hints[name] for label, name in public_fields(kind).items() if name not in hidden}
    if is_dataclass(kind):
        hints = get_type_hints(kind, include_extras=True)
        return {each.name: hints[each.name] for each in fields(kind)}
    return {}
