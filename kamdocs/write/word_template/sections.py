"""How wide the text of a document is at each of its places."""

from __future__ import annotations

from functools import cached_property

from kamdocs.word.elements import Node
from kamdocs.word.names import qualified
from kamdocs.write.word_template.slots import text_width

_SECTION, _BODY = qualified("w:sectPr"), qualified("w:body")


class Sections:
    """The sections of a text; `root` is that of its part, or None where nothing is known."""

    def __init__(self, root: Node | None) -> None:
        self._body = None if root is None else root.find(_BODY)

    def width_at(self, node: Node) -> int:
        """The width of the text where `node` stands, in twips; that of the last section outside the text."""
        if len(self._all) < 2:
            return self._usual
        top = next((each for each in (node, *node.iterancestors()) if each.getparent() is self._body), None)
        return self._usual if top is None else self._by_block.get(top, self._usual)

    @cached_property
    def _all(self) -> list[Node]:
        return [] if self._body is None else list(self._body.iter(_SECTION))

    @cached_property
    def _usual(self) -> int:
        return text_width(self._all[-1] if self._all else None)

    @cached_property
    def _by_block(self) -> dict[Node, int]:
        """The width at each block of the text, as it was when it was first asked for."""
        found: dict[Node, int] = {}
        width = self._usual
        for block in reversed([] if self._body is None else list(self._body)):
            own = block.find(f"{qualified('w:pPr')}/{_SECTION}")
            if own is not None:
                width = text_width(own)
            found[block] = width
        return found
