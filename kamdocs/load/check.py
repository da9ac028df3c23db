"""Plain values to models, and every error with its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar, cast

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from kamdocs.errors import Problem
from kamdocs.load.document import Document
from kamdocs.load.shape import keys_of, model_at
from kamdocs.load.tree import INTERNAL, Node, Plain
from kamdocs.load.wording import MAPPING_WANTED, in_words, name_of, unknown_key_help
from kamdocs.model.base import MISFITS
from kamdocs.model.workspace import KeyPath
from kamdocs.rules.hints import meant

M = TypeVar("M", bound=BaseModel)

_SCALAR_WANTED = frozenset({"bool_type", "date_type", "day", "decimal_type", "int_type", "number", "string_type"})


@dataclass(frozen=True, slots=True)
class Checked(Generic[M]):
    """A model made from part of a file, or the problems that stand against it; `data` is what it was made of."""

    model: M | None
    data: Plain
    problems: Sequence[Problem] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an error lies: the path to a value that is in the file, and whether its key is meant."""

    path: KeyPath
    on_key: bool = False


def validate(model: type[M], data: Plain, document: Document, prefix: KeyPath = ()) -> Checked[M]:
    """The record of `model` made of `data`, which stands at `prefix` in `document`."""
    data = _blanks_emptied(data)
    try:
        return Checked(model.model_validate(data), data)
    except ValidationError as error:
        data = _without_empty(data, error, prefix, document)
    try:
        return Checked(model.model_validate(data), data)
    except ValidationError as error:
        problems = _Teller(model, document, prefix).problems(error)
        return Checked(None, data, problems)


def _blanks_emptied(value: Plain) -> Plain:
    """`value` with nothing for each text of blanks alone: three spaces are no name."""
    if isinstance(value, dict):
        return {key: _blanks_emptied(below) for key, below in value.items()}
    if isinstance(value, list):
        return [_blanks_emptied(item) for item in value]
    return "" if value is not None and not value.strip(" \t\n") else value


def _without_empty(data: Plain, error: ValidationError, prefix: KeyPath, document: Document) -> Plain:
    """`data` without the keys whose emptiness was an error: an optional key left empty counts as left out."""
    start, data = document.at(prefix), deepcopy(data)
    for detail in error.errors(include_url=False):
        path = _resolve(start, detail["loc"]).path
        holder = _value_at(data, path[:-1]) if path else None
        key = str(path[-1]) if path else ""
        is_empty = isinstance(holder, dict) and holder.get(key, "") is None
        if isinstance(holder, dict) and is_empty and detail["type"] != "extra_forbidden":
            del holder[key]
    return data


def _value_at(value: Any, path: KeyPath) -> Plain:
    for step in path:
        value = value[step]
    return cast(Plain, value)


