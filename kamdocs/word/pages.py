"""How wide the text of a section is."""

from __future__ import annotations

from kamdocs.word.elements import Node, number_in
from kamdocs.word.names import qualified

_USUAL_WIDTH = 9026
"""The text of an A4 page between margins of an inch, in twips."""


def text_width(section: Node | None) -> int:
    """The width of the text of a section, in twips; of a column where it has several."""
    if section is None:
        return _USUAL_WIDTH
    size, margins = section.find(qualified("w:pgSz")), section.find(qualified("w:pgMar"))
    wide = number_in(size, "w:w") - sum(number_in(margins, f"w:{side}") for side in ("left", "right", "gutter"))
    columns = section.find(qualified("w:cols"))
    count = number_in(columns, "w:num") or 1
    wide = (wide - (count - 1) * (number_in(columns, "w:space") or 720)) // count
    return wide if wide > 0 else _USUAL_WIDTH
