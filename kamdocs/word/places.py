"""Where something stands in a Word file, in the words of somebody who sees it in Word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from kamdocs.model.word_template import Member
from kamdocs.word.elements import number_in
from kamdocs.word.names import qualified
from kamdocs.word.package import DOCUMENT, parse_part
from kamdocs.word.relationships import read_relationships

P, TBL, TR, TC = (qualified(f"w:{name}") for name in ("p", "tbl", "tr", "tc"))
PARAGRAPHS = (P, qualified("a:p"))
_BOX, _FALLBACK = qualified("w:txbxContent"), qualified("mc:Fallback")
_SPAN = f"{qualified('w:tcPr')}/{qualified('w:gridSpan')}"
_LONGEST_HEAD = 40
_NOTES = {
    qualified("w:footnote"): "footnote",
    qualified("w:endnote"): "endnote",
    qualified("w:comment"): "comment",
}
_NOTED = ("word/footnotes.", "word/endnotes.", "word/comments.")
_OF_NOTES = (("word/footnotes.", "footnotes"), ("word/endnotes.", "endnotes"), ("word/comments.", "comments"))
_KINDS = (
    ("docProps/core", "document property"),
    ("docProps/app", "document property"),
    ("docProps/custom", "custom document property"),
    ("word/header", "page header"),
    ("word/footer", "page footer"),
    ("word/charts", "chart"),
    ("word/diagrams", "SmartArt"),
    ("word/settings", "document settings"),
    ("customXml", "attached data"),
)
_PAGES = {"default": "page", "first": "first page", "even": "even page"}


def around(node: etree._Element, *tags: str) -> etree._Element | None:
    """The nearest element around `node` with one of `tags`."""
    return next(node.iterancestors(*tags), None)


def places_of(members: Mapping[str, Member]) -> Places:
    """The places of the Word file that `members` make."""
    parts = {name: member.data for name, member in members.items()}
    package = read_relationships(parts, "").values()
    main = next((each.target for each in package if each.type.endswith("/officeDocument")), DOCUMENT)
    targets = {id: each.target for id, each in read_relationships(parts, main).items() if not each.external}
    return Places(part_names(main, parse_part(parts[main]), targets))


def part_names(main: str, document: etree._Element, targets: Mapping[str, str]) -> dict[str, str]:
    """What people call the `main` part, which is nothing, and the headers and footers of a document, by part; with
    several sections, those of each. `targets` are the parts that it refers to."""
    found = {main: ""}
    for number, section in enumerate(document.iter(qualified("w:sectPr")), 1):
        for part, name in _heads(section, targets):
            found.setdefault(part, f"{name} of section {number}" if number > 1 else name)
    return found


def _heads(section: etree._Element, targets: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    for kind in ("header", "footer"):
        for each in section.iter(qualified(f"w:{kind}Reference")):
            page = _PAGES.get(each.get(qualified("w:type"), ""), "page")
            yield targets.get(each.get(qualified("r:id"), ""), ""), f"{page} {kind}"


@dataclass(frozen=True, slots=True)
class Places:
    """The parts of a document by the names that people give them: `page header` for `word/header1.xml`."""

    names: Mapping[str, str]
    _ranks: dict[etree._Element, dict[etree._Element, int]] = field(default_factory=dict, compare=False, repr=False)

    def of(self, part: str, element: etree._Element | None = None) -> str:
        """Where `element` of `part` is, or the part as a whole; empty for the text of the document as a whole."""
        steps = [] if element is None else self._within(element)
        named = self.names.get(part)
        if named is None:
            kinds = (kind for start, kind in _KINDS if part.startswith(start))
            whole = (kind for start, kind in _OF_NOTES if part.startswith(start) and not steps)
            named = next(iter((*kinds, *whole)), "" if steps and part.startswith(_NOTED) else f"`{part}`")
        return ", ".join(filter(None, (named, *steps)))

    def _within(self, element: etree._Element) -> list[str]:
        """The steps from the part down to `element`."""
        paragraph = element if element.tag in PARAGRAPHS else around(element, *PARAGRAPHS)
        node = paragraph if paragraph is not None else element
        if paragraph is None and element.getparent() is not None:
            return [f"`{_property_name(element)}`"]
        inner = next((each for each in node.iterancestors(TC, _BOX, *_NOTES)), None)
        if inner is None:
            return [f"paragraph {self._rank_in_part(node)}"] if node.tag == P else []
        steps = _steps_to(inner)
        return [*steps, f"paragraph {_rank(node, P)}"] if len(inner.findall(P)) > 1 else steps

    def _rank_in_part(self, paragraph: etree._Element) -> int:
        """Which paragraph it is of those that stand in no table, text box or note; counted once for each part, which
        must not change."""
        root = paragraph.getroottree().getroot()
        if root not in self._ranks:
            outside = (each for each in root.iter(P) if next(each.iterancestors(TC, _BOX), None) is None)
            self._ranks[root] = {each: number for number, each in enumerate(outside, 1)}
        return self._ranks[root][paragraph]


def _steps_to(holder: etree._Element) -> list[str]:
    """The steps down to a cell, a text box or a note."""
    if holder.tag == TC:
        outer = next((each for each in holder.iterancestors(TC, _BOX, *_NOTES)), None)
        return [*([] if outer is None else _steps_to(outer)), *_cell_steps(holder)]
    return _box_steps(holder) if holder.tag == _BOX else [f"{_NOTES[str(holder.tag)]} {_number(holder)}"]


def _property_name(element: etree._Element) -> str:
    named = next((each.get("name") for each in (element, *element.iterancestors()) if each.get("name")), None)
    return named or etree.QName(element).localname


def _cell_steps(cell: etree._Element) -> list[str]:
    row = around(cell, TR)
    table = around(cell, TBL)
    if row is None or table is None:
        return []
    rows = list(table.iter(TR)) if table.find(f".//{qualified('w:tbl')}") is None else _own_rows(table)
    number, column = rows.index(row) + 1, _column(cell, row)
    steps = [f"table {_table_rank(table)}", f"row {number}", f"column {column + 1}"]
    head = _head(rows[0], column) if number > 1 else ""
    return [*steps, f"'{head}'"] if head else steps


def _own_rows(table: etree._Element) -> list[etree._Element]:
    return [row for row in table.iter(TR) if around(row, TBL) is table]


def _column(cell: etree._Element, row: etree._Element) -> int:
    """In which column of the grid a cell begins, counted from 0."""
    column = 0
    for each in row.iter(TC):
        if each is cell:
            return column
        if around(each, TR) is row:
            column += span(each)
    return column


def span(cell: etree._Element) -> int:
    """How many columns a cell takes."""
    return number_in(cell.find(_SPAN), "w:val") or 1


def _head(row: etree._Element, column: int) -> str:
    """What stands above a column, if it is short and holds no tag."""
    at = 0
    for cell in row.iterchildren(TC):
        if at <= column < at + span(cell):
            text = "".join(str(text) for each in cell.iter(qualified("w:t")) for text in [each.text or ""]).strip()
            return text if len(text) <= _LONGEST_HEAD and "{" not in text else ""
        at += span(cell)
    return ""


def _box_steps(box: etree._Element) -> list[str]:
    root = box.getroottree().getroot()
    boxes = [each for each in root.iter(_BOX) if around(each, _FALLBACK) is None]
    doubled = around(box, _FALLBACK)  # what old readers show stands behind what new ones do
    holder = None if doubled is None else doubled.getparent()
    shown = box if holder is None else next(holder.iter(_BOX), box)
    return [f"text box {boxes.index(shown) + 1}"] if shown in boxes else ["text box"]


def _table_rank(table: etree._Element) -> int:
    """Which table it is of those on its level."""
    outer = around(table, TC, _BOX, *_NOTES)
    root = table.getroottree().getroot() if outer is None else outer
    tables = [each for each in root.iter(TBL) if around(each, TC, _BOX, *_NOTES) is outer]
    return tables.index(table) + 1


def _rank(node: etree._Element, tag: str) -> int:
    return sum(1 for _ in node.itersiblings(tag, preceding=True)) + 1


def _number(note: etree._Element) -> int:
    """The number of a note as it is shown; those that Word keeps for separators have none."""
    kept = qualified("w:type")
    before = [each for each in note.itersiblings(note.tag, preceding=True) if each.get(kept) in (None, "normal")]
    return len(before) + 1
