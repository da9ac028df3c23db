"""Blocks of the vocabulary in the styles of a template."""

from __future__ import annotations

import re

import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from filled_templates import W, body, html, made, outline, placed, with_parts
from lxml import etree

from kamdocs.errors import InputError
from kamdocs.word.package import read_package, write_package


def _line(text: str) -> bytes:
    return made(lambda document: document.add_paragraph(text))


def test_blocks_take_the_place_of_their_paragraph_in_the_styles_of_the_template() -> None:
    """Headings and lists are the template's own, by name."""
    lists = "<ul><li>a<ul><li>b</li></ul></li></ul><ol><li>c</li></ol>"
    inside = f"<h1>Top</h1><p>One</p>{lists}<blockquote><p>d</p></blockquote>"
    assert outline(placed(_line("{0}"), html(inside))) == [
        "Heading 1: Top",
        "Normal: One",
        "List Bullet: a",
        "List Bullet 2: b",
        "List Number: c",
        "Quote: d",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Before {0} after", ["Before ", "one", "two", " after"]),
        ("{0} after", ["one", "two", " after"]),
        ("Before {0}", ["Before ", "one", "two"]),
        ("  {0}  ", ["one", "two"]),
        ("{0}{0}", ["one", "two", "one", "two"]),
        ("a {0} b {0} c", ["a ", "one", "two", " b ", "one", "two", " c"]),
    ],
)
def test_several_blocks_part_the_paragraph_and_lose_no_text(text: str, expected: list[str]) -> None:
    """Text before stays before, text after stays after."""
    found = outline(placed(_line(text), html("<p>one</p><p>two</p>")))
    assert [line.removeprefix("Normal: ") for line in found] == expected


def test_plain_paragraphs_look_like_the_one_they_replace() -> None:
    """Alignment, distances and the run's font; headings keep their own."""

    def build(document: Document) -> None:
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.space_after = Pt(3)
        run = paragraph.add_run("{0}")
        run.font.name, run.font.size = "Georgia", Pt(13)

    parts = placed(made(build), html("<h2>Head</h2><p>one</p><p>two</p><ul><li>item</li></ul>"))
    looks = {
        paragraph.findtext(f".//{W}t"): (
            paragraph.find(f"{W}pPr/{W}jc") is not None,
            [fonts.get(f"{W}ascii") for fonts in paragraph.iter(f"{W}rFonts")],
        )
        for paragraph in body(parts).iter(f"{W}p")
    }
    assert looks == {
        "Head": (False, []),
        "one": (True, ["Georgia"]),
        "two": (True, ["Georgia"]),
        "item": (False, ["Georgia"]),
    }


def _numbers(parts: dict[str, bytes]) -> list[str]:
    return [number.get(f"{W}val") for number in body(parts).iter(f"{W}numId")]


def test_each_numbered_list_begins_anew_in_the_pattern_of_the_template() -> None:
    """Both follow the pattern of `List Number`, each with a start of its own."""
    parts = placed(_line("{0}"), html("<ol><li>a</li><li>b</li></ol><p>x</p><ol start='4'><li>c</li></ol>"))
    first, again, second = _numbers(parts)
    nums = {num.get(f"{W}numId"): num for num in body(parts, "word/numbering.xml").iter(f"{W}num")}
    patterns = [nums[number].find(f"{W}abstractNumId").get(f"{W}val") for number in (first, second)]
    starts = [next(nums[number].iter(f"{W}startOverride")).get(f"{W}val") for number in (first, second)]
    assert first == again != second
    assert patterns[0] == patterns[1]
    assert starts == ["1", "4"]


BARE = (
    '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Batang"/><w:sz w:val="24"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="a1"><w:name w:val="Normal Table"/></w:style></w:styles>'
)
"""The styles of a template saved by Word in Korean: names in English, ids of its own."""


def bare(text: str) -> bytes:
    """A template with few styles and no numberings."""
    data = with_parts(_line(text), {"word/styles.xml": BARE.encode()})
    parts = read_package(data)
    relations = re.sub(rb"<Relationship [^>]*numbering[^>]*/>", b"", parts["word/_rels/document.xml.rels"])
    kept = {name: part for name, part in parts.items() if name != "word/numbering.xml"}
    types = re.sub(rb"<Override [^>]*numbering[^>]*/>", b"", parts["[Content_Types].xml"])
    return write_package({**kept, "word/_rels/document.xml.rels": relations, "[Content_Types].xml": types})


