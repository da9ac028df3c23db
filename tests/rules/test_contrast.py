"""Text that cannot be read is told, with the nearest colour that can."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from support import REPOSITORY

from kamdocs.model.theme import Theme
from kamdocs.rules.colours import contrast
from kamdocs.rules.contrast import faint, mixed, muted_on

THEMES = sorted(path.parent.name for path in (REPOSITORY / "templates/themes").glob("*/theme.yaml"))


def theme_of(name: str = "modern", colours: dict[str, str] | None = None, **more: Any) -> Theme:
    """A theme that comes with kamdocs, with other colours or tokens."""
    tokens = yaml.safe_load((REPOSITORY / "templates/themes" / name / "theme.yaml").read_text(encoding="utf-8"))
    tokens["colours"] |= colours or {}
    return Theme.model_validate(tokens | more)


def told(theme: Theme) -> list[tuple[str, str, str, str]]:
    """The ink, the ground, what to change, and its remedy, of all that is hard to read."""
    return [(found.use.ink, found.use.ground, found.colour, found.remedy) for found in faint(theme)]


def test_every_theme_that_comes_with_kamdocs_is_readable() -> None:
    """All of them, in every look."""
    assert len(THEMES) >= 3
    assert [told(theme_of(name)) for name in THEMES] == [[] for _ in THEMES]


def test_text_that_is_too_light_is_told_with_a_darker_colour_that_passes() -> None:
    """It passes on paper, and the shade before it does not."""
    (found,) = faint(theme_of(colours={"muted": "#8a95a1"}))
    assert (found.colour, round(found.found, 2), found.use.wanted, found.lighter) == ("muted", 3.05, 4.5, False)
    assert contrast(found.remedy, "#ffffff") >= 4.5
    assert contrast(mixed("#8a95a1", found.remedy, 0.05), "#ffffff") < 4.5


def test_a_ground_that_is_too_dark_is_told_once_for_each_text_with_one_remedy_for_all() -> None:
    """It is lighter than the ground, and all text that stands on paper stands on it."""
    found = list(faint(theme_of(colours={"tint": "#7f9ea3"})))
    assert {each.use.ink for each in found} == {"accent", "muted", "strong"}
    assert {(each.colour, each.lighter) for each in found} == {("tint", True)}
    (remedy,) = {each.remedy for each in found}
    assert min(contrast(remedy, theme_of().colours.muted), contrast(remedy, theme_of().colours.accent)) >= 4.5


def test_text_on_colour_is_told_where_the_ground_is_sound() -> None:
    """A ground that is too light for paper is told first; it changes before text stands on it."""
    assert [found[:3] for found in told(theme_of(colours={"on_strong": "#4a7f96"}))] == [
        ("on_strong", "strong", "on_strong")
    ]
    assert next(found[:3] for found in told(theme_of(colours={"strong": "#9fc5d4"}))) == ("strong", "", "strong")


def test_only_what_the_looks_use_is_checked() -> None:
    """A theme without anything on colour or tint may hold what it likes there."""
    colours = {"on_strong": "#14233a", "tint": "#14233a"}
    assert told(theme_of("sober", colours)) == []
    assert {found[1] for found in told(theme_of("modern", colours))} == {"strong", "tint"}


@pytest.mark.parametrize(("size", "wanted"), [("17.5", 4.5), ("18", 3.0)])
def test_large_text_needs_less(size: str, wanted: float) -> None:
    """From 18 points on, for those who read everything so large."""
    sizes = dict.fromkeys(theme_of().sizes.model_dump(), size)
    (found,) = faint(theme_of(colours={"muted": "#c4c8cc"}, sizes=sizes, looks={"callout": "box", "table": "ruled"}))
    assert found.use.wanted == wanted


@pytest.mark.parametrize(("ground", "quieter"), [("#12394a", True), ("#767676", False)])
def test_quiet_text_on_colour_stays_readable(ground: str, quieter: bool) -> None:
    """Where the text itself is just readable, it is no quieter."""
    found = muted_on(ground, "#ffffff")
    assert contrast(found, ground) >= 4.5
    assert (found != "#ffffff") is quieter
