"""The code of templates, compiled once in a process: kits and languages share it."""

from __future__ import annotations

from types import CodeType
from typing import Any, NamedTuple

from kamdocs.render.current import TemplateFault, current
from kamdocs.render.environment import Environment, set_up
from kamdocs.render.macros import Needed
from kamdocs.render.sources import TemplateSources

_MOST = 1000
"""So many templates are kept, several times what a workspace has; then the oldest goes."""


class _Compiled(NamedTuple):
    """The code of a template, and what was learned and noted while it was compiled."""

    code: CodeType
    macros: Needed
    noted: tuple[tuple[str, int, TemplateFault], ...]


_KEPT: dict[tuple[str, str | None, str | None], _Compiled] = {}


class SharingEnvironment(Environment):
    """Compiles a text once; the filters, tests and options of all environments of this kind are the same."""

    def compile(self, source: Any, name: str | None = None, filename: str | None = None, *options: Any) -> Any:
        key, noted = (source, name, filename), current().noted
        if (kept := _KEPT.get(key)) is None:
            before = len(noted)
            code = super().compile(source, name, filename, *options)
            kept = _Compiled(code, self.macros.of(filename), tuple(noted[before:]))
            _keep(key, kept)
        else:
            self.macros.take(kept.macros)
            noted.extend(kept.noted)
        return kept.code


def _keep(key: tuple[str, str | None, str | None], compiled: _Compiled) -> None:
    if len(_KEPT) >= _MOST:
        _KEPT.pop(next(iter(_KEPT)), None)
    _KEPT[key] = compiled


def make_environment(sources: TemplateSources, language: str) -> SharingEnvironment:
    """The environment that every template of one language is compiled in, but those made in Word."""
    environment = set_up(SharingEnvironment, sources, language)
    environment.optimized = False  # else what a filter makes of a constant in one language stands in the code for all
    return environment
