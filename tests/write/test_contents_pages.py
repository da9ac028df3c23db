"""The numbers of pages in the contents of a document that LibreOffice makes a PDF of."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
from support import gate
from word_templates.filling import fill
from word_templates.word_builder import P, document
from word_templates.word_pieces import field

from kamdocs.write.office import _timeless, pdf_of_word

CHAPTERS = [{"title": "Why the lines stand"}, {"title": "What to do"}, {"title": "What to do"}]
TEMPLATE = (
    P(field('TOC \\o "1-1" \\h', "Update me")),
    "{% for chapter in chapters %}",
    P("{{ chapter.title }}", style="Heading1", properties="<w:pageBreakBefore/>"),
    "{% endfor %}",
)


def _first_page(pdf: bytes) -> list[str]:
    """The lines of the first page, without the dots that lead to the numbers."""
    lines = pdfium.PdfDocument(pdf)[0].get_textpage().get_text_range().splitlines()
    return [text for line in lines if (text := line.replace(".", "").strip())]


def test_contents_show_the_pages_of_their_headings(tmp_path: Path) -> None:
    """Each heading stands on a page of its own, two with the same words; equal documents give equal files."""
    gate("soffice")
    docx = fill(document(*TEMPLATE), {"chapters": CHAPTERS}, tmp_path)
    pdf = pdf_of_word(docx)
    assert _first_page(pdf) == ["Why the lines stand2", "What to do3", "What to do4"]
    assert pdf_of_word(docx) == pdf


def test_pages_that_are_counted_otherwise_are_left_alone(tmp_path: Path) -> None:
    """Where a section begins at another number, none is told that could be wrong."""
    gate("soffice")
    section = P("", properties='<w:sectPr><w:pgNumType w:start="5"/></w:sectPr>')
    docx = fill(document(*TEMPLATE, section), {"chapters": CHAPTERS}, tmp_path)
    assert _first_page(pdf_of_word(docx)) == ["Why the lines stand", "What to do", "What to do"]


def test_a_text_that_is_written_as_an_id_is_stays() -> None:
    """A title of seven letters has as many hexadecimal figures as an id; ids stand in the trailer."""
    title = b"/Title<FEFF00530075006D006D006100720079>"
    pdfs = [b"%PDF " + title + b"\ntrailer /ID [<" + id * 32 + b">] /DocChecksum /" + id * 32 for id in (b"A", b"B")]
    first, second = map(_timeless, pdfs)
    assert first == second
    assert title in first
