"""What a Word template is, as it is shown to people."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ShownTag:
    """A tag as it is typed, its `place` in words, and what a control tag `takes`: words, paragraphs, rows or cells."""

    place: str
    text: str
    takes: str = ""


@dataclass(frozen=True, slots=True)
class ShownThing:
    """A picture, a chart or a box to tick: its `place` in words, and its alternative text or title."""

    place: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class TemplateOutline:
    """The tags of a template in their order, what else can be filled in it, and the `language` that Word notes in it,
    empty where it notes none."""

    file: Path
    language: str
    tags: tuple[ShownTag, ...]
    things: tuple[ShownThing, ...]
