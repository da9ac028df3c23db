"""The version whose templates run now: its values, its language, its steps, and the faults after which it goes on."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from types import FrameType

from jinja2.exceptions import TemplateRuntimeError

from kamdocs.render.tokens import TokenStore
from kamdocs.rules.language import Writer


class TemplateFault(TemplateRuntimeError):
    """Something that a template does and must not; `help` says what to do instead, `rule` is the rule it breaks.

    `own` says that the template is wrong whatever its macros are given, as where it uses a name that nothing defines.
    """

    def __init__(self, what: str, help: str = "", *, rule: str = "template-value", own: bool = False) -> None:
        super().__init__(what)
        self.help = help
        self.rule = rule
        self.own = own


@dataclass(slots=True)
class Rendering:
    """What one version is rendered with: its values, and how its language writes them.

    `names` are those that its templates can use. `steps` are counted by `kamdocs.render.bounds`. `noted` are the
    faults after which the rendering went on, each with the file and line of its template. Numbers are printed
    `as_written` in the data, or else as the language writes them. `loops` are the names that loops give to their items.
    """

    store: TokenStore
    writer: Writer
    names: Iterable[str] = ()
    steps: int = 0
    noted: list[tuple[str, int, TemplateFault]] = field(default_factory=list)
    as_written: bool = False
    loops: Collection[str] = ()

    def text_of_markup(self, markup: str) -> str:
        """The text of a piece of markup that holds nothing else."""
        return self.store.plain(markup)


_current: ContextVar[Rendering | None] = ContextVar("rendering", default=None)


def use(rendering: Rendering) -> None:
    """Render with `rendering` from now on."""
    _current.set(rendering)


@contextmanager
def using(rendering: Rendering) -> Iterator[Rendering | None]:
    """Render with `rendering` for a while, and then with what was used before, which is given."""
    before = _current.get()
    _current.set(rendering)
    try:
        yield before
    finally:
        _current.set(before)


def current() -> Rendering:
    """What is being rendered. Raises LookupError where nothing is."""
    rendering = _current.get()
    if rendering is None:
        raise LookupError("nothing is being rendered")
    return rendering


def note(fault: TemplateFault) -> None:
    """Note a fault at the line of the innermost template that is being rendered; raises it where none is."""
    place = here()
    if place is None:
        raise fault
    current().noted.append((*place, fault))


def here() -> tuple[str, int] | None:
    """The file and the line of the innermost template that is being rendered; None where none is."""
    frame: FrameType | None = sys._getframe()
    while frame is not None:
        if template := frame.f_globals.get("__jinja_template__"):
            return template.filename, template.get_corresponding_lineno(frame.f_lineno)
        frame = frame.f_back
    return None
