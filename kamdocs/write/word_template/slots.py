"""Where an insert goes: the part, the run, and how much room there is."""

from __future__ import annotations

from dataclasses import dataclass

from kamdocs.word.elements import Node, closest, value_of, whole
from kamdocs.word.names import qualified

_CELL, _BOX, _LINK = qualified("w:tc"), qualified("w:txbxContent"), qualified("w:hyperlink")
_NOTE = (qualified("w:footnote"), qualified("w:endnote"), qualified("w:comment"))
_EMU_PER_TWIP = 635
_CELL_SIDES = 216
_BOX_SIDES = 288
_USUAL_WIDTH = 9026
"""The text of an A4 page between margins of an inch, in twips."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A run in a part of a document, which an insert takes the place of; `main` says that it is the text's part."""

    part: str
    main: bool
    run: Node
    width: int

    @property
    def in_link(self) -> bool:
        """Whether the run stands in a link already."""
        return closest(self.run, _LINK, qualified("w:fldSimple")) is not None

    @property
    def takes_notes(self) -> bool:
        """Whether a footnote may stand here: in the text, and in no box of it."""
        return self.main and closest(self.run, _BOX) is None


def room(run: Node, page: int) -> int:
    """How wide the place of a run is, in twips; `page` is the width of the text there."""
    around = closest(run, _CELL, _BOX)
    if around is None:
        return page
    if around.tag == _CELL:
        return max(_cell_width(around) - _CELL_SIDES, 0) or page
    return max(_box_width(around) - _BOX_SIDES, 0) or page


def text_width(section: Node | None) -> int:
    """The width of the text of a section, in twips; of a column where it has several."""
    if section is None:
        return _USUAL_WIDTH
    size, margins = section.find(qualified("w:pgSz")), section.find(qualified("w:pgMar"))
    wide = _number(size, "w:w") - sum(_number(margins, f"w:{side}") for side in ("left", "right", "gutter"))
    columns = section.find(qualified("w:cols"))
    count = _number(columns, "w:num") or 1
    wide = (wide - (count - 1) * (_number(columns, "w:space") or 720)) // count
    return wide if wide > 0 else _USUAL_WIDTH


def _cell_width(cell: Node) -> int:
    width = cell.find(f"{qualified('w:tcPr')}/{qualified('w:tcW')}")
    if value_of(width, "w:type") in ("dxa", "") and _number(width, "w:w"):
        return _number(width, "w:w")
    table = closest(cell, qualified("w:tbl"))
    row = cell.getparent()
    if table is None or row is None:
        return 0
    columns = [_number(each, "w:w") for each in table.iterfind(f"{qualified('w:tblGrid')}/{qualified('w:gridCol')}")]
    spans = [_span(each) for each in row.iterchildren(_CELL)]
    first = sum(spans[: list(row.iterchildren(_CELL)).index(cell)])
    return sum(columns[first : first + _span(cell)])


def _span(cell: Node) -> int:
    return _number(cell.find(f"{qualified('w:tcPr')}/{qualified('w:gridSpan')}"), "w:val") or 1


def _box_width(box: Node) -> int:
    drawing = closest(box, qualified("wp:inline"), qualified("wp:anchor"))
    extent = None if drawing is None else drawing.find(qualified("wp:extent"))
    return whole(extent.get("cx")) // _EMU_PER_TWIP if extent is not None else 0


def _number(node: Node | None, name: str) -> int:
    return whole(value_of(node, name))
