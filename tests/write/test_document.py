"""The document that the writers work on, and the tags that come of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from lxml import etree
from support import REPOSITORY, write_pdf
from verapdf import failed_rules

from kamdocs.model.page import Page
from kamdocs.model.theme import Theme
from kamdocs.rules import pdf_text
from kamdocs.write.breaks import break_long_words, keep_korean_words
from kamdocs.write.document import document, text_of

MakePage = Callable[..., Page]

TAGGED = """
<h1>Offer</h1><p>See <a href="https://x.example">the <em>whole <strong>case</strong></em> here</a><sup>1</sup>.</p>
<ul><li><p>One</p><p>Two</p><ul><li>Three</li></ul></li><li>Four</li></ul><ol><li><p>Five</p></li></ol>
<dl><dt>Term</dt><dd>Meaning</dd></dl>
<table class="facts"><tbody><tr><th>To</th><td>Kim</td></tr></tbody></table>
<table><tbody><tr><td>Price</td><td class="number">1</td></tr>
<tr class="total"><th>Total</th><td>2</td></tr></tbody></table>
<table><thead><tr><th>Name</th><th>Mail</th></tr></thead><tbody><tr><td colspan="2">Both</td></tr>
<tr><td>Kim</td><td><a href="mailto:kim.chul-su@saeon.example">kim.chul-su@saeon.example</a></td></tr></tbody></table>
<figure><img src="profiles/house-logo.png" alt="Logo"/><figcaption>Logo</figcaption></figure>
<table class="numbers"><tbody><tr><td><p class="value">7</p><p class="label">weeks</p></td></tr></tbody></table>
<table class="signatures"><thead><tr><th>We</th></tr></thead><tbody><tr><td><p class="signature">x</p></td></tr></tbody>
</table><blockquote><p>Said</p><p class="by">Kim</p></blockquote>
"""


def body_of(page: Page) -> etree._Element:
    """The body that the writers see."""
    body = document(page).find("body")
    assert body is not None
    return body


def markup(element: etree._Element) -> str:
    """The inside of `element` as XML."""
    return (element.text or "") + "".join(etree.tostring(child, encoding="unicode") for child in element)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="#x">a</a>', '<a href="#x">a</a>'),
        ('1<a href="#x">a<br/>b</a>2', '1<a href="#x">a<br/>b</a>2'),
        ('1<a href="#x"><em>a</em></a>2', '1<em><a href="#x">a</a></em>2'),
        (
            '1<a href="#x" id="i">a<em>b<strong>c</strong>d</em>e</a>2',
            '1<a href="#x">a</a><em><a href="#x">b</a><strong><a href="#x">c</a></strong><a href="#x">d</a></em>'
            '<a href="#x">e</a>2',
        ),
    ],
)
def test_links_stand_directly_around_their_text(before: str, after: str, make_page: MakePage) -> None:
    """Inside what sets the text off; text and order stay."""
    paragraph = body_of(make_page(f"<p>{before}</p>"))[0]
    assert markup(paragraph) == after


def test_heads_of_tables_say_what_they_head(make_page: MakePage) -> None:
    """Those of the head a column, others their row; where a row has one, each row has."""
    body = body_of(make_page(TAGGED))
    scopes = [[head.get("scope") for head in table.iter("th")] for table in body.iter("table")]
    assert scopes == [["row"], ["row", "row"], ["col", "col"], [], ["col"]]
    assert body.findtext(".//th[@class='plain']") == "Price"


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("새온전자 kim", "새|온|전|자 kim"),
        ("2026년 11월", "2026|년 11|월"),
        ("(현재 61 %)", "(|현|재 61 %)"),
        ("베트남어·한국어", "베|트|남|어|·한|국|어"),
        ("가나다라마바사아자차카타파하", "가나다라마바사아자차카타파하"),
        ("plain words", "plain words"),
    ],
)
def test_korean_words_are_joined(text: str, joined: str, make_page: MakePage) -> None:
    """Letter by letter, but where they are long; nothing but Korean is."""
    body = body_of(make_page(f"<h2>{text}</h2><p>{text}</p>"))
    keep_korean_words(body)
    assert text_of(body[1]).replace("\u2060", "|") == joined
    assert body[0].get("data-title") == text


def test_long_words_of_tables_may_break(make_page: MakePage) -> None:
    """In a span of their own, or where they are a link, as that; text and order stay."""
    word = "w" * 20
    body = body_of(make_page(f"<table><tbody><tr><td>a {word} <em>{word}</em> b {word}</td></tr></tbody></table>"))
    before = text_of(body)
    break_long_words(body)
    span = f'<span class="long-word">{word}</span>'
    assert markup(next(body.iter("td"))) == f"a {span} <em>{span}</em> b {span}"
    assert text_of(body) == before
    linked = body_of(make_page(f"<table><tbody><tr><td><a href='#x'>{word}</a></td></tr></tbody></table>"))
    break_long_words(linked)
    assert markup(next(linked.iter("td"))) == f'<a href="#x" class="long-word">{word}</a>'


def elements(file: Path) -> Iterator[pdf_text._Element]:
    """All structure elements of a PDF."""
    with pdfium.PdfDocument(file) as opened:
        for number in range(len(opened)):
            yield from pdf_text._walk(pdf_text._tree(opened[number]))


def test_items_of_lists_hold_a_mark_and_a_body(make_page: MakePage, theme: Theme, tmp_path: Path) -> None:
    """Also where they hold paragraphs, which WeasyPrint leaves outside the body."""
    file = tmp_path / "out.pdf"
    write_pdf(make_page(TAGGED), theme, file, assets=REPOSITORY)
    kinds = [
        [part.kind for part in element.content if isinstance(part, pdf_text._Element)]
        for element in elements(file)
        if element.kind == "LI"
    ]
    assert len(kinds) == 6
    assert {kind for item in kinds for kind in item} == {"Lbl", "LBody"}
    assert all("LBody" in item for item in kinds)


def test_files_are_accessible(make_page: MakePage, theme: Theme, tmp_path: Path) -> None:
    """veraPDF finds nothing against PDF/A-2a and PDF/UA-1."""
    file = tmp_path / "out.pdf"
    write_pdf(make_page(TAGGED), theme, file, assets=REPOSITORY)
    assert failed_rules(file) == []


def test_the_titles_of_a_cover_stand_on_a_band(make_page: MakePage) -> None:
    """From the kicker to the subtitle; the logo before it and the facts after it stand beside it."""
    cover = '<p>logo</p><p class="kicker">a</p><h1>b</h1><p class="subtitle">c</p><table class="facts"/>'
    section = body_of(make_page(f'<section class="cover">{cover}</section><h1>d</h1>'))[0]
    assert [child.get("class") or child.tag for child in section] == ["p", "cover-band", "facts"]
    assert [text_of(child) for child in section[1][0]] == ["a", "b", "c"]
