"""The text of a finished PDF: what a reader sees, and every other string that stands in the file."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from kamdocs.errors import OutputError
from kamdocs.model.theme import POINTS_PER_MM, Margins
from kamdocs.rules.pdf_strings import strings

_LINE_END_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-", "\u00ad": None, "\u2060": None})
_SPACES = re.compile(" {2,}")
_SAME_LINE = 0.5
_USUAL = 128
_APART = frozenset({"Lbl", "Figure", "Note"})


@dataclass(frozen=True, slots=True)
class PdfText:
    """What a PDF says, in Unicode NFC.

    `pages` holds the body of each page in reading order: without running heads, page numbers, also those of a table of
    contents, list marks, footnotes and the numbers that call them, the words in pictures, and the head of a table that
    goes on from the page before. Each line of type is a line. `notes` holds each footnote, without its number, and
    `figures` the alternative text of each picture and the words in it.
    `sheets` holds all that each page shows, margins and pictures too, in lines that go across columns and cells.
    `everything` holds all strings of the file: `sheets`, document properties, outline, links, alternative texts,
    annotations, attachments, form fields. `fonts` tells for each font whether it is embedded.
    """

    pages: tuple[str, ...]
    sheets: tuple[str, ...]
    everything: tuple[str, ...]
    fonts: Mapping[str, bool]
    notes: tuple[str, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()


def read_pdf(source: Path | bytes, *, margins: Margins) -> PdfText:
    """Read a PDF back.

    A tagged file is read by its tags; any other by place, within `margins`. Raises OutputError for a file that
    cannot be read.
    """
    with _opened(source) as file:
        pages = [_Page(file[number]) for number in range(len(file))]
        trees = [_structure(page) for page in pages]
        bodies = _bodies(trees) or [_within(page, margins) for page in pages]
        sheets = [_clean(page.text.get_text_range()) for page in pages]
        fonts = {name: embedded for page in pages for name, embedded in _fonts(page)}
    data = source if isinstance(source, bytes) else source.read_bytes()
    everything = (*sheets, *map(_clean, strings(data)))
    found = [element for tree in trees for element in _walk(tree)]
    return PdfText(
        tuple(map(_clean, bodies)),
        tuple(sheets),
        tuple(dict.fromkeys(filter(None, everything))),
        fonts,
        notes=tuple(_clean(element.lines()) for element in found if element.kind == "Note"),
        figures=tuple((element.alt, _clean(element.words())) for element in found if element.kind == "Figure"),
    )


def page_count(source: Path | bytes) -> int:
    """How many pages a PDF has; raises OutputError where it cannot be read."""
    with _opened(source) as document:
        return len(document)


@contextmanager
def _opened(source: Path | bytes) -> Iterator[pdfium.PdfDocument]:
    try:
        with closing(pdfium.PdfDocument(source)) as document:
            yield document
    except (OSError, pdfium.PdfiumError) as error:
        told = "the PDF that was made" if isinstance(source, bytes) else f"`{source}`"
        raise OutputError(f"cannot read {told}: {error}") from error


def _clean(text: str) -> str:
    """NFC, without soft hyphens, a hyphen where PDFium marks one at the end of a line, and single spaces."""
    return _SPACES.sub(
        " ", unicodedata.normalize("NFC", text.translate(_LINE_END_HYPHENS).replace("\r\n", "\n"))
    ).strip()


class _Page:
    """A page with its text and the runs of it, which are looked for once."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self.raw = page.raw
        self.size = page.get_size()
        self.text = page.get_textpage()
        self.runs = tuple(page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_TEXT]))


def _within(page: _Page, margins: Margins) -> str:
    width, height = page.size
    left, right, top, bottom = (
        float(margin) * POINTS_PER_MM for margin in (margins.left, margins.right, margins.top, margins.bottom)
    )
    return str(page.text.get_text_bounded(left=left, bottom=bottom, right=width - right, top=height - top))


@dataclass(slots=True)
class _Element:
    """A node of a page's structure: its kind, its content in reading order, text runs and further nodes, and, of a
    figure, its alternative text."""

    kind: str
    content: list[_Element | str]
    alt: str = ""

    def lines(self) -> str:
        """The text, without what stands apart from it or is counted: see `PdfText.pages`."""
        return "".join(part if isinstance(part, str) else part._lines_in(self.kind) for part in self.content)

    def words(self) -> str:
        """The whole text."""
        return "".join(part if isinstance(part, str) else part.words() for part in self.content)

    def _lines_in(self, outer: str) -> str:
        """The text where it stands in an element of the kind `outer`.

        Why: a reference is the number of a footnote, but in a table of contents a link, of which the last part is the
        number of a page.
        """
        if self.kind in _APART or (self.kind == "Reference" and outer != "TOCI"):
            return ""
        if outer == "Reference" and self.content and isinstance(self.content[-1], _Element):
            return _Element(self.kind, self.content[:-1]).lines()
        return self.lines()


