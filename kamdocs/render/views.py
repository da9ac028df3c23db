"""What templates see of the data: names and values in one language, and nothing that could be called.

A `Text` becomes the string in the version's language. Where it is missing in it, that is noted with its place, and
the rendering goes on, so that every missing text is told at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel

from kamdocs.model.base import Text
from kamdocs.model.case import Range
from kamdocs.model.template_data import KEPT_BACK
from kamdocs.render.walk import public_fields
from kamdocs.rules.money import Money

LEAVES = (Money, Range)
"""Records that templates see as one value."""


class View:
    """A record of named values. It has no methods that a template could reach."""

    __slots__ = ("_values", "_what")

    def __init__(self, what: str, values: Mapping[str, Any]) -> None:
        self._what = what
        self._values = values

    def __bool__(self) -> bool:
        return True


def lookup(view: View, name: object) -> tuple[bool, Any]:
    """Whether `view` has `name`, and its value."""
    values = view._values
    return (True, values[name]) if isinstance(name, str) and name in values else (False, None)


def names(view: View) -> tuple[str, ...]:
    """The names that `view` has."""
    return tuple(view._values)


def describe(view: View) -> str:
    """What sort of record `view` is."""
    return view._what


Missing = Callable[[Text], str]
"""Told of a text that is not given in the version's language; what it returns stands in its place."""


def see(value: object, language: str, missing: Missing, *, what: str = "mapping") -> Any:
    """`value` as templates see it in `language`; a mapping is called `what`."""
    if isinstance(value, str):
        return value
    if isinstance(value, Text):
        text = value.get(language)
        return missing(value) if text is None else text
    if isinstance(value, BaseModel):
        return View(type(value).__name__.lower(), _Lazy(value, _model_names(type(value)), language, missing))
    if isinstance(value, Mapping):
        return View(what, _Lazy(value, {key: key for key in value}, language, missing))
    if isinstance(value, tuple | list):
        return tuple(see(item, language, missing) for item in value)
    if is_dataclass(value) and not isinstance(value, type) and not isinstance(value, LEAVES):
        return View(type(value).__name__.lower(), _Lazy(value, _field_names(type(value)), language, missing))
    return value


@cache
def _model_names(model: type[BaseModel]) -> Mapping[str, str]:
    hidden = KEPT_BACK.get(model, frozenset())
    return {label: name for label, name in public_fields(model).items() if name not in hidden}


@cache
def _field_names(record: type[Any]) -> Mapping[str, str]:
    hidden = KEPT_BACK.get(record, frozenset())
    return {field.name: field.name for field in fields(record) if field.name not in hidden}


class _Lazy(Mapping[str, Any]):
    """Sees a value when it is asked for, so that a text nobody prints need not be given in every language."""

    def __init__(self, record: object, names: Mapping[str, str], language: str, missing: Missing) -> None:
        self._record, self._names = record, names
        self._language, self._missing = language, missing
        self._seen: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._seen:
            record, field = self._record, self._names[name]
            value = record[field] if isinstance(record, Mapping) else getattr(record, field)
            self._seen[name] = see(value, self._language, self._missing)
        return self._seen[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
