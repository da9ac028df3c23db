"""A DOCX read back."""

from __future__ import annotations

from pathlib import Path

import pytest

from kamdocs.word.names import NAMESPACES
from kamdocs.word.package import PackageError, write_package
from kamdocs.word.reader import outline, read_docx

DECLARED = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in NAMESPACES.items() if prefix != "xml")
STYLES = """
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="table" w:styleId="Grid"><w:name w:val="Kamdocs Table"/></w:style>
"""


def docx(folder: Path, body: str, more: dict[str, str] | None = None) -> Path:
    """A DOCX whose body is `body`; `more` are further parts, by name."""
    parts = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {DECLARED}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {DECLARED}>{STYLES}</w:styles>",
    } | (more or {})
    file = folder / "read.docx"
    file.write_bytes(write_package({name: text.encode() for name, text in parts.items()}))
    return file


def p(text: str) -> str:
    """A paragraph of plain text."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_blocks_are_paragraphs_in_reading_order(tmp_path: Path) -> None:
    """Split runs are joined, cells come row by row, fields and links count, empty paragraphs do not."""
    body = (
        '<w:p><w:r><w:t xml:space="preserve">Dear </w:t></w:r><w:r><w:t>Ms Kim</w:t></w:r></w:p><w:p/>'
        f"<w:tbl><w:tr><w:tc>{p('1')}</w:tc><w:tc>{p('2')}{p('3')}</w:tc></w:tr><w:tr><w:tc>{p('4')}</w:tc></w:tr></w:tbl>"
        "<w:p><w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink><w:r><w:br/><w:t>next</w:t></w:r>"
        "<w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:t>7</w:t></w:r></w:p>"
    )
    assert read_docx(docx(tmp_path, body)).blocks == ("Dear Ms Kim", "1", "2", "3", "4", "link\nnext7")


def test_deleted_text_and_old_readers_copies_are_no_blocks(tmp_path: Path) -> None:
    """But they are strings, as everything is that somebody could find in the file."""
    body = (
        "<w:p><w:del><w:r><w:delText>floor price</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>offer</w:t></w:r></w:ins></w:p>"
        f"<w:p><w:r><mc:AlternateContent><mc:Choice>{p('box')}</mc:Choice><mc:Fallback>{p('box')}</mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    text = read_docx(docx(tmp_path, body))
    assert text.blocks == ("offer", "box")
    assert "floor price" in text.strings


@pytest.mark.parametrize(
    ("body", "more"),
    [
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r></w:p>", {}),
        ("<w:p><w:r><w:t>sec</w:t></w:r><w:r><w:rPr/><w:t>ret</w:t></w:r></w:p>", {}),
        ('<w:p><w:bookmarkStart w:name="secret"/></w:p>', {}),
        ('<w:p><w:r><wp:docPr descr="a secret picture"/></w:r></w:p>', {}),
        ("", {"word/comments.xml": f"<w:comments {DECLARED}>{p('secret')}</w:comments>"}),
        ("", {"word/footnotes.xml": f"<w:footnotes {DECLARED}>{p('secret')}</w:footnotes>"}),
        ("", {"docProps/core.xml": "<core><title>secret</title></core>"}),
        ("", {"docProps/custom.xml": '<custom><property name="secret"/></custom>'}),
        (
            "",
            {"word/_rels/document.xml.rels": '<Relationships><R Target="https://a.example/s%65cret"/></Relationships>'},
        ),
        ("", {"word/settings.xml": "<settings><!-- secret --></settings>"}),
        ("", {"customXml/secret.bin": ""}),
        ("", {"word/chunk.html": "<p>a secret</p>"}),
    ],
)
def test_every_hiding_place_is_among_the_strings(tmp_path: Path, body: str, more: dict[str, str]) -> None:
    """A leak is found wherever it hides."""
    assert any("secret" in text for text in read_docx(docx(tmp_path, body, more)).strings)


def test_headers_and_footers_are_kept_apart(tmp_path: Path) -> None:
    """In the order of their numbers."""
    more = {f"word/header{number}.xml": f"<w:hdr {DECLARED}>{p(f'head {number}')}</w:hdr>" for number in (10, 2)}
    text = read_docx(docx(tmp_path, p("body"), more | {"word/footer1.xml": f"<w:ftr {DECLARED}>{p('foot')}</w:ftr>"}))
    assert (text.blocks, text.headers, text.footers) == (("body",), ("head 2", "head 10"), ("foot",))


def test_outline_shows_styles_tables_and_pictures(tmp_path: Path) -> None:
    """Styles by the names that Word shows, tables row by row."""
    body = (
        '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Offer</w:t></w:r></w:p>'
        '<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/></w:tblPr><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>'
        f"<w:tr><w:tc>{p('Item')}</w:tc><w:tc>{p('Price')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{p('Audit')}{p('two weeks')}</w:tc><w:tc>{p('5')}</w:tc></w:tr></w:tbl>"
        f"<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{p('box')}</w:tc></w:tr></w:tbl>"
        '<w:p><w:r><w:drawing><wp:inline><wp:docPr descr="a chart"/></wp:inline></w:drawing></w:r></w:p>'
    )
    assert outline(docx(tmp_path, body)) == (
        "Heading 1: Offer\n"
        "table 2x2 [Kamdocs Table]: Item | Price\n"
        "  Audit / two weeks | 5\n"
        "table 1x1:\n"
        "  Normal: box\n"
        "Normal: [picture: a chart]\n"
    )


def test_a_package_without_a_document_is_refused(tmp_path: Path) -> None:
    """A spreadsheet is no letter."""
    file = tmp_path / "sheet.docx"
    file.write_bytes(write_package({"[Content_Types].xml": b"<Types/>"}))
    with pytest.raises(PackageError, match=r"has no `word/document.xml`"):
        read_docx(file)
