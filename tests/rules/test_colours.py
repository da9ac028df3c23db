"""Colours: contrast, and the series of a chart."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from support import REPOSITORY

from kamdocs.model.theme import Theme
from kamdocs.rules.colours import MOST_SERIES, contrast, series_colours

THEMES = sorted((REPOSITORY / "templates/themes").glob("*/theme.yaml"))
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def theme(accent: str, muted: str, strong: str) -> Theme:
    """The first theme in other colours."""
    found = Theme.model_validate(yaml.load(THEMES[0].read_text(encoding="utf-8"), yaml.BaseLoader))
    changed = {"accent": accent, "muted": muted, "strong": strong}
    return found.model_copy(update={"colours": found.colours.model_copy(update=changed)})


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#000000", 21.0),
        ("#123456", "#123456", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#000000", 2.44),
    ],
)
def test_contrast_is_that_of_the_guidelines(a: str, b: str, expected: float) -> None:
    """From 1 to 21, whichever colour is the lighter one; `#767676` is the lightest grey for text on white."""
    assert contrast(a, b) == pytest.approx(expected, abs=0.005)


@pytest.mark.parametrize("file", THEMES, ids=lambda file: file.parent.name)
def test_series_of_every_theme_begin_with_its_accent(file: Path) -> None:
    """The accents of the themes that come with kamdocs need no change, and what was before recedes beside them."""
    found = Theme.model_validate(yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader))
    first, second = series_colours(found, 2)
    assert first == found.colours.accent
    assert 3 <= contrast(second, "#ffffff") < contrast(first, "#ffffff")


@given(COLOURS, COLOURS, COLOURS)
def test_series_are_seen_and_told_apart_in_any_theme(accent: str, muted: str, strong: str) -> None:
    """Against white with 3:1 or more, and without their hues; fewer series have the same colours as more."""
    colours = series_colours(theme(accent, muted, strong), MOST_SERIES)
    assert min(contrast(colour, "#ffffff") for colour in colours) >= 3
    assert min(contrast(a, b) for a, b in combinations(colours, 2)) >= 1.3
    assert colours[:2] == series_colours(theme(accent, muted, strong), 2)


def test_a_light_accent_is_made_darker() -> None:
    """Yellow bars would hardly be seen on paper; they stay yellow."""
    (colour,) = series_colours(theme("#ffe000", "#888888", "#222222"), 1)
    red, green, blue = bytes.fromhex(colour[1:])
    assert contrast(colour, "#ffffff") >= 3 > contrast("#ffe000", "#ffffff")
    assert red > green > blue


def test_the_sixth_series_has_the_colour_of_the_first() -> None:
    """More than five cannot be told apart."""
    colours = series_colours(theme("#0f5c6e", "#5b6673", "#12394a"), 7)
    assert colours[5:] == colours[:2]
    assert len(set(colours)) == MOST_SERIES
