"""What a theme's own stylesheet may not do: say something else than the document, move the pages, hide text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

import tinycss2
from tinycss2.ast import AtRule, Declaration, FunctionBlock, Node, QualifiedRule, URLToken
from tinycss2.color4 import Color, parse_color

from kamdocs.model.theme import Theme
from kamdocs.rules.colours import PAPER, contrast
from kamdocs.rules.contrast import LARGE, LARGE_TEXT, TEXT, mixed
from kamdocs.rules.stylesheets import Part, filled
from kamdocs.rules.vocabulary import LIST_MARKS

_INHERITED = frozenset({"inherit", "initial", "unset", "revert"})
_LEAST_PT, _LEAST_SHARE = 4, 0.5
_POINTS = {"pt": 1.0, "px": 0.75, "pc": 12.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "q": 18 / 25.4}
_ORNAMENTS = frozenset({"before", "after"})
_ON_COLOUR = frozenset({"cover", "cover-band", "th", "thead"})
_HEADINGS = {"h1": "title", "h2": "h2", "h3": "h3", "h4": "h4", "value": "number"}
_OF_PAGES, _OF_FONTS = ("margin", "padding", "size"), ("font", "font-family")


class Wrong(NamedTuple):
    """Something wrong at a node of a stylesheet, and what mends it."""

    node: Node
    what: str
    help: str


def hidden_or_changed(part: Part) -> Iterator[Wrong]:
    """A problem where a declaration makes a PDF say something else than Word, or moves its pages.

    Why: what `::before` and `::after` put somewhere is no text, and may be hidden; margin boxes are set aside.
    """
    node = part.node
    if not isinstance(node, Declaration):
        return
    if part.page == "page" and node.lower_name.split("-")[0] in _OF_PAGES:
        what = f"`{node.name}` of pages is not for the stylesheet: Word, charts and page numbers hang on it"
        yield Wrong(node, what, "set `margins` in `theme.yaml`; pages are A4")
    elif not part.page and node.lower_name in _FINE:
        yield from _unfit(node, part)


def _unfit(node: Declaration, part: Part) -> Iterator[Wrong]:
    is_fine, what, help = _FINE[node.lower_name]
    allowed = part.for_browsers if node.lower_name in _OF_FONTS else node.lower_name != "content" and _is_ornament(part)
    tokens = [token for token in node.value if token.type not in ("whitespace", "comment")]
    is_broken = any(token.type == "error" for token in tokens)
    if not (allowed or is_broken or is_fine(tokens)):
        yield Wrong(node, f"{_written(node)} {what}", help)


def _is_ornament(part: Part) -> bool:
    """Whether all that a rule is for is what `::before` or `::after` puts somewhere."""
    rule = next((each for each in reversed(part.around) if isinstance(each, QualifiedRule)), None)
    prelude = rule.prelude if rule is not None else []
    selectors = [list(one) for comma, one in groupby(prelude, lambda token: token == ",") if not comma]
    return bool(selectors) and all(_last_pseudo(selector) in _ORNAMENTS for selector in selectors)


def _last_pseudo(selector: Sequence[Node]) -> str:
    tokens = [token for token in selector if token.type not in ("whitespace", "comment")]
    follows_colon = len(tokens) > 1 and tokens[-2] == ":"
    return str(getattr(tokens[-1], "lower_value", "")) if follows_colon else ""


def _word(token: Node) -> str:
    """A word of a stylesheet in lower case; empty for anything else."""
    return str(getattr(token, "lower_value", ""))


def _only(*words: str) -> Callable[[Sequence[Node]], bool]:
    return lambda tokens: all(_word(token) in {*words, *_INHERITED} for token in tokens)


def _adds_nothing(tokens: Sequence[Node]) -> bool:
    fine = {"none", "normal", *_INHERITED}
    return all(
        not token.value if token.type == "string" else _is_url(token) or _word(token) in fine for token in tokens
    )


def _is_url(token: Node) -> bool:
    return isinstance(token, URLToken) or (isinstance(token, FunctionBlock) and token.lower_name == "url")


def _is_seen(tokens: Sequence[Node]) -> bool:
    shares = [
        token.value / (100 if token.type == "percentage" else 1) for token in tokens if hasattr(token, "int_value")
    ]
    return all(share >= 1 for share in shares)


def _is_large_enough(tokens: Sequence[Node]) -> bool:
    return all(map(_can_be_read, tokens))


def _can_be_read(size: Node) -> bool:
    if size.type == "dimension":
        points = _POINTS.get(size.lower_unit)
        return bool(size.value >= _LEAST_SHARE if points is None else size.value * points >= _LEAST_PT)
    if size.type == "percentage":
        return bool(size.value >= 100 * _LEAST_SHARE)
    return bool(size.type != "number" or size.value)


def _marks_lists(tokens: Sequence[Node]) -> bool:
    fine = {"none", "disc", "circle", "square", "decimal", "lower-alpha", "lower-latin", "inside", "outside"}
    return all(
        token.value.strip() in {"", *LIST_MARKS}
        if token.type == "string"
        else _is_url(token) or _word(token) in fine | _INHERITED
        for token in tokens
    )


_MARKS_HELP = f"the marks of lists are {' '.join(LIST_MARKS)}, numbers and `lower-alpha`"
_SMALL_HELP = f"text of less than {_LEAST_PT} points, or half of that around it, cannot be read"
_FONTS = (
    "is not for the stylesheet: PDFs hold the fonts of the theme alone",
    "name fonts in `theme.yaml`, under `fonts`",
)
_TEXT = "changes or hides text, which Word would show"
_IN_TEMPLATE = "write in the template what a document says"

_FINE: Mapping[str, tuple[Callable[[Sequence[Node]], bool], str, str]] = {
    "text-transform": (_only("none"), _TEXT, _IN_TEMPLATE),
    "visibility": (_only("visible"), _TEXT, _IN_TEMPLATE),
    "display": (lambda tokens: "none" not in map(_word, tokens), _TEXT, _IN_TEMPLATE),
    "content": (_adds_nothing, _TEXT, _IN_TEMPLATE),
    "opacity": (_is_seen, _TEXT, "give the colour itself, whose contrast can be measured"),
    "font-size": (_is_large_enough, _TEXT, _SMALL_HELP),
    "list-style": (_marks_lists, _TEXT, _MARKS_HELP),
    "list-style-type": (_marks_lists, _TEXT, _MARKS_HELP),
    "font": (_only(), *_FONTS),
    "font-family": (_only(), *_FONTS),
}
"""What is fine of a property, what is wrong with all else, and what mends it."""


class _Stated(NamedTuple):
    """A colour that a declaration states, as `#rrggbb` and how much of it is seen; no colour for `inherit` and such."""

    node: Declaration
    colour: str
    share: float


def unreadable(part: Part, theme: Theme, set_to: Mapping[str, Sequence[Node]]) -> Iterator[Wrong]:
    """A problem where the colours that a rule states give text too little contrast: text in its `color` on its
    `background`, or where it states one of them only, with white or the text of `theme`."""
    if (
        not isinstance(part.node, QualifiedRule | AtRule)
        or not part.node.content
        or _is_ornament(Part(part.node, (*part.around, part.node)))
    ):
        return
    ink, ground = (_stated(part.node, names, set_to) for names in (("color",), ("background", "background-color")))
    if not (ink or ground) or any(stated and not stated.colour for stated in (ink, ground)):
        return
    words = [str(_word(token)) for token in part.node.prelude]
    wanted = _wanted(words, theme)
    found = max(
        contrast(mixed(ink.colour, below, ink.share) if ink else theme.colours.text, below)
        for below in _grounds(ground, words, theme)
    )
    if found < wanted:
        on = _written(ground.node) if ground else "white"
        text = _written(ink.node) if ink else "`text` of `theme.yaml`"
        what = f"{text} on {on} has a contrast of {found:.2f}:1; text needs {wanted}:1"
        node = ink.node if ink else ground.node if ground else part.node
        yield Wrong(node, what, _remedy(ink, ground))


def _remedy(ink: _Stated | None, ground: _Stated | None) -> str:
    if ink and ground:
        return "take colours that differ more"
    missing = "`background` that it stands on" if ink else "`color` of the text on it"
    return f"take another colour, or state the {missing} in the same rule"


def _grounds(ground: _Stated | None, words: Iterable[str], theme: Theme) -> list[str]:
    if ground:
        return [mixed(ground.colour, PAPER, ground.share)]
    return [PAPER, theme.colours.strong] if _ON_COLOUR & set(words) else [PAPER]


def _wanted(words: Sequence[str], theme: Theme) -> float:
    """The contrast that the last element of a selector needs."""
    last = next((word for word in reversed(words) if word), "")
    size = getattr(theme.sizes, _HEADINGS[last]) if last in _HEADINGS else theme.sizes.text
    return LARGE_TEXT if size >= LARGE else TEXT


def _stated(rule: Node, names: tuple[str, ...], set_to: Mapping[str, Sequence[Node]]) -> _Stated | None:
    """The colour that the last declaration of one of `names` in a rule states; None where it has none."""
    declared = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    found = [each for each in declared if isinstance(each, Declaration) and each.lower_name in names]
    if not found:
        return None
    values = [token for token in filled(found[-1].value, set_to) if token.type not in ("whitespace", "comment")]
    if "color" not in names and {*map(_word, values)} <= {"none", "transparent"}:
        return None
    colour = parse_color(values[0]) if len(values) == 1 else None
    return _Stated(found[-1], *(_coded(colour) if isinstance(colour, Color) else ("", 1.0)))


def _coded(colour: Color) -> tuple[str, float]:
    try:
        parts = colour.to("srgb").coordinates
    except NotImplementedError:
        return "", 1.0
    return "#" + "".join(f"{round(255 * min(max(part or 0, 0), 1)):02x}" for part in parts), float(colour.alpha)


def _written(declaration: Declaration) -> str:
    return f"`{declaration.name}: {tinycss2.serialize(declaration.value).strip()}`"
