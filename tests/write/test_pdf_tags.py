"""The tags of a PDF: tables of contents, footnotes, references."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest
from support import REPOSITORY
from verapdf import failed_rules

from kamdocs.model.page import Page
from kamdocs.model.theme import Theme
from kamdocs.rules import pdf_text
from kamdocs.rules.pdf_text import PdfText, read_pdf
from kamdocs.write.pdf import write_pdf

MakePage = Callable[..., Page]
Outline = Callable[..., str]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the PDF of a test is written."""
    return tmp_path / "out.pdf"


@pytest.fixture
def tagged(make_page: MakePage, theme: Theme, file: Path) -> Outline:
    """Writes a body to `file`, asks veraPDF, and returns the tags of each page as `P(Span'text')`."""

    def make(body: str, *, css: str = "") -> str:
        write_pdf(make_page(body), theme, file, assets=REPOSITORY, css=css)
        assert failed_rules(file) == []
        with closing(pdfium.PdfDocument(file)) as document:
            return "\n".join(outline(pdf_text._tree(page)) for page in document)

    return make


def outline(element: pdf_text._Element) -> str:
    """An element with what it holds, in one line."""
    inside = (repr(" ".join(part.split())) if isinstance(part, str) else outline(part) for part in element.content)
    return f"{element.kind}({' '.join(part for part in inside if part != repr(''))})"


def read(file: Path, theme: Theme) -> PdfText:
    """The text of a PDF."""
    return read_pdf(file, margins=theme.margins)


CONTENTS = """<h1>Offer</h1><nav><ol><li><a href="#a">Price</a><ol><li><a href="#b">Day rates</a></li></ol></li>
<li><a href="#c">LONG</a></li></ol></nav><section class="new-page"><h2 id="a">Price</h2>
<h3 id="b">Day rates</h3></section><section class="new-page"><h2 id="c">Terms</h2></section>""".replace(
    "LONG", " ".join(["Terms that take two lines"] * 5)
)


def test_a_table_of_contents_is_tagged_as_one(tagged: Outline, file: Path, theme: Theme) -> None:
    """An entry is one link, however many lines it has, which ends with the number of the page; dots are ornament."""
    first, *_ = tagged(CONTENTS).split("\n")
    long = "'Terms that take two lines"
    assert first.startswith(
        "Page(Document(H1(Span('Offer')) NonStruct(TOC(TOCI(Reference(Link('Price' Span('2')))"
        f" TOC(TOCI(Reference(Link('Day rates' Span('2')))))) TOCI(Reference(Link({long}"
    )
    assert first.endswith(" Span('3'))))))))")
    assert first.count("Link") == 3
    assert " . . " in read(file, theme).sheets[0]


def test_the_text_of_a_table_of_contents_is_that_of_the_headings(tagged: Outline, file: Path, theme: Theme) -> None:
    """Without numbers of pages and dots, in lines as they are printed."""
    tagged(CONTENTS)
    page = " ".join(read(file, theme).pages[0].split())
    assert page == "Offer Price Day rates " + " ".join(["Terms that take two lines"] * 5)


def test_each_line_of_an_entry_is_clickable_once(tagged: Outline, file: Path) -> None:
    """What stands after a link in a line is part of it, so that no key is pressed twice to go on."""
    tagged(CONTENTS)
    with closing(pdfium.PdfDocument(file)) as document:
        assert pdfium_c.FPDFPage_GetAnnotCount(document[0]) == 4


NOTES = """<p>Text<span class="footnote">A <em>note</em>, <a href="https://x.example">linked</a>.</span> goes on.</p>
<ul><li>Item<span class="footnote">Second.</span></li></ul><table><thead><tr><th>Name</th></tr></thead><tbody><tr>
<td>One<span class="footnote">Third.</span></td></tr></tbody></table><section class="new-page">
<p>Last<span class="footnote" id="own">Fourth.</span></p></section>"""


def test_footnotes_are_tagged_as_notes(tagged: Outline, file: Path) -> None:
    """After the text of their page, each with its number as label and an identifier; references call them."""
    first, second = tagged(NOTES).split("\n")
    assert "P(Span('Text') Reference(Link(Span('1'))) Span('goes on.'))" in first
    assert first.endswith(
        "NonStruct(Note(Lbl(Span('1')) Span('A') NonStruct(Span('note')) Span(',') Link('linked') Span('.'))"
        " Note(Lbl(Span('2')) Span('Second.')) Note(Lbl(Span('3')) Span('Third.')))))"
    )
    assert "Note(Lbl(Span('4')) Span('Fourth.'))" in second
    assert identifiers(file, "Note") == ["note-1", "note-2", "note-3", "note-4"]


def identifiers(file: Path, kind: str) -> list[str]:
    """The identifiers of all elements of a kind."""
    found: list[str] = []

    def visit(node: object) -> None:
        if pdf_text._utf16(pdfium_c.FPDF_StructElement_GetType, node) == kind:
            found.append(pdf_text._utf16(pdfium_c.FPDF_StructElement_GetID, node))
        for index in range(pdfium_c.FPDF_StructElement_CountChildren(node)):
            if child := pdfium_c.FPDF_StructElement_GetChildAtIndex(node, index):
                visit(child)

    with closing(pdfium.PdfDocument(file)) as document:
        for page in document:
            tree = pdfium_c.FPDF_StructTree_GetForPage(page)
            for index in range(pdfium_c.FPDF_StructTree_CountChildren(tree)):
                visit(pdfium_c.FPDF_StructTree_GetChildAtIndex(tree, index))
            pdfium_c.FPDF_StructTree_Close(tree)
    return found


def test_footnotes_are_read_apart_from_the_text(tagged: Outline, file: Path, theme: Theme) -> None:
    """Without their numbers, and the text without those that call them; the sheets have all."""
    tagged(NOTES)
    text = read(file, theme)
    assert [" ".join(page.split()) for page in text.pages] == ["Text goes on. Item Name One", "Last"]
    assert text.notes == ("A note, linked.", "Second.", "Third.", "Fourth.")
    assert "4 Fourth." in text.sheets[1]


def test_the_number_of_a_note_leads_to_it(tagged: Outline, file: Path) -> None:
    """A click on it goes to the foot of the page, to an id of the template's or one of ours."""
    tagged(NOTES)
    with closing(pdfium.PdfDocument(file)) as document:
        for page, count in zip(document, (3 + 1, 1), strict=True):
            assert pdfium_c.FPDFPage_GetAnnotCount(page) == count
        names = {pdfium_c.FPDF_GetNamedDestByName(document, name) is not None for name in (b"note-1", b"own")}
        assert names == {True}


def test_what_a_theme_adds_to_links_is_part_of_them(tagged: Outline) -> None:
    """An arrow after each, say, and a link that is nothing but that is a reference."""
    arrow = "a[href^='https']::after { content: ' >' }"
    assert "P(Span('See') Link('here' Span('>')) Span('.'))" in tagged(
        "<p>See <a href='https://x.example'>here</a>.</p>", css=arrow
    )
    assert "Reference(Link(Span('1')))" in tagged(NOTES, css=arrow)


def test_boxes_of_the_layout_are_no_cells(tagged: Outline) -> None:
    """The place of a seal is drawn as a cell, wherever it stands."""
    seal = '<p class="seal">Seal</p>'
    table = '<table class="signatures"><thead><tr><th>We</th></tr></thead><tbody><tr><td>SEAL</td></tr></tbody></table>'
    tags = tagged(seal + table.replace("SEAL", seal))
    assert tags.count("TD(") == 1
    assert tags.count("P(Span('Seal'))") == 2
