"""What the models say about a place in a file: which model stands there, and which values there name other files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, RootModel

from kamdocs.load.tree import Plain
from kamdocs.model.base import Ref
from kamdocs.model.workspace import KeyPath


def model_at(model: type[BaseModel], path: KeyPath) -> type[BaseModel] | None:
    """The model of the mapping that `path` leads to in a file of `model`, or None where none is declared."""
    here: list[Any] = [model]
    for step in path:
        here = [below for annotation in here for below in _below(annotation, step)]
    return next((kind for annotation in here for kind in _models(annotation)), None)


def keys_of(model: type[BaseModel]) -> Mapping[str, Any]:
    """The keys of a mapping of `model`, as written in files, with their annotations."""
    return {
        field.alias or name: Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
        for name, field in model.model_fields.items()
    }


@dataclass(frozen=True, slots=True)
class Named:
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


def names_in(model: type[BaseModel], value: Plain, path: KeyPath = ()) -> Iterator[Named]:
    """Every value in the mapping `value` of `model` that names something."""
    step = _plan(model)
    return _walk(step, value, path) if step is not None else iter(())


def _walk(step: _Step, value: Plain, path: KeyPath) -> Iterator[Named]:
    if isinstance(value, str):
        if step.kinds:
            yield Named(step.kinds, value, path)
    elif isinstance(value, list):
        if step.items is not None:
            for index, item in enumerate(value):
                yield from _walk(step.items, item, (*path, index))
    elif isinstance(value, dict):
        for key, below in value.items():
            further = step.keys.get(key) if step.keys is not None else step.entries
            if further is not None:
                yield from _walk(further, below, (*path, key))


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
