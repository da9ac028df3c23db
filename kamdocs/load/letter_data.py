"""The letter's own values: the file of `--data`, and the columns of a list, by the shapes that its kind names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Annotated, Any, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field, TypeAdapter, ValidationError, create_model
from pydantic_core import PydanticCustomError

from kamdocs.errors import InputError, Problem
from kamdocs.load.document import Document, read_bytes
from kamdocs.load.single import record_in
from kamdocs.model.base import CaseId, Day, Email, Language, Model, Number, Prose, TeamId, Text, Whole, Words
from kamdocs.model.letter import DataType, LetterKind, Shape
from kamdocs.model.workspace import KeyPath, Workspace
from kamdocs.rules.hints import hint

_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?")
_FLAGS = {"true": True, "yes": True, "false": False, "no": False}

Values: TypeAlias = Mapping[str, Any]


def _moment(value: object) -> object:
    if isinstance(value, str):
        help = "write it as in `2026-12-10T13:30:00+07:00`"
        if not _MOMENT.fullmatch(value):
            raise PydanticCustomError("moment", "is no day with a time", {"help": help})
        try:
            return datetime.fromisoformat(value.replace("Z", "+00:00"))
        except ValueError:
            raise PydanticCustomError("moment", "is no day and time of the calendar", {"help": help}) from None
    return value


def _zoned(value: datetime) -> datetime:
    if value.tzinfo is None:
        help = "write how far it is from UTC, as in `2026-12-10T13:30:00+07:00`"
        raise PydanticCustomError("no_zone", "does not say its time zone", {"help": help})
    return value


def _flag(value: object) -> object:
    if isinstance(value, str):
        if value.lower() not in _FLAGS:
            raise PydanticCustomError("flag", "is neither yes nor no", {"help": "write `yes` or `no`"})
        return _FLAGS[value.lower()]
    return value


_TYPES: Mapping[DataType, Any] = {
    "text": Text,
    "prose": Prose,
    "words": Words,
    "date": Day,
    "moment": Annotated[datetime, BeforeValidator(_moment), AfterValidator(_zoned)],
    "number": Number,
    "whole": Whole,
    "flag": Annotated[bool, BeforeValidator(_flag)],
    "email": Email,
    "language": Language,
    "case": CaseId,
    "person": TeamId,
}


def read_letter_data(file: Path, kind: LetterKind, workspace: Workspace, *, shown: Path) -> tuple[Values, str]:
    """The values in `file`, which problems name `shown`, as `kind` needs them, and the SHA-256 of the file. A case is
    there as its consent allows.

    Raises InputError with every problem, each at its place.
    """
    content = read_bytes(shown, opened=file)
    if isinstance(content, Problem):
        raise InputError([content])
    document = Document(shown, content)
    record = record_in(document, data_model(kind))
    if lost := [
        document.problem(path, rule, what, help=help) for path, rule, what, help in _lost(kind.data, record, workspace)
    ]:
        raise InputError(lost)
    return _filled(kind.data, record, workspace), document.digest


def without_data(id: str, kind: LetterKind) -> Values:
    """What a letter has without a file of its own values. Raises InputError where `kind` cannot do without one."""
    if wanted := [name for name in kind.data if not name.endswith("?")]:
        listed = ", ".join(f"`{name}`" for name in wanted)
        what, help = f"letters of the kind `{id}` need {listed}", "name the file that has them with `--data FILE.yaml`"
        raise InputError([Problem(Path(f"templates/letters/{id}.yaml"), 0, 0, "no-data", what, help=help)])
    return {name.removesuffix("?"): None for name in kind.data}


def column_value(text: str, type_name: DataType) -> Any:
    """What `text`, as it stands in a list, is as a value of a type. Raises ValueError, which says what it is not."""
    try:
        return _adapter(type_name).validate_python(text)
    except ValidationError as error:
        raise ValueError(error.errors(include_url=False)[0]["msg"]) from None


@cache
def _adapter(type_name: DataType) -> TypeAdapter[Any]:
    return TypeAdapter(_TYPES[type_name])


def data_model(kind: LetterKind) -> type[Model]:
    """The model of the file of `--data` for letters of `kind`."""
    return _model("Data", kind.data)


def _model(name: str, shape: Mapping[str, Shape]) -> type[Model]:
    """The model of a mapping of `shape`, whose unknown keys are errors."""
    fields: dict[str, Any] = {}
    for key, below in shape.items():
        plain, hint = key.removesuffix("?"), _type(key.removesuffix("?"), below)
        needed = plain == key
        fields[plain] = (hint, Field(description=plain)) if needed else (hint | None, Field(None, description=plain))
    return create_model(name.title(), __base__=Model, **fields)


def _type(name: str, shape: Shape) -> Any:
    if isinstance(shape, list):
        items: Any = _type(name, shape[0])
        return tuple.__class_getitem__((items, ...))
    return _model(name, shape) if isinstance(shape, dict) else _TYPES[shape]


def _lost(
    shape: Shape, value: Any, workspace: Workspace, path: KeyPath = ()
) -> Iterator[tuple[KeyPath, str, str, str]]:
    """Cases and people that are named and not there."""
    if isinstance(shape, list):
        for index, item in enumerate(value or ()):
            yield from _lost(shape[0], item, workspace, (*path, index))
    elif isinstance(shape, dict):
        for key, below in shape.items() if value is not None else ():
            plain = key.removesuffix("?")
            yield from _lost(below, getattr(value, plain), workspace, (*path, plain))
    elif shape == "person" and value is not None and value not in workspace.team:
        yield path, "dangling-reference", f"there is nobody `{value}` in `profiles/team`", hint(value, workspace.team)
    elif shape == "case" and value is not None and value not in workspace.cases:
        help = hint(value, workspace.cases) or "a case is told only when it is approved and its consent covers letters"
        yield path, "dangling-reference", f"there is no case `{value}` that may be told", help


def _filled(shape: Shape, value: Any, workspace: Workspace) -> Any:
    """`value` with records as mappings, and in place of an id what it names."""
    if value is None:
        return None
    if isinstance(shape, list):
        return tuple(_filled(shape[0], item, workspace) for item in value)
    if isinstance(shape, dict):
        return {
            key.removesuffix("?"): _filled(below, getattr(value, key.removesuffix("?")), workspace)
            for key, below in shape.items()
        }
    if shape == "case":
        return workspace.cases[value]
    return workspace.team[value] if shape == "person" else value
