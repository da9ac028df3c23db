"""Other Word files put into a template."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

from docx.document import Document
from docx.shared import Mm
from filled_templates import NAMESPACES, SPACES, W, body, html, made, outline, placed, with_parts, word_file
from lxml import etree
from PIL import Image as Pixels
from support import gate

from kamdocs.model.word_template import Image, Link, SubDocument, Xml
from kamdocs.word.package import read_package, write_package
from kamdocs.word.relationships import OFFICE, Relationship, read_relationships, written_relationships

R = f"{{{NAMESPACES['r']}}}"


def picture() -> BytesIO:
    """A picture in one colour."""
    buffer = BytesIO()
    Pixels.new("RGB", (20, 10), "green").save(buffer, "PNG")
    return BytesIO(buffer.getvalue())


def _clauses(document: Document) -> None:
    base = document.styles.add_style("House Text", 1)
    clause = document.styles.add_style("Clause", 1)
    clause.base_style = base
    document.add_heading("Clauses", 1)
    document.add_paragraph("Clause one", "Clause")
    document.add_paragraph("first", "List Number")
    document.add_paragraph("second", "List Number")
    document.add_picture(picture(), Mm(20))
    document.add_section()
    document.sections[0].header.paragraphs[0].text = "Guest header"


def _host(document: Document) -> None:
    document.add_paragraph("one", "List Number")
    document.add_paragraph("Before {0} after")
    document.add_paragraph("{0}")


def sub(data: bytes) -> SubDocument:
    """Another Word file as a value."""
    return SubDocument(word_file(data, "part.docx"))


def test_the_text_of_another_file_comes_with_its_styles() -> None:
    """Text around the mark stays; headers and sections of the other file do not come."""
    parts = placed(made(_host), sub(made(_clauses)))
    block = [
        "Heading 1: Clauses",
        "Clause: Clause one",
        "List Number: first",
        "List Number: second",
        "Normal: ",
        "Normal: ",
    ]
    assert outline(parts) == ["List Number: one", "Normal: Before ", *block, "Normal:  after", *block]
    styles = {style.get(f"{W}styleId"): style for style in body(parts, "word/styles.xml").iter(f"{W}style")}
    assert styles["Clause"].find(f"{W}basedOn").get(f"{W}val") == "HouseText"
    assert "HouseText" in styles
    assert len(list(body(parts).iter(f"{W}sectPr"))) == 1
    assert not any(b"Guest header" in part for part in parts.values())


def test_lists_of_another_file_begin_anew_each_time() -> None:
    """They count neither on from the template's list nor from each other."""
    parts = placed(made(_host), sub(made(_clauses)))
    numbers = [number.get(f"{W}val") for number in body(parts).iter(f"{W}numId")]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]
    nums = {num.get(f"{W}numId"): num for num in body(parts, "word/numbering.xml").iter(f"{W}num")}
    assert all(nums[number].find(f".//{W}startOverride") is not None for number in numbers)


def test_a_style_of_the_same_name_is_the_templates() -> None:
    """The look of the template wins, whatever the ids are."""
    guest = made(lambda document: document.add_heading("Head", 1))
    parts = read_package(guest)
    renamed = {name: part.replace(b'"Heading1"', b'"berschrift1"') for name, part in parts.items()}
    found = placed(made(lambda document: document.add_paragraph("{0}")), sub(write_package(renamed)))
    assert [style.get(f"{W}val") for style in body(found).iter(f"{W}pStyle")] == ["Heading1"]


NOTES = (
    f'<w:footnotes {SPACES}><w:footnote w:id="3"><w:p><w:r><w:t>Note </w:t></w:r><w:hyperlink r:id="rId1"><w:r>'
    "<w:t>link</w:t></w:r></w:hyperlink></w:p></w:footnote></w:footnotes>"
)
TEXT = (
    f'<w:p {SPACES}><w:commentRangeStart w:id="0"/><w:bookmarkStart w:id="4" w:name="here"/><w:r><w:t>Text</w:t></w:r>'
    '<w:bookmarkEnd w:id="4"/><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    '<w:r><w:footnoteReference w:id="3"/></w:r><w:hyperlink w:anchor="here"><w:r><w:t>up</w:t></w:r></w:hyperlink>'
    '<w:fldSimple w:instr=" REF here \\h "><w:r><w:t>Text</w:t></w:r></w:fldSimple></w:p>'
)


def with_note() -> bytes:
    """A file with a footnote that holds a link, a comment, a bookmark and references to it."""
    data = made(lambda document: document.element.body.insert(0, etree.fromstring(TEXT)))
    name = "word/document.xml"
    held = read_relationships(read_package(data), name)
    held["rId50"] = Relationship(f"{OFFICE}/footnotes", "word/footnotes.xml")
    link = {"rId1": Relationship(f"{OFFICE}/hyperlink", "https://a.example/", external=True)}
    return with_parts(
        data,
        {
            "word/_rels/document.xml.rels": written_relationships(name, held),
            "word/footnotes.xml": NOTES.encode(),
            "word/_rels/footnotes.xml.rels": written_relationships("word/footnotes.xml", link),
        },
    )


def test_footnotes_come_along_and_comments_do_not() -> None:
    """Each time with a number of its own, the links in them too."""
    parts = placed(made(lambda document: [document.add_paragraph("{0}") for _ in range(2)]), sub(with_note()))
    notes = {note.get(f"{W}id"): note for note in body(parts, "word/footnotes.xml") if not note.get(f"{W}type")}
    references = [node.get(f"{W}id") for node in body(parts).iter(f"{W}footnoteReference")]
    assert references == ["1", "2"] == [*notes]
    found = read_relationships(parts, "word/footnotes.xml")
    links = body(parts, "word/footnotes.xml").iter(f"{W}hyperlink")
    assert [found[link.get(f"{R}id")].target for link in links] == ["https://a.example/"] * 2
    assert b"comment" not in parts["word/document.xml"]


