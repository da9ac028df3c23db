"""What is wrong with a theme beyond the shape of its file: margins that leave no page, text that cannot be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from kamdocs.errors import Problem
from kamdocs.model.kit import Pictures
from kamdocs.model.theme import A4_MM, Theme
from kamdocs.model.workspace import KeyPath
from kamdocs.rules.contrast import Faint, faint

_LEAST_MM = (120, 200)
"""What margins leave of a page at least, across and down: the longest word of a title, and a cover."""
_CORRECT = "correct it, or put what browsers alone know into `@media screen { … }`"


class Fault(NamedTuple):
    """Something wrong at a path in a file: what, help, and the rule it breaks."""

    path: KeyPath
    what: str
    help: str
    rule: str = "unusable"


def theme_file(theme: str) -> Path:
    """The file of a theme, as problems name it."""
    return Path("templates", "themes", theme, "theme.yaml")


def theme_faults(theme: Theme, pictures: Pictures) -> Iterator[Fault]:
    """What is wrong with `theme` in a workspace with `pictures`."""
    yield from _too_narrow(theme)
    logo = pictures.find(theme.logo) if theme.logo else None
    if isinstance(logo, tuple):
        yield Fault(("logo",), *logo, "bad-path")
    for found in faint(theme):
        yield Fault(("colours", found.colour), _unreadable(found), _remedy(found), "contrast")


def style_problems(theme: str, css: str, faults: Iterable[tuple[int, int, str]]) -> Iterator[Problem]:
    """What is wrong with the stylesheet `css` of a theme, as line, column and what, where a PDF was to show it."""
    lines, file = css.split("\n"), theme_file(theme).with_suffix(".css")
    for line, column, what in faults:
        yield Problem(file, line, column, "stylesheet", what, help=_CORRECT, source=lines[line - 1] if line else "")


def _too_narrow(theme: Theme) -> Iterator[Fault]:
    margins = theme.margins
    sides = (("left", "right"), ("top", "bottom"))
    for (first, second), page, least in zip(sides, A4_MM, _LEAST_MM, strict=True):
        if getattr(margins, first) + getattr(margins, second) > page - least:
            what = f"`{first}` and `{second}` leave less than {least} mm of the page"
            yield Fault(("margins", first), what, f"a page is {A4_MM[0]} mm by {A4_MM[1]} mm")


def _unreadable(found: Faint) -> str:
    use = found.use
    ground = f"`{use.ground}`" if use.ground else "white"
    text = f"{'bold ' if use.bold else ''}text of {use.size:g} points"
    return f"`{use.ink}` on {ground} has a contrast of {found.found:.2f}:1; {text} needs {use.wanted}:1"


def _remedy(found: Faint) -> str:
    return f"the nearest {'lighter' if found.lighter else 'darker'} colour that passes is `{found.remedy}`"