def _bodies(trees: list[_Element]) -> list[str]:
    """The text of each page by its tags; empty for a file without tags."""
    _drop_repeated_heads(trees)
    return [tree.lines() for tree in trees] if any(tree.content for tree in trees) else []


def _drop_repeated_heads(trees: list[_Element]) -> None:
    """Empty the head of each table that only goes on: it opens its page, and the page before ended with that head's
    table."""
    running = ""
    for tree in trees:
        tables = [element for element in _walk(tree) if element.kind == "Table"]
        if not tables:
            running = ""
            continue
        first, last, goes_on = tables[0], tables[-1], tree.lines().endswith(tables[-1].lines())
        repeated = bool(running) and _head(first) == running and tree.lines().startswith(running)
        if not goes_on:
            running = ""
        elif not (repeated and last is first):
            running = _head(last)
        if repeated:
            next(_heads(first)).content.clear()


def _walk(element: _Element) -> Iterator[_Element]:
    yield element
    for part in element.content:
        if isinstance(part, _Element):
            yield from _walk(part)


def _heads(table: _Element) -> Iterator[_Element]:
    return (element for element in _walk(table) if element.kind == "THead")


def _head(table: _Element) -> str:
    return "".join(head.lines() for head in _heads(table))


def _tree(page: pdfium.PdfPage) -> _Element:
    """The structure of a page with its text."""
    return _structure(_Page(page))


def _structure(page: _Page) -> _Element:
    runs = _texts(page)
    root = _Element("Page", [])
    tree = pdfium_c.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return root
    try:
        for index in range(pdfium_c.FPDF_StructTree_CountChildren(tree)):
            root.content.append(_element(pdfium_c.FPDF_StructTree_GetChildAtIndex(tree, index), runs))
    finally:
        pdfium_c.FPDF_StructTree_Close(tree)
    return root


def _element(node: object, runs: dict[int, str]) -> _Element:
    kind = _utf16(pdfium_c.FPDF_StructElement_GetType, node)
    alt = _utf16(pdfium_c.FPDF_StructElement_GetAltText, node) if kind == "Figure" else ""
    element = _Element(kind, [], alt)
    for index in range(pdfium_c.FPDF_StructElement_CountChildren(node)):
        child = pdfium_c.FPDF_StructElement_GetChildAtIndex(node, index)
        if child:
            element.content.append(_element(child, runs))
        else:
            marked = pdfium_c.FPDF_StructElement_GetChildMarkedContentID(node, index)
            element.content.append(runs.get(marked, ""))
    return element


def _runs(page: pdfium.PdfPage) -> dict[int, str]:
    """The text of a page by the number that its tags know it by; a run that begins a line begins with a line break."""
    return _texts(_Page(page))


def _texts(page: _Page) -> dict[int, str]:
    runs: dict[int, str] = {}
    baseline = None
    for run in page.runs:
        marked = _marked_content(run)
        if marked < 0:  # an ornament
            continue
        text = _utf16(pdfium_c.FPDFTextObj_GetText, run.raw, page.text.raw)
        low = run.get_matrix().f
        begins = baseline is None or abs(low - baseline) > _SAME_LINE
        runs[marked] = runs.get(marked, "") + ("\n" if begins else "") + text
        baseline = low
    return runs


def _marked_content(run: pdfium.PdfObject) -> int:
    """The number that the tags know a run by, or what it stands in, as words of drawings do; below zero without any."""
    number = int(pdfium_c.FPDFPageObj_GetMarkedContentID(run.raw))
    return _marked_content(run.container) if number < 0 and run.container is not None else number


def _utf16(read: Callable[..., int], *of: object) -> str:
    """A string that a function of PDFium writes to a buffer in UTF-16."""
    letters = (ctypes.c_ushort * _USUAL)()
    size = read(*of, letters, 2 * _USUAL)
    if size > 2 * _USUAL:
        letters = (ctypes.c_ushort * size)()
        read(*of, letters, size)
    return bytes(memoryview(letters).cast("B")[: max(0, size - 2)]).decode("utf-16-le")


def _fonts(page: _Page) -> Iterator[tuple[str, bool]]:
    fonts = (pdfium_c.FPDFTextObj_GetFont(run.raw) for run in page.runs)
    for font in {ctypes.cast(font, ctypes.c_void_p).value: font for font in fonts}.values():
        size = pdfium_c.FPDFFont_GetBaseFontName(font, None, 0)
        name = ctypes.create_string_buffer(size)
        pdfium_c.FPDFFont_GetBaseFontName(font, name, size)
        yield name.value.decode(errors="replace"), pdfium_c.FPDFFont_GetIsEmbedded(font) == 1
