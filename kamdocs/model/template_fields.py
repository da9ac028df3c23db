"""What a template needs of its data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

FieldKind = Literal["any", "text", "number", "date", "money", "picture", "chart", "list", "record", "flag"]
"""What sort of value is meant, as far as the template shows it. A `picture` is the name of its file."""

Presence = Literal["needed", "may be empty", "may be left out"]
"""Whether a template can do without a value: `may be empty` is one that is asked for with `if` wherever it is used,
`may be left out` one whose very name need not be in the data, as it is only used behind `is defined` or `default`."""

ITEM = "[]"
"""The step of a path from a list to each of its items."""


@dataclass(frozen=True, slots=True)
class Field:
    """A value that a template needs.

    `path` leads to it from the data, as `client.stakeholders[].name`; `name` is its last step. `fields` are its parts:
    those of a record, or of each item of a list, whose own kind is `item` (`any` for what is no list). `places` say in
    words where it is used, in the order of the template.
    """

    name: str
    path: str
    kind: FieldKind
    presence: Presence
    item: FieldKind = "any"
    fields: tuple[Field, ...] = ()
    places: tuple[str, ...] = ()

    @property
    def optional(self) -> bool:
        """Whether the template can do without it."""
        return self.presence != "needed"

    def walk(self) -> Iterator[Field]:
        """This field, then all its parts, each before its own."""
        yield self
        for part in self.fields:
            yield from part.walk()

    def as_data(self) -> Mapping[str, Any]:
        """The field as JSON holds it; what does not apply is left out."""
        own: dict[str, Any] = {"name": self.name, "path": self.path, "kind": self.kind, "presence": self.presence}
        if self.kind == "list":
            own["item"] = self.item
        own["places"] = list(self.places)
        if self.fields:
            own["fields"] = [part.as_data() for part in self.fields]
        return own


def shown(path: Iterable[str]) -> str:
    """A path as people write it: `client.stakeholders[].name`."""
    text = ""
    for step in path:
        text += step if step == ITEM or not text else f".{step}"
    return text
