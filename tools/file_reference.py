"""Writes docs/files.md, the reference of all files and fields, from the models: `python tools/file_reference.py`."""

from __future__ import annotations

import types
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from kamdocs.model.base import Prose, Ref, Text
from kamdocs.model.case import Case, Metric
from kamdocs.model.client import Client, Service, Visit
from kamdocs.model.house import House, Reader, Settings, TeamMember
from kamdocs.model.kit import LanguageRules, TemplateHeader
from kamdocs.model.proposal import Proposal
from kamdocs.model.theme import Theme

FILES: tuple[tuple[str, type[BaseModel]], ...] = (
    ("kamdocs.yaml", Settings),
    ("profiles/house.yaml", House),
    ("profiles/team/<id>.yaml", TeamMember),
    ("profiles/readers/<id>.yaml", Reader),
    ("profiles/services/<id>.yaml", Service),
    ("profiles/clients/<client>/client.yaml", Client),
    ("profiles/clients/<client>/visits/<date>.yaml", Visit),
    ("profiles/clients/<client>/proposals/<id>.yaml", Proposal),
    ("cases/<id>.yaml", Case),
    ("cases/metrics.yaml, each entry", Metric),
    ("templates/languages/<code>.yaml", LanguageRules),
    ("templates/themes/<name>/theme.yaml", Theme),
    ("the header of a template", TemplateHeader),
)

HEAD = """\
# The files and their fields

Written from the models by `python tools/file_reference.py`. `?` marks what may be left out, `[]` a list. **text** may
be given once for all languages or by language (`{en: …, ko: …}`); **prose** is text that may hold Markdown; an **id**
is lower case, digits and hyphens. Everything under a key `internal`, at any depth, never leaves the house, and a house
may keep further keys of its own there.
"""

_NAMES = {int: "whole number", bool: "true or false", str: "plain text", Text: "text", Prose: "prose"}


def reference() -> str:
    """The page."""
    return HEAD + "".join(f"\n## `{file}`\n\n{_what(model)}\n\n{_rows(model)}" for file, model in FILES)


def _what(model: type[BaseModel]) -> str:
    return (model.__doc__ or "").split(": ", 1)[-1].strip().capitalize()


def _rows(model: type[BaseModel]) -> str:
    head = "| field | holds | meaning |\n| --- | --- | --- |\n"
    return head + "".join(f"| `{name}` | {kind} | {text} |\n" for name, kind, text in _fields(model, ""))


def _fields(model: type[BaseModel], prefix: str) -> Iterator[tuple[str, str, str]]:
    for name, field in model.model_fields.items():
        inner, listed = _inner(field.annotation)
        label = f"{prefix}{field.alias or name}{'[]' if listed else ''}{'' if field.is_required() else '?'}"
        yield label, _kind(field, inner), field.description or ""
        if isinstance(inner, type) and issubclass(inner, BaseModel) and not issubclass(inner, Text):
            yield from _fields(inner, f"{prefix}{field.alias or name}.")


def _inner(annotation: Any) -> tuple[Any, bool]:
    """The type within optional, list and mapping, and whether there are several."""
    listed = False
    while True:
        origin, arguments = get_origin(annotation), [one for one in get_args(annotation) if one is not type(None)]
        if origin is Annotated or (origin in (Union, types.UnionType) and len(arguments) == 1):
            annotation = arguments[0]
        elif origin is tuple and arguments[-1:] == [Ellipsis]:
            annotation, listed = arguments[0], True
        elif origin is dict:
            annotation = arguments[1]
        else:
            return annotation, listed


def _kind(field: FieldInfo, inner: Any) -> str:
    marks = [mark.kind for mark in _marks(field.annotation) if isinstance(mark, Ref)]
    marks += [mark.kind for mark in field.metadata if isinstance(mark, Ref)]
    if marks:
        return "path of a file" if marks[0] == "file" else f"id: {marks[0].replace('|', ' or ')}"
    if get_origin(inner) is Literal:
        return ", ".join(f"`{one}`" for one in get_args(inner))
    if get_origin(inner) is tuple:
        return "two whole numbers"
    if isinstance(inner, type) and issubclass(inner, BaseModel) and inner not in _NAMES:
        return "fields below"
    return _NAMES.get(inner, _plain(inner))


def _marks(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) is Annotated:
        yield from annotation.__metadata__
    for part in get_args(annotation):
        yield from _marks(part)


def _plain(inner: Any) -> str:
    name = getattr(inner, "__name__", "")
    return {"date": "date", "Decimal": "number"}.get(name, "a date, or date and name")


if __name__ == "__main__":
    Path(__file__).parent.parent.joinpath("docs", "files.md").write_text(reference(), encoding="utf-8")
