"""The fields that a template needs: each path that it uses, with what shows of its kind, and where it is used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from kamdocs.model.template_fields import ITEM, Field, FieldKind, Presence, shown
from kamdocs.render.uses.values import Path, Use

_WEAK: tuple[FieldKind, ...] = ("any", "text", "flag")
_HOLDS_TEXT = frozenset({"print", "include", "in"})


@dataclass(slots=True)
class _Found:
    """A path of the data: its own uses, all that reach it or a part of it, and its parts by their steps."""

    own: list[Use] = field(default_factory=list)
    through: list[Use] = field(default_factory=list)
    parts: dict[str, _Found] = field(default_factory=dict)


def fields_of(uses: Iterable[Use], places: Callable[[int], str]) -> tuple[Field, ...]:
    """The fields that `uses` come to, in the order of the template; `places` say where its lines are."""
    root = _gathered(uses)
    return tuple(_field((name,), found, places) for name, found in root.parts.items())


def _gathered(uses: Iterable[Use]) -> _Found:
    root = _Found()
    for use in uses:
        found = root
        for step in use.path:
            found = found.parts.setdefault(step, _Found())
            found.through.append(use)
        found.own.append(use)
    return root


def kinds_used(uses: Iterable[Use]) -> dict[Path, FieldKind]:
    """The kind of each path, as far as the uses show."""
    found = dict[Path, FieldKind]()

    def take(path: Path, at: _Found) -> None:
        found[path] = _kind(at)
        for step, part in at.parts.items():
            take((*path, step), part)

    for name, at in _gathered(uses).parts.items():
        take((name,), at)
    return found


def _field(path: Path, found: _Found, places: Callable[[int], str]) -> Field:
    kind, item = _kind(found), found.parts.get(ITEM)
    inner, base = (item, (*path, ITEM)) if item is not None and item.parts else (found, path)
    parts = [(step, part) for step, part in inner.parts.items() if inner is not found or step != ITEM]
    return Field(
        path[-1],
        shown(path),
        kind,
        _presence(path, found.through),
        item=_kind(item) if item is not None else "any",
        fields=tuple(_field((*base, step), part, places) for step, part in parts),
        places=tuple(dict.fromkeys(map(places, dict.fromkeys(use.line for use in found.own)))),
    )


def _kind(found: _Found) -> FieldKind:
    """What a path holds: a list or a record where its parts are used, else what its uses ask for."""
    if ITEM in found.parts:
        return "list"
    if found.parts:
        return "record"
    strong = {use.kind for use in found.own if use.kind not in _WEAK}
    if strong:
        return strong.pop() if len(strong) == 1 else "any"
    return _weak_kind(found.own)


def _weak_kind(own: Sequence[Use]) -> FieldKind:
    """What is printed, or compared with a text, is one; what is only asked whether it holds is a flag."""
    kinds = {use.kind for use in own}
    if "text" in kinds or any(use.by in _HOLDS_TEXT for use in own):
        return "text"
    return "flag" if "flag" in kinds or all(use.tested for use in own) else "any"


def _presence(path: Path, through: Iterable[Use]) -> Presence:
    bare = [use for use in through if path not in use.guarded]
    if any(use.path != path or not (use.tested or use.asked) for use in bare):
        return "needed"
    return "may be left out" if all(use.asked for use in bare) else "may be empty"
