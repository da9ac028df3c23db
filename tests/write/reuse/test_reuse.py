"""PDFs of one process: what they share saves time and changes none of them."""

from __future__ import annotations

import gc
import resource
import sys
from collections.abc import Callable
from pathlib import Path

import pydyf
import pytest
from PIL import Image
from support import write_pdf

from kamdocs.model.page import Page
from kamdocs.model.theme import Theme
from kamdocs.write import pdf, pdf_layout, pdf_library, reuse
from kamdocs.write.reuse import fonts, idle, lines, styles, text, values

MakePage = Callable[..., Page]

LETTER = '<header><img src="logo.png" alt="Lotus"/><p class="address">Lotus<br/>Hà Nội</p></header><p>{}</p>'
WIDE = '<section class="landscape"><h2>Wide</h2></section>'
SENTENCE = "<p>Dear Ms Kim, thank you for your time, which you took for us twice in this busy month of November.</p>"
NOTES = "em { float: footnote }"
DOCUMENTS = {
    "letter": LETTER.format("Dear Ms Kim, thank you for your time."),
    "styled": '<p style="width: 50vw; text-align: right">Half</p><p style="color: #123456; margin-top: 9mm">Blue</p>',
    "footnotes": '<p>Said<span class="footnote">Where <em>exactly</em>.</span></p><p>Kept</p>',
    "tables": '<table><thead><tr><th>Item</th><th class="number">Price</th></tr></thead><tbody><tr><td>Audit</td>'
    '<td class="number">1,000</td></tr><tr class="total"><td>Sum</td><td>1,000</td></tr></tbody></table>',
    "many items": f"<ol>{'<li>One</li>' * 120}</ol><ul><li>One<ul><li>Two</li></ul></li></ul>",
    "lists": "<ul><li>One<ol><li><p>Two</p></li></ol></li></ul><blockquote><p>Said.</p></blockquote><h2>Next</h2>",
    "Korean": LETTER.format("김철수 이사님께, <strong>방문</strong>에 감사드립니다."),
    "turned": '<p><img style="image-orientation: 90deg" src="logo.png" alt="Lotus"/></p>',
    "declared late": '<p style="--w: 3mm; margin-left: var(--w)">In</p><p style="margin-left: calc(1mm + 2%)">In</p>',
    "wide": f'{WIDE}<p style="width: 50vw; text-align: right">Half</p>',
    "wide, plain": f"{WIDE}<p>On</p>",
    "lower": f"<p>First</p>{LETTER.format('Dear Ms Kim, thank you for your time.')}",
    "narrower": f"<table><tbody><tr><td>{SENTENCE}</td><td>{SENTENCE * 2}</td></tr></tbody></table>",
    "wider": f"<table><tbody><tr><td>{SENTENCE}</td><td>On</td></tr></tbody></table>",
    "beside": f'<header><img src="logo.png" alt="Lotus"/>{SENTENCE * 4}</header>',
    "alone": f"<header>{SENTENCE * 4}</header>",
    "strong": f"<p><strong>{SENTENCE[3:-4]}</strong></p>",
    "stressed": f"<p><em>{SENTENCE[3:-4]}</em></p>",
    "decorated": '<p style="text-align: justify">The <a href="https://lotus.example">address</a> and <em>more</em> '
    + "words, so that there are several lines. " * 5
    + '</p><p style="text-overflow: ellipsis; overflow: hidden; white-space: nowrap">'
    + "Not all of it. " * 20
    + "</p>",
    "over two pages": SENTENCE * 60,
    "columns": '<div class="columns"><p>Left</p><p>Right</p></div><dl><dt>Term</dt><dd>Means</dd></dl><hr/><p>On</p>',
}


def forget() -> None:
    """What documents have shared so far is gone."""
    pdf_layout.dress.cache_clear()
    pdf._kept.cache_clear()
    styles._BOOKS.clear()
    lines._KEPT.clear()
    fonts._KEPT.clear()


def draw_logo(folder: Path, colour: str) -> None:
    """A logo that can be seen through, in `colour`."""
    Image.new("RGBA", (60, 20), colour).save(folder / "logo.png")


@pytest.fixture
def write(make_page: MakePage, theme: Theme, tmp_path: Path) -> Callable[..., bytes]:
    """Writes a document with this body and gives the file."""
    draw_logo(tmp_path, "#0f5c6e80")

    def write(html: str, *, css: str = "") -> bytes:
        write_pdf(
            make_page(html, language="ko" if "김" in html else "en"),
            theme,
            tmp_path / "x.pdf",
            assets=tmp_path,
            css=css,
        )
        return (tmp_path / "x.pdf").read_bytes()

    return write


def test_no_document_depends_on_those_before_it(write: Callable[..., bytes]) -> None:
    """A document made after all others is the same file as one that is made alone."""
    alone = {}
    for name, html in DOCUMENTS.items():
        forget()
        alone[name] = write(html)
    forget()
    together = [
        {name: write(html) for name, html in order} for order in (DOCUMENTS.items(), reversed(DOCUMENTS.items()))
    ]
    assert together == [alone, alone]


