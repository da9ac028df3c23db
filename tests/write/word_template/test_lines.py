"""Inserts within a line: links, pictures, a lone paragraph, runs of the document itself."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from docx.document import Document
from filled_templates import NAMESPACES, W, body, html, made, outline, placed, with_parts
from PIL import Image as Pixels

from kamdocs.errors import InputError, OutputError
from kamdocs.model.word_template import ChartData, Image, Link, Xml
from kamdocs.word.relationships import read_relationships

_RELATION = f"{{{NAMESPACES['r']}}}id"


def picture(wide: int = 200, high: int = 100, kind: str = "PNG") -> bytes:
    """A red picture."""
    buffer = BytesIO()
    Pixels.new("RGB", (wide, high), "red").save(buffer, kind)
    return buffer.getvalue()


def _line(text: str) -> bytes:
    return made(lambda document: document.add_paragraph(text))


def test_a_link_stands_in_its_line_and_leads_to_its_address() -> None:
    """The text around stays, the relationship is that of the part, the style of links is added."""
    parts = placed(_line("See {0}, please."), Link("https://a.example/?x=1&y=2", "our site"))
    link = next(body(parts).iter(f"{W}hyperlink"))
    found = read_relationships(parts, "word/document.xml")[link.get(_RELATION)]
    assert outline(parts) == ["Normal: See our site, please."]
    assert (found.target, found.external) == ("https://a.example/?x=1&y=2", True)
    assert next(link.iter(f"{W}rStyle")).get(f"{W}val") == "Hyperlink"


def test_a_link_in_a_header_belongs_to_the_header() -> None:
    """Each part has relationships of its own."""

    def build(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "Web: {0}"

    parts = placed(made(build), Link("https://a.example/", "a.example"))
    name = next(name for name in parts if name.startswith("word/header") and b"a.example" in parts[name])
    link = next(body(parts, name).iter(f"{W}hyperlink"))
    assert read_relationships(parts, name)[link.get(_RELATION)].target == "https://a.example/"


def test_a_link_within_a_link_is_its_text() -> None:
    """Word has no link within another."""

    def build(document: Document) -> None:
        paragraph = document.add_paragraph("Read ")
        link = paragraph._p.makeelement(f"{W}hyperlink", {f"{W}anchor": "there"})
        link.append(paragraph.add_run("{0}")._r)
        paragraph._p.append(link)

    parts = placed(made(build), Link("https://a.example/", "this"))
    assert len(list(body(parts).iter(f"{W}hyperlink"))) == 1
    assert outline(parts) == ["Normal: Read this"]


def test_one_plain_paragraph_flows_within_the_line_in_its_look() -> None:
    """The run's own look stays beside what the text says itself."""

    def build(document: Document) -> None:
        run = document.add_paragraph("He said ").add_run("{0}")
        run.font.name = "Georgia"
        run.underline = True

    parts = placed(made(build), html("<p>a <strong>bold</strong> word</p>"))
    looks = [(run.findtext(f"{W}t"), run.find(f"{W}rPr")) for run in body(parts).iter(f"{W}r")]
    runs = {text: [child.tag.removeprefix(W) for child in look] for text, look in looks if look is not None}
    assert outline(parts) == ["Normal: He said a bold word"]
    assert runs == {"a ": ["rFonts", "u"], "bold": ["rStyle", "rFonts", "u"], " word": ["rFonts", "u"]}


@pytest.mark.parametrize(
    ("image", "size"),
    [
        (Image(picture()), (200 * 9525, 100 * 9525)),
        (Image(picture(), width_mm=Decimal(30)), (30 * 36000, 15 * 36000)),
        (Image(picture(), height_mm=Decimal(10)), (20 * 36000, 10 * 36000)),
        (Image(picture(), width_mm=Decimal(30), height_mm=Decimal(30)), (30 * 36000, 30 * 36000)),
        (Image(picture(4000, 1000)), (5486400, 1371600)),
    ],
)
def test_a_picture_is_as_large_as_it_is_said_to_be_and_never_wider_than_the_text(
    image: Image, size: tuple[int, int]
) -> None:
    """Without a width it is as large as its file says."""
    extent = next(body(placed(_line("{0}"), image)).iter(f"{{{NAMESPACES['wp']}}}extent"))
    assert (int(extent.get("cx")), int(extent.get("cy"))) == size


def test_equal_pictures_are_one_part_and_each_drawing_has_a_number() -> None:
    """A logo shown twice is stored once."""
    parts = placed(_line("{0} {1} {2}"), Image(picture()), Image(picture(), alt="A & B"), Image(picture(kind="JPEG")))
    drawings = list(body(parts).iter(f"{{{NAMESPACES['wp']}}}docPr"))
    assert sorted(name for name in parts if "media" in name) == ["word/media/image1.jpeg", "word/media/image1.png"]
    assert [drawing.get("id") for drawing in drawings] == ["1", "2", "3"]
    assert drawings[1].get("descr") == "A & B"


def test_what_is_no_picture_is_refused() -> None:
    """Word would show an empty frame."""
    with pytest.raises(OutputError, match="a picture"):
        placed(_line("{0}"), Image(b"GIF89a"))


def test_runs_of_the_document_itself_stand_in_the_line_and_may_hold_inserts() -> None:
    """A macro may call another."""
    inner = Xml("<w:r><w:rPr><w:b/></w:rPr><w:t><?kamdocs 1?></w:t></w:r>")
    assert outline(placed(_line("A {0} C"), inner, Xml("B"))) == ["Normal: A B C"]


def test_the_data_of_a_chart_in_a_line_are_a_fault_with_its_place() -> None:
    """They have a place in alternative texts alone."""
    with pytest.raises(InputError, match=r"letter\.docx: text: the data of a chart stand in a line of text"):
        placed(_line("{0}"), ChartData(("a",), (("b", (Decimal(1),)),)))


def test_rich_content_where_only_text_can_stand_is_a_fault() -> None:
    """As in the title of a chart, which is no text of Word's; a link is its words there."""
    drawing = f'<a:p xmlns:a="{NAMESPACES["a"]}"><a:r><a:t>Sales {{0}} in Asia</a:t></a:r></a:p>'
    data = with_parts(_line("Text"), {"word/charts/chart1.xml": drawing.encode()})
    parts = placed(data, Link("https://a.example/", "A & B"))
    assert b"Sales A &amp; B in Asia" in parts["word/charts/chart1.xml"]
    with pytest.raises(InputError, match="chart: rich content stands where only text can"):
        placed(data, html("<p>a</p>"))


def test_pictures_of_rich_text_are_looked_for_where_the_template_says(tmp_path: Path) -> None:
    """Without a folder there are none."""
    (tmp_path / "seal.png").write_bytes(picture())
    insert = html("<p>See <img src='seal.png' alt='Seal'/></p>")
    parts = placed(_line("{0}"), insert, assets=tmp_path)
    assert next(body(parts).iter(f"{{{NAMESPACES['wp']}}}docPr")).get("descr") == "Seal"
    with pytest.raises(OutputError, match=r"`seal\.png` is not known here"):
        placed(_line("{0}"), insert)


def test_pieces_that_hold_themselves_end_with_a_fault() -> None:
    """Nothing is filled for ever."""
    with pytest.raises(InputError, match="more than 50 pieces of the document stand within each other"):
        placed(_line("{0}"), Xml("<w:r><w:t>a <?kamdocs 0?></w:t></w:r>"))


def test_rich_text_without_blocks_leaves_the_line_whole() -> None:
    """An empty value parts nothing."""
    assert outline(placed(_line("A{0}B"), html(""))) == ["Normal: AB"]
