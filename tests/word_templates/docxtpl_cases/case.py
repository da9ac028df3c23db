"""A template with what it is filled with and what it must say then."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from word_templates.word_builder import document

from kamdocs.word.package import read_package, write_package

_PREFIX = re.compile(rb"\{([%#])(?:p|tr) ")


@dataclass(frozen=True)
class Case:
    """A feature of docxtpl, by our own template.

    `expected` is the body of the filled document; `places` are texts elsewhere. `wrong` says what docxtpl makes of the
    template where that is not right; `instead` says by what docxtpl does the same, where its templates are written
    otherwise. `escapes` is what docxtpl is told about escaping. `files` lie beside the template.
    """

    name: str
    content: tuple[object, ...]
    data: Mapping[str, Any]
    expected: str
    parts: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    wrong: str = ""
    instead: str = ""
    escapes: bool = False
    files: Mapping[str, bytes] = field(default_factory=dict)

    def template(self, *, breaks_tags: bool = False) -> bytes:
        """The template; with `breaks_tags` as Word saves it after many changes."""
        return document(*self.content, breaks_tags=breaks_tags, **self.parts)

    def without_prefixes(self) -> bytes | None:
        """The template without the letters for paragraphs and rows; None where it has none."""
        parts = read_package(self.template())
        bare = {name: _PREFIX.sub(rb"{\1 ", data) if name.endswith(".xml") else data for name, data in parts.items()}
        return None if bare == parts else write_package(bare)


def case(name: str, *content: object, data: Mapping[str, Any] | None = None, expected: str, **more: Any) -> Case:
    """A case, with its template as the rest of the arguments."""
    return Case(name, content, data or {}, expected, **more)
