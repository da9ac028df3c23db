"""Names that are not there. A rendering notes them and goes on, so that all of a template's are told at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jinja2.environment import TemplateModule
from jinja2.runtime import Undefined
from jinja2.utils import missing

from kamdocs.render.current import TemplateFault, current, note
from kamdocs.render.tokens import STAND_IN
from kamdocs.render.views import View, describe, names
from kamdocs.rules.hints import hint, in_loop

_RULE = "undefined"


class Hole(Undefined):
    """A name that is not there; whatever is done with it is noted as a fault that says which name, and what was meant.

    What comes of it is a hole again, or what lets the template go on to its next fault.
    """

    __slots__ = ()

    def noted(self, *_values: object, **_named: object) -> Hole:
        """The hole itself, noted."""
        own = self._undefined_obj is missing or isinstance(self._undefined_obj, TemplateModule)
        note(TemplateFault(*self._said(), rule=_RULE, own=own))
        return self

    def __str__(self) -> str:
        self.noted()
        return STAND_IN

    def __iter__(self) -> Iterator[Any]:
        self.noted()
        return iter(())

    def __len__(self) -> int:
        self.noted()
        return 0

    def __bool__(self) -> bool:
        self.noted()
        return False

    def __eq__(self, other: object) -> bool:
        self.noted()
        return False

    __hash__ = Undefined.__hash__
    __lt__ = __le__ = __gt__ = __ge__ = __eq__  # type: ignore[assignment]  # its own raise
    __neg__ = __pos__ = __getitem__ = noted  # type: ignore[assignment]  # as above

    @property
    def _undefined_message(self) -> str:
        return self._said()[0]

    def _said(self) -> tuple[str, str]:
        """What is wrong, and help."""
        name, obj = self._undefined_name, self._undefined_obj
        if self._undefined_hint:
            return _hinted(str(name), self._undefined_hint)
        if obj is missing and str(name) in tuple(current().names):
            return f"`{name}` is not defined here", "import this file `with context`"
        if obj is missing:
            return f"`{name}` is not defined", _help(str(name))
        if obj is None:
            return f"`{name}` is asked of a value that is not given", "ask first: `{% if … %}`"
        return (
            _not_in(obj, name)
            if isinstance(name, str | int)
            else ("this cannot be asked of this value", "name a field")
        )


def _help(name: str) -> str:
    """What was meant by a name that is not there."""
    own = current()
    return in_loop(name, own.loops) or hint(name, sorted(own.names))


def _hinted(name: str, hint: str) -> tuple[str, str]:
    """What Jinja says of a name in a sentence of its own, and help."""
    if "does not export" in hint:
        return f"`{name}` is no macro of the template that it is imported from", "name one that stands there"
    if name == "caller":
        return "`caller` stands in a macro that is called without a block", "call it with `{% call … %}`"
    return hint.replace("'", "`"), "give it where it is called"


def _not_in(obj: object, name: str | int) -> tuple[str, str]:
    """What it means that `obj` has no `name`, and help."""
    if isinstance(obj, View):
        return f"`{name}` is no field of `{describe(obj)}`", hint(str(name), sorted(names(obj)))
    if isinstance(obj, dict):
        what = "record" if current().as_written else "list of words"
        return f"`{name}` is not in this {what}", hint(str(name), sorted(map(str, obj)))
    if isinstance(obj, TemplateModule):
        return f"`{name}` is no macro of `{obj.__name__}`", hint(str(name), _exported(obj))
    if isinstance(obj, list | tuple) and isinstance(name, int):
        return f"there is no item `{name}` in this list of {len(obj)}", "items are counted from 0"
    return f"`{name}` cannot be asked of this value", "print the value itself, or use a filter, as in `|upper`"


def _exported(module: TemplateModule) -> list[str]:
    """The names that a template gives to those that import it."""
    return sorted(name for name in vars(module) if not name.startswith("_"))


class Told(Hole):
    """What comes of something that has been told as a fault: a hole of which nothing more is told."""

    __slots__ = ()

    def noted(self, *_values: object, **_named: object) -> Told:
        """The hole itself."""
        return self

    __neg__ = __pos__ = __getitem__ = noted  # those of a hole would tell


def told(fault: TemplateFault) -> Told:
    """Note `fault` where the rendering stands, and give what it goes on with."""
    note(fault)
    return Told()


class KnownNames(dict[str, Any]):
    """Filters or tests by name; one that is not there is noted, and gives something to go on with."""

    def __init__(self, kind: str, known: Mapping[str, Any]) -> None:
        super().__init__(known)
        self._kind = kind

    def unknown(self, name: str) -> TemplateFault:
        """What is wrong with `name`."""
        writable = [known for known in self if known.isidentifier()]
        return TemplateFault(f"there is no {self._kind} `{name}`", hint(name, writable), rule=_RULE, own=True)

    def get(self, name: str, default: object = None) -> Any:
        return self[name]

    def __missing__(self, name: str) -> Callable[..., str]:
        def stand_in(*values: object, **named: object) -> str:
            note(self.unknown(name))
            return STAND_IN

        return stand_in
