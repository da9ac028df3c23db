"""What makes a DOCX one of Word's own: footnotes, fields, sections, controls."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from lxml import etree
from support import REPOSITORY

from kamdocs.model.kit import LanguageRules
from kamdocs.model.page import Page
from kamdocs.model.theme import Theme
from kamdocs.render.references import fill_references
from kamdocs.word.names import NAMESPACES
from kamdocs.word.package import parse_part, read_package
from kamdocs.word.reader import outline, read_docx
from kamdocs.write.word import write_docx

Written = Callable[..., Path]
SPACES = {prefix: address for prefix, address in NAMESPACES.items() if prefix != "xml"}
CAPTION = '<span class="caption-number" id="number-1">Figure\u00a01</span>'


@pytest.fixture
def written(tmp_path: Path, theme: Theme, make_page: Callable[..., Page]) -> Written:
    """Writes the inside of a body to a DOCX and returns it."""

    def write(body: str) -> Path:
        file = tmp_path / "offer.docx"
        write_docx(make_page(body), theme, file, assets=tmp_path)
        return file

    return write


def part(file: Path, name: str = "document") -> etree._Element:
    """A part of a DOCX."""
    return parse_part(read_package(file)[f"word/{name}.xml"])


def values(root: etree._Element, path: str) -> list[str]:
    """The attributes at an XPath."""
    return [str(found) for found in root.xpath(path, namespaces=SPACES)]


def test_footnotes_are_words_own(written: Written) -> None:
    """Numbered in the order of their marks, with links of their own; the text holds the marks only."""
    file = written(
        '<p>One<span class="footnote">See <a href="https://a.example/">there</a>.</span> and two<span class="footnote">'
        "<em>Again</em>.</span>.</p><p>Three.</p>"
    )

    assert read_docx(file).blocks == ("One and two.", "Three.")
    assert read_docx(file).notes == ("See there.", "Again.")
    assert values(part(file), "//w:footnoteReference/@w:id") == ["2", "3"]
    assert values(part(file, "footnotes"), "//w:footnote/@w:id") == ["0", "1", "2", "3"]
    assert values(part(file, "footnotes"), "//w:footnote/@w:type") == ["separator", "continuationSeparator"]
    assert b"https://a.example/" in read_package(file)["word/_rels/footnotes.xml.rels"]
    assert b"https://a.example/" not in read_package(file)["word/_rels/document.xml.rels"]


def test_a_document_without_footnotes_has_no_part_for_them(written: Written) -> None:
    """Nothing is left that nothing needs, nor settings of it."""
    file = written("<p>One</p>")
    assert "word/footnotes.xml" not in read_package(file)
    assert values(part(file, "settings"), "//w:footnotePr/w:footnote/@w:id") == []


def test_the_line_above_footnotes_is_the_document_s_own(written: Written) -> None:
    """Word draws its own unless the settings name the notes that are none."""
    file = written('<p>One<span class="footnote">Two</span> and<span class="footnote">three</span></p>')
    assert values(part(file, "settings"), "//w:footnotePr/w:footnote/@w:id") == ["0", "1"]
    assert values(part(file, "footnotes"), "//w:footnote[@w:type]/@w:id") == ["0", "1"]


def test_a_telephone_number_is_an_address_without_spaces(written: Written) -> None:
    """Those that may stand in it for people are none of an address, and Word takes no file that has them there."""
    file = written('<p><a href="tel:+84 24 5555 0101">Call</a></p>')
    assert b'Target="tel:+842455550101"' in read_package(file)["word/_rels/document.xml.rels"]


def test_the_contents_are_a_field_with_its_entries(written: Written) -> None:
    """Each entry leads to its heading, and names the page that the heading stands on in the PDF."""
    entries = '<li><a href="#a">One</a><ol><li><a href="#b">Within</a></li></ol></li><li><a href="#c">Two</a></li>'
    file = written(
        f'<nav class="detailed"><ol>{entries}</ol></nav><section><h2 id="a">One</h2>'
        '<h3 id="b">Within</h3><p>x</p></section>'
        '<section class="new-page"><h2 id="c">Two</h2><p>y</p></section>'
    )

    root = part(file)
    codes = [code.split() for code in map(str.strip, root.xpath("//w:instrText/text()", namespaces=SPACES))]
    assert [code[0] for code in codes] == ["TOC", "PAGEREF", "PAGEREF", "PAGEREF"]
    assert [code[1] for code in codes[1:]] == ["a", "b", "c"] == values(root, "//w:hyperlink/@w:anchor")
    shown = "".join(root.xpath("//w:sdt//w:t/text()", namespaces=SPACES))
    assert shown.replace("\u00a0\u00a0", " ") == "One 1Within 1Two 2"
    assert read_docx(file).blocks[:3] == ("One", "Within", "Two")
    marks = values(root, "//w:fldChar/@w:fldCharType")
    assert marks.count("begin") == marks.count("separate") == marks.count("end") == 4
    assert values(root, "//w:bookmarkStart/@w:name") == ["a", "b", "c"]


def renewed(file: Path) -> list[tuple[str, str]]:
    """What the contents of a DOCX list after Word has worked them out anew, each with its style: the headings of the
    levels that its field names, by the styles of Word's own headings."""
    root, styles = part(file), part(file, "styles")
    (code,) = [text for text in values(root, "//w:instrText/text()") if text.split()[0] == "TOC"]
    match = re.fullmatch(r' TOC \\o "(\d)-(\d)" \\h \\z ', code)
    assert match is not None, code
    listed = {}
    for level in range(int(match[1]), int(match[2]) + 1):
        (style,) = values(styles, f"//w:style[w:name/@w:val='heading {level}']/@w:styleId")
        listed[style] = f"TOC{level}"
    headings = root.xpath("//w:p[w:pPr/w:pStyle]", namespaces=SPACES)
    found = ((values(heading, "w:pPr/w:pStyle/@w:val")[0], values(heading, ".//w:t/text()")) for heading in headings)
    return [(listed[style], "".join(texts)) for style, texts in found if style in listed]


