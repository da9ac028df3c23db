"""Names that are not there. A rendering notes them and goes on, so that all of a template's are told at once."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jinja2.environment import TemplateModule
from jinja2.exceptions import UndefinedError
from jinja2.runtime import Undefined
from jinja2.utils import missing

from kamdocs.render.rendering import TemplateFault, meant, note, rendering
from kamdocs.render.tokens import STAND_IN
from kamdocs.render.views import View, describe, names


class Hole(Undefined):
    """A name that is not there; whatever is done with it is an error that says which name, and what was meant.

    What a template does with most names is noted, so that all of a template's holes are told at once.
    """

    __slots__ = ()

    def noted(self) -> Hole:
        """The hole itself, noted."""
        note(UndefinedError(self._undefined_message))
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

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        name, obj = self._undefined_name, self._undefined_obj
        if obj is missing:
            return f"`{name}` is not defined{meant(name, rendering().names)}"
        if isinstance(obj, View):
            return f"`{name}` is no field of `{describe(obj)}`{meant(name, names(obj))}"
        if isinstance(obj, dict):
            return f"`{name}` is not in this list of words{meant(name, obj)}"
        if isinstance(obj, TemplateModule):
            return f"`{name}` is no macro of `{obj.__name__}`{meant(name, vars(obj))}"
        if obj is None:
            return f"`{name}` is asked of a value that is not given\nask first: {{% if … %}}"
        if isinstance(obj, list | tuple) and isinstance(name, int):
            return f"there is no item `{name}` in this list of {len(obj)}"
        return f"`{name}` cannot be asked of this value"


class Words(dict[str, Any]):
    """Filters or tests by name; one that is not there is noted, and gives something to go on with."""

    def __init__(self, kind: str, known: Mapping[str, Any]) -> None:
        super().__init__(known)
        self._kind = kind

    def unknown(self, name: str) -> TemplateFault:
        """What is wrong with `name`."""
        what, _, help = f"there is no {self._kind} `{name}`{meant(name, self)}".partition("\n")
        return TemplateFault(what, help)

    def get(self, name: str, default: object = None) -> Any:
        return self[name]

    def __missing__(self, name: str) -> Callable[..., str]:
        def stand_in(*values: object, **named: object) -> str:
            note(self.unknown(name))
            return STAND_IN

        return stand_in


def past_holes(filter: Callable[..., Any]) -> Callable[..., Any]:
    """The filter, which makes a hole of a hole."""

    @functools.wraps(filter)
    def filtered(*values: Any, **named: Any) -> Any:
        hole = next((value for value in values if isinstance(value, Hole)), None)
        return filter(*values, **named) if hole is None else hole.noted()

    return filtered
