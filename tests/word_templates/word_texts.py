"""What a DOCX says, place by place, in a form that can stand in a test.

A paragraph is a line. A row of a table is a line `| a | b |`; the paragraphs of a cell are parted by ` / `. What can be
seen of a cell beside its text stands in brackets: `[wide 2]`, `[joined above]`, `[filled FF0000]`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from posixpath import dirname, join, normpath

from lxml import etree

from kamdocs.word.names import qualified
from kamdocs.word.package import DOCUMENT, parse_part, read_package
from kamdocs.word.workbook import read_workbook

_W14_CHECKED = qualified("w14:checked")
_P, _TABLE, _ROW, _CELL, _RUN_TEXT = map(qualified, ("w:p", "w:tbl", "w:tr", "w:tc", "w:t"))
_SIGNS = {"w:br": "\n", "w:cr": "\n", "w:tab": "\t", "w:noBreakHyphen": "\u2011", "w:softHyphen": "\u00ad"}
_SIGN = {qualified(name): sign for name, sign in _SIGNS.items()}
_APART = {
    qualified(f"w:{name}") for name in ("pPr", "rPr", "tcPr", "tblPr", "trPr", "sdtPr", "del", "moveFrom", "sectPr")
}
_BOX = qualified("w:txbxContent")
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_VML = "{urn:schemas-microsoft-com:vml}"
_HOLDERS = {qualified("wp:inline"), qualified("wp:anchor")}


def text_of(docx: bytes) -> str:
    """The body, a line for each paragraph and each row."""
    return _said(parse_part(read_package(docx)[DOCUMENT])[0])


def lines_of(docx: bytes) -> list[str]:
    """The same as a list; a line break within a paragraph does not part it."""
    return list(_lines(parse_part(read_package(docx)[DOCUMENT])[0]))


def texts_by_place(docx: bytes) -> dict[str, str]:
    """Every text of a DOCX by the name of its place, as `footer (first)`; places without text are left out."""
    parts = read_package(docx)
    trees = {name: parse_part(data) for name, data in parts.items() if name.endswith((".xml", ".rels"))}
    found = {
        "body": _said(trees[DOCUMENT][0]),
        **_headers(trees),
        **_noted(trees),
        **_properties(trees),
        **_shapes(trees),
    }
    found |= _charts(trees, parts)
    return {place: text for place, text in found.items() if text}


def _said(root: etree._Element) -> str:
    return "\n".join(_lines(root))


def _lines(root: etree._Element) -> Iterator[str]:
    for child in root:
        if child.tag == _P:
            yield _text(child)
        elif child.tag == _TABLE:
            yield from (_row(row) for row in child.iter(_ROW) if next(row.iterancestors(_TABLE)) is child)
        elif child.tag not in _APART:
            yield from _lines(child)


def _row(row: etree._Element) -> str:
    cells = (cell for cell in row.iter(_CELL) if next(cell.iterancestors(_ROW)) is row)
    return f"| {' | '.join(map(_cell, cells))} |"


def _cell(cell: etree._Element) -> str:
    text = " / ".join(line for line in _lines(cell))
    properties = cell.find(qualified("w:tcPr"))
    if properties is None:
        return text
    wide, merge, filled = (properties.find(qualified(f"w:{name}")) for name in ("gridSpan", "vMerge", "shd"))
    marks = []
    if wide is not None and wide.get(qualified("w:val")) != "1":
        marks.append(f"[wide {wide.get(qualified('w:val'))}]")
    if merge is not None and merge.get(qualified("w:val"), "continue") == "continue":
        marks.append("[joined above]")
    if filled is not None:
        marks.append(f"[filled {filled.get(qualified('w:fill'))}]")
    return " ".join([*([text] if text else []), *marks])


def _text(paragraph: etree._Element) -> str:
    return "".join(_signs(paragraph))


def _signs(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag == _RUN_TEXT:
            yield child.text or ""
        elif child.tag in _SIGN:
            yield _SIGN[child.tag]
        elif child.tag not in _APART and child.tag != _BOX and isinstance(child.tag, str):
            yield from _signs(child)


def _related(trees: Mapping[str, etree._Element], part: str) -> Iterator[tuple[str, str, str, bool]]:
    """Each relationship of a part: its id, its kind, its target, and whether that lies outside."""
    rels = join(dirname(part), "_rels", part.rpartition("/")[2] + ".rels")
    for relation in trees.get(rels, ()):
        outside = relation.get("TargetMode") == "External"
        target = relation.get("Target", "")
        yield (
            relation.get("Id", ""),
            relation.get("Type", "").rpartition("/")[2],
            target if outside else normpath(join(dirname(part), target)),
            outside,
        )


def _headers(trees: Mapping[str, etree._Element]) -> dict[str, str]:
    targets = {identifier: target for identifier, _, target, _ in _related(trees, DOCUMENT)}
    return {
        f"{kind} ({reference.get(qualified('w:type'))})": _said(trees[targets[reference.get(qualified("r:id"), "")]])
        for kind in ("header", "footer")
        for reference in trees[DOCUMENT].iter(qualified(f"w:{kind}Reference"))
    }


def _noted(trees: Mapping[str, etree._Element]) -> dict[str, str]:
    found = {}
    for kind in ("footnote", "endnote", "comment"):
        root = trees.get(f"word/{kind}s.xml")
        notes = [] if root is None else [note for note in root if note.get(qualified("w:type")) is None]
        found[f"{kind}s"] = "\n".join(map(_said, notes))
    deleted = [
        *(text.text or "" for text in trees[DOCUMENT].iter(qualified("w:delText"))),
        *(_text(moved) for moved in trees[DOCUMENT].iter(qualified("w:moveFrom"))),
    ]
    return {**found, "deleted": "\n".join(deleted)}


def _properties(trees: Mapping[str, etree._Element]) -> dict[str, str]:
    found = {}
    for kind in ("core", "app"):
        for element in trees.get(f"docProps/{kind}.xml", ()):
            found[f"{kind} {etree.QName(element).localname}"] = element.text or ""
    for element in trees.get("docProps/custom.xml", ()):
        found[f"custom {element.get('name')}"] = element[0].text or ""
    for element in trees["word/settings.xml"].iter(qualified("w:docVar")):
        found[f"variable {element.get(qualified('w:name'))}"] = element.get(qualified("w:val"), "")
    return found


def _shapes(trees: Mapping[str, etree._Element]) -> dict[str, str]:
    """Text boxes, alternative texts, targets of links, instructions of fields, boxes to tick, SmartArt."""
    told: dict[str, list[str]] = {}
    for part, tree in sorted(trees.items()):
        if part.endswith(".rels") or not part.startswith("word/"):
            continue
        for box in tree.iter(_BOX):
            old = any(above.tag == qualified("mc:Fallback") for above in box.iterancestors())
            told.setdefault("text box (VML)" if old else "text box", []).append(_said(box))
        for shown in tree.iter(qualified("a:blip")):
            told.setdefault("pictures", []).append(_size(shown))
        for shape in tree.iter(qualified("wp:docPr")):
            told.setdefault("alt", []).append(shape.get("descr", ""))
            told.setdefault("alt title", []).append(shape.get("title", ""))
        told.setdefault("alt (VML)", []).extend(shape.get("alt", "") for shape in tree.iter(f"{_VML}shape"))
        told.setdefault("links", []).extend(t for _, kind, t, _ in _related(trees, part) if kind == "hyperlink")
        told.setdefault("anchors", []).extend(
            e.get(qualified("w:anchor"), "") for e in tree.iter(qualified("w:hyperlink"))
        )
        told.setdefault("tips", []).extend(
            e.get(qualified("w:tooltip"), "") for e in tree.iter(qualified("w:hyperlink"))
        )
        told.setdefault("fields", []).extend((e.text or "").strip() for e in tree.iter(qualified("w:instrText")))
        told.setdefault("fields", []).extend(
            e.get(qualified("w:instr"), "") for e in tree.iter(qualified("w:fldSimple"))
        )
        told.setdefault("ticked", []).extend(e.get(qualified("w14:val"), "") for e in tree.iter(_W14_CHECKED))
        if tree.tag == f"{_DIAGRAM}dataModel":
            told.setdefault("SmartArt", []).extend(e.text or "" for e in tree.iter(f"{_DRAWING}t"))
    return {place: "\n".join(filter(None, texts)) for place, texts in told.items()}


def _size(blip: etree._Element) -> str:
    """How large a picture is shown; there are 36,000 English metric units in a millimetre."""
    holder = next(above for above in blip.iterancestors() if above.tag in _HOLDERS)
    extent = holder.find(qualified("wp:extent"))
    assert extent is not None
    return " x ".join(f"{int(extent.get(side, '0')) / 36000:g}" for side in ("cx", "cy")) + " mm"


def _charts(trees: Mapping[str, etree._Element], parts: Mapping[str, bytes]) -> dict[str, str]:
    """The title, the names, the categories and the values of each chart, and those of its spreadsheet."""
    found = {}
    names = [name for name, tree in sorted(trees.items()) if tree.tag == qualified("c:chartSpace")]
    for number, name in enumerate(names, start=1):
        tree = trees[name]
        found[f"chart {number} title"] = "".join(e.text or "" for e in tree.iter(qualified("a:t")))
        found[f"chart {number} data"] = "\n".join(e.text or "" for e in tree.iter(qualified("c:v")))
        for _, kind, target, _ in _related(trees, name):
            if kind == "package":
                cells = sorted(read_workbook(parts[target]).items(), key=lambda item: (item[0][2], item[0][1]))
                said = (cell.text if cell.number is None else f"{cell.number:f}" for _, cell in cells)
                found[f"chart {number} spreadsheet"] = "\n".join(filter(None, said))
    return found
