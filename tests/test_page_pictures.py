"""The check of pages by pictures: what it sees, what it passes over, and what it tells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from page_pictures import check_pages, difference, draw, draw_pages, save
from PIL import Image
from specimen import theme
from support import REPOSITORY, write_pdf

from kamdocs.model.page import Page

BODY = """<body><section><h2>The price</h2><p class="lead">All in for one price.</p>
<p>We measure the line for two weeks, then change the three causes that cost most. Your people learn the method while
we work, so that the fourth cause is theirs. Nothing is bought before the figures are in.</p>
<p id="moved">The second paragraph follows here, and says what is to be said in two lines of print, so that one of them
may be lost or moved without much ado in the other ones.</p>
<div class="callout"><h4>Decide by Friday</h4><p>Then we begin on Monday, 1 May.</p></div>
<table><caption>Price by line</caption><thead><tr><th>Item</th><th class="number">Amount</th></tr></thead>
<tbody><tr><td>Audit</td><td class="number">125,000,000</td></tr>
<tr><td>Coaching</td><td class="number">348,500,000</td></tr>
<tr class="total"><td>Sum</td><td class="number">473,500,000</td></tr></tbody></table>
<p class="note">Source 1: measured on 12 November 2026, 1,284 cycles.</p></section></body>"""


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page as it should be."""
    return _written(tmp_path_factory.mktemp("original"))


def _written(folder: Path, body: str = BODY, css: str = "") -> Path:
    file = folder / "page.pdf"
    page = Page(Path("page"), "en", "Offer", "Lotus", "Lotus", body, {}, {}, {})
    write_pdf(page, theme("modern"), file, assets=REPOSITORY, css=css)
    return file


ANTI_ALIASING: dict[str, dict[str, Any]] = {
    "three-times-as-large": {"oversampling": 3},
    "no-smooth-text": {"no_smoothtext": True},
    "no-smooth-lines": {"no_smoothpath": True},
    "for-a-screen": {"optimize_mode": "lcd"},
}


@pytest.mark.parametrize("way", ANTI_ALIASING)
def test_other_anti_aliasing_is_no_change(way: str, original: Path, tmp_path: Path) -> None:
    """The page is the same one, however its edges are smoothed; few colours in the file are none either."""
    drawn = draw_pages(original)["1"]
    save(drawn, tmp_path / "1.png")
    with pdfium.PdfDocument(original) as document:
        again = draw(document[0], **ANTI_ALIASING[way])
    assert again.tobytes() != drawn.tobytes()
    assert difference(_read(tmp_path / "1.png"), again) == ""


def _read(file: Path) -> Image.Image:
    return Image.open(file).convert("RGB")


def test_a_twentieth_of_a_millimetre_is_no_change(original: Path, tmp_path: Path) -> None:
    """Other versions of the libraries that set type place it so far beside."""
    moved = _written(tmp_path, css="section { position: relative; left: 0.05mm; top: 0.05mm }")
    assert difference(draw_pages(original)["1"], draw_pages(moved)["1"]) == ""