def test_bookmarks_are_named_apart_and_what_leads_to_them_follows() -> None:
    """Two copies of one file refer to their own text."""
    parts = placed(made(lambda document: [document.add_paragraph("{0}") for _ in range(2)]), sub(with_note()))
    root = body(parts)
    names = [mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart")]
    ids = [mark.get(f"{W}id") for mark in root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")]
    assert names == ["here", "here2"]
    assert ids[0] == ids[1] != ids[2] == ids[3]
    assert [link.get(f"{W}anchor") for link in root.iter(f"{W}hyperlink")] == names
    assert [field.get(f"{W}instr").split()[1] for field in root.iter(f"{W}fldSimple")] == names


def test_prefixes_that_a_choice_requires_are_declared() -> None:
    """Word refuses a file that requires a prefix which it does not declare."""
    choice = (
        f'<w:p {SPACES}><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:t>new</w:t></mc:Choice>'
        "<mc:Fallback><w:t>old</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    data = made(lambda document: None)
    text = read_package(data)["word/document.xml"].replace(b"<w:body>", b"<w:body>" + choice.encode())
    host = made(lambda document: document.add_paragraph("{0}"))
    bare = read_package(host)["word/document.xml"].replace(f'xmlns:wps="{NAMESPACES["wps"]}"'.encode(), b"", 1)
    bare = bare.replace(b"wps ", b"")
    parts = placed(with_parts(host, {"word/document.xml": bare}), sub(with_parts(data, {"word/document.xml": text})))
    assert body(parts).nsmap["wps"] == NAMESPACES["wps"]


def test_rows_and_cells_take_the_place_of_rows_and_cells() -> None:
    """As a macro gives them; inserts in them are filled."""

    def build(document: Document) -> None:
        table = document.add_table(2, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "{0}", "gone"
        table.cell(1, 0).text, table.cell(1, 1).text = "{2}", "stays"

    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    row = Xml(f"<w:tr>{cell.format('a <?kamdocs 1?>')}{cell.format('b')}</w:tr>" * 2)
    parts = placed(made(build), row, Link("https://a.example/", "L"), Xml(cell.format("c")))
    rows = [["".join(each.itertext()) for each in found.iter(f"{W}tc")] for found in body(parts).iter(f"{W}tr")]
    assert rows == [["a L", "b"], ["a L", "b"], ["c", "stays"]]


CONTENTS = (
    f'<w:sdt {SPACES}><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    "<w:sdtContent>"
    '<w:p><w:pPr><w:pStyle w:val="TOC1"/><w:tabs><w:tab w:val="right" w:pos="8000"/></w:tabs></w:pPr><w:r><w:fldChar '
    'w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-2" \\h </w:instrText></w:r><w:r><w:fldChar '
    'w:fldCharType="separate"/></w:r><w:r><w:t>One</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>3</w:t></w:r></w:p>'
    '<w:p><w:r><w:t>Gone</w:t></w:r></w:p><w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:sdtContent></w:sdt>'
)


def with_contents(document: Document) -> None:
    """A template with a table of contents of an older state."""
    document.styles.add_style("toc 1", 1).element.set(f"{W}styleId", "TOC1")
    document.element.body.insert(0, etree.fromstring(CONTENTS))
    document.add_heading("One", 1)
    document.add_paragraph("{0}")
    document.add_heading("Too deep", 3)


def test_the_table_of_contents_lists_the_headings_that_there_are() -> None:
    """Each entry leads to its heading; Word is told to work out the pages."""
    parts = placed(made(with_contents), html("<h2>Two &amp; more</h2><p>x</p>"))
    root = body(parts)
    links = list(root.iter(f"{W}hyperlink"))
    names = [mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart")]
    kinds = [mark.get(f"{W}fldCharType") for mark in root.iter(f"{W}fldChar")]
    assert ["".join(text.text or "" for text in link.iter(f"{W}t")) for link in links] == ["One3", "Two & more"]
    assert [link.get(f"{W}anchor") for link in links] == names
    assert b"Gone" not in parts["word/document.xml"]
    assert kinds.count("begin") == kinds.count("end") == kinds.count("separate") == 3
    assert next(root.iter(f"{W}fldChar")).get(f"{W}dirty") == "true"


def test_what_is_made_so_is_valid_and_opens(tmp_path: Path) -> None:
    """All kinds of inserts in one document pass the validator of the format."""

    def build(document: Document) -> None:
        with_contents(document)
        document.sections[0].header.paragraphs[0].text = "Header {2}"
        for number in range(1, 5):
            document.add_paragraph(f"See {{{number}}} here")
        document.add_table(1, 1).cell(0, 0).text = "{0}"

    rich = html(
        "<h1>Top</h1><p class='lead'>Lead</p><ul class='checks'><li class='done'>x</li></ul><dl><dt>a</dt><dd>b</dd>"
        "</dl><div class='callout'><p>Box</p></div><table class='numbers'><tbody><tr><td><p class='value'>1</p>"
        "</td></tr></tbody></table><ol><li>a<ol><li>b</li></ol></li></ol><p>Text<span class='footnote'>note</span></p>"
    )
    values = [
        html("<p>a</p><table><tbody><tr><td>b</td></tr></tbody></table>"),
        rich,
        Link("https://a.example/", "L"),
        Image(picture().getvalue()),
        sub(with_note()),
    ]
    parts = placed(made(build), *values)
    file = tmp_path / "made.docx"
    file.write_bytes(write_package(parts))
    done = subprocess.run([gate("ooxml-validator"), str(file)], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout
