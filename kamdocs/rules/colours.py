"""Colours: how well two are told apart, and those of the series of a chart."""

from __future__ import annotations

from math import log

from kamdocs.model.theme import Theme

MOST_SERIES = 5
"""So many colours are told apart by their lightness, also in print without colour."""

PAPER = "#ffffff"
"""What documents are printed on."""

_CLEARLY = 1.5
"""The contrast of two colours that are told apart without their hues."""
_LEAST = 3.0
"""The contrast that WCAG 2.2 wants of graphics (1.4.11)."""
_LIGHTEST, _DARKEST = 3.15, 14.0
"""Contrasts with white that the colours are spread over: a little above the least, and not quite black."""

_Light = tuple[float, float, float]
"""Red, green and blue in parts of the strongest light."""


def contrast(a: str, b: str) -> float:
    """How strongly two colours `#rrggbb` differ in light: from 1 for equal ones to 21 for black and white.

    Source: W3C, Web Content Accessibility Guidelines 2.2, definitions of contrast ratio and relative luminance.
    """
    darker, lighter = sorted((_luminance(_light(a)), _luminance(_light(b))))
    return (lighter + 0.05) / (darker + 0.05)


def series_colours(theme: Theme, count: int) -> tuple[str, ...]:
    """A colour for each of `count` series: the accent, made darker where it is too light, then others of its theme.

    Each has a contrast of 3:1 with white or more, and the lightness of any two of the first five differs clearly,
    that of the first ones most. The sixth is the first again.
    """
    hues = (theme.colours.accent, theme.colours.muted, theme.colours.strong)
    accent = contrast(hues[0], PAPER)
    own = min(max(accent, _LIGHTEST), _DARKEST)
    steps = _by_distance(own, _ladder(own))
    colours = [_shade(hues[place % len(hues)], step) for place, step in enumerate(steps)]
    if accent >= _LEAST:
        colours[0] = hues[0]
    return tuple(colours[place % MOST_SERIES] for place in range(count))


def _ladder(own: float) -> list[float]:
    """Contrasts with white, one of them `own`, as far from each other as can be."""
    last = MOST_SERIES - 1
    ladders = [
        [_LIGHTEST * (own / _LIGHTEST) ** (step / place) for step in range(place)]
        + [own]
        + [own * (_DARKEST / own) ** (step / (last - place)) for step in range(1, last - place + 1)]
        for place in range(MOST_SERIES)
    ]
    return max(ladders, key=lambda ladder: min(_apart(ladder[i], ladder[i + 1]) for i in range(last)))


def _by_distance(first: float, ladder: list[float]) -> list[float]:
    """The steps of a ladder: `first`, the lightest or with little between them the darkest, then the farthest left.

    Why: beside the accent a light colour recedes, a dark one would stand out.
    """
    found = [first, ladder[0] if first / ladder[0] >= _CLEARLY else ladder[-1]]
    while left := [step for step in ladder if step not in found]:
        found.append(max(left, key=lambda step: min(_apart(step, taken) for taken in found)))
    return found


def _apart(a: float, b: float) -> float:
    return abs(log(a / b))


def _shade(colour: str, against_white: float) -> str:
    """The hue of `colour` in the lightness that has this contrast with white."""
    wanted = 1.05 / against_white - 0.05
    light = _light(colour)
    most = max(light)
    if most:
        factor = min(wanted / _luminance(light), 1 / most)
        light = (light[0] * factor, light[1] * factor, light[2] * factor)
    white = (wanted - (found := _luminance(light))) / (1 - found)
    return "#" + "".join(f"{round(255 * _coded(part + (1 - part) * max(white, 0))):02x}" for part in light)


def _light(colour: str) -> _Light:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return _linear(red), _linear(green), _linear(blue)


def _linear(coded: float) -> float:
    return coded / 12.92 if coded <= 0.04045 else float(((coded + 0.055) / 1.055) ** 2.4)


def _coded(linear: float) -> float:
    return 12.92 * linear if linear <= 0.0031308 else float(1.055 * linear ** (1 / 2.4) - 0.055)


def _luminance(light: _Light) -> float:
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]
