"""Where the user's files hold what no document can be made with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from kamdocs.errors import FontError, GlyphError, InputError, OutputError, Problem, StyleError
from kamdocs.load import theme_problem
from kamdocs.load.theme import style_problems, theme_file
from kamdocs.model.kit import Kit
from kamdocs.model.workspace import Workspace

_SCRIPT_HELP = "name a font in the theme that has it"


Places = Callable[[str, str], Iterable[Problem]]
"""Gives a problem for each place where the user's files hold one of some characters; the second text is the help."""


@contextmanager
def traced(workspace: Workspace, kit: Kit, places: Places) -> Iterator[None]:
    """A context in which what no document can be made with is told where the user's files hold it: a character that no
    font has, at its `places`, a rule of a stylesheet, a font."""
    try:
        yield
    except FontError as error:
        path = (*error.key.split("."), "pdf")
        problem = theme_problem(workspace.root, workspace.settings.theme, path, "no-font", str(error))
        raise OutputError(problem.headline(), help=error.help) from None
    except StyleError as error:
        raise InputError(style_problems(workspace.settings.theme, kit.css, error.faults)) from None
    except GlyphError as error:
        theme = theme_file(workspace.settings.theme)
        scripts = [Problem(theme, 0, 0, "no-glyph", what, help=_SCRIPT_HELP) for what in error.scripts]
        if problems := [*scripts, *places(error.single, error.help)]:
            raise InputError(problems) from None
        raise
