"""How the pages of a PDF look, where that is a promise: where things begin, stand and end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from support import REPOSITORY, write_pdf

from kamdocs.model.page import Page
from kamdocs.model.theme import Theme

MakePage = Callable[..., Page]
MM = 72 / 25.4
BREAK = '<hr class="page-break"/>'


@dataclass(frozen=True, slots=True)
class Word:
    """Where a word stands on a page, in millimetres from its left lower corner."""

    left: float
    right: float
    foot: float
    top: float


@pytest.fixture
def pages(make_page: MakePage, theme: Theme, tmp_path: Path) -> Callable[[str], list[dict[str, Word]]]:
    """Where each word of a body stands, for each of its pages; of equal words the last."""

    def make(body: str) -> list[dict[str, Word]]:
        write_pdf(make_page(body), theme, tmp_path / "out.pdf", assets=REPOSITORY)
        with closing(pdfium.PdfDocument(tmp_path / "out.pdf")) as document:
            return [words(page) for page in document]

    return make


def words(page: pdfium.PdfPage) -> dict[str, Word]:
    """Where each word of a page stands."""
    text = page.get_textpage()
    found: dict[str, Word] = {}
    start, whole = 0, text.get_text_range()
    for word in whole.split():
        start = whole.index(word, start)
        boxes = [text.get_charbox(start + number) for number in range(len(word))]
        left, foot, right, top = (
            pick(box[side] / MM for box in boxes) for side, pick in enumerate((min, min, max, max))
        )
        found[word] = Word(left, right, foot, top)
        start += len(word)
    return found


Pages = Callable[[str], list[dict[str, Word]]]


def test_notes_stand_beside_their_numbers(pages: Pages) -> None:
    """From 10 on too, and from 100 on: in one line, apart, and below one another."""
    (*_, page) = pages("".join(f"<p>x<span class='footnote'>note{number}</span></p>" for number in range(1, 106)))
    for number, gap in ((98, 1.5), (99, 1.5), (100, 0.5), (105, 0.5)):
        label, note = page[str(number)], page[f"note{number}"]
        assert label.top - label.foot < 3
        assert abs(label.foot - note.foot) < 0.5
        assert note.left - label.right > gap
    assert page["note99"].left == pytest.approx(page["note100"].left, abs=0.1)


@pytest.mark.parametrize("kind", ["new-page", "landscape"])
def test_a_break_at_the_head_of_a_page_gives_no_empty_one(kind: str, pages: Pages) -> None:
    """The section begins one already."""
    made = pages(f"<p>one</p><section class='{kind}'>{BREAK}<p>two</p>{BREAK}<p>three</p></section>")
    assert [next(iter(reversed(page))) for page in made[:1]] == ["one"]
    assert [word for page in made for word in ("one", "two", "three") if word in page] == ["one", "two", "three"]
    assert len(made) == 3


def test_each_wide_section_begins_a_page(pages: Pages) -> None:
    """Also after another one, as in Word."""
    wide = "<section class='landscape'><h2>{}</h2><p>x</p></section>"
    made = pages("".join(map(wide.format, ("one", "two"))) + "<p>three</p>")
    assert [word for page in made for word in ("one", "two", "three") if word in page] == ["one", "two", "three"]
    assert len(made) == 3


def test_a_section_keeps_its_distance_from_what_stands_before_it(pages: Pages) -> None:
    """From a table of contents and a paragraph as from another section."""
    section = "<section><h2 id='{0}'>{0}</h2><p>text{0}</p></section>"
    contents = "<nav><ol><li><a href='#alpha'>entry</a></li></ol></nav>"
    (page,) = pages(contents + section.format("alpha") + section.format("beta"))
    assert page["entry"].foot - page["alpha"].top > 12
    assert page["textalpha"].foot - page["beta"].top > 12
    (page,) = pages("<p>before</p>" + section.format("gamma"))
    assert page["before"].foot - page["gamma"].top > 12


def test_places_of_seals_stand_one_below_the_other(pages: Pages) -> None:
    """As in Word, and what is said in them at their foot."""
    (page,) = pages('<p class="seal">one</p><p class="seal">two <strong>three</strong><br/>four</p>')
    assert page["one"].foot - page["four"].foot == pytest.approx(30 + 2.6, abs=0.7)
    assert abs(page["two"].foot - page["three"].foot) < 0.3


def test_a_line_to_cut_along_goes_from_margin_to_margin(make_page: MakePage, theme: Theme, tmp_path: Path) -> None:
    """And stands on the page of what it cuts off, which has the rule below its running head too."""
    line, slip = '<hr class="cut"/>', f'<div class="keep">{"<p>slip</p>" * 12}</div>'
    write_pdf(make_page("<p>letter</p>" * 20 + line + slip), theme, tmp_path / "out.pdf", assets=REPOSITORY)
    with closing(pdfium.PdfDocument(tmp_path / "out.pdf")) as document:
        first, second = ([*_rules(page)] for page in document)
        assert "slip" not in document[0].get_textpage().get_text_range()
    edges = float(theme.margins.left), 210 - float(theme.margins.right)
    assert first == []
    assert second[-1] == pytest.approx(edges, abs=1)
    assert len(second) == 2


def _rules(page: pdfium.PdfPage) -> Iterator[tuple[float, float]]:
    """The ends of all that is drawn on a page and is no text, in millimetres."""
    for found in page.get_objects():
        if found.type == pdfium.raw.FPDF_PAGEOBJ_PATH:
            left, _, right, _ = found.get_bounds()
            yield left / MM, right / MM


@pytest.mark.parametrize(
    ("body", "count"),
    [
        (f"<p>a</p>{BREAK}{BREAK}<p>b</p>{BREAK}", 2),
        (f"{BREAK}<p>a</p><section>{BREAK}<p>b</p></section>", 2),
        (f'<p>a</p>{BREAK}<section class="landscape">{BREAK}<p>b</p>{BREAK}</section>{BREAK}<p>c</p>', 3),
        (f'<section class="cover"><h1>a</h1></section>{BREAK}<section class="new-page"><p>b</p></section><p>c</p>', 2),
    ],
)
def test_no_page_is_empty(pages: Pages, body: str, count: int) -> None:
    """Where page breaks follow one another, or stand where a page begins or ends anyway."""
    assert len(pages(body)) == count


def test_a_title_on_a_cover_has_even_lines(pages: Pages) -> None:
    """No words stand alone on the last, as the last two of this title would."""
    title = "Giảm hao hụt tại nhà máy số 2 và đa dạng hóa khách hàng xuất khẩu"
    (page,) = pages(f'<section class="cover"><h1>{title}</h1></section>')
    ends = [before for before, after in pairwise(title.split()) if page[after].left < page[before].left]
    lengths = [page[word].right for word in (*ends, title.split()[-1])]
    assert len(lengths) > 1
    assert max(lengths) - min(lengths) < 30


def test_a_heading_of_two_lines_is_one_in_the_outline(make_page: MakePage, theme: Theme, tmp_path: Path) -> None:
    """Its lines are words apart there."""
    write_pdf(make_page("<h2>One voice<br/>for all</h2><p>x</p>"), theme, tmp_path / "out.pdf", assets=REPOSITORY)
    with closing(pdfium.PdfDocument(tmp_path / "out.pdf")) as document:
        assert [entry.get_title() for entry in document.get_toc()] == ["One voice for all"]
