"""HTML tables as Word tables, and the one-cell tables that Word makes boxes of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from lxml import etree

from kamdocs.model.theme import Theme
from kamdocs.rules.contrast import ground_of_sums
from kamdocs.word.names import qualified
from kamdocs.write.word.document import Place, Target
from kamdocs.write.word.elements import Element, keep_with_next, twips, w
from kamdocs.write.word.grid import Cell, Row, grid, widths
from kamdocs.write.word.inline import contents
from kamdocs.write.word.styles import Rule, ordered, shade, style_id

Node = etree._Element
Fill = Callable[[Node, Place], list[Element]]

_STYLES = {
    "": "Kamdocs Table",
    "facts": "Kamdocs Facts",
    "numbers": "Kamdocs Figures",
    "signatures": "Kamdocs Signatures",
}
_EVEN = ("numbers", "signatures")
_NUMERIC = {"Table Text": "Table Number", "Table Head": "Table Head Number", "Table Total": "Table Total Number"}
_FIRST_ROW, _NO_ROW_BANDS, _NO_COLUMN_BANDS = 0x20, 0x200, 0x400
_BAND_HEIGHT = Decimal(148)
"""The least height of the band on a cover, in millimetres."""
_NAMES_SHARE = Decimal("0.3")
"""What names take of the width of a table of facts."""

_CELL = qualified("w:tc")
_SEAL = twips(Decimal(30))
_PAD = 272
"""What a cell's sides take from the width of a picture in it, in twips."""


def table(node: Node, place: Place, target: Target, fill: Fill) -> list[Element]:
    """The caption of an HTML table, if it has one, and its Word table, as wide as its place."""
    kind = node.get("class") or ""
    rows, columns = grid(node)
    size = float(target.theme.sizes.table)
    wide = widths(node, rows, columns, whole=place.width, size=size, equal=kind in _EVEN, first=_first(kind, place))
    bands = not kind and target.theme.looks.table == "striped"
    style = place.styles.get(f"table.{kind}", _STYLES[kind])
    made = _frame(style, wide, full=True, head=not kind and bool(rows) and rows[0].head, bands=bands)
    for row in rows:
        inner = replace(place.of(row.node), in_cell=True, level=0)
        made.append(_row(row, kind, wide, inner, target, fill))
    captions = [
        target.marked(caption, [target.paragraph("Caption", contents(caption), place.of(caption))])
        for caption in node.iterchildren("caption")
    ]
    _hold(made, whole=kind in _EVEN, heads=len([row for row in rows if row.head]))
    return [*(block for caption in captions for block in caption), made]


def _first(kind: str, place: Place) -> int:
    return round(place.width * _NAMES_SHARE) if kind == "facts" else 0


def one_cell(blocks: list[Element], style: str, theme: Theme, *, width: int, bleed: bool) -> Element:
    """A table of one cell around `blocks`; with `bleed` it reaches from edge to edge of the page."""
    sides = twips(theme.margins.left), twips(theme.margins.right)
    whole = width + sum(sides) if bleed else width
    made = _frame(style, [whole], full=not bleed, indent=-sides[0] if bleed else 0)
    cell = w("tc", children=[_cell_properties(whole, anchor="bottom" if bleed else ""), *blocks])
    height = [w("trHeight", {"val": twips(_BAND_HEIGHT), "hRule": "atLeast"})] if bleed else []
    made.append(w("tr", children=[w("trPr", children=[w("cantSplit"), *height]), cell]))
    return made


def seal(blocks: list[Element]) -> Element:
    """A box of the size of a seal, `blocks` at its foot."""
    made = _frame("Kamdocs Seal", [_SEAL], full=False)
    cell = w("tc", children=[_cell_properties(_SEAL, anchor="bottom"), *blocks])
    height = w("trHeight", {"val": _SEAL, "hRule": "atLeast"})
    made.append(w("tr", children=[w("trPr", children=[w("cantSplit"), height]), cell]))
    return made


def side_by_side(cells: list[list[Element]], wide: list[int], style: str) -> Element:
    """A table of one row, its cells `wide`, in twips."""
    made = copy(_empty_row(tuple(wide), style))  # with all that is in it
    for cell, blocks in zip([*made.iter(_CELL)], cells, strict=True):
        cell.extend(blocks)
    return made


@lru_cache(maxsize=64)
def _empty_row(wide: tuple[int, ...], style: str) -> Element:
    """A table of one row of empty cells, as the letterhead of many letters has."""
    made = _frame(style, [*wide], full=True)
    row = [w("tc", children=[_cell_properties(each, anchor="bottom")]) for each in wide]
    made.append(w("tr", children=[w("trPr", children=[w("cantSplit")]), *row]))
    return made


