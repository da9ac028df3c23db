"""What a part needs so that it stays sound however often its pieces are printed: cells that hold something, boxes to
tick, cells that are coloured and joined."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from kamdocs.render.word.columns import COLUMNS, fitted
from kamdocs.render.word.marks import MARKED, mark, number_of, token
from kamdocs.word.names import qualified
from kamdocs.word.places import TBL, TC, TR, span

CELL, TABLE, ROW = "\ufdd4", "\ufdd5", "\ufdd6"
"""Signs at the end of a cell that may be left without a paragraph, of a table without rows, of a row without cells."""

_HOLDERS = frozenset(
    qualified(name) for name in ("w:tc", "w:txbxContent", "w:hdr", "w:ftr", "w:footnote", "w:endnote", "w:comment")
)
_EMPTY_CELL = re.compile(
    rf"(<w:(?:tc|txbxContent|hdr|ftr|footnote|endnote|comment)(?: [^<>]*)?>|</w:tcPr>|</w:tbl>)"
    rf"((?:<w:bookmark(?:Start|End) [^<>]*/>)*){CELL}"
)
_EMPTY_TABLE = re.compile(rf"<w:tbl>(?:(?!<w:tr[ >]|<w:tbl>).)*{TABLE}</w:tbl>", re.DOTALL)
_EMPTY_ROW = re.compile(rf"<w:tr(?: [^<>]*)?>(?:(?!<w:tc[ >]).)*{ROW}</w:tr>", re.DOTALL)
_LOOSE = re.compile(f"[{CELL}{TABLE}{ROW}{COLUMNS}]")

_VALUE = qualified("w:val")
_CONTROL, _CONTROL_PROPERTIES = qualified("w:sdt"), qualified("w:sdtPr")
_BOX = qualified("w14:checkbox")

Add = Callable[[str, int], int]
"""Makes a tag of its own that runs a code, told at the place of another: gives its number."""


def set_guards(root: etree._Element) -> None:
    """Put a sign into each cell, table and row whose content may come out empty; what holds such a row or table may
    then do so too."""
    for node in root.iter(etree.ProcessingInstruction):
        holder = node.getparent() if number_of(node) >= 0 else None
        while holder is not None and (sign := _sign_of(holder)):
            last = holder[-1]
            if sign in (last.tail or ""):
                break
            last.tail = (last.tail or "") + sign
            holder = holder.getparent() if sign != CELL else None


def _sign_of(holder: etree._Element) -> str:
    """The sign for a holder that may come out empty."""
    return CELL if holder.tag in _HOLDERS else {TBL: TABLE, TR: ROW}.get(str(holder.tag), "")


def is_guarded(piece: str | int) -> bool:
    """Whether a piece of a part holds a sign of something that may come out empty."""
    return isinstance(piece, str) and _LOOSE.search(piece) is not None


def keep_sound(xml: str) -> str:
    """`xml` without tables that have no rows and rows that have no cells; a cell without a paragraph gets one, and
    a table whose columns were repeated stays on the page."""
    if ROW in xml:
        xml = _EMPTY_ROW.sub("", xml)
    if TABLE in xml:
        xml = _EMPTY_TABLE.sub("", xml)
    if CELL in xml:
        xml = _EMPTY_CELL.sub(r"\1\2<w:p/>", xml)
    for sign in (CELL, TABLE, ROW):
        xml = xml.replace(sign, "")
    return fitted(xml) if COLUMNS in xml else xml


@dataclass(frozen=True, slots=True)
class Ticked:
    """A box to tick whose title or tag says when: the number of that tag, and its code."""

    number: int
    code: str


def tick_boxes(root: etree._Element, codes: Mapping[int, str], add: Add) -> None:
    """Have each box to tick, in whose title or tag an expression stands, ticked as that says."""
    for control in root.iter(_CONTROL):
        properties = control.find(_CONTROL_PROPERTIES)
        box = None if properties is None else properties.find(_BOX)
        if properties is None or box is None:
            continue
        for ticked in list(_asked(properties, codes))[:1]:
            _tick(control, box, ticked, add)


def _asked(properties: etree._Element, codes: Mapping[int, str]) -> Iterator[Ticked]:
    for name in ("w:alias", "w:tag"):
        holder = properties.find(qualified(name))
        found = None if holder is None else MARKED.fullmatch(holder.get(_VALUE, "").strip())
        code = codes.get(int(found[2])) if found and found[2] else None
        if holder is not None and found and code is not None:
            holder.set(_VALUE, re.sub(r"\W+", " ", code).strip()[:64])
            yield Ticked(int(found[2]), code)


def _tick(control: etree._Element, box: etree._Element, ticked: Ticked, add: Add) -> None:
    value = qualified("w14:val")
    state = box.find(qualified("w14:checked"))
    if state is None:
        state = etree.Element(qualified("w14:checked"))
        box.insert(0, state)
    state.set(value, token(add(f"('1' if ({ticked.code}) else '0')", ticked.number)))
    signs = [
        _sign(box.find(qualified(f"w14:{name}State")), sign) for name, sign in (("checked", "☒"), ("unchecked", "☐"))
    ]
    text = next(control.iter(qualified("w:t")), None)
    if text is not None:
        text.text = None
        text.append(mark(add(f"({signs[0]!r} if ({ticked.code}) else {signs[1]!r})", ticked.number)))


def _sign(state: etree._Element | None, usual: str) -> str:
    found = "" if state is None else state.get(qualified("w14:val"), "")
    return chr(int(found, 16)) if re.fullmatch("[0-9A-Fa-f]{4}", found) else usual


def merged_cells(root: etree._Element, tags: Mapping[int, tuple[str, str]], add: Add) -> None:
    """Have the cells coloured and joined that hold `{% cellbg … %}`, `{% colspan … %}`, `{% vm %}` or `{% hm %}`.

    Source: https://docxtpl.readthedocs.io/en/latest/#table-cell-color and the sections after it.
    """
    for node in list(root.iter(etree.ProcessingInstruction)):
        word, rest = tags.get(number_of(node), ("", ""))
        cell = next(node.iterancestors(TC), None) if word else None
        if cell is not None:
            _CELL_TAGS[word](cell, rest, number_of(node), add)


def _properties(cell: etree._Element) -> etree._Element:
    found = cell.find(qualified("w:tcPr"))
    if found is None:
        found = etree.Element(qualified("w:tcPr"))
        cell.insert(0, found)
    return found


_ORDER = ("tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd")
"""Children of `w:tcPr` in the order of its schema, as far as they are set here."""


def _set(cell: etree._Element, name: str, **values: str) -> etree._Element:
    """The property `name` of a cell, in its place, with `values`."""
    properties = _properties(cell)
    for old in properties.findall(qualified(f"w:{name}")):
        properties.remove(old)
    made = etree.Element(qualified(f"w:{name}"), {qualified(f"w:{key}"): value for key, value in values.items()})
    before = [qualified(f"w:{each}") for each in ("cnfStyle", *_ORDER[: _ORDER.index(name)])]
    place = max((index + 1 for index, child in enumerate(properties) if child.tag in before), default=0)
    properties.insert(place, made)
    return made


def _colour(cell: etree._Element, code: str, number: int, add: Add) -> None:
    _set(cell, "shd", val="clear", color="auto", fill=token(add(f"_kd_colour({code})", number)))


def _span(cell: etree._Element, code: str, number: int, add: Add) -> None:
    _set(cell, "gridSpan", val=token(add(f"_kd_span({code})", number)))


def _down(cell: etree._Element, _code: str, number: int, add: Add) -> None:
    _set(cell, "vMerge", val=token(add("'restart' if loop.first else 'continue'", number)))
    _only_first(cell, [child for child in cell if child.tag != qualified("w:tcPr")], number, add)


def _across(cell: etree._Element, _code: str, number: int, add: Add) -> None:
    _set(cell, "gridSpan", val=token(add(f"{span(cell)} * loop.length", number)))
    cell.addprevious(mark(add("% if loop.first", number)))
    cell.addnext(mark(add("% endif", number)))


def _only_first(cell: etree._Element, content: list[etree._Element], number: int, add: Add) -> None:
    if content:
        content[0].addprevious(mark(add("% if loop.first", number)))
        content[-1].addnext(mark(add("% endif", number)))


_CELL_TAGS: Mapping[str, Callable[[etree._Element, str, int, Add], None]] = {
    "cellbg": _colour,
    "colspan": _span,
    "vm": _down,
    "hm": _across,
}
CELL_WORDS = frozenset(_CELL_TAGS)
"""Words of the tags that colour and join cells."""
