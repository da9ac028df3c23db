"""Colours of drawings, taken from a theme so that each is told from the paper and from its neighbours."""

from __future__ import annotations

from dataclasses import dataclass

from kamdocs.model.theme import Theme
from kamdocs.rules.colours import PAPER, contrast, series_colours
from kamdocs.rules.contrast import TEXT


@dataclass(frozen=True, slots=True)
class Paint:
    """How a shape is filled; `edge` outlines it."""

    fill: str
    edge: str = ""


def accent(theme: Theme) -> str:
    """The colour of what a drawing is about: what came after, what adds."""
    return series_colours(theme, 1)[0]


def quiet(theme: Theme) -> str:
    """A colour for what stands back: what was before, what takes away."""
    return series_colours(theme, 2)[1]


def text_on(ground: str, theme: Theme) -> str:
    """The colour of text on `ground`: white where it can be read there, else that of running text."""
    return PAPER if contrast(PAPER, ground) >= TEXT else theme.colours.text