@pytest.fixture
def untouched(monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint as it is, without anything of ours in it."""
    from weasyprint import css, draw
    from weasyprint.layout import absolute, block, page
    from weasyprint.pdf.fonts import Font

    monkeypatch.setattr(reuse, "TRIED", frozenset())
    monkeypatch.setattr(css, "StyleFor", styles._StyleFor.__mro__[1])
    monkeypatch.setattr(block, "iter_line_boxes", lines._break_lines)
    monkeypatch.setattr(absolute, "shrink_to_fit", lines._shrink_to_fit)
    monkeypatch.setattr(pydyf, "_to_bytes", values._to_bytes)
    monkeypatch.setattr(page, "make_margin_boxes", idle._make_margin_boxes)
    monkeypatch.setattr(draw, "draw_text", text._draw_text)
    monkeypatch.setattr(Font, "subset", fonts._subset)


@pytest.fixture
def plain(request: pytest.FixtureRequest, write: Callable[..., bytes]) -> dict[str, bytes]:
    """Each document as WeasyPrint makes it."""
    forget()
    request.getfixturevalue("untouched")
    files = {name: write(html) for name, html in DOCUMENTS.items()}
    files["notes of the theme"] = write(DOCUMENTS["stressed"], css=NOTES)
    request.getfixturevalue("monkeypatch").undo()
    forget()
    return files


def test_every_document_is_what_the_library_makes(write: Callable[..., bytes], plain: dict[str, bytes]) -> None:
    """Whether a document is the first of its process, the second or the third, no byte of it differs."""
    assert write(DOCUMENTS["stressed"], css=NOTES) == plain.pop("notes of the theme")
    for _ in range(3):
        assert {name: write(html) for name, html in DOCUMENTS.items()} == plain
    assert sum(map(len, lines._KEPT.values())) > 20
    assert fonts._KEPT


def test_a_version_that_was_not_tried_works_alone(
    write: Callable[..., bytes], untouched: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With another version of the library nothing is shared, and documents are made."""
    forget()
    assert write(DOCUMENTS["letter"])
    assert not styles._BOOKS
    assert not lines._KEPT


UNSHARED = (
    "p { width: 40vw; text-align: right }",
    "html { overflow: hidden } body { overflow: hidden }",
    "img { image-orientation: 90deg }",
)


@pytest.mark.parametrize("css", UNSHARED)
def test_what_depends_on_the_page_is_not_shared(write: Callable[..., bytes], css: str) -> None:
    """Lengths by the size of the first page and turned pictures are worked out for each document."""
    for first, second in (("letter", "wide, plain"), ("wide, plain", "letter")):
        forget()
        alone = write(DOCUMENTS[second], css=css)
        forget()
        write(DOCUMENTS[first], css=css)
        assert write(DOCUMENTS[second], css=css) == alone


def test_a_picture_that_changed_is_shown_as_it_is_now(write: Callable[..., bytes], tmp_path: Path) -> None:
    """Pictures of earlier documents are known by their content, not by their names."""
    before = write(DOCUMENTS["letter"])
    draw_logo(tmp_path, "#ff000040")
    after = write(DOCUMENTS["letter"])
    draw_logo(tmp_path, "#0f5c6e80")
    assert before != after
    assert write(DOCUMENTS["Korean"]) != before  # another document, so that the last is not simply given again
    assert write(DOCUMENTS["letter"]) == before


def test_a_picture_is_turned_where_its_style_says_so(write: Callable[..., bytes]) -> None:
    """A picture of earlier documents, which stands upright, is not shown in the place of a turned one."""
    upright = write(DOCUMENTS["turned"].replace("90deg", "0deg"))
    assert write(DOCUMENTS["turned"]) != upright


def test_styles_are_shared(write: Callable[..., bytes]) -> None:
    """A letter like one before it finds all of its styles known."""
    forget()
    write(LETTER.format("One"))
    counts = [book.count for book in styles._BOOKS.values()]
    write(LETTER.format("Two"))
    assert max(counts) > 20
    assert [book.count for book in styles._BOOKS.values()] == counts


def test_what_is_kept_is_bounded(write: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where enough styles are known no more are kept, and documents are the same."""
    forget()
    alone = write(DOCUMENTS["tables"])
    forget()
    monkeypatch.setattr(styles, "_MOST", 7)
    write(DOCUMENTS["letter"])
    assert write(DOCUMENTS["tables"]) == alone
    assert max(book.count for book in styles._BOOKS.values()) <= 7


@pytest.mark.skipif(sys.platform != "linux", reason="the size of a process is read from /proc")
def test_memory_is_flat(write: Callable[..., bytes]) -> None:
    """A process that goes on writing letters holds no more."""

    def held_mib() -> float:
        gc.collect()
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * resource.getpagesize() / 2**20

    for number in range(30):
        write(LETTER.format(f"Letter {number}"))
    before = held_mib()
    for number in range(150):
        write(LETTER.format(f"Further letter {number}"))
    assert held_mib() < before + 4


def test_a_version_that_was_not_tried_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who looks why letters are slow is told with which version they are not."""
    assert "faster" not in pdf_library.weasyprint_version()
    monkeypatch.setattr(pdf_library, "TRIED", frozenset({"69.1"}))
    assert pdf_library.weasyprint_version().endswith(", letters are faster with 69.1")
