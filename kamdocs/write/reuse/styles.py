"""What earlier documents of a process worked out of their stylesheets, used again.

WeasyPrint works the style of each element and box out property by property, for each document anew, which is a third of
the time that a letter takes. Two elements whose declarations are equal, and those of all that is around them, have the
same style, in whatever documents they stand: so what is kept can only save time, and never change a page.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary

from weasyprint import css
from weasyprint.text.fonts import FontConfiguration

from kamdocs.write.reuse.idle import without_notes

_RELATED = {"position": "", "float": "position", "display": "float"}
"""Properties of which WeasyPrint notes what is specified as well, each with the one that it looks at before."""
_MOST = 10_000


@dataclass(slots=True, eq=False)
class _Known:
    """What is known of elements with the same declarations: their values by property, those of related ones with what
    is specified, those of boxes without an element in them, and what stands in them, by its own declarations."""

    values: dict[str, Any] = field(default_factory=dict)
    related: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    anonymous: dict[str, Any] = field(default_factory=dict)
    inner: dict[Hashable, _Known] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class _Book:
    """All that is known for a font configuration."""

    outside: _Known = field(default_factory=_Known)
    count: int = 0
    numbers: dict[Hashable, int] = field(default_factory=dict)
    """A number for each value that was declared."""
    read: dict[int, tuple[object, int]] = field(default_factory=dict)
    """The objects of values that stylesheets hold, each with its number, by their identity."""

    def find(self, around: _Known, pseudo_type: str | None, cascaded: Mapping[str, tuple[Any, Any]]) -> _Known | None:
        """What is known of an element with these declarations in `around`; None where one of them cannot be compared,
        and where no more is kept."""
        declarations = tuple(
            (name, self._number(value), *weight[:2], tuple(weight[2])) for name, (value, weight) in cascaded.items()
        )
        if any(number is None for _, number, *_ in declarations):
            return None
        key = pseudo_type, declarations
        known = around.inner.get(key)
        if known is None and self.count < _MOST:
            self.count += 1
            known = around.inner[key] = _Known()
        return known

    def _number(self, value: object) -> int | None:
        """The number of a value, which equal values share; None for one that cannot be compared."""
        kept = self.read.get(id(value))
        if kept and kept[0] is value:
            return kept[1]
        fixed = _fixed(value)
        if not _is_hashable(fixed):
            return None
        number = self.numbers.setdefault(fixed, len(self.numbers))
        if len(self.read) < _MOST:
            self.read[id(value)] = value, number
        return number


_BOOKS: WeakKeyDictionary[FontConfiguration, _Book] = WeakKeyDictionary()


def _is_hashable(value: Hashable) -> bool:
    try:
        hash(value)
    except TypeError:
        return False
    return True


def _fixed(value: Any) -> Any:
    """A value that can be compared: with a tuple in the place of each list."""
    return tuple(_fixed(part) for part in value) if type(value) in (list, tuple) else value


def take_place() -> None:
    """Have documents share what is worked out of their styles, where `keep` is told of their fonts."""
    css.StyleFor = _StyleFor


def keep(fonts: FontConfiguration) -> None:
    """Have documents with these fonts share what is worked out of their styles."""
    _BOOKS[fonts] = _Book()


def known_style(style: Any) -> Hashable:
    """What tells a style from all others of its fonts; None where nothing does."""
    return getattr(style, "told_by", None)


class _StyleFor(css.StyleFor):  # type: ignore[misc]  # the library has no types
    """The styles of a document.

    Those of pseudo-elements are worked out when they are asked for: the library's own stylesheet gives each element
    six, and hardly any of them has a box.
    """

    def __init__(self, html: Any, sheets: Any, hints: Any, font_config: FontConfiguration, targets: Any) -> None:
        kept = not getattr(html, "own_lengths", True)
        self._book = _BOOKS.get(font_config) if kept else None
        self._waiting = dict[tuple[Any, str], tuple[Any, dict[str, Any]]]()
        if self._book is not None and not html.has_notes:
            sheets = without_notes(sheets)
        super().__init__(html, sheets, hints, font_config, targets)

    def __call__(self, element: Any, pseudo_type: str | None = None) -> Any:
        if pseudo_type and (waiting := self._waiting.pop((element, pseudo_type), None)):
            cascaded, named = waiting
            self._cascaded_styles[element, pseudo_type] = cascaded
            self._set(element, pseudo_type=pseudo_type, **named)
        return super().__call__(element, pseudo_type)

    def set_computed_styles(self, element: Any, *, pseudo_type: str | None = None, **named: Any) -> None:
        if pseudo_type and self._book is not None:
            self._waiting[element, pseudo_type] = self._cascaded_styles[element, pseudo_type], named
        else:
            self._set(element, pseudo_type=pseudo_type, **named)

    def _set(
        self, element: Any, *, parent: Any, pseudo_type: str | None, target_collector: Any = None, **named: Any
    ) -> None:
        super().set_computed_styles(element, parent, pseudo_type=pseudo_type, **named)
        style = self._computed_styles[element, pseudo_type]
        if self._book is not None:
            around = self._book.outside if parent is None else getattr(style.parent_style, "known", None)
            known = around and self._book.find(around, pseudo_type, style.cascaded)
            if known:
                style.__class__, style.known, style.told_by = _Style, known, known
        if target_collector and style["anchor"]:
            target_collector.collect_anchor(style["anchor"])


class _Style(css.ComputedStyle):  # type: ignore[misc]  # as above
    """The style of an element."""

    known: _Known
    told_by: Hashable

    def __missing__(self, key: str) -> Any:
        known = self.known
        if key in known.values:
            value = self[key] = known.values[key]
            return value
        if key in _RELATED:
            return self._related(key)
        value = known.values[key] = super().__missing__(key)
        return value

    def _related(self, key: str) -> Any:
        """The value of a property that is noted as specified too, and that others of them are worked out from."""
        if before := _RELATED[key]:
            self[before]
        if key not in self.known.related:
            value = super().__missing__(key)
            self.known.related[key] = value, self.specified[key]
        self[key], self.specified[key] = self.known.related[key]
        return self[key]

    @cached_property
    def anonymous_style(self) -> _Anonymous:
        return _Anonymous(self)


class _Anonymous(css.AnonymousStyle):  # type: ignore[misc]  # as above
    """The style of a box without an element."""

    def __init__(self, parent_style: _Style) -> None:
        super().__init__(parent_style)
        self.known, self.told_by = parent_style.known.anonymous, (parent_style.told_by,)

    def __missing__(self, key: str) -> Any:
        if key in self.known:
            value = self[key] = self.known[key]
            return value
        value = super().__missing__(key)
        if key not in _RELATED:
            self.known[key] = value
        return value

    @cached_property
    def anonymous_style(self) -> css.AnonymousStyle:
        style = css.AnonymousStyle(self)
        style.told_by = (self.told_by,)
        return style
