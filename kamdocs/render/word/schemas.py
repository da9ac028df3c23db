"""What data will hold, as a JSON Schema says it or sample data show it.

Source: https://json-schema.org/draft/2020-12; of it are read `$ref` within the schema, `type`, `format`, `properties`,
`required`, `additionalProperties`, `patternProperties`, `items`, `prefixItems`, `anyOf`, `oneOf`, `allOf`, `const`,
`enum` and `default`. Where a schema names the properties of a record, there are no others, unless it allows them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any, get_args

from kamdocs.model.template_fields import ITEM, FieldKind

OWN = "x-kamdocs"
"""The key of a schema that says that a value is `money`, a `picture` or a `chart`; JSON Schema has no word for them."""

_TYPES: Mapping[str, FieldKind] = {
    "string": "text",
    "integer": "number",
    "number": "number",
    "boolean": "flag",
    "array": "list",
    "object": "record",
}
_KINDS: Mapping[str, FieldKind] = {kind: kind for kind in get_args(FieldKind)}
_DATES = frozenset({"date", "date-time"})
_MOST_REFERENCES, _MOST_VARIANTS = 50, 1_000
_NONE = ""
"""What stands among the required where no name is, since a schema without any says nothing of that."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What stands at one place of the data: one of `variants`, none of which is a choice or a reference itself.

    `open` says that it may be anything, `empty` that it may be null, `left_out` that it need not be there.
    """

    schema: Mapping[str, Any] = field(repr=False)
    variants: tuple[Mapping[str, Any], ...]
    empty: bool = False
    left_out: bool = False

    @property
    def kinds(self) -> frozenset[FieldKind]:
        """The kinds that it may be; `any` among them where it may be anything."""
        return frozenset(_kind(variant) for variant in self.variants)

    @property
    def is_open(self) -> bool:
        """Whether it may be anything."""
        return not self.variants or "any" in self.kinds

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its parts."""
        return tuple(dict.fromkeys(name for variant in self.variants for name in variant.get("properties", ())))

    def step(self, step: str) -> Shape | None:
        """What stands one step further; None where nothing does."""
        if self.is_open:
            return Shape(self.schema, ())
        found = list(self._items() if step == ITEM else self._parts(step))
        if not found:
            return None
        lacking = step != ITEM and any(_may_lack(variant, step) for variant in self.variants)
        return _shape(found, self.schema, left_out=lacking)

    def _items(self) -> Iterator[Any]:
        for variant in self.variants:
            if _kind(variant) == "list":
                yield variant.get("items", True)
                yield from variant.get("prefixItems", ())

    def _parts(self, name: str) -> Iterator[Any]:
        for variant in self.variants:
            if _kind(variant) != "record":
                continue
            known = variant.get("properties", {})
            if name in known:
                yield known[name]
            elif (other := variant.get("additionalProperties", not known)) or variant.get("patternProperties"):
                yield other or True


def shape_of(schema: Mapping[str, Any]) -> Shape:
    """The shape that a JSON Schema gives the data as a whole."""
    return _shape([schema], schema)


