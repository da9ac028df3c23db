"""What is wrong with how a template uses its data, found without filling it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kamdocs.errors import Severity
from kamdocs.model.template_fields import ITEM, FieldKind, shown
from kamdocs.render.uses.filters import ALSO
from kamdocs.render.uses.values import Path, Use
from kamdocs.render.word.fields import kinds_used
from kamdocs.render.word.methods import names_of
from kamdocs.render.word.schemas import Shape
from kamdocs.rules.hints import hint, in_loop, meant, there_are

UNDEFINED, NOT_FIT, NOT_GIVEN = "undefined", "template-value", "not-given"

CALLED: Mapping[FieldKind, str] = {
    "any": "a value",
    "text": "a text",
    "number": "a number",
    "date": "a date",
    "money": "an amount of money",
    "picture": "a picture",
    "chart": "data of a chart",
    "list": "a list",
    "record": "a record",
    "flag": "true or false",
}
_SCALARS: frozenset[FieldKind] = frozenset({"text", "number", "date", "money", "flag"})
_FITS: Mapping[FieldKind, frozenset[FieldKind]] = {
    "text": _SCALARS,
    "picture": frozenset({"picture", "text"}),
    "chart": frozenset({"chart", "record"}),
    "flag": _SCALARS | {"list", "record", "picture", "chart"},
}
_PART_OF_EACH = "name a part of each, as in `|map(attribute='name')|join(', ')`"
_AMOUNT = {"amount", "currency"}
"""The names of a record that is an amount of money in data of no fixed form."""
_WHOLE: frozenset[FieldKind] = frozenset({"list", "record"})


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong on a line of a template."""

    line: int
    rule: str
    what: str
    help: str = ""
    severity: Severity = "error"


def found_alone(uses: Sequence[Use]) -> Iterator[Finding]:
    """What is wrong whatever the data are: a list or a record that is printed as a whole."""
    kinds = kinds_used(uses)
    for use in uses:
        if use.by == "print" and (kind := kinds[use.path]) in _WHOLE:
            yield _printed(use, kind)


def found_with(uses: Iterable[Use], shape: Shape, loops: Collection[str] = ()) -> Iterator[Finding]:
    """What is wrong where the data have this shape; `loops` are the names that loops of the template give."""
    for use in uses:
        found, at = _followed(use.path, shape)
        if at < len(use.path):
            yield from _lost(use, at, found, shape, loops)
        else:
            yield from _misfit(use, found, shape)
            yield from _bare(use, shape)


def _followed(path: Path, shape: Shape) -> tuple[Shape, int]:
    """The last shape that `path` leads to, and how many of its steps do."""
    found = shape
    for number, step in enumerate(path):
        following = found.step(step)
        if following is None:
            return found, number
        found = following
    return found, len(path)


def _lost(use: Use, at: int, last: Shape, shape: Shape, loops: Collection[str]) -> Iterator[Finding]:
    """A path that the data do not have beyond its first `at` steps."""
    name, before = use.path[at], shown(use.path[:at])
    if ITEM in use.path[at:]:
        return  # what goes over it says so itself
    if at and any(name in names_of(kind) for kind in last.kinds):
        return
    if at == 0:
        what, help = f"`{name}` is not defined", in_loop(name, loops) or hint(name, shape.names)
    elif "record" in last.kinds:
        what, help = f"`{name}` is no field of `{before}`", hint(name, last.names)
    elif "list" in last.kinds:
        help = f"go over it, `{{% for one in {before} %}}`, and write `one.{name}`"
        what = f"`{name}` is asked of `{before}`, which is a list"
    else:
        what, help = f"`{name}` is asked of `{before}`, which is {_called(last)}", f"write `{before}` alone"
    if use.asked and at == len(use.path) - 1:
        if near := meant(name, last.names):  # else it may well be what some data have and others have not
            yield Finding(use.line, UNDEFINED, f"{what}, so what is asked here never holds", near, "warning")
    else:
        yield Finding(use.line, UNDEFINED, what, help)


