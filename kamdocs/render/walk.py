"""What a record is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from pydantic import BaseModel


def children(value: Any) -> Iterator[tuple[str | int, Any]]:
    """The parts of a model, dataclass, mapping or list, each with its key as the data contract writes it; nothing
    internal, and nothing for a single value."""
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            if name != "internal":
                yield field.alias or name, getattr(value, name)
    elif isinstance(value, Mapping):
        yield from value.items()
    elif isinstance(value, tuple | list):
        yield from enumerate(value)
    elif is_dataclass(value) and not isinstance(value, type):
        for part in fields(value):
            yield part.name, getattr(value, part.name)
