"""What a record is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel


@cache
def public_fields(model: type[BaseModel]) -> Mapping[str, str]:
    """Names as the data contract writes them, with the attribute behind each; nothing internal."""
    return {field.alias or name: name for name, field in model.model_fields.items() if name != "internal"}


@cache
def _field_names(record: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(record))


def children(value: Any) -> Iterator[tuple[str | int, Any]]:
    """The parts of a model, dataclass, mapping or list, each with its key as the data contract writes it; nothing
    internal, and nothing for a single value."""
    if isinstance(value, BaseModel):
        for label, name in public_fields(type(value)).items():
            yield label, getattr(value, name)
    elif isinstance(value, Mapping):
        yield from value.items()
    elif isinstance(value, tuple | list):
        yield from enumerate(value)
    elif is_dataclass(value) and not isinstance(value, type):
        for name in _field_names(type(value)):
            yield name, getattr(value, name)