def test_a_style_is_found_by_its_name_and_one_that_is_missing_has_no_font_or_colour() -> None:
    """The id of a style is the business of the program that saved it."""
    parts = placed(bare("{0}"), html("<h1>Top</h1><h2>Sub</h2><ul><li>a</li></ul><ol><li>b</li></ol>"))
    styles = {style.get(f"{W}styleId"): style for style in body(parts, "word/styles.xml").iter(f"{W}style")}
    used = [style.get(f"{W}val") for style in body(parts).iter(f"{W}pStyle")]
    added = [style for id, style in styles.items() if id not in ("a", "1", "a1")]
    assert used == ["1", "Heading2", "ListBullet", "ListNumber"]
    assert added
    assert [tag for style in added for tag in ("rFonts", "color") if style.find(f".//{W}{tag}") is not None] == []
    assert {base.get(f"{W}val") for style in added for base in style.iter(f"{W}basedOn")} <= {*styles}
    assert styles["Heading2"].find(f".//{W}basedOn").get(f"{W}val") == "a"


def test_a_template_without_numberings_gets_them() -> None:
    """With their relationship and type; the bullets of the added style are among them."""
    parts = placed(bare("{0}"), html("<ul><li>a</li></ul><ol><li>b</li></ol>"))
    root = body(parts, "word/numbering.xml")
    numbers = [num.get(f"{W}numId") for num in root.iter(f"{W}num")]
    used = {
        number.get(f"{W}val")
        for name in ("document", "styles")
        for number in body(parts, f"word/{name}.xml").iter(f"{W}numId")
    }
    assert used <= {*numbers}
    assert [child.tag for child in root] == sorted([child.tag for child in root])
    assert b"numbering.xml" in parts["word/_rels/document.xml.rels"]
    assert b"/word/numbering.xml" in parts["[Content_Types].xml"]


def test_a_footnote_goes_into_the_notes_of_the_template() -> None:
    """Its part is made where there is none, with what Word wants between text and notes."""
    parts = placed(
        _line("{0}"), html("<p>Text<span class='footnote'>See <a href='https://a.example/'>here</a></span></p>")
    )
    notes = [note for note in body(parts, "word/footnotes.xml") if note.get(f"{W}type") is None]
    reference = next(body(parts).iter(f"{W}footnoteReference"))
    assert [note.get(f"{W}id") for note in notes] == [reference.get(f"{W}id")]
    assert "".join(text.text for text in notes[0].iter(f"{W}t")) == " See here"
    assert b"https://a.example/" in parts["word/_rels/footnotes.xml.rels"]


def test_a_footnote_in_a_header_is_refused() -> None:
    """Word has none there."""

    def build(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "{0}"

    with pytest.raises(InputError, match=r"page header: a footnote stands where Word has none"):
        placed(made(build), html("<p>Text<span class='footnote'>note</span></p>"))


def test_blocks_in_a_cell_end_with_a_paragraph_and_are_as_wide_as_it() -> None:
    """Word wants a paragraph behind a table in a cell."""

    def build(document: Document) -> None:
        document.add_table(1, 2).cell(0, 0).text = "{0}"

    parts = placed(made(build), html("<table><tbody><tr><td>in</td></tr></tbody></table>"))
    cell = next(body(parts).iter(f"{W}tc"))
    assert [child.tag.removeprefix(W) for child in cell] == ["tcPr", "tbl", "p"]


def test_a_section_ends_where_it_ended() -> None:
    """The paragraph that ends a section may be replaced; the section stays."""

    def build(document: Document) -> None:
        document.add_paragraph("{0}")
        document.add_section()
        document.add_paragraph("Second")

    inside = "<p>one</p><table><tbody><tr><td>cell</td></tr></tbody></table>"
    root = body(placed(made(build), html(inside)))
    sections = list(root.iter(f"{W}sectPr"))
    assert len(sections) == 2
    assert [child.tag.removeprefix(W) for child in root[0]].index("tbl") < 3
    assert sections[0].getparent().getparent().getnext().findtext(f".//{W}t") == "Second"


def test_bookmarks_around_a_mark_stay() -> None:
    """A bookmark over the paragraph that is replaced begins before what comes in its place and ends after it."""

    def build(document: Document) -> None:
        paragraph = document.add_paragraph("{0}")._p
        start = etree.SubElement(paragraph, f"{W}bookmarkStart", {f"{W}id": "7", f"{W}name": "here"})
        paragraph.insert(0, start)
        etree.SubElement(paragraph, f"{W}bookmarkEnd", {f"{W}id": "7"})

    root = body(placed(made(build), html("<p>one</p><p>two</p>")))
    marks = [node.tag.removeprefix(W) for node in root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}t")]
    assert marks == ["bookmarkStart", "t", "t", "bookmarkEnd"]


def test_equal_inserts_give_equal_bytes() -> None:
    """Nothing is left to chance."""
    data, insert = _line("{0}"), html("<ol><li>a</li></ol><p><a href='https://a.example/'>b</a></p>")
    assert placed(data, insert) == placed(data, insert)