def shape_of_data(data: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> Shape:
    """The shape of sample data, one record or several."""
    records = (data,) if isinstance(data, Mapping) else data
    return shape_of(_common(_inferred(record) for record in records))


def _shape(found: Sequence[Any], root: Mapping[str, Any], *, left_out: bool = False) -> Shape:
    possible = (variant for each in found for variant in _variants(each, root, _MOST_REFERENCES))
    variants = list(islice(possible, _MOST_VARIANTS))
    there = [variant for variant in variants if variant.get("type") != "null"]
    return Shape(root, tuple(there), empty=len(there) < len(variants), left_out=left_out)


def _variants(schema: Any, root: Mapping[str, Any], left: int) -> Iterator[Mapping[str, Any]]:
    """What `schema` may be, its choices and references followed."""
    if not isinstance(schema, Mapping) or left == 0:
        yield {}
    elif isinstance(reference := schema.get("$ref"), str):
        rest = _without(schema, "$ref")
        yield from ({**variant, **rest} for variant in _variants(_referred(reference, root), root, left - 1))
    elif choices := schema.get("anyOf") or schema.get("oneOf"):
        rest = _without(schema, "anyOf", "oneOf", "default", "title")
        yield from (_merged(rest, variant) for choice in choices for variant in _variants(choice, root, left - 1))
    elif parts := schema.get("allOf"):
        merged: Mapping[str, Any] = _without(schema, "allOf")
        for part in parts:
            merged = _merged(merged, next(_variants(part, root, left - 1), {}))
        yield merged
    elif isinstance(types := schema.get("type"), list):
        yield from ({**schema, "type": each} for each in types)
    else:
        yield schema


def _without(schema: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in schema.items() if key not in keys}


def _merged(one: Mapping[str, Any], other: Mapping[str, Any]) -> Mapping[str, Any]:
    properties = {**one.get("properties", {}), **other.get("properties", {})}
    required = [*one.get("required", ()), *other.get("required", ())]
    merged = {**one, **other}
    return merged | ({"properties": properties} if properties else {}) | ({"required": required} if required else {})


def _referred(reference: str, root: Mapping[str, Any]) -> Any:
    """What a `$ref` within the schema leads to; anything where it leads nowhere."""
    found: Any = root if reference.startswith("#") else True
    for step in filter(None, reference.removeprefix("#").split("/")):
        name = step.replace("~1", "/").replace("~0", "~")
        found = found.get(name, True) if isinstance(found, Mapping) else True
    return found


def _kind(variant: Mapping[str, Any]) -> FieldKind:
    if own := _KINDS.get(str(variant.get(OWN))):
        return own
    if variant.get("type") == "string" and variant.get("format") in _DATES:
        return "date"
    if isinstance(known := variant.get("type"), str):
        return _TYPES.get(known, "any")
    if "properties" in variant or "additionalProperties" in variant:
        return "record"
    if "items" in variant or "prefixItems" in variant:
        return "list"
    values = [variant["const"]] if "const" in variant else variant.get("enum", ())
    kinds = {_inferred(value).get("type") for value in values if value is not None}
    return _TYPES.get(str(kinds.pop()), "any") if len(kinds) == 1 else "any"


def _may_lack(variant: Mapping[str, Any], name: str) -> bool:
    """Whether a record may be without `name`; one that says of no name that it is required says nothing of it."""
    part = variant.get("properties", {}).get(name, {})
    has_default = isinstance(part, Mapping) and "default" in part
    return bool(variant.get("required")) and name not in variant["required"] and not has_default


def _inferred(value: object) -> dict[str, Any]:
    """The schema of one value."""
    if value is None:
        return {"type": "null"}
    if isinstance(value, Mapping):
        properties = {str(key): _inferred(each) for key, each in value.items()}
        return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
    if isinstance(value, list | tuple):
        return {"type": "array", "items": _common(_inferred(each) for each in value)}
    if isinstance(value, bool):
        return {"type": "boolean"}
    if isinstance(value, int | float | Decimal):
        return {"type": "number"}
    if isinstance(value, date):
        return {"type": "string", "format": "date"}
    return {"type": "string"} if isinstance(value, str) else {}


def _common(found: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """One schema for all items of a list: a record may be without what one of them is without."""
    kinds = list(found)
    records = [each for each in kinds if each.get("type") == "object"]
    others = [each for number, each in enumerate(kinds) if each not in records and each not in kinds[:number]]
    if records:
        names = dict.fromkeys(name for record in records for name in record["properties"])
        properties = {
            name: _common(record["properties"][name] for record in records if name in record["properties"])
            for name in names
        }
        required = [name for name in names if all(name in record["properties"] for record in records)]
        others.append({**records[0], "properties": properties, "required": required or [_NONE]})
    return others[0] if len(others) == 1 else {"anyOf": others} if others else {}
