"""What nothing of a document comes of, left out: the marks of notes where there are none, and empty margins."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from copy import copy
from typing import Any

from weasyprint.layout import page

_make_margin_boxes = page.make_margin_boxes
_OF_NOTES = frozenset({"footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"})
_EMPTY = ("normal", "inhibit", "none")
_MARGINS = tuple(
    f"@{side}-{place}"
    for sides, places in (
        (("top", "bottom"), ("left-corner", "left", "center", "right", "right-corner")),
        (("left", "right"), ("top", "middle", "bottom")),
    )
    for side in sides
    for place in places
)
"""The boxes in the margins of a page: CSS Paged Media Module Level 3, 5."""


def take_place() -> None:
    """Have no margin boxes be laid out on a page where none of them holds anything."""
    page.make_margin_boxes = _margin_boxes


def without_notes(sheets: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """`sheets`, as WeasyPrint hands them on, without what they say of the marks of notes, which it says of each
    element."""
    return [(_without_notes(sheet), *more) for sheet, *more in sheets]


@functools.lru_cache(maxsize=16)
def _without_notes(sheet: Any) -> Any:
    bare = copy(sheet)
    bare.matcher = copy(sheet.matcher)
    bare.matcher.other_selectors = [entry for entry in sheet.matcher.other_selectors if entry[3] not in _OF_NOTES]
    return bare


def _margin_boxes(context: Any, of_page: Any, state: Any) -> Iterable[Any]:
    """The boxes in the margins of a page, as `make_margin_boxes` of WeasyPrint makes them."""
    styles = (context.style_for(of_page.page_type, margin) for margin in _MARGINS)
    if all(style is None or style["content"] in _EMPTY for style in styles):
        return ()
    boxes: Iterable[Any] = _make_margin_boxes(context, of_page, state)
    return boxes
