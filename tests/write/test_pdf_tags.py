"""The tags of a PDF: tables of contents, footnotes, references."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest
from support import REPOSITORY, write_pdf
from verapdf import failed_rules

from kamdocs.model.page import Page
from kamdocs.model.theme import Theme
from kamdocs.rules import pdf_text
from kamdocs.rules.pdf_text import PdfText, read_pdf

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


def nodes(file: Path) -> Iterator[object]:
    """Each element of a PDF in reading order, while its page is open."""
    with closing(pdfium.PdfDocument(file)) as document:
        for page in document:
            tree = pdfium_c.FPDF_StructTree_GetForPage(page)
            for index in range(pdfium_c.FPDF_StructTree_CountChildren(tree)):
                yield from _within(pdfium_c.FPDF_StructTree_GetChildAtIndex(tree, index))
            pdfium_c.FPDF_StructTree_Close(tree)


def _within(node: object) -> Iterator[object]:
    yield node
    for index in range(pdfium_c.FPDF_StructElement_CountChildren(node)):
        if child := pdfium_c.FPDF_StructElement_GetChildAtIndex(node, index):
            yield from _within(child)


def identifiers(file: Path, kind: str) -> list[str]:
    """The identifiers of all elements of a kind."""
    read = pdf_text._utf16
    found = (node for node in nodes(file) if read(pdfium_c.FPDF_StructElement_GetType, node) == kind)
    return [read(pdfium_c.FPDF_StructElement_GetID, node) for node in found]


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
    """Nor are they items: what a theme draws as a cell, or in a row, in a cell, an item or a description."""
    table = "<table><tbody><tr><td><p>a</p></td></tr></tbody></table>"
    items = "<ul><li><p>b</p></li></ul><dl><dt>c</dt><dd><p>d</p>e</dd></dl>"
    tags = tagged(table + items, css="p { display: table-cell } dd { display: flex }")
    assert (tags.count("TD("), tags.count("LI(")) == (1, 3)


def test_places_of_seals_and_signatures_stand_where_paragraphs_do(tagged: Outline) -> None:
    """In items, descriptions and cells too."""
    seal = '<p class="seal">Seal</p>'
    lists = f"<ul><li>a{seal}</li><li><p class='signature'>Lan</p></li></ul><dl><dt>b</dt><dd>c{seal}</dd></dl>"
    table = '<table class="signatures"><thead><tr><th>We</th></tr></thead><tbody><tr><td>SEAL</td></tr></tbody></table>'
    tags = tagged(seal + lists + table.replace("SEAL", seal))
    assert tags.count("P(Span(Span('Seal')))") == 4
    assert "LBody(Span('a') P(Span(Span('Seal'))))" in tags


def test_boxes_to_tick_say_whether_they_are(tagged: Outline, file: Path) -> None:
    """By the alternative text of a picture, within a paragraph of the item too."""
    tags = tagged('<ul class="checks"><li>a</li><li class="done">b</li><li class="done"> <p>c</p></li></ul>')
    assert "L(LI(LBody(Figure() Span('a')))" in tags
    assert "LI(LBody(P(Figure() Span('c'))))" in tags
    read = pdf_text._utf16
    told = [read(pdfium_c.FPDF_StructElement_GetAltText, node) for node in nodes(file)]
    assert [text for text in told if text] == ["☐", "☑", "☑"]


def test_lists_with_leaders_that_say_more_than_links_stay_lists(tagged: Outline) -> None:
    """Where a theme puts leaders elsewhere than into contents: nothing that is said is lost."""
    leaders = "li a::after { content: leader('.') ' x' } ol { list-style: none }"
    body = (
        "<ul><li><a href='#p'>a</a></li><li>b</li></ul><ol><li>See <a href='#p'>c</a> and <a href='#q'>d</a>.</li></ol>"
        "<ol><li><a href='#p'>e</a></li><li><p><a href='#q'>f</a></p></li></ol><p id='p'>g</p><p id='q'>h</p>"
    )
    tags = tagged(body, css=leaders)
    assert "LI(Lbl(Span('•')) LBody(Link('a' Span('x')))) LI(Lbl(Span('•')) LBody(Span('b')))" in tags
    assert "LBody(Span('See') Link('c' Span('x')) Span('and') Link('d' Span('x')) Span('.'))" in tags
    assert "TOC(TOCI(Reference(Link('e' Span('x')))) TOCI(Reference(Link('f' Span('x')))))" in tags


def test_headings_begin_with_the_first_level(tagged: Outline) -> None:
    """A letter may begin with an `h2`; what stands below it follows."""
    assert "H1(Span('a')) H2(Span('b')) H1(Span('c'))" in tagged("<h2>a</h2><h3>b</h3><h2>c</h2>")
    assert "H1(Span('a')) H1(Span('b')) H2(Span('c'))" in tagged("<h2>a</h2><h1>b</h1><h3>c</h3>")


def test_a_list_stands_where_it_stands_in_its_item(tagged: Outline) -> None:
    """Not after the item, so that what follows it there is read after it."""
    tags = tagged("<ul><li><p>one</p><ol><li>two</li></ol><p>three</p></li><li>four</li></ul>")
    inner = "L(LI(Lbl(Span('1.')) LBody(Span('two'))))"
    assert f"L(LI(Lbl(Span('•')) LBody(P(Span('one')) {inner} P(Span('three')))) LI(" in tags


def test_a_picture_that_only_decorates_is_not_tagged(tagged: Outline) -> None:
    """It has an empty alternative text."""
    assert "P(Span('a'))" in tagged("<p>a<img src='profiles/house-logo.png' alt=''/></p>")


def test_a_picture_may_be_a_link(tagged: Outline, file: Path) -> None:
    """One, and all of it can be clicked."""
    assert "P(Link(Figure()))" in tagged(
        "<p><a href='https://x.example'><img src='profiles/house-logo.png' alt='a'/></a></p>"
    )
    with closing(pdfium.PdfDocument(file)) as document:
        (picture,) = document[0].get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE])
        x, y = (sum(pair) / 2 for pair in zip(picture.get_bounds()[:2], picture.get_bounds()[2:], strict=True))
        assert pdfium_c.FPDFLink_GetLinkAtPoint(document[0], x, y)


def test_tables_with_heads_in_several_rows_tell_what_these_head(tagged: Outline) -> None:
    """veraPDF cannot work it out, and is told."""
    head = "<thead><tr><th rowspan='2'>n</th><th colspan='2'>x</th></tr><tr><th>a</th><th>b</th></tr></thead>"
    body = "<tbody><tr><td rowspan='2'>1</td><td>2</td><td>3</td></tr><tr><td>4</td><td>5</td></tr></tbody>"
    assert "THead(TR(TH(" in tagged(f"<table>{head}{body}</table>")


def test_another_language_is_told(tagged: Outline, file: Path) -> None:
    """Of a paragraph, of words in it, of links, of what a picture shows, and of nothing else."""
    tagged(
        "<h1>a</h1><p lang='ko'>한국 <span lang='vi'>Việt</span></p>"
        "<p>b <a href='https://x.example' lang='vi'>c</a></p>"
        "<p><img src='profiles/house-logo.png' alt='로고' lang='ko'/></p><ul><li lang='en'>d</li></ul>"
    )
    assert languages(file) == ["ko Span", "vi Span", "vi Link", "ko Figure"]


PASSAGES = """<h1>Offer</h1><p lang="{one}">{one} 1<span class="footnote" lang="{two}">{two} note <a
href="https://x.example">{two} linked <em lang="{one}">{one} within</em> {two} after</a>, {two} end.</span> {one} 2
<a href="#a">{one} link <span lang="{two}">{two} in it</span> {one} again</a> {one} 3 <a class="title" href="#a">{one}
reference</a></p><ul lang="{two}"><li>{two} item<ul><li lang="{one}">{one} inner</li></ul>{two} rest</li></ul>
<table lang="{one}"><caption>{one} caption</caption><thead><tr><th>{one} head</th></tr></thead><tbody><tr><td><data
value="5">{one} 5</data> <span lang="{two}">{two} cell</span></td></tr></tbody></table>
<p>en <a href="#a" lang="{one}"><span lang="en">en first</span> {one} link <span lang="en">en last</span></a></p>
<h2 id="a">en</h2>"""


@pytest.mark.parametrize(("one", "two"), [("ko", "vi"), ("vi", "ko"), ("fr", "ko")])
def test_every_word_is_told_in_its_language(make_page: MakePage, theme: Theme, file: Path, one: str, two: str) -> None:
    """Each text begins with its language here: in footnotes, links, references, lists and cells, and after these."""
    write_pdf(make_page(PASSAGES.format(one=one, two=two)), theme, file, assets=REPOSITORY)
    told = [(language, words[0]) for language, text in spoken(file) if (words := text.split())]
    assert [(language, word) for language, word in told if word in {"en", one, two} - {language}] == []
    assert {word for language, word in told if word == language} == {"en", one, two}


def spoken(file: Path) -> Iterator[tuple[str, str]]:
    """Each run of text of a PDF with the language that its tags say it is in."""
    with closing(pdfium.PdfDocument(file)) as document:
        for page in document:
            tree = pdfium_c.FPDF_StructTree_GetForPage(page)
            for index in range(pdfium_c.FPDF_StructTree_CountChildren(tree)):
                top = pdfium_c.FPDF_StructTree_GetChildAtIndex(tree, index)
                yield from _spoken(top, "en", pdf_text._runs(page))
            pdfium_c.FPDF_StructTree_Close(tree)


def _spoken(node: object, around: str, runs: dict[int, str]) -> Iterator[tuple[str, str]]:
    language = pdf_text._utf16(pdfium_c.FPDF_StructElement_GetLang, node) or around
    for index in range(pdfium_c.FPDF_StructElement_CountChildren(node)):
        if child := pdfium_c.FPDF_StructElement_GetChildAtIndex(node, index):
            yield from _spoken(child, language, runs)
        else:
            marked = pdfium_c.FPDF_StructElement_GetChildMarkedContentID(node, index)
            yield language, runs.get(marked, "")


def languages(file: Path) -> list[str]:
    """The language and kind of each element that names one."""
    read = pdf_text._utf16
    named = (
        (read(pdfium_c.FPDF_StructElement_GetLang, node), read(pdfium_c.FPDF_StructElement_GetType, node))
        for node in nodes(file)
    )
    return [f"{language} {kind}" for language, kind in named if language]
