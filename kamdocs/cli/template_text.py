"""What a Word template is and needs, as text for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kamdocs.cli.columns import table
from kamdocs.cli.paths import shown
from kamdocs.model.template_fields import Field
from kamdocs.model.template_outline import TemplateOutline

_TEXT = '""'
_EXAMPLES = {
    "number": "0",
    "date": "2026-01-31",
    "flag": "false",
    "money": "{amount: 0.00, currency: EUR}",
    "picture": '"picture.png"',
    "chart": "{categories: [], series: {}}",
}


def outline_text(outline: TemplateOutline) -> str:
    """`outline` laid out for reading."""
    tags = len(outline.tags)
    language = f", in `{outline.language}`" if outline.language else ""
    lines = [f"{shown(outline.file)}: {tags} tag{'' if tags == 1 else 's'}{language}"]
    if outline.tags:
        rows = [(tag.place, tag.text, tag.takes) for tag in outline.tags]
        lines += ["", *table(("place", "tag", "takes"), rows, indent=0)]
    if outline.things:
        rows = [(thing.place, thing.kind, thing.text or "(no text)") for thing in outline.things]
        lines += ["", *table(("place", "what", "alternative text or title"), rows, indent=0)]
    return "\n".join(lines)


def fields_text(fields: Sequence[Field]) -> str:
    """`fields` laid out for reading, parts below what they are of."""
    if not fields:
        return "the template needs no data"
    rows = [(field.path, _kind(field), field.presence, "; ".join(field.places)) for field in _all(fields)]
    return "\n".join(table(("field", "kind", "data", "used in"), rows, indent=0))


def fields_yaml(fields: Sequence[Field]) -> str:
    """`fields` as a data file to fill in."""
    return "\n".join(_entries(fields, "")) or "{}"


def _all(fields: Iterable[Field]) -> Iterator[Field]:
    for field in fields:
        yield from field.walk()


def _kind(field: Field) -> str:
    if field.kind != "list":
        return {"flag": "true or false"}.get(field.kind, field.kind)
    return "list" if field.item == "any" else f"list of {field.item}s"


def _entries(fields: Iterable[Field], indent: str) -> Iterator[str]:
    for field in fields:
        remark = f"  # {field.presence}" if field.optional else ""
        if field.kind == "list":
            yield f"{indent}{field.name}:{remark}"
            yield from _items(field, indent + "  ")
        elif field.fields:
            yield f"{indent}{field.name}:{remark}"
            yield from _entries(field.fields, indent + "  ")
        else:
            yield f"{indent}{field.name}: {_EXAMPLES.get(field.kind, _TEXT)}{remark}"


def _items(field: Field, indent: str) -> Iterator[str]:
    if not field.fields:
        yield f"{indent}- {_EXAMPLES.get(field.item, _TEXT)}"
        return
    first, *rest = _entries(field.fields, indent + "  ")
    yield f"{indent}- {first.removeprefix(indent + '  ')}"
    yield from rest
