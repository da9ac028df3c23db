"""The sources of one document, numbered by first citation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from kamdocs.model.plan import Source
from kamdocs.render.current import TemplateFault
from kamdocs.render.tokens import TokenStore
from kamdocs.render.views import View, describe, lookup


@dataclass(slots=True)
class Citations:
    """The sources that the templates of a document cite, and how many of them one has listed."""

    store: TokenStore
    listed: int = 0
    _numbers: dict[str, int] = field(default_factory=dict)
    _sources: list[Mapping[str, Any]] = field(default_factory=list)

    @property
    def all_listed(self) -> bool:
        """Whether a template has listed everything that is cited."""
        return self.listed == len(self._sources)

    def cite(self, source: object) -> Markup:
        """The number of a source, raised. Raises TemplateFault for what is no source."""
        return Markup("<sup>") + self.store.keep(self.number(source)) + Markup("</sup>")

    def number(self, source: object) -> str:
        """The number of a source as it is. Raises TemplateFault for what is no source."""
        if not isinstance(source, View) or describe(source) != Source.__name__.lower():
            raise TemplateFault("`cite` needs a source", "ask first whether there is one: `{% if … %}`")
        key = str(lookup(source, "key")[1])
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            values = {name: lookup(source, name)[1] for name in ("what", "source", "on")}
            self._sources.append({"number": self._numbers[key], **values})
        return str(self._numbers[key])

    def cited(self) -> tuple[View, ...]:
        """Every source cited so far."""
        self.listed = len(self._sources)
        return tuple(View("source", source) for source in self._sources)
