"""Calls of macros. A wrong one is told where it stands, with how the macro is called."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from jinja2 import nodes
from jinja2.runtime import Macro
from markupsafe import Markup

from kamdocs.render.bounds import ENDLESS
from kamdocs.render.current import TemplateFault, current, here, note
from kamdocs.render.faults import FAULTS, as_fault
from kamdocs.render.holes import Hole, Told
from kamdocs.render.sources import TemplateSources
from kamdocs.rules.hints import meant

_RULE = "macro-call"
_COMMENT = r"(?:{#-?((?:(?!#}).)*?)-?#}\s*)?"

_OF_JINJA = frozenset({"caller", "_loop_vars", "_block_vars"})

_Make = Callable[..., Any]

Needed = Mapping[tuple[str, str], tuple[str, ...]]
"""What a call of a macro must give, by the file that the macro stands in and its name."""


class Macros:
    """The macros of the templates in `sources`, and what a call of each must give it."""

    def __init__(self, sources: TemplateSources) -> None:
        self._sources = sources
        self._needed: dict[tuple[str, str], tuple[str, ...]] = {}

    def learn(self, template: nodes.Template, file: str | None) -> None:
        """Take up the macros of `template`, which stands in `file`."""
        for macro in template.find_all(nodes.Macro):
            needed = macro.args[: len(macro.args) - len(macro.defaults)]
            asked = _asked_for(macro)
            self._needed[file or "", macro.name] = tuple(each.name for each in needed if each.name not in asked)

    def of(self, file: str | None) -> Needed:
        """What is known of the macros in `file`."""
        return {key: needed for key, needed in self._needed.items() if key[0] == (file or "")}

    def take(self, known: Needed) -> None:
        """Take up macros of which another found out what is `known`."""
        self._needed |= known

    def call(self, macro: Macro, make: _Make, values: Sequence[Any], named: Mapping[str, Any]) -> Any:
        """What `make` gives of the call of `macro` with `values` and `named`; after a wrong call, what lets the
        rendering go on."""
        file = macro._func.__code__.co_filename
        if holes := [hole for value in (*values, *named.values()) for hole in _holes(value)]:
            for hole in holes:
                hole.noted()
            return Told()
        if faults := list(_wrong(macro, self._needed.get((file, macro.name), ()), values, named)):
            usage = self._usage(macro, file)
            for what, help in faults:
                note(TemplateFault(what, help or usage, rule=_RULE))
            return Told()
        place = here() if self._sources.is_component(file) else None
        if place is None or self._sources.is_component(place[0]):
            return make(*values, **named)
        return self._component(macro, file, place, lambda: make(*values, **named))

    def _component(self, macro: Macro, file: str, place: tuple[str, int], make: _Make) -> Any:
        """What a component gives that is called at `place`; what goes wrong in it is told there."""
        noted, before = current().noted, len(current().noted)
        made: Any = Told()
        try:
            made = make()
        except FAULTS as fault:
            if (reason := as_fault(fault)).rule == ENDLESS:
                raise reason from None
            noted.append((*place, reason))
        if since := noted[before:]:
            given = [self._retold(macro, file, fault) for _, _, fault in since if not fault.own]
            noted[before:] = [*(each for each in since if each[2].own), *((*place, fault) for fault in given[:1])]
        if since or not isinstance(made, Markup):
            return Told()
        return Markup(self._sources.marked_as_called(made, place, macro.name))

    def _retold(self, macro: Macro, file: str, fault: TemplateFault) -> TemplateFault:
        return TemplateFault(
            f"`{macro.name}` cannot use what it is given: {fault}", self._usage(macro, file), rule=_RULE
        )

    def _usage(self, macro: Macro, file: str) -> str:
        """How `macro` is called, as help: its parameters, and the comment that stands above it."""
        template = self._sources.by_file(file)
        pattern = rf"{_COMMENT}{{%[-+]?\s*macro\s+{re.escape(macro.name or '')}\s*\((.*?)\)\s*[-+]?%}}"
        match = re.search(pattern, template.source, re.DOTALL) if template and macro.name else None
        if match is None:
            return ""
        comment, parameters = (" ".join((part or "").split()) for part in match.groups())
        called = f"it is called as `{macro.name}({parameters})`"
        return f"{called}: {comment[:1].lower()}{comment[1:].rstrip('.')}" if comment else called


def _asked_for(macro: nodes.Macro) -> set[str]:
    """The names that a macro asks for with `is defined`, and so can do without."""
    tests = (test for test in macro.find_all(nodes.Test) if test.name in ("defined", "undefined"))
    return {test.node.name for test in tests if isinstance(test.node, nodes.Name)}


def _holes(value: object) -> Iterator[Hole]:
    """The holes in `value`, and in the lists within it."""
    if isinstance(value, Hole):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _holes(item)


def _wrong(
    macro: Macro, needed: Sequence[str], values: Sequence[Any], named: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    """What is wrong with a call, and help where it is not how the macro is called."""
    known, name = macro.arguments, macro.name or "caller"
    if len(values) > len(known) and not macro.catch_varargs:
        yield f"`{name}` takes {_counted(len(known), 'value')}, and is given {len(values)}", ""
    by_place = known[: len(values)]
    for given in named:
        if given in by_place:
            yield f"`{name}` is given `{given}` twice", ""
        elif given == "caller" and not macro.caller and given not in known:
            yield f"`{name}` does not print the block that it is called with", "call it without one: `{{ … }}`"
        elif given not in known and given not in _OF_JINJA and not macro.catch_kwargs:
            yield f"`{name}` takes no `{given}`", meant(given, known)
    if missing := [f"`{needs}`" for needs in needed if needs not in by_place and needs not in named]:
        yield f"`{name}` is not given {', '.join(missing)}", ""


def _counted(number: int, thing: str) -> str:
    return f"{number or 'no'} {thing}{'' if number == 1 else 's'}"
