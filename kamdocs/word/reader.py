"""A DOCX read back: its text block by block, every string in it, and an outline for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from kamdocs.word.names import qualified, style_name
from kamdocs.word.package import DOCUMENT, FOOTNOTES, PackageError, parse_part, read_package

_P = qualified("w:p")
_TABLE = qualified("w:tbl")
_ROW = qualified("w:tr")
_CELL = qualified("w:tc")
_VALUE = qualified("w:val")
_RUN, _CONTROL = qualified("w:r"), qualified("w:sdt")
_INSTRUCTION, _FIELD_MARK, _FIELD_KIND = map(qualified, ("w:instrText", "w:fldChar", "w:fldCharType"))
_SIMPLE_FIELD = qualified("w:fldSimple")
_CHECK_BOX = f"{qualified('w:sdtPr')}/{qualified('w14:checkbox')}"
_XML = (".xml", ".rels", ".vml")
# A text box stands twice in a file, for new and for old readers; deleted text is not part of the text.
_LEFT_OUT = {qualified("mc:Fallback"), qualified("w:del"), qualified("w:moveFrom"), qualified("w:pPr")}
_LEFT_OUT |= {qualified("w:rPr"), qualified("w:tblPr"), qualified("w:tcPr"), qualified("w:trPr")}
_SIGNS = {
    qualified("w:br"): "\n",
    qualified("w:cr"): "\n",
    qualified("w:tab"): "\t",
    qualified("w:noBreakHyphen"): "\u2011",
    qualified("w:softHyphen"): "\u00ad",
}


@dataclass(frozen=True, slots=True)
class DocxText:
    """What a DOCX says.

    `blocks` is the body, a paragraph each, in reading order, table cells row by row; a line break is `\\n`; list
    marks and boxes to tick are not in it, nor page numbers that refer to others, nor paragraphs without text. `notes`
    are the footnotes, without their numbers. `headers` and `footers` are theirs. `strings` is every
    text and attribute value of every part, shown or hidden, with link targets also as they read unescaped.
    """

    blocks: tuple[str, ...]
    notes: tuple[str, ...]
    headers: tuple[str, ...]
    footers: tuple[str, ...]
    strings: tuple[str, ...]


def read_docx(file: Path) -> DocxText:
    """What the DOCX in `file` says; raises PackageError where it is not a sound Word file."""
    parts = read_package(file)
    if DOCUMENT not in parts:
        raise PackageError(f"is not a Word file: it has no `{DOCUMENT}`")
    trees = {name: parse_part(data) for name, data in parts.items() if name.endswith(_XML)}
    return DocxText(
        blocks=blocks(trees[DOCUMENT]),
        notes=notes(trees.get(FOOTNOTES)),
        headers=tuple(text for name in numbered(trees, "word/header") for text in blocks(trees[name])),
        footers=tuple(text for name in numbered(trees, "word/footer") for text in blocks(trees[name])),
        strings=tuple(
            dict.fromkeys([*parts, *_texts(parts), *(text for tree in trees.values() for text in _strings(tree))])
        ),
    )


def said(parts: Mapping[str, bytes]) -> tuple[str, ...]:
    """What the body of a document says and then its footnotes, headers and footers, a paragraph each, as `DocxText`
    has them, but with a line break in place of what a field works out, as a page number or a table of contents.

    Raises PackageError where a part is no sound XML.
    """
    read = [name for name in parts if name in (DOCUMENT, FOOTNOTES) or name.startswith(("word/header", "word/footer"))]
    trees = {name: parse_part(parts[name]) for name in read if name.endswith(".xml")}
    for tree in trees.values():
        _empty_fields(tree)
    ordered = [DOCUMENT, FOOTNOTES, *numbered(trees, "word/header"), *numbered(trees, "word/footer")]
    return tuple(text for name in ordered if name in trees for text in blocks(trees[name]))


def _empty_fields(root: etree._Element) -> None:
    """Put a line break in place of each run that a field has worked out."""
    for run in _worked_out(root):
        for child in list(run):
            run.remove(child)
        etree.SubElement(run, qualified("w:br"))


def _worked_out(root: etree._Element) -> list[etree._Element]:
    """The runs that a field shows and any program works out anew; the text of a link is none."""
    found = [
        run
        for field in root.iter(_SIMPLE_FIELD)
        for run in field.iter(_RUN)
        if not _is_link(field.get(qualified("w:instr"), ""))
    ]
    codes: list[str] = []
    for run in root.iter(_RUN):
        kinds = [mark.get(_FIELD_KIND) for mark in run.iter(_FIELD_MARK)]
        codes += [""] * kinds.count("begin")
        if codes and "end" in kinds:
            codes.pop()
        if codes:
            codes[-1] += "".join(code.text or "" for code in run.iter(_INSTRUCTION))
            if not kinds and not all(map(_is_link, codes)):
                found.append(run)
    return found


def _is_link(code: str) -> bool:
    return code.split()[:1] == ["HYPERLINK"]


def outline(file: Path) -> str:
    """The body of a DOCX, a line each paragraph with its style and each table row, for people to compare."""
    parts = read_package(file)
    names = _style_names(parse_part(parts["word/styles.xml"]))
    body = parse_part(parts[DOCUMENT])[0]
    return "".join(f"{line}\n" for line in _lines(body, names))


def blocks(root: Iterable[etree._Element]) -> tuple[str, ...]:
    """The paragraphs in a part, or in some of its elements, that have text, in reading order, as `DocxText` has
    them."""
    return tuple(text for paragraph in _paragraphs(root) if (text := _text(paragraph)))


def notes(root: etree._Element | None) -> tuple[str, ...]:
    """A footnote each, its paragraphs in lines of their own; separators are none."""
    found = () if root is None else root.iterchildren(qualified("w:footnote"))
    return tuple("\n".join(blocks(note)) for note in found if note.get(qualified("w:type")) is None)


def _paragraphs(element: Iterable[etree._Element]) -> Iterator[etree._Element]:
    for child in element:
        if child.tag == _P:
            yield child
        if child.tag not in _LEFT_OUT:
            yield from _paragraphs(child)


def _text(paragraph: etree._Element) -> str:
    return "".join(_signs(paragraph, _page_references(paragraph))).strip()


def _page_references(paragraph: etree._Element) -> set[etree._Element]:
    """The runs that show the number of another page."""
    found: set[etree._Element] = set()
    within = False
    for run in paragraph.iter(_RUN):
        codes = [code.text or "" for code in run.iter(_INSTRUCTION)]
        within = within or any(code.split()[:1] == ["PAGEREF"] for code in codes)
        if within:
            found.add(run)
        within = within and not any(mark.get(_FIELD_KIND) == "end" for mark in run.iter(_FIELD_MARK))
    return found


def _signs(element: etree._Element, apart: set[etree._Element]) -> Iterator[str]:
    for child in element:
        if child.tag == qualified("w:t"):
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        # A paragraph inside this one stands in a text box and is a block of its own.
        elif child.tag not in _LEFT_OUT and child.tag != _P and child not in apart and not _is_box(child):
            yield from _signs(child, apart)


def _is_box(element: etree._Element) -> bool:
    """Whether an element is a box to tick."""
    return element.tag == _CONTROL and element.find(_CHECK_BOX) is not None


def numbered(names: Iterable[str], start: str) -> list[str]:
    """Those of `names` that begin with `start`, in the order of their numbers."""
    found = [name for name in names if name.startswith(start) and name.endswith(".xml")]
    return sorted(found, key=lambda name: (len(name), name))


def _texts(parts: dict[str, bytes]) -> Iterator[str]:
    """Parts that are text but not XML, such as embedded HTML."""
    for name, data in parts.items():
        if not name.endswith(_XML) and data and b"\0" not in data:
            yield data.decode("utf-8", "replace")


def _strings(tree: etree._Element) -> Iterator[str]:
    """Texts whole and joined by paragraph, attribute values, comments, and what percent escapes stand for."""
    for element in tree.iter():
        for text in (element.text, element.tail, *map(str, element.attrib.values())):
            if text and text.strip():
                yield text
                if "%" in text:
                    yield unquote(text)
        if element.tag == _P:
            yield "".join(_everything(element))


def _everything(paragraph: etree._Element) -> Iterator[str]:
    for element in paragraph.iter():
        if isinstance(element.tag, str) and etree.QName(element).localname in ("t", "delText", "instrText"):
            yield element.text or ""
        elif element.tag in _SIGNS:
            yield _SIGNS[element.tag]


def _style_names(styles: etree._Element) -> dict[str, str]:
    return {
        style.get(qualified("w:styleId"), ""): style_name(name.get(_VALUE, ""))
        for style in styles.iter(qualified("w:style"))
        for name in style.findall(qualified("w:name"))
    }


def _lines(container: etree._Element, names: dict[str, str]) -> Iterator[str]:
    for child in container:
        if child.tag == _P:
            yield from _paragraph_lines(child, names)
        elif child.tag == _TABLE:
            yield from _table_lines(child, names)
        elif child.tag not in _LEFT_OUT:
            yield from _lines(child, names)


def _paragraph_lines(paragraph: etree._Element, names: dict[str, str]) -> Iterator[str]:
    text = _shown(paragraph)
    if text:
        yield f"{_style(paragraph, 'w:pPr/w:pStyle', names) or 'Normal'}: {text}"


def _table_lines(table: etree._Element, names: dict[str, str]) -> Iterator[str]:
    rows = [list(row.iterchildren(_CELL)) for row in table.iterchildren(_ROW)]
    columns = table.findall(f"{qualified('w:tblGrid')}/{qualified('w:gridCol')}")
    style = _style(table, "w:tblPr/w:tblStyle", names)
    head = f"table {len(rows)}x{len(columns)}" + (f" [{style}]" if style else "")
    if len(rows) == len(columns) == 1:
        yield f"{head}:"
        yield from (f"  {line}" for line in _lines(rows[0][0], names))
        return
    for number, row in enumerate(rows):
        cells = " | ".join(" / ".join(filter(None, map(_shown, cell.iter(_P)))) for cell in row)
        yield f"  {cells}" if number else f"{head}: {cells}"


def _shown(paragraph: etree._Element) -> str:
    pictures = [picture.get("descr", "") for picture in paragraph.iter(qualified("wp:docPr"))]
    text = _text(paragraph).replace("\n", " / ")
    return " ".join(filter(None, [*(f"[picture: {alt}]" for alt in pictures), text]))


def _style(element: etree._Element, path: str, names: dict[str, str]) -> str:
    found = element.find("/".join(map(qualified, path.split("/"))))
    identifier = "" if found is None else found.get(_VALUE, "")
    return names.get(identifier, identifier)
