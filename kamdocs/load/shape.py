"""What the models say about a place in a file: which model stands there, and which values there name other files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel, RootModel

from kamdocs.load.tree import Plain
from kamdocs.model.base import Ref
from kamdocs.model.workspace import KeyPath


def model_at(model: type[BaseModel], path: KeyPath) -> type[BaseModel] | None:
    """The model of the mapping that `path` leads to in a file of `model`, or None where none is declared."""
    return _model_at(model, tuple(0 if isinstance(step, int) else step for step in path))


@lru_cache(maxsize=1000)
def _model_at(model: type[BaseModel], path: KeyPath) -> type[BaseModel] | None:
    here: list[Any] = [model]
    for step in path:
        here = [below for annotation in here for below in _below(annotation, step)]
    return next((kind for annotation in here for kind in _models(annotation)), None)


@cache
def keys_of(model: type[BaseModel]) -> Mapping[str, Any]:
    """The keys of a mapping of `model`, as written in files, with their annotations."""
    return {
        field.alias or name: Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
        for name, field in model.model_fields.items()
    }


class Named(NamedTuple):
    """A value in a file that names something: `kinds` of which it may be, `value`, and where it stands."""

    kinds: tuple[str, ...]
    value: str
    path: KeyPath


@dataclass(frozen=True, slots=True)
class _Step:
    """What to look for in one value: names of `kinds`, or further steps in it, in each item, in each entry."""

    kinds: tuple[str, ...] = ()
    keys: Mapping[str, _Step] | None = None
    items: _Step | None = None
    entries: _Step | None = None


def names_in(model: type[BaseModel], value: Plain, path: KeyPath = ()) -> list[Named]:
    """Every value in the mapping `value` of `model` that names something."""
    found: list[Named] = []
    if (step := _plan(model)) is not None:
        _walk(step, value, path, found)
    return found


def _walk(step: _Step, value: Plain, path: KeyPath, found: list[Named]) -> None:
    if isinstance(value, dict):
        _walk_mapping(step, value, path, found)
    elif isinstance(value, str):
        if step.kinds:
            found.append(Named(step.kinds, value, path))
    elif isinstance(value, list) and step.items is not None:
        for index, item in enumerate(value):
            _walk(step.items, item, (*path, index), found)


def _walk_mapping(step: _Step, value: dict[str, Plain], path: KeyPath, found: list[Named]) -> None:
    if step.keys is not None:
        for key, further in step.keys.items():
            if key in value:
                _walk(further, value[key], (*path, key), found)
    elif step.entries is not None:
        for key, below in value.items():
            _walk(step.entries, below, (*path, key), found)


@cache
def _plan(model: type[BaseModel]) -> _Step | None:
    keys = {key: step for key, annotation in keys_of(model).items() if (step := _step(annotation)) is not None}
    return _Step(keys=keys) if keys else None


def _step(annotation: Any) -> _Step | None:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        kinds = tuple(kind for mark in arguments[1:] if isinstance(mark, Ref) for kind in mark.kind.split("|"))
        return _Step(kinds=kinds) if kinds else _step(arguments[0])
    if origin in (Union, UnionType):
        return next((step for step in map(_step, arguments) if step is not None), None)
    if origin is tuple:
        below = _step(arguments[0])
        return _Step(items=below) if below is not None else None
    if origin is dict:
        below = _step(arguments[1])
        return _Step(entries=below) if below is not None else None
    return _plan(annotation) if _is_record(annotation) else None


def _below(annotation: Any, step: str | int) -> Iterator[Any]:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        yield from _below(arguments[0], step)
    elif origin in (Union, UnionType):
        for argument in arguments:
            yield from _below(argument, step)
    elif origin is tuple and isinstance(step, int):
        yield arguments[0]
    elif origin is dict and isinstance(step, str):
        yield arguments[1]
    elif _is_record(annotation) and step in (keys := keys_of(annotation)):
        yield keys[str(step)]
    elif isinstance(annotation, type) and issubclass(annotation, RootModel):
        yield from _below(annotation.model_fields["root"].annotation, step)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        yield from _models(arguments[0])
    elif origin in (Union, UnionType):
        for argument in arguments:
            yield from _models(argument)
    elif _is_record(annotation):
        yield annotation


def _is_record(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel) and not issubclass(annotation, RootModel)
