"""Parts to which every document adds a little, kept so that they need not be written anew each time."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from kamdocs.word.elements import Node, serialised
from kamdocs.word.names import qualified

_MARK = "kamdocs-here"
_MOST_KEPT = 64


class Growing:
    """A part with places for more: after the last child of each of `tags`, or before its end for an empty one.

    Equal additions give one and the same bytes object, so that it need not be deflated again either.
    """

    def __init__(self, root: Node, tags: Sequence[str]) -> None:
        marks = [etree.ProcessingInstruction(_MARK, str(number)) for number in range(len(tags))]
        for tag, mark in zip(tags, marks, strict=True):
            root.insert(_place(root, tag, tags), mark)
        whole = serialised(root)
        for mark in marks:
            root.remove(mark)
        self._pieces: list[bytes] = []
        for number in range(len(tags)):
            before, _, whole = whole.partition(f"<?{_MARK} {number}?>".encode())
            self._pieces.append(before)
        self._end = whole
        self._made: dict[tuple[tuple[bytes, ...], ...], bytes] = {}

    def grown(self, added: Sequence[Sequence[bytes]]) -> bytes:
        """The part with these elements at its places."""
        key = tuple(tuple(each) for each in added)
        if key not in self._made:
            if len(self._made) >= _MOST_KEPT:
                self._made.clear()
            pieces = zip(self._pieces, key, strict=True)
            self._made[key] = b"".join([*(part for piece, new in pieces for part in (piece, *new)), self._end])
        return self._made[key]


def _place(root: Node, tag: str, tags: Sequence[str]) -> int:
    """The number of the child before which more of `tag` go."""
    if not tag:
        return len(root)
    names = [qualified(each) for each in tags[: tags.index(tag) + 1]]
    names.append(qualified("w:numPicBullet"))
    found = [
        number
        for number, child in enumerate(root)
        if child.tag in names or isinstance(child, etree._ProcessingInstruction)
    ]
    return max(found, default=-1) + 1
