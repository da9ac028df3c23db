"""Writes docs/files.md, the reference of all files and fields, and docs/template-data.md, that of what the templates of
sections can use, from the models: `python tools/file_reference.py`."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from kamdocs.model.base import Prose, Ref, Text
from kamdocs.model.case import Case, Metric
from kamdocs.model.client import Client, Visit
from kamdocs.model.document import DocumentKind
from kamdocs.model.draft import DraftStandard
from kamdocs.model.house import House, Reader, Settings, TeamMember
from kamdocs.model.kit import LanguageRules, TemplateHeader
from kamdocs.model.letter import LetterKind, Occasion
from kamdocs.model.list_words import ListWords
from kamdocs.model.proposal import Proposal
from kamdocs.model.service import Service
from kamdocs.model.template_data import KEPT_BACK, data_types
from kamdocs.model.theme import Theme
from kamdocs.render.filters import FILTERS, JINJA_FILTERS, TESTS
from kamdocs.render.views import LEAVES

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
    ("templates/proposal/kinds/<id>.yaml", DocumentKind),
    ("templates/proposal/draft.yaml", DraftStandard),
    ("templates/letters/<id>.yaml", LetterKind),
    ("templates/letters/occasions.yaml, each entry", Occasion),
    ("templates/letters/columns/<id>.yaml", ListWords),
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
        return f"path of a {marks[0]}" if marks[0] in ("file", "picture") else f"id: {marks[0].replace('|', ' or ')}"
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


DATA_HEAD = """\
# What the template of a section can use

Written from the models by `python tools/file_reference.py`. `?` marks what may be missing (ask first: `{% if … %}`),
`[]` a list. A text is in the language of the version. The header of a template states what it needs: `data: {price:
PriceSheet}`.

"""


def data_reference() -> str:
    """The page on the data of section templates."""
    hints = data_types()
    return DATA_HEAD + _data_rows(hints) + _words() + "".join(_data_type(type) for type in _records(hints.values()))


def _words() -> str:
    """What templates can do with values."""
    own, jinja = (", ".join(f"`{name}`" for name in sorted(names)) for names in (FILTERS, JINJA_FILTERS))
    tests = ", ".join(f"`{name}`" for name in TESTS)
    return (
        "\n`cite(source)` prints the number of a source and `cited()` gives the sources cited so far; `range` and"
        f" `namespace` are Jinja's. Filters of kamdocs: {own}. Filters of Jinja: {jinja}. A test of kamdocs: {tests};"
        " those of Jinja are there too.\n"
    )


def _data_type(record: type) -> str:
    fields = record.model_fields if issubclass(record, BaseModel) else {}
    named = {name: field.alias or name for name, field in fields.items()}
    hidden = {"internal", *KEPT_BACK.get(record, ())}
    hints = {named.get(name, name): hint for name, hint in get_type_hints(record).items() if name not in hidden}
    return f"\n## {record.__name__}\n\n{' '.join((record.__doc__ or '').split())}\n\n{_data_rows(hints)}"


def _data_rows(hints: Mapping[str, Any]) -> str:
    rows = (f"| `{name}{_sign(hint)}` | {_data_kind(hint)} |\n" for name, hint in hints.items())
    return "| name | holds |\n| --- | --- |\n" + "".join(rows)


def _sign(hint: Any) -> str:
    return ("[]" if _inner(hint)[1] else "") + ("?" if type(None) in get_args(hint) else "")


def _data_kind(hint: Any) -> str:
    inner = _inner(hint)[0]
    if get_origin(inner) is tuple:
        return " and ".join(map(_data_kind, get_args(inner)))
    if get_origin(inner) is Literal:
        return ", ".join(f"`{one}`" for one in get_args(inner))
    if inner in LEAVES:
        return inner.__name__.lower()
    if inner in _NAMES or _is_base(inner):
        return _NAMES.get(inner, {"date": "date", "Decimal": "number"}.get(inner.__name__, inner.__name__))
    if isinstance(inner, type):
        return f"[{inner.__name__}](#{inner.__name__.lower()})"
    return " or ".join(dict.fromkeys(_data_kind(part) for part in get_args(inner) if part is not type(None)))


def _is_base(hint: Any) -> bool:
    return isinstance(hint, type) and hint.__module__ in ("builtins", "datetime", "decimal")


def _records(hints: Iterable[Any]) -> list[type]:
    """Every record that can be reached from the types, by name."""
    found: dict[str, type] = {}
    waiting = list(hints)
    while waiting:
        hint = waiting.pop()
        if get_args(hint):
            waiting += get_args(hint)
        elif isinstance(hint, type) and not _is_base(hint) and hint not in (*_NAMES, *LEAVES, *found.values()):
            found[hint.__name__] = hint
            hidden = {"internal", *KEPT_BACK.get(hint, ())}
            waiting += [part for name, part in get_type_hints(hint).items() if name not in hidden]
    return [found[name] for name in sorted(found)]


PAGES: Mapping[str, Callable[[], str]] = {"files.md": reference, "template-data.md": data_reference}


if __name__ == "__main__":
    for name, page in PAGES.items():
        Path(__file__).parent.parent.joinpath("docs", name).write_text(page(), encoding="utf-8")
