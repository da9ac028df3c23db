"""What is wrong with a theme beyond the shape of its file: margins that leave no page, text that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from kamdocs.errors import Problem
from kamdocs.model.kit import Pictures
from kamdocs.model.theme import A4_MM, Theme
from kamdocs.model.workspace import KeyPath
from kamdocs.rules.contrast import Faint, faint

_LEAST_MM = 80
"""What margins leave of a page at least, across and down."""
_DECLARATION = re.compile(r"\w+ `(?P<what>.*)` at (?P<line>\d+):(?P<column>\d+)[,:] (?P<why>.*?)\.?", re.DOTALL)
_SELECTOR = re.compile(r"Invalid or unsupported selector, '(?P<what>.*)', (?P<why>.*)", re.DOTALL)
_CORRECT = "correct it, or put what browsers alone know into `@media screen { … }`"
_LONGEST = 1000
"""A longer line of a stylesheet, as one with a picture in it, is not shown."""


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


def style_problems(theme: str, css: str, complaints: Iterable[str]) -> Iterator[Problem]:
    """What is wrong with the stylesheet `css` of a theme, as those say who could not use a rule of it."""
    lines, file = css.split("\n"), theme_file(theme).with_suffix(".css")
    for complaint in complaints:
        what, place = _complained(complaint, css)
        line, column = css.count("\n", 0, place) + 1, place - css.rfind("\n", 0, place)
        source = lines[line - 1] if len(lines[line - 1]) < _LONGEST else ""
        yield Problem(file, line, column, "stylesheet", what, help=_CORRECT, source=source)


def _complained(complaint: str, css: str) -> tuple[str, int]:
    """What is wrong, and the place in `css`."""
    if match := _DECLARATION.fullmatch(complaint):
        starts = [0, *(end.end() for end in re.finditer("\n", css))]
        return f"`{match['what'].strip()}`: {match['why']}", starts[int(match["line"]) - 1] + int(match["column"]) - 1
    if match := _SELECTOR.fullmatch(complaint):
        return f"`{match['what'].strip()}`: {match['why']}", max(css.find(match["what"]), 0)
    return complaint, 0


def _too_narrow(theme: Theme) -> Iterator[Fault]:
    margins = theme.margins
    for first, second, page in (("left", "right", A4_MM[0]), ("top", "bottom", A4_MM[1])):
        if getattr(margins, first) + getattr(margins, second) > page - _LEAST_MM:
            what = f"`{first}` and `{second}` leave less than {_LEAST_MM} mm of the page"
            yield Fault(("margins", first), what, f"a page is {A4_MM[0]} mm by {A4_MM[1]} mm")


def _unreadable(found: Faint) -> str:
    use = found.use
    ground = f"`{use.ground}`" if use.ground else "white"
    text = f"{'bold ' if use.bold else ''}text of {use.size:g} points"
    return f"`{use.ink}` on {ground} has a contrast of {found.found:.2f}:1; {text} needs {use.wanted}:1"


def _remedy(found: Faint) -> str:
    return f"the nearest {'lighter' if found.lighter else 'darker'} colour that passes is `{found.remedy}`"
