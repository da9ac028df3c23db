"""Kinds of letters as text for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kamdocs.cli.columns import table, wrapped
from kamdocs.cli.listed import shown_name
from kamdocs.rules.listing import enumerated

_SOURCES = {"list": "--to", "clients": "--clients", "visits": "--visits", "proposals": "--proposals"}
_WANTS = {
    "shared-fact": "something of the year that we share with the recipient",
    "visit": "a visit that it thanks for",
    "case": "a case of the library that may be told",
}
_TYPES = {
    "text": ("text", "…"),
    "prose": ("text with paragraphs", "…"),
    "words": ("text, the same in all languages", '"…"'),
    "date": ("day", "2026-01-31"),
    "moment": ("day and time", "2026-01-31T14:00:00+07:00"),
    "number": ("number", "1.5"),
    "whole": ("whole number", "1"),
    "flag": ("yes or no", "yes"),
    "email": ("e-mail address", "name@company.example"),
    "language": ("language", "en"),
    "case": ("id of a case", "id-of-a-case"),
    "person": ("id of a person of the team", "id-of-a-person"),
}
"""What a value is called, and an example of it."""

_IN_LANGUAGES = ("text", "prose")


def letter_kinds_text(kinds: Sequence[Mapping[str, Any]], of_proposals: Sequence[str]) -> str:
    """The kinds of letters, as `kamdocs.letter_kinds` gives them, a line each in columns; then the ids `of_proposals`,
    of letters that are made of a proposal."""
    rows = [
        (kind["id"], _needed(kind["data"]), ", ".join(kind["languages"]) or "all", shown_name(kind["name"]))
        for kind in kinds
    ]
    lines = [*table(("kind", "--data", "languages", "name"), rows, indent=0), ""]
    lines.append("kamdocs letters kinds KIND shows one")
    if of_proposals:
        lines.append("")
        lines.append(f"of a proposal (kamdocs proposal build CLIENT --kind KIND): {', '.join(of_proposals)}")
    return "\n".join(lines)


def _needed(data: Mapping[str, Any]) -> str:
    needed = sum(not name.endswith("?") for name in data)
    return "needed" if needed else "optional" if data else "–"


def letter_kind_text(kind: Mapping[str, Any]) -> str:
    """One kind of letter: what it needs, and a file of `--data` to fill in."""
    return "\n".join(_told(kind))


def _told(kind: Mapping[str, Any]) -> Iterator[str]:
    own = kind["languages"]
    yield f"{kind['id']}: {shown_name(kind['name'])}"
    yield ""
    sources = enumerated([_SOURCES.get(source, source) for source in kind["sources"]])
    yield f"recipients  {sources}"
    yield f"languages   {', '.join(own) if own else 'all of the house'}"
    yield f"length      {kind['pages']} page{'' if kind['pages'] == 1 else 's'} at most"
    if kind["word"]:
        yield "template    made in Word"
    for wanted in kind["wants"]:
        yield from _after("wants       ", _WANTS.get(wanted, wanted))
    for heading, shape in (("--data FILE", kind["data"]), ("columns of a list", kind["columns"])):
        if shape:
            yield ""
            yield from table((heading, "what it is", ""), [*_rows(shape, optional=shape is kind["columns"])], indent=0)
    if kind["data"]:
        yield from ("", "# a file to begin with", *_entries(kind["data"], own, ""))


def _after(heading: str, text: str) -> Iterator[str]:
    first, *rest = wrapped(text, indent=len(heading))
    yield from (heading + first.strip(), *rest)


def _rows(shape: Any, *, optional: bool, within: str = "") -> Iterator[tuple[str, str, str]]:
    for name, below in shape.items():
        plain = name.removesuffix("?")
        may_lack = optional or plain != name
        kind, inner = (_called(below[0], many=True), below[0]) if isinstance(below, list) else (_called(below), below)
        yield within + plain, kind, "optional" if may_lack else ""
        if isinstance(inner, dict):
            yield from _rows(inner, optional=False, within=f"{within}{plain}{'[]' if inner is not below else ''}.")


def _called(shape: Any, *, many: bool = False) -> str:
    if isinstance(shape, list):
        return "list of lists"
    one = "record" if isinstance(shape, dict) else _TYPES[shape][0]
    return f"list, each: {one}" if many else one


def _entries(shape: Mapping[str, Any], languages: Sequence[str], indent: str) -> Iterator[str]:
    for name, below in shape.items():
        plain = name.removesuffix("?")
        remark = "   # may be left out" if plain != name else ""
        if isinstance(below, dict):
            yield from (f"{indent}{plain}:{remark}", *_entries(below, languages, f"{indent}  "))
        elif isinstance(below, list):
            yield from (f"{indent}{plain}:{remark}", *_item(below[0], languages, f"{indent}  "))
        else:
            yield f"{indent}{plain}: {_example(below, languages)}{remark}"


def _item(shape: Any, languages: Sequence[str], indent: str) -> Iterator[str]:
    if isinstance(shape, dict):
        first, *rest = _entries(shape, languages, f"{indent}  ")
        yield from (f"{indent}- {first.strip()}", *rest)
    elif isinstance(shape, list):
        first, *rest = _item(shape[0], languages, f"{indent}  ")
        yield from (f"{indent}- {first.strip()}", *rest)
    else:
        yield f"{indent}- {_example(shape, languages)}"


def _example(type_name: str, languages: Sequence[str]) -> str:
    example = _TYPES[type_name][1]
    if type_name not in _IN_LANGUAGES:
        return example
    if not languages:
        return f'"{example}"'
    return "{" + ", ".join(f'{code}: "{example}"' for code in languages) + "}"
