"""Whether text in the colours that a theme's own stylesheet states can be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import tinycss2
from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule
from tinycss2.color4 import Color, parse_color

from kamdocs.load.theme_css_limits import Wrong, written
from kamdocs.model.theme import Theme
from kamdocs.rules.colours import PAPER, contrast
from kamdocs.rules.contrast import LARGE, LARGE_TEXT, TEXT, mixed
from kamdocs.rules.stylesheets import Part, filled, is_for_ornament, meaningful, selectors_of, word_of

_ON_COLOUR = frozenset({"cover", "cover-band", "th", "thead"})
_ALWAYS_ON_COLOUR = _ON_COLOUR - {"th"}
_HEADINGS = {"h1": "title", "h2": "h2", "h3": "h3", "h4": "h4", "value": "number"}


class _Stated(NamedTuple):
    """A colour that a declaration states, as `#rrggbb` and how much of it is seen; no colour for `inherit` and such."""

    node: Declaration
    colour: str
    share: float


def unreadable(part: Part, theme: Theme, set_to: Mapping[str, Sequence[Node]]) -> Iterator[Wrong]:
    """A problem where the colours that a rule states give text too little contrast, in the first of its selectors that
    they do: text in its `color` on its `background`, or where it states one of them only, with white or the text of
    `theme`."""
    rule = part.node
    if not isinstance(rule, QualifiedRule | AtRule) or not rule.content:
        return
    ink, ground = (_stated(rule, names, set_to) for names in (("color",), ("background", "background-color")))
    stated = [each for each in (ink, ground) if each]
    if not stated or not all(each.colour for each in stated):
        return
    for selector in selectors_of((*part.around, rule)) or [[]]:
        words = [word_of(token) for token in selector]
        found, wanted = _contrast(ink, ground, words, theme), _wanted(words, theme)
        if found < wanted and not is_for_ornament(selector):
            what = f"{_told(ink, ground)} has a contrast of {found:.2f}:1; text needs {wanted}:1"
            yield Wrong(stated[0].node, what, _remedy(ink, ground))
            return


def _contrast(ink: _Stated | None, ground: _Stated | None, words: Sequence[str], theme: Theme) -> float:
    """That of text where the words of a selector stand: the best there where its ground is not stated, the worst where
    its own colour is not."""
    colours = theme.colours
    if ground and not ink:
        below = mixed(ground.colour, PAPER, ground.share)
        inks = [colours.text, colours.on_strong] if "th" in words else [colours.text]
        return min(contrast(each, below) for each in ([colours.on_strong] if _ALWAYS_ON_COLOUR & {*words} else inks))
    grounds = [PAPER, colours.strong] if _ON_COLOUR & {*words} else [PAPER]
    if ground:
        grounds = [mixed(ground.colour, PAPER, ground.share)]
    return max(contrast(mixed(ink.colour, below, ink.share), below) for below in grounds) if ink else 0


def _wanted(words: Sequence[str], theme: Theme) -> float:
    """The contrast that the last element of a selector needs."""
    last = next((word for word in reversed(words) if word), "")
    size = getattr(theme.sizes, _HEADINGS[last]) if last in _HEADINGS else theme.sizes.text
    return LARGE_TEXT if size >= LARGE else TEXT


def _told(ink: _Stated | None, ground: _Stated | None) -> str:
    text = written(ink.node) if ink else "text of the theme"
    return f"{text} on {written(ground.node) if ground else 'white'}"


def _remedy(ink: _Stated | None, ground: _Stated | None) -> str:
    if ink and ground:
        return "take colours that differ more"
    missing = "`background` that it stands on" if ink else "`color` of the text on it"
    return f"take another colour, or state the {missing} in the same rule"


def _stated(rule: Node, names: tuple[str, ...], set_to: Mapping[str, Sequence[Node]]) -> _Stated | None:
    """The colour that the last declaration of one of `names` in a rule states; None where it has none."""
    declared = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    found = [each for each in declared if isinstance(each, Declaration) and each.lower_name in names]
    if not found:
        return None
    values = meaningful(filled(found[-1].value, set_to))
    if "color" not in names and {*map(word_of, values)} <= {"none", "transparent"}:
        return None
    colour = parse_color(values[0]) if len(values) == 1 else None
    return _Stated(found[-1], *(_coded(colour) if isinstance(colour, Color) else ("", 1.0)))


def _coded(colour: Color) -> tuple[str, float]:
    try:
        parts = colour.to("srgb").coordinates
    except NotImplementedError:
        return "", 1.0
    return "#" + "".join(f"{round(255 * min(max(part or 0, 0), 1)):02x}" for part in parts), float(colour.alpha)
