"""What a theme's own stylesheet may not do: say something else than the document, move the pages, hide text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import inf
from typing import NamedTuple

import tinycss2
from tinycss2.ast import Declaration, Node

from kamdocs.rules.stylesheets import Part, filled, is_ornament, is_url, meaningful, word_of
from kamdocs.rules.vocabulary import LIST_MARKS

_Check = Callable[[Sequence[Node]], bool]

_INHERITED = frozenset({"inherit", "initial", "unset", "revert"})
_OF_PAGES = ("margin", "padding", "size")
_POINTS = {"pt": 1.0, "px": 0.75, "pc": 12.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "q": 18 / 25.4}
_RELATIVE = frozenset({"em", "rem"})
_LEAST_PT, _LEAST_SHARE = 4, 0.5
_EM_PT, _LINE_PT = 10, 480
"""What sizes of type, and shares of the width of lines, are taken for."""
_FARTHEST_PT = 40
_MARKS = frozenset({"none", "disc", "decimal", "lower-alpha", "lower-latin", "inside", "outside"})

_FONTS = (
    "is not for the stylesheet: PDFs hold the fonts of the theme alone",
    "name fonts in `theme.yaml`, under `fonts`; `font-size`, `font-weight` and such stand by themselves",
)
_TEXT = ("changes or hides text, which Word would show", "write in the template what a document says")
_LISTS = (_TEXT[0], f"the marks of lists are {' '.join(LIST_MARKS)}, numbers and `lower-alpha`")
_PALE = ("makes text paler, which cannot be measured", "give the colour itself")
_SMALL = (
    "can leave text too small to be read",
    f"write {_LEAST_PT}pt or more, or {_LEAST_SHARE}em or more, as a plain number",
)
_MOVED = (
    "can cut off, cover or move away text, which Word would show",
    "leave text where it stands; what `::before` and `::after` put somewhere may be moved and cut",
)
_CLOSE = (
    "can push text over other text or off the page",
    "write a plain length nearer to what there is without it",
)


class Wrong(NamedTuple):
    """Something wrong at a node of a stylesheet, and what mends it."""

    node: Node
    what: str
    help: str


def hidden_or_changed(part: Part, set_to: Mapping[str, Sequence[Node]]) -> Iterator[Wrong]:
    """A problem where a declaration makes a PDF say something else than Word, or moves its pages; custom properties
    are `set_to` what they are.

    Why: what `::before` and `::after` put somewhere is no text, and may be hidden; margin boxes are set aside.
    """
    node = part.node
    if not isinstance(node, Declaration):
        return
    if part.page == "page" and node.lower_name.split("-")[0] in _OF_PAGES:
        what = f"`{node.name}` of pages is not for the stylesheet: Word, charts and page numbers hang on it"
        yield Wrong(node, what, "set `margins` in `theme.yaml`; pages are A4")
    elif not part.page and (known := _FINE.get(node.lower_name.removeprefix("-webkit-"))):
        is_fine, (what, help) = known
        tokens = meaningful(filled(node.value, set_to))
        is_broken = any(token.type == "error" for token in tokens)
        if not (_is_free(node, part) or is_broken or is_fine(tokens)):
            yield Wrong(node, f"{written(node)} {what}", help)


def written(declaration: Declaration) -> str:
    """A declaration as messages quote it."""
    return f"`{declaration.name}: {tinycss2.serialize(declaration.value).strip()}`"


def _is_free(node: Declaration, part: Part) -> bool:
    if node.lower_name == "font-family":
        return part.for_browsers
    return node.lower_name not in ("content", "font") and is_ornament(part)


def _each(is_fine: Callable[[Node], bool]) -> _Check:
    return lambda tokens: all(is_fine(token) or word_of(token) in _INHERITED for token in tokens)


def _only(*words: str) -> _Check:
    return _each(lambda token: word_of(token) in words)


def _within(least: float, most: float, *words: str, whole: float = _LINE_PT) -> _Check:
    """A check for `words` and lengths from `least` to `most` points, where 100 % are `whole`."""

    def is_fine(token: Node) -> bool:
        points = _points(token, whole)
        return word_of(token) in words or (points is not None and least <= points <= most)

    return _each(is_fine)


def _points(token: Node, whole: float) -> float | None:
    """About how long it is in points; None for what is no plain length or number."""
    if token.type == "percentage":
        return float(token.value * whole / 100)
    if token.type == "number":
        return float(token.value * _EM_PT)
    return float(token.value * _POINTS.get(token.lower_unit, _EM_PT)) if token.type == "dimension" else None


def _is_shown(token: Node) -> bool:
    return word_of(token) not in {"", "none"}


def _adds_nothing(token: Node) -> bool:
    return not token.value if token.type == "string" else is_url(token) or word_of(token) in {"none", "normal"}


def _is_full(token: Node) -> bool:
    return bool(token.type in ("number", "percentage") and token.value >= (100 if token.type == "percentage" else 1))


def _can_be_read(size: Node) -> bool:
    if size.type == "dimension" and size.lower_unit in _POINTS:
        return bool(size.value * _POINTS[size.lower_unit] >= _LEAST_PT)
    if size.type == "dimension":
        return bool(size.lower_unit in _RELATIVE and size.value >= _LEAST_SHARE)
    if size.type == "percentage":
        return bool(size.value >= 100 * _LEAST_SHARE)
    return bool(word_of(size))


def _marks_lists(token: Node) -> bool:
    if token.type == "string":
        return token.value.strip() in {"", *LIST_MARKS}
    return is_url(token) or word_of(token) in _MARKS


_FINE: Mapping[str, tuple[_Check, tuple[str, str]]] = {
    "text-transform": (_only("none"), _TEXT),
    "visibility": (_only("visible"), _TEXT),
    "content-visibility": (_only("visible"), _TEXT),
    "display": (_each(_is_shown), _TEXT),
    "content": (_each(_adds_nothing), _TEXT),
    "direction": (_only("ltr"), _TEXT),
    "unicode-bidi": (_only("normal", "isolate"), _TEXT),
    "opacity": (_each(_is_full), _PALE),
    "text-fill-color": (_only("currentcolor"), _PALE),
    "font-size": (_each(_can_be_read), _SMALL),
    "list-style": (_each(_marks_lists), _LISTS),
    "list-style-type": (_each(_marks_lists), _LISTS),
    **dict.fromkeys(("font", "font-family"), (_only(), _FONTS)),
    **dict.fromkeys(("transform", "translate", "scale", "rotate", "filter"), (_only("none"), _MOVED)),
    **dict.fromkeys(("clip-path", "mask", "mask-image", "max-lines", "line-clamp"), (_only("none"), _MOVED)),
    **dict.fromkeys(("clip", "continue"), (_only("auto"), _MOVED)),
    **dict.fromkeys(("overflow", "overflow-x", "overflow-y"), (_only("visible"), _MOVED)),
    "text-overflow": (_only("clip"), _MOVED),
    "position": (_only("static", "relative", "sticky"), _MOVED),
    "float": (_only("none", "left", "right", "inline-start", "inline-end"), _MOVED),
    "z-index": (_within(0, inf, "auto"), _MOVED),
    **dict.fromkeys(
        ("top", "right", "bottom", "left", "inset"), (_within(-_FARTHEST_PT, _FARTHEST_PT, "auto"), _CLOSE)
    ),
    **dict.fromkeys(
        ("margin", "margin-top", "margin-right", "margin-bottom", "margin-left"),
        (_within(-_FARTHEST_PT, inf, "auto"), _CLOSE),
    ),
    "text-indent": (_within(-_FARTHEST_PT, 3 * _FARTHEST_PT), _CLOSE),
    "letter-spacing": (_within(-1, _EM_PT, "normal", whole=_EM_PT), _CLOSE),
    "word-spacing": (_within(-2, _FARTHEST_PT, "normal", whole=_EM_PT), _CLOSE),
    "line-height": (_within(0.8 * _EM_PT, inf, "normal", whole=_EM_PT), _CLOSE),
}
"""What is fine of a property; and what is wrong with all else, and what mends it."""
