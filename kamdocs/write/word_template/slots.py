"""Where an insert goes: the part, the run, and how much room there is."""

from __future__ import annotations

from dataclasses import dataclass

from kamdocs.word.elements import Node, closest, number_in, value_of, whole
from kamdocs.word.names import qualified

_CELL, _BOX, _LINK = qualified("w:tc"), qualified("w:txbxContent"), qualified("w:hyperlink")
_NOTE = (qualified("w:footnote"), qualified("w:endnote"), qualified("w:comment"))
_EMU_PER_TWIP = 635
_CELL_SIDES = 216
_BOX_SIDES = 288


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


def _cell_width(cell: Node) -> int:
    width = cell.find(f"{qualified('w:tcPr')}/{qualified('w:tcW')}")
    if value_of(width, "w:type") in ("dxa", "") and number_in(width, "w:w"):
        return number_in(width, "w:w")
    table = closest(cell, qualified("w:tbl"))
    row = cell.getparent()
    if table is None or row is None:
        return 0
    columns = [number_in(each, "w:w") for each in table.iterfind(f"{qualified('w:tblGrid')}/{qualified('w:gridCol')}")]
    spans = [_span(each) for each in row.iterchildren(_CELL)]
    first = sum(spans[: list(row.iterchildren(_CELL)).index(cell)])
    return sum(columns[first : first + _span(cell)])


def _span(cell: Node) -> int:
    return number_in(cell.find(f"{qualified('w:tcPr')}/{qualified('w:gridSpan')}"), "w:val") or 1


def _box_width(box: Node) -> int:
    drawing = closest(box, qualified("wp:inline"), qualified("wp:anchor"))
    extent = None if drawing is None else drawing.find(qualified("wp:extent"))
    return whole(extent.get("cx")) // _EMU_PER_TWIP if extent is not None else 0


def _number(node: Node | None, name: str) -> int:
    return whole(value_of(node, name))
