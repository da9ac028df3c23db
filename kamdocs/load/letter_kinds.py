"""Kinds of letters, and the table of the days on which greetings are sent, from the files of `templates/letters`."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial

from kamdocs.load.consent import misspelt_use
from kamdocs.load.theme import Fault
from kamdocs.model.letter import LETTERS_FOLDER, OCCASIONS_FILE, LetterKind, Shape
from kamdocs.rules.hints import hint

OCCASIONS = OCCASIONS_FILE.relative_to("templates").as_posix()

_TEMPLATE = re.compile(
    rf"{LETTERS_FOLDER}(?P<id>[a-z0-9-]+)(?:\.(?P<language>[a-z]{{2,3}}))?\.(?:(?:md|html)\.j2|docx)"
)
_KIND = re.compile(rf"{LETTERS_FOLDER}(?P<id>[a-z0-9-]+)\.yaml")
_NAME = re.compile(r"[a-z_][a-z0-9_]*\??")


def kind_of(name: str) -> str | None:
    """The id of the kind of letter that the file `name` below `templates/` says what it is: `<id>.yaml`."""
    found = _KIND.fullmatch(name)
    return found["id"] if found and name != OCCASIONS else None


def headed_kind(name: str, files: Collection[str]) -> str | None:
    """The id of the kind whose header the template `name` holds, where no file of `files` of its own does."""
    found = _TEMPLATE.fullmatch(name)
    has_own = found and f"{LETTERS_FOLDER}{found['id']}.yaml" in files
    return found["id"] if found and not has_own and not name.endswith(".docx") else None


def languages_of(id: str, files: Collection[str]) -> tuple[str, ...]:
    """The languages that `files` hold a template of the kind `id` for; an empty one stands for every language."""
    found = (match for match in map(_TEMPLATE.fullmatch, files) if match and match["id"] == id)
    return tuple(sorted({match["language"] or "" for match in found}))


def letter_faults(
    id: str, occasions: Collection[str], files: Collection[str]
) -> Callable[[LetterKind], Iterator[Fault]]:
    """What says what the kind of letter `id` has that no letter can be made with; `files` are the names of all files
    below `templates/`."""
    return partial(_letter_faults, id, occasions, files)


def _letter_faults(id: str, occasions: Collection[str], files: Collection[str], kind: LetterKind) -> Iterator[Fault]:
    if not languages_of(id, files):
        what, help = f"there is no template for the letter `{id}`", f"write `templates/{LETTERS_FOLDER}{id}.md.j2`"
        yield Fault(("name",), what, help, "no-template")
    if help := misspelt_use(kind.use):
        yield Fault(("use",), f"unknown use `{kind.use}`", help, "unknown-use")
    for index, one in enumerate(kind.occasions):
        if one not in occasions:
            what, help = f"there is no occasion `{one}`", hint(one, occasions)
            yield Fault(("occasions", index), what, help, "dangling-reference")
    yield from _undated(kind)
    columns: dict[str, Shape] = {}
    columns.update(kind.columns)
    yield from (*_misnamed(kind.data, ("data",)), *_misnamed(columns, ("columns",)))


def _undated(kind: LetterKind) -> Iterator[Fault]:
    """Names in the header that should be those of days or moments of `data`."""
    named: list[tuple[tuple[str | int, ...], str]] = [(("after",), kind.after)] if kind.after is not None else []
    named += [(("before", index), name) for index, name in enumerate(kind.before)]
    named += [(("order", index), name) for index, name in enumerate(kind.order)]
    for path, name in named:
        if _shape(name, kind.data) not in ("date", "moment"):
            what, help = f"`{name}` is no day or moment of `data`", hint(name, kind.data)
            yield Fault(path, what, help, "dangling-reference")
    for index, name in enumerate(kind.past):
        if not any(shape in ("date", "moment") for shape in (_shape(name, kind.data), kind.columns.get(name))):
            what, help = (
                f"`{name}` is no day or moment of `data` or `columns`",
                hint(name, {**kind.data, **kind.columns}),
            )
            yield Fault(("past", index), what, help, "dangling-reference")


def _shape(name: str, data: Mapping[str, Shape]) -> Shape | None:
    return data.get(name, data.get(f"{name}?"))


def _misnamed(shape: Shape, path: tuple[str | int, ...]) -> Iterator[Fault]:
    """Names that no template could use."""
    if isinstance(shape, list):
        yield from _misnamed(shape[0], (*path, 0))
    elif isinstance(shape, dict):
        for name, below in shape.items():
            if not _NAME.fullmatch(name):
                what, help = f"no template could use the name `{name}`", "use lower-case letters, digits and `_`"
                yield Fault((*path, name), what, help, "bad-name")
            yield from _misnamed(below, (*path, name))
