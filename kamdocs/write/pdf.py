"""PDF from a rendered page, and where it puts what."""

from __future__ import annotations

import functools
import hashlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from lxml import etree

from kamdocs.errors import FontError, GlyphError, LibraryError, OutputError, Problem
from kamdocs.model.page import Page
from kamdocs.model.theme import Theme
from kamdocs.rules.pictures import SVG
from kamdocs.rules.svg import svg_text
from kamdocs.write.breaks import (
    JOINER,
    begin_lists,
    break_long_words,
    drop_idle_breaks,
    even_titles,
    keep_citations,
    keep_figures,
    keep_korean_words,
    keep_last_words,
)
from kamdocs.write.document import document, pictures, text_of
from kamdocs.write.figures import put_drawings
from kamdocs.write.fonts import find_fonts
from kamdocs.write.glyphs import font_files
from kamdocs.write.notes import link_notes
from kamdocs.write.pdf_layout import Dress, LaidOut, dress, lay_out, pdf_of, refuse_unfit
from kamdocs.write.pdf_library import WORKSPACE
from kamdocs.write.pictures import read_picture, with_pictures
from kamdocs.write.tick_boxes import put_boxes

_log = logging.getLogger("kamdocs")
_PX_PER_MM, _NEAR_TOP_MM = 96 / 25.4, 3
_DRAWINGS = "http://drawings.invalid/"


def pdf_content(page: Page, theme: Theme, *, assets: Path, css: str = "") -> bytes:
    """`page` as PDF/A-2a and PDF/UA-1, the same bytes from the same input.

    Pictures are files under `assets`. `css` is the theme's own stylesheet, which stands after the one made of its
    tokens. Raises OutputError: a library, font, glyph or picture is missing, or something outside `assets` is asked
    for.
    """
    return pdf_of(_kept(_prepared(page, theme, assets, css), assets))


@dataclass(frozen=True, slots=True)
class Position:
    """Where an element stands in a PDF: on which page, counted from 1, and whether it begins that page."""

    page: int
    opens: bool


def positions(page: Page, theme: Theme, *, assets: Path, css: str = "") -> Mapping[str, Position]:
    """Where each element of `page` that has an id stands in its PDF.

    Empty on a machine without the libraries or fonts for a PDF, which the logger `kamdocs` is warned of. Raises
    OutputError as `pdf_content` does.
    """
    try:
        laid_out = _kept(_prepared(page, theme, assets, css), assets)
    except (LibraryError, FontError, GlyphError) as error:
        if isinstance(error, GlyphError) and find_fonts(theme).hangul:
            raise
        _log.warning(_without_numbers(page, error))
        return {}
    top = float(theme.margins.top + _NEAR_TOP_MM) * _PX_PER_MM
    return {
        anchor: Position(number, opens=place[1] < top)
        for number, sheet in enumerate(laid_out.document.pages, start=1)
        for anchor, place in sheet.anchors.items()
    }


@dataclass(frozen=True, slots=True)
class Extent:
    """How many pages a PDF has, and how many of them each section takes up, by its id."""

    pages: int
    sections: Mapping[str, float]


def extent(page: Page, theme: Theme, *, assets: Path, css: str = "") -> Extent:
    """How long the PDF of `page` is and each section in it; raises OutputError as `pdf_content` does."""
    sheets = _kept(_prepared(page, theme, assets, css), assets).document.pages
    lengths = {section.get("id", ""): 0.0 for section in etree.fromstring(page.html).iterfind("section")}
    for sheet in sheets:
        usable = sheet.height - float(theme.margins.top + theme.margins.bottom) * _PX_PER_MM
        for anchor, (_, top, _, bottom) in sheet.anchors.items():
            if anchor in lengths:
                lengths[anchor] += (bottom - top) / usable
    return Extent(len(sheets), lengths)


def _without_numbers(page: Page, error: OutputError) -> Problem:
    why = "; ".join(str(error).splitlines())
    what = f"the contents have no page numbers, which are counted in a PDF that cannot be made here: {why}"
    help = f"{error.help}, or press F9 in the contents in Word, which then counts the pages"
    file = page.path.with_name(f"{page.path.name}.docx")
    return Problem(file, 0, 0, "no-page-numbers", what, severity="warning", help=help)


def draw_svg(picture: bytes, theme: Theme, *, width: float, height: float) -> bytes:
    """A PDF of one page, `width` by `height` points, filled by the SVG `picture` and nothing else.

    What it may load is what documents may, but for files. Raises OutputError as `pdf_content` does.
    """
    source = f"{_DRAWINGS}1{SVG}"
    bare = "@top-left { content: none; border: none } @bottom-right { content: none }"
    css = f"@page {{ size: {width:.4f}pt {height:.4f}pt; margin: 0; {bare} }} img {{ display: block; width: 100% }}"
    head = f"<head><title>Drawing</title><style>{css}</style></head>"
    html = f'<html lang="en">{head}<body><img src="{source}" alt="Drawing"/></body></html>'
    return pdf_of(lay_out(html, dress(theme, "", font_files(svg_text(picture), theme)), {source: picture}))


@dataclass(frozen=True, slots=True)
class _Ready:
    """A document ready to be laid out: its HTML, what it is dressed in, the drawings that stand in no file with
    their addresses, and the addresses of the pictures that do, with their digests."""

    html: str
    dress: Dress
    drawings: tuple[tuple[str, bytes], ...]
    pictures: tuple[tuple[str, str], ...]


def _prepared(page: Page, theme: Theme, assets: Path, css: str) -> _Ready:
    root = document(page)
    shown = pictures(root, assets)
    text = _printed_text(root, page, shown, assets)
    body = root.find("body")
    assert body is not None
    body.set("data-running-head", page.running_head)
    drawings = put_drawings(body, theme, _DRAWINGS) | put_boxes(body, theme, _DRAWINGS)
    link_notes(body)
    drop_idle_breaks(body)
    break_long_words(body)
    keep_last_words(body)
    even_titles(body, theme)
    keep_korean_words(body)
    keep_citations(body)
    keep_figures(body, joiner=JOINER)
    begin_lists(body)
    refuse_unfit(css)
    dressed = dress(theme, with_pictures(css, assets), font_files(text, theme))
    digests = ((str(image.get("src")), hashlib.sha256(file.read_bytes()).hexdigest()) for image, file in shown)
    return _Ready(etree.tostring(root, encoding="unicode"), dressed, tuple(drawings.items()), tuple(digests))


@functools.lru_cache(maxsize=1)
def _kept(ready: _Ready, assets: Path) -> LaidOut:
    """A document in pages; the last one is kept, as its Word file asks for the numbers of its pages."""
    return lay_out(ready.html, ready.dress, dict(ready.drawings), assets, dict(ready.pictures))


def _printed_text(root: etree._Element, page: Page, shown: Sequence[tuple[etree._Element, Path]], assets: Path) -> str:
    """All that the PDF will print: the body, the running head and the words in the pictures that are `shown`, which get
    stable addresses."""
    drawn = []
    for image, file in shown:
        image.set("src", WORKSPACE + quote(file.relative_to(assets.resolve()).as_posix()))
        if file.suffix.lower() == SVG:
            drawn.append(svg_text(read_picture(file, file.name)))
    return "\n".join((*map(text_of, root.iterfind("body")), page.running_head, *drawn))