def _frame(
    style: str, wide: list[int], *, full: bool, head: bool = False, bands: bool = False, indent: int = 0
) -> Element:
    look = _NO_COLUMN_BANDS | (0 if bands else _NO_ROW_BANDS) | (_FIRST_ROW if head else 0)
    properties = [
        w("tblStyle", style_id(style)),
        w("tblW", {"w": 5000, "type": "pct"} if full else {"w": sum(wide), "type": "dxa"}),
        *([w("tblInd", {"w": indent, "type": "dxa"})] if indent else []),
        w("tblLayout", {"type": "fixed"}),
        w(
            "tblLook",
            {"val": f"{look:04X}", "firstRow": int(head), "lastRow": 0, "firstColumn": 0, "lastColumn": 0}
            | {"noHBand": int(not bands), "noVBand": 1},
        ),
    ]
    grid_columns = [w("gridCol", {"w": each}) for each in wide]
    return w("tbl", children=[w("tblPr", children=properties), w("tblGrid", children=grid_columns)])


def _row(row: Row, kind: str, wide: list[int], place: Place, target: Target, fill: Fill) -> Element:
    properties = [w("cantSplit"), *([w("tblHeader")] if row.head else [])]
    styles = [_style(cell, row, kind) for cell in row.cells]
    cells = [
        _cell(cell, row, replace(place, text=place.styles.get(style, style), width=_width(cell, wide)), target, fill)
        for cell, style in zip(row.cells, styles, strict=True)
    ]
    target.marked(row.node, cells)
    return w("tr", children=[w("trPr", children=properties), *cells])


def _cell(cell: Cell, row: Row, place: Place, target: Target, fill: Fill) -> Element:
    blocks: list[Element] = []
    if cell.node is not None:
        inner = replace(place.of(cell.node), width=max(place.width - _PAD, 1))
        blocks = target.marked(cell.node, fill(cell.node, inner))
    marks = _marks(row, target.theme)
    if cell is row.cells[-1] and _table_kind(row) == "signatures":
        marks = [*marks, w("tcMar", children=[w("right", {"w": 0, "type": "dxa"})])]
    properties = _cell_properties(place.width, cell, marks, anchor="bottom" if row.head else "")
    return w("tc", children=[properties, *(blocks or [_empty(place.text)])])


def _width(cell: Cell, wide: list[int]) -> int:
    return sum(wide[cell.column : cell.column + cell.span])


def _empty(style: str) -> Element:
    return w("p", children=[w("pPr", children=[w("pStyle", style_id(style))])])


def _style(cell: Cell, row: Row, kind: str) -> str:
    node = cell.node
    if kind == "numbers":
        return "Key Figure Label"
    style = "Table Text"
    if row.kind:
        style = "Table Total"
    elif row.head and not kind:
        style = "Table Head"
    elif node is not None and node.tag == "th":
        style = "Fact Name" if kind else "Table Row Head"
    number = node is not None and node.get("class") == "number"
    return _NUMERIC.get(style, style) if number else style


def _marks(row: Row, theme: Theme) -> list[Element]:
    """What a table style cannot say: it knows a first and a last row, but no sums between, no second row of a head and
    no second body."""
    rules, ground = _rules(row, theme), _ground(row, theme)
    return [*([w("tcBorders", children=ordered(rules))] if rules else []), *([shade(ground)] if ground else [])]


def _rules(row: Row, theme: Theme) -> tuple[Rule, ...]:
    """The rules of a row's cells beside those of its table's style."""
    strong, ruled = theme.colours.strong, theme.looks.table == "ruled"
    if row.kind == "total":
        return Rule("top", 1, strong), Rule("bottom", 1, strong)
    if row.kind == "subtotal" and ruled:
        return (Rule("top", 0.75, strong),)
    return (Rule("bottom", 0.75, strong),) if ruled and _goes_on_head(row) else ()


def _ground(row: Row, theme: Theme) -> str:
    """The ground of a row's cells, `auto` for none; empty where the table's style has it right."""
    colours, look = theme.colours, theme.looks.table
    if look == "ruled" or _table_kind(row):
        return ""
    if row.kind:
        return ground_of_sums(theme) if look == "striped" else colours.tint
    if row.head:
        return colours.strong if _goes_on_head(row) else ""
    if look != "striped" or row.striped == row.banded:
        return ""
    return colours.tint if row.striped else "auto"


def _goes_on_head(row: Row) -> bool:
    return row.head and not _table_kind(row) and row.node.getprevious() is not None


def _table_kind(row: Row) -> str:
    return next(row.node.iterancestors("table")).get("class") or ""


def _cell_properties(
    width: int, cell: Cell | None = None, marks: Sequence[Element] = (), *, anchor: str = ""
) -> Element:
    """The properties of a cell in the order that the format wants."""
    made = [w("tcW", {"w": width, "type": "dxa"})]
    if cell is not None and cell.span > 1:
        made.append(w("gridSpan", cell.span))
    if cell is not None and (cell.opens_rows or cell.continued):
        made.append(w("vMerge", "restart" if cell.opens_rows else ""))
    return w("tcPr", children=[*made, *marks, *([w("vAlign", anchor)] if anchor else [])])


def _hold(made: Element, *, whole: bool, heads: int) -> None:
    """Keep the first two rows below the head on one page, and the last two; or the whole table."""
    rows = made.findall(w("tr").tag)
    last = len(rows) - 1
    for row in range(last) if whole else {heads, last - 1} & set(range(heads, last)):
        keep_with_next([rows[row]])
