"""A PDF is read back to its last string."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from kamdocs.errors import OutputError
from kamdocs.model.theme import Margins
from kamdocs.rules.pdf_strings import strings
from kamdocs.rules.pdf_text import read_pdf

MARGINS = Margins.model_validate({"top": "25.4", "right": "25.4", "bottom": "25.4", "left": "25.4"})

PLAIN = b"""%PDF-1.7
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Contents 4 0 R
 /Resources <</Font <</F 5 0 R>>>>
 /Annots [<</Type /Annot /Subtype /Link /Rect [0 0 9 9] /A <</S /URI /URI (https://x.example/Kim%20Chul)>>>>]>> endobj
4 0 obj <</Length 151>> stream
BT /F 12 Tf 100 380 Td (Running head) Tj ET
BT /F 12 Tf 100 200 Td (Body text with sales\\255) Tj 0 -14 Td (men) Tj ET
BT /F 12 Tf 100 20 Td (1 / 1) Tj ET
endstream endobj
5 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> endobj
6 0 obj <</Title <FEFFAE40CCA0C218> /Subject (Tender \\(old\\) \\101 (nested) x)>> endobj
trailer <</Root 1 0 R /Info 6 0 R>>
%%EOF
"""


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """A PDF without tags and without fonts of its own."""
    (tmp_path / "plain.pdf").write_bytes(PLAIN)
    return tmp_path / "plain.pdf"


def test_a_file_without_tags_is_read_by_place(plain: Path) -> None:
    """What stands in the margins is none of the body's, but it is in the file."""
    text = read_pdf(plain, margins=MARGINS)
    assert text.pages[0].startswith("Body text with sales")
    assert "Running" not in text.pages[0]
    assert "1 / 1" not in text.pages[0]
    assert any("Running head" in whole for whole in text.everything)


def test_a_font_that_is_not_embedded_is_told(plain: Path) -> None:
    """By its name."""
    assert read_pdf(plain, margins=MARGINS).fonts == {"Helvetica": False}


def test_strings_are_found_wherever_they_stand(plain: Path) -> None:
    """Properties in UTF-16 and with escapes, addresses with and without their percent signs."""
    everything = read_pdf(plain, margins=MARGINS).everything
    assert {"김철수", "Tender (old) A (nested) x", "https://x.example/Kim%20Chul", "https://x.example/Kim Chul"} <= set(
        everything
    )


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"1 0 obj (a\\\nb\\n\\)c\\053) endobj", "ab\n)c+"),
        (b"1 0 obj <4B 69 6d> endobj", "Kim"),
        (b"1 0 obj <4B696> endobj", "Ki`"),
        (b"1 0 obj (\xef\xbb\xbf\xea\xb9\x80) endobj", "김"),
        (b"1 0 obj (\xff\xfe\x40\xae) endobj", "김"),
        (b"1 0 obj <</Length 9>> stream\nBT /Span <</ActualText (Kim)>> BDC\nendstream endobj", "Kim"),
        (b"1 0 obj <</Length 9>> stream\n" + zlib.compress(b"/P <</Alt <4B696D>>> BDC") + b"\nendstream endobj", "Kim"),
        (
            b"1 0 obj <</Type /ObjStm /N 1>> stream\n" + zlib.compress(b"2 0 <</Alt (Kim)>>") + b"\nendstream endobj",
            "Kim",
        ),
        (b"1 0 obj <<>> stream\nx\nendstream endobj 2 0 obj (after) endobj", "after"),
        (
            b"1 0 obj <<>> stream\n<x:xmpmeta><a b='A &amp; B'>Kim &lt;K&gt;</a></x:xmpmeta>\nendstream endobj",
            "Kim <K>",
        ),
        (b"1 0 obj <<>> stream\n<x:xmpmeta><a b='A &amp; B'/></x:xmpmeta>\nendstream endobj", "A & B"),
    ],
)
def test_every_way_to_write_a_string_is_read(data: bytes, expected: str) -> None:
    """Literal, hexadecimal, in object streams, in replacement texts, in XMP."""
    assert expected in list(strings(data))


@pytest.mark.parametrize("data", [b"", b"(", b"((a)", b"<4", b"stream\n", b"(a\\", b"<</ObjStm>> obj stream\n(x"])
def test_a_broken_file_ends_the_search_and_nothing_else(data: bytes) -> None:
    """No endless loop and no exception."""
    assert len(list(strings(data))) <= 1


def test_a_file_that_is_no_pdf_is_told(tmp_path: Path) -> None:
    """With its name."""
    (tmp_path / "x.pdf").write_bytes(b"no pdf")
    with pytest.raises(OutputError, match=r"cannot read `.*x\.pdf`"):
        read_pdf(tmp_path / "x.pdf", margins=MARGINS)


def test_the_identifier_of_a_file_is_no_text() -> None:
    """A digest may hold the figures of a year by chance; anything else in its place is told."""
    digest = b"8b0bf5ee2ac390eacd4d2022a1cf2d96"
    assert list(strings(b"trailer <</Size 9 /ID [(%b) (%b)]>>" % (digest, digest))) == []
    other = digest.replace(b"8", b"9")
    assert list(strings(b"trailer <</Size 9 /ID [(%b) (%b)]>>" % (digest, other))) == [digest.decode(), other.decode()]
    assert list(strings(b"trailer <</Size 9 /ID [(of Kim 2022) (of Kim 2022)]>>")) == ["of Kim 2022"] * 2
