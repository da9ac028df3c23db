"""PDFs of one process: what they share saves time and changes none of them."""

from __future__ import annotations

import gc
import resource
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from kamdocs.model.page import Page
from kamdocs.model.theme import Theme
from kamdocs.write import pdf, pdf_layout, pdf_styles
from kamdocs.write.pdf import write_pdf

MakePage = Callable[..., Page]

LETTER = '<header><img src="logo.png" alt="Lotus"/><p class="address">Lotus<br/>Hà Nội</p></header><p>{}</p>'
WIDE = '<section class="landscape"><h2>Wide</h2></section>'
DOCUMENTS = {
    "letter": LETTER.format("Dear Ms Kim, thank you for your time."),
    "styled": '<p style="width: 50vw; text-align: right">Half</p><p style="color: #123456; margin-top: 9mm">Blue</p>',
    "footnotes": '<p>Said<span class="footnote">Where <em>exactly</em>.</span></p><p>Kept</p>',
    "tables": '<table><thead><tr><th>Item</th><th class="number">Price</th></tr></thead><tbody><tr><td>Audit</td>'
    '<td class="number">1,000</td></tr><tr class="total"><td>Sum</td><td>1,000</td></tr></tbody></table>',
    "lists": "<ul><li>One<ol><li><p>Two</p></li></ol></li></ul><blockquote><p>Said.</p></blockquote><h2>Next</h2>",
    "Korean": LETTER.format("김철수 이사님께, <strong>방문</strong>에 감사드립니다."),
    "turned": '<p><img style="image-orientation: 90deg" src="logo.png" alt="Lotus"/></p>',
    "declared late": '<p style="--w: 3mm; margin-left: var(--w)">In</p><p style="margin-left: calc(1mm + 2%)">In</p>',
    "wide": f'{WIDE}<p style="width: 50vw; text-align: right">Half</p>',
    "wide, plain": f"{WIDE}<p>On</p>",
    "columns": '<div class="columns"><p>Left</p><p>Right</p></div><dl><dt>Term</dt><dd>Means</dd></dl><hr/><p>On</p>',
}


def forget() -> None:
    """What documents have shared so far is gone."""
    pdf_layout.dress.cache_clear()
    pdf._kept.cache_clear()
    pdf_styles._BOOKS.clear()


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
    counts = [book.count for book in pdf_styles._BOOKS.values()]
    write(LETTER.format("Two"))
    assert max(counts) > 20
    assert [book.count for book in pdf_styles._BOOKS.values()] == counts


def test_what_is_kept_is_bounded(write: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where enough styles are known no more are kept, and documents are the same."""
    forget()
    alone = write(DOCUMENTS["tables"])
    forget()
    monkeypatch.setattr(pdf_styles, "_MOST", 7)
    write(DOCUMENTS["letter"])
    assert write(DOCUMENTS["tables"]) == alone
    assert max(book.count for book in pdf_styles._BOOKS.values()) <= 7


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
