"""One filling of a Word template: what it counts, and what could not be printed as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from html import unescape

from kamdocs.model.kit import LanguageRules
from kamdocs.model.word_template import INSERT, TOKEN_CLOSE, TOKEN_OPEN, Insert
from kamdocs.render.current import Rendering
from kamdocs.rules.language import Writer


class LateWriter(Writer):
    """A writer that reads the rules of its language when it is first asked."""

    _make: Callable[[], LanguageRules]

    def __init__(self, rules: Callable[[], LanguageRules]) -> None:
        object.__setattr__(self, "_make", cache(rules))

    @property
    def rules(self) -> LanguageRules:
        return self._make()


@dataclass(slots=True)
class WordRendering(Rendering):
    """What one document is filled with.

    `depth` counts the templates that include each other down to this one. `first_id` is the first number that no
    drawing and no bookmark of the template has, `first_list` the first that no numbering has, `first_link` that no link
    has. `links` are the addresses of new relationships, by part and by id; `lists` the new numberings, each with that
    of the template which it begins anew. `notes` are the footnotes and endnotes that were filled, by kind, and
    `first_notes` the first id that none of the template has.
    """

    depth: int = 0
    first_id: int = 1
    first_list: int = 1
    first_link: int = 1
    inserts: list[Insert] = field(default_factory=list)
    links: dict[str, dict[str, str]] = field(default_factory=dict)
    lists: dict[int, int] = field(default_factory=dict)
    counted: Counter[str] = field(default_factory=Counter)
    open_bookmarks: dict[str, int] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=dict)
    first_notes: Mapping[str, int] = field(default_factory=dict)
    numberings: dict[str, int] = field(default_factory=dict)

    def insert(self, value: Insert) -> str:
        """The mark in a text that stands for `value`."""
        self.inserts.append(value)
        return f"<?{INSERT} {len(self.inserts) - 1}?>"

    def insert_alt(self, value: Insert) -> str:
        """The same in an attribute."""
        self.inserts.append(value)
        return f"{TOKEN_OPEN}{len(self.inserts) - 1}{TOKEN_CLOSE}"

    def next_id(self) -> int:
        """An id that nothing else in the document has."""
        self.counted["id"] += 1
        return self.first_id + self.counted["id"] - 1

    def text_of_markup(self, markup: str) -> str:
        """The text of a piece of XML that holds nothing else."""
        return unescape(markup)
