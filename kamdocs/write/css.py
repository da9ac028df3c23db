"""The stylesheets, derived from a theme's tokens."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from importlib.resources import files

from kamdocs.model.theme import COLUMN_GAP_MM, Font, Theme
from kamdocs.rules.contrast import LINE_SHARE, ground_of_sums, mixed, muted_on

LATIN, HANGUL, RARE_HANGUL, FIGURES = "Kamdocs Latin", "Kamdocs Hangul", "Kamdocs Rare Hangul", "Kamdocs Figures"
HEADINGS, HEADINGS_HANGUL = "Kamdocs Headings", "Kamdocs Headings Hangul"
"""The families that documents are set in: each the fonts found for the theme, under a name of our own."""

_TOKEN = re.compile(r"var\(--([a-z0-9-]+)\)")
_WEIGHTS = {"regular": 400, "semibold": 600, "bold": 700}


@functools.cache
def stylesheet(theme: Theme) -> str:
    """The stylesheet of PDFs, without the fonts, which are found on the machine."""
    family = _families(LATIN, HANGUL, RARE_HANGUL)
    headings = _families(*heading_families(theme), LATIN, HANGUL, RARE_HANGUL)
    tokens = {"family": family, "figures": _families(FIGURES) + ", " + family, "heading-family": headings}
    return _sheets(theme, "print", _tokens(theme) | tokens)


@functools.cache
def screen_stylesheet(theme: Theme) -> str:
    """The stylesheet of HTML files, for the screen and for printing from it, in fonts of the reader's machine.

    Sizes are relative to that of running text, which is larger on a screen than on paper.
    """
    families = {
        f"{place}{name}": _on_screen(theme, *fonts, hangul_first=bool(place))
        for name, fonts in (
            ("family", (theme.fonts.latin, theme.fonts.hangul)),
            ("heading-family", theme.fonts.of_headings()),
        )
        for place in ("", "hangul-")
    }
    sizes = {f"size-{name}": f"{size / theme.sizes.text:.4g}rem" for name, size in theme.sizes.model_dump().items()}
    own = {**families, "figures": families["family"], "print-size": f"{theme.sizes.text}pt"}
    return _sheets(theme, "screen", _tokens(theme) | sizes | own)


def heading_families(theme: Theme) -> tuple[str, ...]:
    """Our names of the families that headings alone are set in."""
    given = ((theme.fonts.headings.latin, HEADINGS), (theme.fonts.headings.hangul, HEADINGS_HANGUL))
    return tuple(name for font, name in given if font is not None)


def _sheets(theme: Theme, medium: str, tokens: Mapping[str, str]) -> str:
    """What all media share and what `medium` has of its own; then the same of how the theme draws its parts."""
    drawn = [f"looks/{part}-{look}" for part, look in theme.looks.model_dump().items()]
    looks = [f"{look}{ending}.css" for look in drawn for ending in ("", f".{medium}")]
    return "".join(_filled(name, tokens) for name in ("common.css", f"{medium}.css", *looks))


def _on_screen(theme: Theme, latin: Font, hangul: Font, *, hangul_first: bool) -> str:
    """The families of two fonts, in order; what stands in for both comes before Hangul, or after it.

    Why: a font for Hangul has Latin letters too, but they fit Korean text alone.
    """
    ours, theirs = _families(*latin.pdf, latin.word), _families(*hangul.pdf, hangul.word)
    order = (ours, theirs, theme.fonts.fallback) if hangul_first else (ours, theme.fonts.fallback, theirs)
    return ", ".join(order)


def _families(*names: str) -> str:
    return ", ".join(f'"{name}"' for name in dict.fromkeys(names))


def _tokens(theme: Theme) -> dict[str, str]:
    """The values of a theme by their names in the stylesheets."""
    colours = theme.colours.model_dump()
    sizes = {f"size-{name}": f"{size}pt" for name, size in theme.sizes.model_dump().items()}
    margins = {f"margin-{side}": f"{width}mm" for side, width in theme.margins.model_dump().items()}
    named = {name.replace("_", "-"): value for name, value in colours.items()}
    others = {
        "line-height": str(theme.line_height),
        "column-gap": f"{COLUMN_GAP_MM}mm",
        "bold": str(_WEIGHTS[theme.fonts.bold]),
        "heading-weight": str(_WEIGHTS["regular" if theme.fonts.headings.weight == "regular" else theme.fonts.bold]),
        "sum": ground_of_sums(theme),
        "on-strong-muted": muted_on(theme.colours.strong, theme.colours.on_strong),
        "on-strong-line": mixed(theme.colours.on_strong, theme.colours.strong, LINE_SHARE),
    }
    return named | sizes | margins | others


def _filled(name: str, tokens: Mapping[str, str]) -> str:
    """The stylesheet `name`; most looks have none for a single medium."""
    file = files(__package__).joinpath(name)
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    return _TOKEN.sub(lambda match: tokens[match[1]], text)
