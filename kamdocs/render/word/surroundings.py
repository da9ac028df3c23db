"""What a Word template reaches beside itself: files that it names, and other templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from jinja2.environment import Template as JinjaTemplate
from jinja2.utils import missing

from kamdocs.model.word_template import Filled, SubDocument, WordFile
from kamdocs.render.bounds import ENDLESS
from kamdocs.render.current import TemplateFault
from kamdocs.render.word.printing import rendering

_DEEPEST = 20


class Other(Protocol):
    """Another Word template, compiled."""

    @property
    def base(self) -> WordFile:
        """The file that a filling of it changes."""

    @property
    def code(self) -> JinjaTemplate:
        """What is run, from which macros are imported."""

    def fill(self, data: Mapping[str, Any], *, as_written: bool = False) -> Filled:
        """What `data` make of it."""


class Surroundings(Protocol):
    """The files that a template may read, by the names that it calls them. Each raises TemplateFault for what is not
    there or not to be used."""

    def read(self, name: str) -> bytes:
        """The content of a file."""

    def word_file(self, name: str) -> WordFile:
        """A Word file, the same object each time."""

    def other(self, name: str) -> Other:
        """Another template."""


class Included:
    """Another template, as Jinja's `include` and `import` use one."""

    def __init__(self, other: Other) -> None:
        self._other = other

    def new_context(
        self, data: Mapping[str, Any], shared: bool = False, locals: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """What it is filled with: all that can be named where it is included."""
        return {**data, **{name: value for name, value in (locals or {}).items() if value is not missing}}

    def root_render_func(self, data: Mapping[str, Any]) -> Iterator[str]:
        """A paragraph in the place of which its document is put."""
        own = rendering()
        if own.depth >= _DEEPEST:
            what = f"templates include each other more than {_DEEPEST} times"
            raise TemplateFault(what, "let it end: `{% if … %}`", rule=ENDLESS)
        filled = self._other.fill(data, as_written=own.as_written)
        yield f"<w:p><w:r><w:t>{own.insert(SubDocument(self._other.base, filled))}</w:t></w:r></w:p>"

    def make_module(self, *values: Any) -> Any:
        """The macros of the template."""
        return self._other.code.make_module(*values)

    def _get_default_module(self, context: Any = None) -> Any:
        return self._other.code._get_default_module(context)
