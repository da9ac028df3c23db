"""Promise 6: each character has a glyph in an embedded font. The faults are planted in real PDFs."""

from __future__ import annotations

from collections.abc import Callable

from kamdocs.model.page import Draft

Finish = Callable[..., Draft]
Found = Callable[..., list[str]]


def test_a_pdf_with_all_its_glyphs_passes(finish: Finish, found: Found) -> None:
    """Latin and Vietnamese letters, signs and figures."""
    assert found(finish("<p>Tiếng Việt – 5 % “đồng”</p>", "pdf")) == []


def test_a_character_without_a_glyph_is_named(finish: Finish, found: Found) -> None:
    """WeasyPrint by itself prints an empty box and says nothing."""
    from weasyprint import HTML

    draft = finish("<p>Offer x</p>", "pdf")
    HTML(string="<p>Offer \u0915</p>").write_pdf(draft.file, pdf_variant="pdf/ua-1")
    lines = [line for line in found(draft) if line.startswith("missing-glyph")]
    assert lines == ["missing-glyph: no font has a glyph for U+0915 DEVANAGARI LETTER KA"]


def test_a_font_that_is_not_embedded_is_named(finish: Finish, found: Found) -> None:
    """Each reader would see another one."""
    draft = finish("<p>Hi</p>", "pdf")
    draft.file.write_bytes(PDF_WITHOUT_FONTS)
    assert "missing-glyph: the font `Helvetica` is not embedded" in found(draft)


def test_a_replacement_character_is_caught(finish: Finish, found: Found) -> None:
    """It stands for what could not be read; where the data hold it, it is theirs."""
    draft = finish("<p>Caf\ufffd</p>")
    assert found(draft) == ["missing-glyph: a character that could not be read stands in paragraph 1 of the text"]
    assert found(finish("<p>Caf\ufffd</p>", corpus=("Caf\ufffd",))) == []


PDF_WITHOUT_FONTS = b"""%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R
/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >> endobj
4 0 obj << /Length 34 >>
stream
BT /F1 12 Tf 100 500 Td (Hi) Tj ET
endstream
endobj
trailer << /Root 1 0 R >>
"""
