"""The numberings of a Word file: how its lists count, and how one of them begins anew."""

from __future__ import annotations

from copy import deepcopy

from kamdocs.word.elements import Node, made, value_of, valued, whole
from kamdocs.word.names import qualified


class Numberings:
    """The numberings of a file, and the patterns that they follow, each by its number."""

    def __init__(self, root: Node | None) -> None:
        nums = [] if root is None else root.findall(qualified("w:num"))
        patterns = [] if root is None else root.findall(qualified("w:abstractNum"))
        self.nums = {whole(value_of(num, "w:numId")): num for num in nums}
        self.patterns = {whole(value_of(node, "w:abstractNumId")): node for node in patterns}

    def pattern_of(self, number: int) -> int | None:
        """The pattern that a numbering follows."""
        num = self.nums.get(number)
        return None if num is None else whole(value_of(num.find(qualified("w:abstractNumId"))))

    def levels(self, pattern: int) -> list[Node]:
        """The levels of a pattern, those of the one that it names by a style where it has none of its own."""
        node = self.patterns.get(pattern)
        if node is None:
            return []
        if name := value_of(node.find(qualified("w:numStyleLink"))):
            linked = (each for each in self.patterns.values() if _links(each) == name)
            node = next(linked, node)
        return node.findall(qualified("w:lvl"))

    def begun_anew(self, number: int) -> list[Node]:
        """What lets a numbering begin anew where it follows the pattern of `number`: its own changes, and the first
        number of each level."""
        num, pattern = self.nums.get(number), self.pattern_of(number)
        own = {} if num is None else {value_of(node, "w:ilvl"): node for node in num.iter(qualified("w:lvlOverride"))}
        starts = {value_of(level, "w:ilvl"): level for level in self.levels(-1 if pattern is None else pattern)}
        return [_begun(level, own.get(level), starts.get(level)) for level in sorted({*own, *starts} or {"0"})]


def _begun(level: str, own: Node | None, pattern: Node | None) -> Node:
    """How a numbering differs at a level from its pattern: its first number stands in it."""
    override = made("w:lvlOverride", {"w:ilvl": level}) if own is None else deepcopy(own)
    if override.find(qualified("w:startOverride")) is None:
        inner = override.find(qualified("w:lvl"))
        start = (pattern if inner is None else inner).find(qualified("w:start")) if pattern is not None else None
        override.insert(0, valued("w:startOverride", value_of(start) or 1))
    return override


def _links(node: Node) -> str:
    return value_of(node.find(qualified("w:styleLink")))