FAULTS = {
    "a line lost": (BODY.replace(" Nothing is bought before the figures are in.", ""), "", "ink"),
    "a rule lost": (BODY, "td { border-bottom-color: white }", "ink"),
    "a paragraph to the right": (BODY, "#moved { position: relative; left: 1mm }", "ink"),
    "a paragraph down": (BODY, "#moved { position: relative; top: 1mm }", "ink"),
    "another word": (BODY.replace("three causes", "seven causes"), "", "ink"),
    "another size": (BODY, "#moved { font-size: 98% }", "ink"),
    "another weight": (BODY, "#moved { font-weight: 600 }", "ink"),
    "another colour of print": (BODY, "h2 { color: #0f7c5e }", "colour"),
    "another colour of a bar": (BODY, ".callout, h2::before { border-color: #c03030; background: #c03030 }", "colour"),
    "another tint": (BODY, ".callout { background: #f5f4ee }", "areas"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_seen(fault: str, original: Path, tmp_path: Path) -> None:
    """By the measure that is there for it."""
    body, css, measure = FAULTS[fault]
    assert (body, css) != (BODY, "")
    found = difference(draw_pages(original)["1"], draw_pages(_written(tmp_path, body, css))["1"])
    assert f" {measure} " in found


def test_a_digit_in_small_print_is_left_to_the_text(original: Path, tmp_path: Path) -> None:
    """At this size pictures cannot tell it from smoothing; the goldens of texts do."""
    digit = _written(tmp_path, BODY.replace("1,284", "1,234"))
    assert difference(draw_pages(original)["1"], draw_pages(digit)["1"]) == ""


def test_what_changed_is_shown_before_after_and_marked(original: Path, tmp_path: Path) -> None:
    """The failure names the page and a picture three pages wide; `update` makes it pass, and writes nothing else."""
    golden, changed = tmp_path / "golden", tmp_path / "changed"
    places: dict[str, Any] = {"golden": golden, "changed": changed}
    check_pages("offer", original, update=True, **places)
    check_pages("offer", original, **places)
    assert not changed.exists()
    file = _written(tmp_path, BODY.replace("The price", "Price"))
    with pytest.raises(AssertionError, match=r"1 of 1 pages of `offer` changed.*\npage 1 differs in ink \d+") as caught:
        check_pages("offer", file, **places)
    shown = changed / "offer" / "1.png"
    assert str(caught.value).endswith(f": {shown}")
    before, after = _read(golden / "offer" / "1.png"), draw_pages(file)["1"]
    panels = _read(shown)
    assert panels.size == (3 * after.width + 16, after.height)
    assert panels.crop((0, 0, *before.size)).tobytes() == before.tobytes()
    assert panels.crop((after.width + 8, 0, 2 * after.width + 8, after.height)).tobytes() == after.tobytes()
    assert (208, 0, 0) in {colour for _, colour in panels.getcolors(panels.width * panels.height) or []}
    check_pages("offer", file, update=True, **places)
    check_pages("offer", file, **places)


def test_a_page_within_the_tolerance_keeps_its_picture(original: Path, tmp_path: Path) -> None:
    """So that renewing leaves alone what nobody changed."""
    check_pages("offer", original, update=True, golden=tmp_path)
    picture = tmp_path / "offer" / "1.png"
    before = picture.read_bytes()
    moved = _written(tmp_path, css="section { position: relative; left: 0.05mm }")
    check_pages("offer", moved, update=True, golden=tmp_path)
    assert picture.read_bytes() == before


def test_a_page_too_many_or_too_few_is_a_change(original: Path, tmp_path: Path) -> None:
    """Unless only some pages are asked for, under names of their own."""
    places: dict[str, Any] = {"golden": tmp_path / "golden", "changed": tmp_path / "changed"}
    two = _written(tmp_path, BODY.replace("</section>", "</section><section class='new-page'><p>x</p></section>"))
    check_pages("offer", original, update=True, **places)
    with pytest.raises(AssertionError, match=r"1 of 2 pages of `offer` changed.*\npage 2 is new"):
        check_pages("offer", two, **places)
    check_pages("offer", two, pages={"1": 1}, **places)
    check_pages("offer", two, update=True, **places)
    with pytest.raises(AssertionError, match="page 2 is gone"):
        check_pages("offer", original, **places)
    check_pages("offer", original, update=True, **places)
    assert [path.name for path in (tmp_path / "golden" / "offer").iterdir()] == ["1.png"]
    check_pages("some", two, pages={"last": 2}, update=True, **places)
    assert [path.name for path in (tmp_path / "golden" / "some").iterdir()] == ["last.png"]
    with pytest.raises(AssertionError, match="page last is gone"):
        check_pages("some", original, pages={"last": 2}, **places)


def test_a_page_of_another_size_is_a_change() -> None:
    """As one in landscape."""
    high, wide = Image.new("RGB", (30, 40)), Image.new("RGB", (40, 30))
    assert difference(high, wide) == "is 40 by 30 pixels for 30 by 40"
