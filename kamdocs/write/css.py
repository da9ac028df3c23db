"""The stylesheets, derived from a theme's tokens."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from importlib.resources import files

from kamdocs.model.theme import Theme

LATIN, HANGUL, RARE_HANGUL, FIGURES = "Kamdocs Latin", "Kamdocs Hangul", "Kamdocs Rare Hangul", "Kamdocs Figures"
"""The families that documents are set in: each the fonts found for the theme, under a name of our own."""

_TOKEN = re.compile(r"var\(--([a-z0-9-]+)\)")


@functools.cache
def stylesheet(theme: Theme) -> str:
    """The stylesheet of PDFs, without the fonts, which are found on the machine."""
    family = _families(LATIN, HANGUL, RARE_HANGUL)
    tokens = _tokens(theme) | {"family": family, "figures": _families(FIGURES) + ", " + family}
    return _filled("common.css", tokens) + _filled("print.css", tokens)


@functools.cache
def screen_stylesheet(theme: Theme) -> str:
    """The stylesheet of HTML files, for the screen and for printing from it, in fonts of the reader's machine.

    Sizes are relative to that of running text, which is larger on a screen than on paper.
    """
    fonts = theme.fonts
    family = _families(*fonts.latin.pdf, fonts.latin.word, *fonts.hangul.pdf, fonts.hangul.word) + ", sans-serif"
    sizes = {f"size-{name}": f"{size / theme.sizes.text:.4g}rem" for name, size in theme.sizes.model_dump().items()}
    own = {"family": family, "figures": family, "print-size": f"{theme.sizes.text}pt"}
    tokens = _tokens(theme) | sizes | own
    return _filled("common.css", tokens) + _filled("screen.css", tokens)


def _families(*names: str) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _tokens(theme: Theme) -> dict[str, str]:
    """The values of a theme by their names in the stylesheets."""
    colours = theme.colours.model_dump()
    sizes = {f"size-{name}": f"{size}pt" for name, size in theme.sizes.model_dump().items()}
    margins = {f"margin-{side}": f"{width}mm" for side, width in theme.margins.model_dump().items()}
    named = {name.replace("_", "-"): value for name, value in colours.items()}
    others = {
        "line-height": str(theme.line_height),
        "on-strong-muted": _mixed(theme.colours.on_strong, theme.colours.strong, 0.68),
    }
    return named | sizes | margins | others


def _mixed(colour: str, ground: str, share: float) -> str:
    """The colour that `colour` has on `ground` when only `share` of it is seen."""
    pairs = zip(bytes.fromhex(colour[1:]), bytes.fromhex(ground[1:]), strict=True)
    return "#" + "".join(f"{round(above * share + below * (1 - share)):02x}" for above, below in pairs)


def _filled(name: str, tokens: Mapping[str, str]) -> str:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return _TOKEN.sub(lambda match: tokens[match[1]], text)