@pytest.mark.parametrize(
    ("contents", "body", "expected"),
    [
        ("", "<h2 id='a'>One</h2><h3 id='b'>In</h3><h2 id='c'>Two</h2>", [("TOC1", "One"), ("TOC1", "Two")]),
        ("detailed", "<h2 id='a'>One</h2><h3 id='b'>In</h3><h4>x</h4>", [("TOC1", "One"), ("TOC2", "In")]),
        ("detailed", "<h3 id='a'>In</h3><h3 id='b'>Again</h3>", [("TOC2", "In"), ("TOC2", "Again")]),
        ("detailed", "<h3 id='a'>In</h3><h2 id='b'>One</h2>", [("TOC2", "In"), ("TOC1", "One")]),
    ],
)
def test_contents_stay_as_they_are_when_word_renews_them(
    written: Written, contents: str, body: str, expected: list[tuple[str, str]]
) -> None:
    """The title and the heading of the contents stay out, and entries keep their levels."""
    rules = LanguageRules.model_validate(
        yaml.load((REPOSITORY / "templates/languages/en.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    )
    cover = '<section class="cover"><h1>Offer</h1></section>'
    root = etree.fromstring(f'<body>{cover}<h2>Contents</h2><nav class="{contents}"/>{body}</body>')
    assert list(fill_references(root, rules)) == []
    file = written("".join(etree.tostring(child, encoding="unicode") for child in root))

    entries = part(file).xpath("//w:sdt//w:p", namespaces=SPACES)
    texts = [("".join(values(entry, ".//w:t/text()"))).partition("\u00a0")[0] for entry in entries]
    assert renewed(file) == expected == list(zip(map(style_of, entries), texts, strict=True))


def style_of(paragraph: etree._Element) -> str:
    """The id of the style of a paragraph."""
    return values(paragraph, "w:pPr/w:pStyle/@w:val")[0]


def test_captions_count_themselves_and_references_follow(written: Written) -> None:
    """The number is a SEQ field in a bookmark, a reference a REF field that shows it; renewed, each looks as before."""
    file = written(
        '<p>See <a class="number" href="#number-1">Figure\u00a01</a>.</p><figure><p>x</p>'
        f"<figcaption>{CAPTION} Costs</figcaption></figure>"
    )

    assert outline(file) == "Body Text: See Figure\u00a01.\nFigure: x\nCaption: Figure\u00a01 Costs\n"
    assert values(part(file), "//w:fldSimple/@w:instr") == [
        " REF number_1 \\h \\* MERGEFORMAT ",
        " SEQ Figure \\* ARABIC \\* MERGEFORMAT ",
    ]
    held = part(file).xpath("//w:bookmarkStart[@w:name='number_1']/following-sibling::*", namespaces=SPACES)
    inside = held[: [etree.QName(element).localname for element in held].index("bookmarkEnd")]
    assert "".join("".join(element.itertext()) for element in inside) == "Figure\u00a01"


def sections(file: Path) -> list[tuple[str, str, str, bool]]:
    """Of each section: how it begins, its orientation, its columns, whether it has a footer."""
    found = part(file).xpath("//w:sectPr", namespaces=SPACES)
    return [
        (
            "".join(values(section, "w:type/@w:val")) or "nextPage",
            "".join(values(section, "w:pgSz/@w:orient")) or "portrait",
            "".join(values(section, "w:cols/@w:num")) or "1",
            bool(values(section, "w:footerReference/@r:id")),
        )
        for section in found
    ]


def test_columns_and_wide_pages_are_sections(written: Written) -> None:
    """Columns stand on the page of what is around them, a wide page on its own; a cover has no footer."""
    file = written(
        '<section class="cover"><h1>A</h1></section><section><p>a</p><div class="columns">'
        "<p>b</p></div><p>c</p></section>"
        '<section class="landscape"><p>d</p><div class="columns"><p>e</p></div></section><section><p>f</p></section>'
    )

    assert sections(file) == [
        ("nextPage", "portrait", "1", False),
        ("nextPage", "portrait", "1", True),
        ("continuous", "portrait", "2", True),
        ("continuous", "portrait", "1", True),
        ("nextPage", "landscape", "1", True),
        ("continuous", "landscape", "2", True),
        ("continuous", "landscape", "1", True),
        ("nextPage", "portrait", "1", True),
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<section class="landscape"><p>a</p></section>', [("nextPage", "landscape", "1", True)]),
        (
            '<div class="columns"><p>a</p></div>',
            [("nextPage", "portrait", "2", True), ("continuous", "portrait", "1", True)],
        ),
        (
            '<div class="columns"><p>a</p></div><hr class="page-break"/><p>b</p>',
            [
                ("nextPage", "portrait", "2", True),
                ("continuous", "portrait", "1", True),
                ("nextPage", "portrait", "1", True),
            ],
        ),
        (
            '<section class="landscape"><p>a</p></section><section class="new-page"><p>b</p></section>',
            [("nextPage", "landscape", "1", True), ("nextPage", "portrait", "1", True)],
        ),
        (
            '<section class="landscape"><p>a</p></section><section class="landscape"><p>b</p></section>',
            [("nextPage", "landscape", "1", True), ("nextPage", "landscape", "1", True)],
        ),
        (
            '<section><section class="landscape"><p>a</p></section></section>'
            '<section class="landscape"><p>b</p></section>',
            [("nextPage", "landscape", "1", True), ("nextPage", "landscape", "1", True)],
        ),
        (
            '<p>a</p><hr class="page-break"/><section class="landscape"><hr class="page-break"/><p>b</p></section>',
            [("nextPage", "portrait", "1", True), ("nextPage", "landscape", "1", True)],
        ),
        (
            '<p>a</p><section class="new-page"><div class="columns"><p>b</p></div><p>c</p></section>',
            [
                ("nextPage", "portrait", "1", True),
                ("nextPage", "portrait", "2", True),
                ("continuous", "portrait", "1", True),
            ],
        ),
        (
            '<section class="landscape"><p>a</p></section><hr class="page-break"/>',
            [("nextPage", "landscape", "1", True)],
        ),
    ],
)
def test_sections_are_those_that_pages_want(
    written: Written, body: str, expected: list[tuple[str, str, str, bool]]
) -> None:
    """None is empty where two breaks meet, but the one after columns, which are filled evenly only before a section on
    their page."""
    assert sections(written(body)) == expected


def test_a_line_to_cut_along_is_the_dashed_border_of_a_line_without_text(written: Written) -> None:
    """As wide as the text, kept with what it cuts off; no page begins there."""
    root = part(written('<p>a</p><hr class="cut"/><p>b</p>'))
    assert values(root, "//w:p[not(w:r)]/w:pPr/w:pBdr/w:bottom/@w:val") == ["dashed"]
    assert len(root.xpath("//w:p[w:pPr/w:pBdr]/w:pPr/w:keepNext", namespaces=SPACES)) == 1
    assert not root.xpath("//w:pageBreakBefore | //w:br | //w:p[w:pPr/w:pBdr]/w:pPr/w:ind", namespaces=SPACES)


def test_what_begins_a_page_stands_at_its_top(written: Written) -> None:
    """Without the distance to what is above it elsewhere: after a cover, around wide pages, and after breaks."""
    file = written(
        '<section class="cover"><h1>x</h1></section><section><h2>a</h2></section><section class="new-page"><h2>b</h2>'
        '</section><section class="landscape"><h2>c</h2></section><section><h2>d</h2><p>x</p></section>'
        "<section><h2>e</h2></section>"
    )

    headings = part(file).xpath("//w:p[w:pPr/w:pStyle/@w:val='Heading1']", namespaces=SPACES)
    assert [values(heading, "w:pPr/w:spacing/@w:before") for heading in headings] == [["0"]] * 4 + [[]]


def test_a_page_break_is_a_property_of_what_follows(written: Written) -> None:
    """Of the next paragraph, also across the end of a section; no empty paragraph breaks the page."""
    file = written('<section><p>a</p><hr class="page-break"/></section><section><p>b</p><p>c</p></section>')

    broken = part(file).xpath("//w:p[w:pPr/w:pageBreakBefore]//w:t/text()", namespaces=SPACES)
    assert broken == ["b"]
    assert read_docx(file).blocks == ("a", "b", "c")


@pytest.mark.parametrize(("heading", "begins"), [("h2", ["c"]), ("h3", [])])
def test_a_chapter_begins_a_page_as_in_the_pdf(heading: str, begins: list[str], written: Written) -> None:
    """In a document with contents; a heading within a chapter follows its text."""
    lines = "<p>x</p>" * 25
    file = written(
        '<nav><ol><li><a href="#b">b</a></li></ol></nav>'
        f'<h2 id="b">b</h2>{lines}<{heading} id="c">c</{heading}><div class="keep">{lines}</div>'
    )
    assert part(file).xpath("//w:p[w:pPr/w:pageBreakBefore]//w:t/text()", namespaces=SPACES) == begins


def test_boxes_are_ticked_by_a_click(written: Written) -> None:
    """Each is a control that says what it stands for; the boxes are no text."""
    file = written('<ul class="checks"><li>Name us</li><li class="done">Quote us</li></ul>')

    assert read_docx(file).blocks == ("Name us", "Quote us")
    assert values(part(file), "//w14:checkbox/w14:checked/@w14:val") == ["0", "1"]
    assert values(part(file), "//w:sdt/w:sdtPr/w:alias/@w:val") == ["Name us", "Quote us"]
    assert part(file).xpath("//w:sdtContent//w:t/text()", namespaces=SPACES) == ["☐", "☑"]


def test_a_line_to_sign_on_can_be_filled_in(written: Written) -> None:
    """Above the line stands a control, named by what stands below it; empty it is no text."""
    file = written('<p class="signature">Place, date</p><p class="seal">Seal</p>')

    assert outline(file) == "Signature: Place, date\ntable 1x1 [Kamdocs Seal]:\n  Seal: Seal\n"
    assert values(part(file), "//w:sdt/w:sdtPr/w:alias/@w:val") == ["Place, date"]
    assert len(part(file).xpath("//w:sdt/w:sdtPr/w:text", namespaces=SPACES)) == 1
    assert read_docx(file).blocks == ("Place, date", "Seal")


def test_the_numbers_of_controls_and_bookmarks_are_their_own(written: Written) -> None:
    """Word mends a file in which two are equal."""
    file = written(
        '<ul class="checks"><li id="a">A</li><li id="b">B</li></ul><p class="signature" id="c">C</p>'
        '<p id="d">D<span class="footnote"><span id="e">E</span></span></p><p id="f">F</p>'
    )

    parts = [part(file), part(file, "footnotes")]
    bookmarks = [id for root in parts for id in values(root, "//w:bookmarkStart/@w:id")]
    controls = values(parts[0], "//w:sdtPr/w:id/@w:val")
    assert len(bookmarks) == len(set(bookmarks)) == 6
    assert len(controls) == len(set(controls)) == 3


def test_a_line_to_sign_on_may_stand_in_a_list(written: Written) -> None:
    """Below the mark of its item, as every block that is no plain paragraph."""
    file = written('<ul><li><p class="signature">x</p></li></ul><ul class="checks"><li><p class="seal">y</p></li></ul>')

    assert read_docx(file).blocks == ("x", "y")


def test_a_title_on_a_cover_breaks_as_in_the_pdf(written: Written) -> None:
    """Into lines about as long as one another; a short one does not break."""
    long = "One voice for regional customers: a key account programme for five countries"
    for title, lines in ((long, 3), ("One voice", 1)):
        root = part(written(f'<section class="cover"><h1>{title}</h1></section>'))
        assert len(values(root, "//w:p[w:pPr/w:pStyle/@w:val='Title']//w:t/text()")) == lines
        assert len(root.xpath("//w:p[w:pPr/w:pStyle/@w:val='Title']//w:br", namespaces=SPACES)) == lines - 1
