"""What was written of blocks in the styles of the template, and its lists in the template's numberings."""

from __future__ import annotations

from copy import deepcopy

from kamdocs.word.additions import Additions
from kamdocs.word.elements import Node, made, place_in, value_of, valued
from kamdocs.word.index import Index, Styles
from kamdocs.word.merging import Merge
from kamdocs.word.names import qualified
from kamdocs.word.numberings import Numberings
from kamdocs.write.word_template.html import Written

_BULLETS, _NUMBERS = 1, 2
_ALIASES = {
    "KamdocsTable": ("Kamdocs Table", "Table Grid"),
    "TOCHeading": ("TOC Heading", "heading 1"),
}
"""What else a template may call a style."""

_INSTEAD = {"KamdocsTable": "TableGrid"}
"""What is added in place of a style of the writer's."""


class OwnStyles(Merge):
    """Brings what `write_blocks` gave into a template; what the template lacks is taken of neutral styles."""

    def __init__(
        self, guest: Index, additions: Additions, part: str, *, taken: set[str], lacking: tuple[Styles, Numberings]
    ) -> None:
        super().__init__(guest, additions, part, of="", taken=taken)
        self.lacking = lacking
        self.starts = guest.starts if isinstance(guest, Written) else {}
        self._handlers = {tag: do for tag, do in self._handlers.items() if tag != qualified("w:numId")}

    def inner(self, part: str, of: str) -> OwnStyles:
        """The same for the footnotes."""
        merge = OwnStyles(self.guest, self.additions, part, taken=self._taken, lacking=self.lacking)
        merge._of, merge._numbers, merge._bookmarks = of, self._numbers, self._bookmarks
        return merge

    def style(self, kind: str, id: str) -> str:
        """The id of the template's style for one of the writer's, which is added where it has none."""
        styles, _ = self.lacking
        style = styles.by_id.get(id)
        if style is None:
            return ""
        for name in _ALIASES.get(id, (style.name,)):
            if known := self.host.styles.named(kind, name):
                return known.id
        if id in _INSTEAD:
            return self.style(kind, _INSTEAD[id])
        key = ("neutral style", id)
        if key not in self.additions.memory:
            self.additions.memory[key] = new = self._free_style(id)
            self._add_style(style, new)
        return str(self.additions.memory[key])

    def numbering(self, number: int) -> int:
        """The number in the template of one of the neutral numberings."""
        key = ("neutral numbering", number)
        if key not in self.additions.memory:
            self.additions.memory[key] = self.additions.add_numbering(self._neutral(number))
        found = self.additions.memory[key]
        assert isinstance(found, int)
        return found

    def _neutral(self, number: int) -> int:
        """The pattern of bullets or of numbers that is added."""
        key = ("neutral pattern", number)
        if key not in self.additions.memory:
            pattern = deepcopy(self.lacking[1].patterns[number])
            self.additions.memory[key] = self.additions.add_pattern(self._levels([pattern])[0])
        found = self.additions.memory[key]
        assert isinstance(found, int)
        return found

    def _paragraph(self, node: Node) -> None:
        """Number an item as the template's own lists are numbered."""
        properties = node.find(qualified("w:pPr"))
        style = "" if properties is None else value_of(properties.find(qualified("w:pStyle")))
        said = None if properties is None else properties.find(qualified("w:numPr"))
        if properties is None or (said is None and not style.startswith("ListBullet")):
            return
        level, number = _place(said, style)
        given = self._given("List Bullet" if number == _BULLETS else "List Number", level)
        if said is not None:
            properties.remove(said)
        elif given is not None or self.host.styles.named("paragraph", _levelled("List Bullet", level)) is None:
            return  # its style says it
        shown = self._list(number, level, given)
        children = [valued("w:ilvl", given[1] if given else level), valued("w:numId", shown)]
        place_in(properties, made("w:numPr", children=children))

    def _list(self, number: int, level: int, given: tuple[int, int] | None) -> int:
        """The number in the template of a list; `given` is the numbering of its style there, and the level."""
        if number == _BULLETS:
            return given[0] if given else self.numbering(_BULLETS)
        if number not in self._numbers:
            pattern = self.host.numberings.pattern_of(given[0]) if given else None
            start = made("w:lvlOverride", {"w:ilvl": given[1] if given and pattern is not None else level})
            start.append(valued("w:startOverride", self.starts[number]))
            followed = self._neutral(_NUMBERS) if pattern is None else self._pattern(pattern, self.host)
            self._numbers[number] = self.additions.add_numbering(followed, [start])
        return self._numbers[number]

    def _given(self, name: str, level: int) -> tuple[int, int] | None:
        style = self.host.styles.named("paragraph", _levelled(name, level))
        return None if style is None else self.host.styles.numbering(style.id)


def _levelled(name: str, level: int) -> str:
    return f"{name} {level + 1}" if level else name


def _place(said: Node | None, style: str) -> tuple[int, int]:
    """The level and the number of an item, as the writer said it."""
    if said is None:
        return int(style.removeprefix("ListBullet") or 1) - 1, _BULLETS
    level, number = (value_of(said.find(qualified(tag))) for tag in ("w:ilvl", "w:numId"))
    return int(level), int(number)