def _resolve(node: Node | None, loc: tuple[int | str, ...]) -> _Place:
    """The place that pydantic's `loc` means; names of union members in it lead nowhere and are passed over."""
    path: list[int | str] = []
    for step in loc:
        value = node.value if node is not None else None
        if step == "[key]":
            return _Place(tuple(path), on_key=True)
        if isinstance(value, dict) and isinstance(step, str) and step in value:
            node = value[step].node
            path.append(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            node = value[step]
            path.append(step)
    return _Place(tuple(path))


class _Teller:
    """Tells the errors of one validation."""

    def __init__(self, model: type[BaseModel], document: Document, prefix: KeyPath) -> None:
        self._model = model
        self._document = document
        self._prefix = prefix

    def problems(self, error: ValidationError) -> list[Problem]:
        """One problem for each place."""
        start = self._document.at(self._prefix)
        placed = [(_resolve(start, detail["loc"]), detail) for detail in _each(error)]
        found: dict[tuple[KeyPath, bool], Problem] = {}
        missing: defaultdict[KeyPath, list[str]] = defaultdict(list)
        for place, detail in placed:
            path, key = (*self._prefix, *place.path), str(detail["loc"][-1]) if detail["loc"] else ""
            if detail["type"] == "missing" and not self._is_there(path, key):
                missing[path].append(key)
            elif not self._is_wrong_branch(place, detail, placed) and not self._is_short_of_sound(path, detail):
                found.setdefault((place.path, place.on_key), self._problem(path, place.on_key, detail))
        helps = {problem.help for problem in found.values() if problem.rule == "unknown-key"}
        return [*found.values(), *self._missing(missing, helps)]

    def _is_there(self, path: KeyPath, key: str) -> bool:
        """Whether a missing `key` is in the file, but empty."""
        return bool(path) and path[-1] == key and (node := self._document.at(path)) is not None and node.value is None

    def _missing(self, missing: Mapping[KeyPath, list[str]], helps: Collection[str]) -> Iterator[Problem]:
        """One problem for each mapping that lacks keys, those aside that are there under a misspelt name."""
        for path, keys in missing.items():
            names = [f"`{key}`" for key in keys if f"did you mean `{key}`?" not in helps]
            inside = f" in {name_of(path)}" if path else ""
            if names:
                what = f"missing key{'s' if len(names) > 1 else ''} {', '.join(names)}{inside}"
                yield self._document.problem(path, "missing-key", what)

    def _is_wrong_branch(self, place: _Place, detail: ErrorDetails, placed: list[tuple[_Place, ErrorDetails]]) -> bool:
        """Whether the error only says that a value is not of that member of a union which it was not meant for."""
        others = [other for other, its in placed if its is not detail and other.path[: len(place.path)] == place.path]
        node = self._document.at((*self._prefix, *place.path))
        if not others or node is None:
            return False
        return detail["type"] in (_SCALAR_WANTED if isinstance(node.value, dict) else MAPPING_WANTED)

    def _is_short_of_sound(self, path: KeyPath, detail: ErrorDetails) -> bool:
        """Whether a list is called too short only because items in it that are wrong were not counted."""
        node = self._document.at(path)
        items = node.value if node is not None else None
        is_list = detail["type"] == "too_short" and isinstance(items, list)
        return is_list and len(items or ()) >= detail["ctx"]["min_length"]

    def _problem(self, path: KeyPath, on_key: bool, detail: ErrorDetails) -> Problem:
        if detail["type"] == "missing":
            return self._empty(path)
        if detail["type"] == "extra_forbidden":
            return self._unknown(path)
        node = self._document.at(path)
        value = str(path[-1]) if on_key else (_shallow(node) if node is not None else None)
        context, quoting = detail.get("ctx", {}), INTERNAL not in path
        what, help = in_words(detail["type"], context, detail["msg"], value, quoting=quoting)
        name = f"key `{path[-1]}`" if on_key else name_of(path)
        return self._document.problem(path, _rule(detail["type"], what), f"{name} {what}", on_key=on_key, help=help)

    def _empty(self, path: KeyPath) -> Problem:
        found = self._document.problem(path, "empty", f"{name_of(path)} is empty", on_key=True)
        after = found.source[found.column - 1 + found.width :].lstrip(" :")
        help = "`#` begins a comment; put a text that begins with it in quotes"
        return replace(found, help=help) if after.startswith("#") else found

    def _unknown(self, path: KeyPath) -> Problem:
        holder = model_at(self._model, path[len(self._prefix) : -1])
        known = list(keys_of(holder)) if holder is not None else []
        key = str(path[-1])
        node = self._document.at(path)
        empty = node is None or node.value is None
        help = meant(key, known) or unknown_key_help(key, known, empty=empty)
        return self._document.problem(path, "unknown-key", f"unknown key `{key}`", on_key=True, help=help)


def _each(error: ValidationError) -> Iterator[ErrorDetails]:
    """The errors in `error`, each misfit between the fields of a record as one of its own, at its own place."""
    for detail in error.errors(include_url=False):
        if detail["type"] != MISFITS:
            yield detail
            continue
        for misfit in detail["ctx"][MISFITS]:
            loc = (*detail["loc"], *misfit.path)
            yield {**detail, "loc": loc, "msg": misfit.what, "ctx": {"help": misfit.help}}


def _shallow(node: Node) -> Plain:
    value = node.value
    if isinstance(value, dict):
        return {}
    return [] if isinstance(value, list) else value


def _rule(kind: str, what: str) -> str:
    if what == "is empty":
        return "empty"
    return {"literal_error": "unknown-choice", "day": "not-a-date"}.get(kind, "bad-value")