def _misfit(use: Use, found: Shape, shape: Shape) -> Iterator[Finding]:
    """A value that is there, and is not what its use needs."""
    if found.is_open or _fits(use, found):
        return
    path = shown(use.path)
    if use.by == "print":
        yield _printed(use, next(kind for kind in ("list", "record", *found.kinds) if kind in found.kinds))
    elif use.by == "for":
        lists = there_are(_of_kind("list", shape)) or "name a list"
        yield Finding(use.line, NOT_FIT, f"`for` goes over `{path}`, which is {_called(found)}", lists)
    elif use.by in ("compare", "calculate"):
        done = "is compared with" if use.by == "compare" else "is calculated with as"
        what = f"`{path}` {done} {CALLED[use.kind]}, and is {_called(found)}"
        yield Finding(use.line, NOT_FIT, what, severity="warning" if use.by == "compare" else "error")
    else:
        there = there_are(_of_kind(use.kind, shape))
        what = f"`{use.by}` needs {CALLED[use.kind]}, and `{path}` is {_called(found)}"
        yield Finding(use.line, NOT_FIT, what, there or f"name a field that holds {CALLED[use.kind]}")


def _fits(use: Use, found: Shape) -> bool:
    if use.kind == "any" or (use.kind == "money" and set(found.names) == _AMOUNT):
        return True
    fitting = _FITS.get(use.kind, frozenset({use.kind})) | frozenset(ALSO.get(use.by, ()))
    if use.by == "compare" and use.kind == "text":
        fitting = frozenset({"text", "date"})
    return bool(found.kinds & fitting)


def _printed(use: Use, kind: FieldKind) -> Finding:
    path = shown(use.path)
    own = path.rpartition(".")[2].replace(ITEM, "") or "one"
    helps = {
        "list": f"go over it, `{{% for one in {own} %}}`, or write `{own}|join(', ')`",
        "record": f"print its parts, as in `{own}.name`" if use.path[-1] != ITEM else _PART_OF_EACH,
    }
    help = helps.get(kind, f"use it as {CALLED[kind]}")
    return Finding(use.line, NOT_FIT, f"`{path}` is {CALLED[kind]}, which cannot be printed", help)


def _bare(use: Use, shape: Shape) -> Iterator[Finding]:
    """Values on the way that may not be there, or be empty, and are not asked for before."""
    found = shape
    for at, step in enumerate(use.path, 1):
        path = use.path[:at]
        found = found.step(step) or found
        own = path == use.path
        if path in use.guarded or (own and use.asked):
            continue
        if found.left_out:
            help = f"ask first: `{{% if {_last(path)} is defined %}}`"
            yield Finding(use.line, NOT_GIVEN, f"`{shown(path)}` may be left out of the data", help, "warning")
            return
        if found.empty and not (own and use.tested):
            help = f"ask first: `{{% if {_last(path)} %}}`"
            yield Finding(use.line, NOT_GIVEN, f"`{shown(path)}` may be empty", help, "warning")
            return


def _last(path: Path) -> str:
    """A path as it may be typed: within a loop the name of the item is its author's."""
    text = shown(path)
    return text if ITEM not in text else f"….{path[-1]}" if path[-1] != ITEM else "…"


def _called(found: Shape) -> str:
    kinds = sorted(found.kinds)
    return " or ".join(CALLED[kind] for kind in kinds)


def _of_kind(kind: FieldKind, shape: Shape, within: Path = ()) -> list[str]:
    """The paths of the data that hold this kind, lists not entered; at most three steps long."""
    found = list[str]()
    for name in shape.names:
        below = shape.step(name)
        path = (*within, name)
        if below is not None and kind in below.kinds:
            found.append(shown(path))
        elif below is not None and "record" in below.kinds and len(path) < 3:
            found += _of_kind(kind, below, path)
    return found
