"""The objects of a PDF that LibreOffice makes, in one order."""

from __future__ import annotations

import io
import re
import zlib
from typing import Any

import pytest
from fontTools.misc.eexec import decrypt, encrypt
from support import gated_module

from kamdocs.write.office_order import in_order

OBJECTS = {
    "catalogue": "<</Type/Catalog/Pages {pages} 0 R>>",
    "pages": "<</Type/Pages/Count 1/Kids[{page} 0 R]>>",
    "page": "<</Type/Page/Parent {pages} 0 R/MediaBox[0 0 90 90]/Contents {content} 0 R"
    "/Resources<</Font<</F1 {plain} 0 R/F2 {bold} 0 R>>>>>>",
    "content": "<</Length {length} 0 R>>\nstream\n% 1 0 R stays 1 0 R\nendstream",
    "length": "19",
    "plain": "<</Type/Font/Subtype/Type1/BaseFont/Plain>>",
    "bold": "<</Type/Font/Subtype/Type1/BaseFont/Bold>>",
    "nobody's": "<<>>",
    "info": "<</Title(see \\(1 0 R\\), 2 0 R)>>",
}


def make(*names: str) -> bytes:
    """The PDF with its objects in this order, written as LibreOffice does."""
    numbers = {name: number for number, name in enumerate(names, 1)}
    pdf, rows = b"%PDF-1.7\n%\xe4\n", [b"0000000000 65535 f \n"]
    for name, number in numbers.items():
        rows.append(b"%010d 00000 n \n" % len(pdf))
        pdf += f"{number} 0 obj\n{OBJECTS[name].format_map(numbers)}\nendobj\n".encode()
    table = b"xref\n0 %d\n%s" % (len(rows), b"".join(rows))
    trailer = "trailer\n<</Size {}/Root {} 0 R\n/Info {} 0 R>>\nstartxref\n{}\n%%EOF\n"
    return pdf + table + trailer.format(len(rows), numbers["catalogue"], numbers["info"], len(pdf)).encode()


def test_the_order_in_which_objects_were_written_does_not_count() -> None:
    """Two fonts the other way round, or all objects, give the same file."""
    first = in_order(make(*OBJECTS))
    assert in_order(make(*sorted(OBJECTS))) == first
    assert in_order(make(*reversed(OBJECTS))) == first
    assert in_order(first) == first


def test_the_file_is_whole() -> None:
    """Each object is where the table says, references lead where they did, and texts and streams stay."""
    pikepdf: Any = gated_module("pikepdf")
    with pikepdf.open(io.BytesIO(in_order(make(*reversed(OBJECTS))))) as pdf:
        assert pdf.check_pdf_syntax() == []
        fonts = pdf.pages[0].obj.Resources.Font
        assert (fonts.F1.BaseFont, fonts.F2.BaseFont) == ("/Plain", "/Bold")
        assert pdf.pages[0].obj.Contents.read_bytes().strip() == b"% 1 0 R stays 1 0 R"
        assert pdf.docinfo.Title == "see (1 0 R), 2 0 R"
        assert len(pdf.objects) == len(OBJECTS) - 1


def test_another_kind_of_file_is_left_as_it_is() -> None:
    """One whose table of objects is a stream."""
    pdf = b"%PDF-1.7\n1 0 obj\n<</Type/XRef>>\nendobj\nstartxref\n9\n%%EOF\n"
    assert in_order(pdf) == pdf


def font(id: int, more: str = "") -> bytes:
    """A PDF with a font of Type 1 that says `id` of itself, openly and in its encrypted part."""
    open_part, key = f"%!FontType1\n/UniqueID {id} def\ncurrentfile eexec\n".encode(), 55665
    hidden, _ = encrypt(f"seed dup /Private 9 dict dup begin /UniqueID {id} def {more}".encode(), key)
    packed = zlib.compress(open_part + hidden + b"0" * 8)
    head = f"<</Length 3 0 R/Filter/FlateDecode/Length1 {len(open_part)}/Length2 {len(hidden)}/Length3 8>>"
    objects = [
        b"<</Type/Catalog/File 2 0 R/Pages<</Type/Pages/Count 0/Kids[]>>>>",
        head.encode() + b"\nstream\n" + packed + b"\nendstream",
        str(len(packed)).encode(),
    ]
    pdf, rows = b"%PDF-1.7\n", [b"0000000000 65535 f \n"]
    for number, content in enumerate(objects, 1):
        rows.append(b"%010d 00000 n \n" % len(pdf))
        pdf += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    return b"%sxref\n0 4\n%strailer\n<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (pdf, b"".join(rows), len(pdf))


def test_the_number_of_a_font_does_not_count() -> None:
    """It goes on from document to document; the font stays what it is, and the parts as long as they are said to be."""
    first = in_order(font(4100002))
    assert in_order(font(4100017)) == first
    assert in_order(font(4100002, "/BlueFuzz 0 def")) != first
    pikepdf: Any = gated_module("pikepdf")
    with pikepdf.open(io.BytesIO(first)) as pdf:
        assert pdf.check_pdf_syntax() == []
        content, head = pdf.Root.File.read_bytes(), pdf.Root.File
        shown, hidden = content[: int(head.Length1)], content[int(head.Length1) :][: int(head.Length2)]
    told = decrypt(hidden, 55665)[0]
    assert (shown[-6:], told[:12], content[-8:]) == (b"eexec\n", b"seed dup /Pr", b"0" * 8)
    (one,), (two,) = (re.findall(rb"/UniqueID (\d+) def", part) for part in (shown, told))
    assert one == two
    assert 4_000_000 <= int(one) < 5_000_000


@pytest.mark.parametrize("head", [b"/Length1 9/Filter/FlateDecode", b"/Length 7"])
def test_another_stream_is_left_as_it_is(head: bytes) -> None:
    """As that of a TrueType font, whose head says one length."""
    whole = font(4100002)
    (was,) = re.findall(rb"<</Length 3 0 R.*?>>", whole)
    kept = in_order(whole.replace(was, b"<<" + head.ljust(len(was) - 4) + b">>"))
    assert whole.partition(b"\nstream\n")[2].partition(b"endstream")[0] in kept
