"""The objects of a PDF that LibreOffice makes, in one order."""

from __future__ import annotations

import io
from typing import Any

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
