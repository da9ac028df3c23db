"""The tags of a Word template: what each runs, and where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Literal

from kamdocs.render.word.tags import Tag

_LOOP = re.compile(r"for\s+(\w[\w\s,]*?)\s+in\b")

Runs = Literal["print", "statement", "xml", "nothing"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A tag in `part`: what it runs (`code`), how what it prints is written (`writer`, with the value `given`), and
    where it stands: the `element` of that rank in the part, from `start` to `end` of its `text`; `begins` is where its
    code does there."""

    runs: Runs
    code: str
    part: str
    element: int
    text: str
    start: int
    end: int
    begins: int
    writer: str = "text"
    given: str = ""
    written: bool = True

    @property
    def line(self) -> str:
        """The tag as Jinja reads it."""
        if self.runs in ("nothing", "xml"):
            return ""
        return f"{{{{ {self.code} }}}}" if self.runs == "print" else f"{{% {self.code} %}}"


Spot = tuple[str, int, int]
"""Where a tag stands: its part, the rank of its element there, and where in its text it begins."""


@dataclass(slots=True)
class Registry:
    """The tags of one template by number, and what is wrong with them: number, what, help. Those that are `ignored` run
    nothing and open or close nothing."""

    ignored: frozenset[Spot] = frozenset()
    entries: list[Entry] = field(default_factory=list)
    faults: list[tuple[int, str, str]] = field(default_factory=list)

    def take(self, tag: Tag, part: str, element: int, text: str, writer: str, given: str = "") -> int:
        """Take up a tag as it was found."""
        runs: Runs = tag.kind if tag.kind in ("print", "statement") else "nothing"
        if not tag.closed or (part, element, tag.start) in self.ignored:
            runs = "nothing"
        entry = Entry(runs, tag.code, part, element, text, tag.start, tag.end, tag.begins, writer, given)
        self.entries.append(entry)
        return len(self.entries) - 1

    def loops(self) -> frozenset[str]:
        """The names that the loops give to their items."""
        heads = (_LOOP.match(entry.code) for entry in self.entries if entry.runs != "xml")
        return frozenset(name for found in heads if found for name in re.findall(r"\w+", found[1]))

    def spot(self, number: int) -> Spot:
        """Where a tag stands."""
        entry = self.entries[number]
        return entry.part, entry.element, entry.start

    def is_ignored(self, number: int) -> bool:
        """Whether a tag does nothing."""
        return self.spot(number) in self.ignored

    def add(self, code: str, like: int) -> int:
        """Take up a tag that stands nowhere, told at the place of another; `code` begins with `% ` for a statement."""
        runs: Runs = "statement" if code.startswith("% ") else "print"
        entry = replace(
            self.entries[like], runs=runs, code=code.removeprefix("% "), writer="flat", given="", written=False
        )
        self.entries.append(entry)
        return len(self.entries) - 1

    def add_xml(self, xml: str, like: int) -> int:
        """Take up XML that is printed as it is."""
        self.entries.append(replace(self.entries[like], runs="xml", code=xml, written=False))
        return len(self.entries) - 1

    def silence(self, number: int) -> None:
        """Let a tag run nothing."""
        self.entries[number] = replace(self.entries[number], runs="nothing")

    def tell(self, number: int, what: str, help: str) -> None:
        """Note a fault, unless it is one of a tag that is ignored."""
        if not self.is_ignored(number):
            self.faults.append((number, what, help))
