"""PDF from a rendered page. Only this module knows WeasyPrint."""

from __future__ import annotations

import atexit
import contextlib
import functools
import hashlib
import io
import logging
import os
import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit
from urllib.request import url2pathname

from lxml import etree

from kamdocs.errors import OutputError, StyleError
from kamdocs.model.page import Page
from kamdocs.model.theme import Theme
from kamdocs.rules.pictures import PICTURES, SVG
from kamdocs.rules.svg import svg_text
from kamdocs.write.breaks import (
    JOINER,
    begin_lists,
    break_long_words,
    keep_citations,
    keep_figures,
    keep_korean_words,
    keep_last_words,
)
from kamdocs.write.css import stylesheet
from kamdocs.write.document import document, inside, pictures, serialise, text_of
from kamdocs.write.figures import put_drawings
from kamdocs.write.glyphs import FontFile, font_faces, font_files
from kamdocs.write.jpeg import upright
from kamdocs.write.notes import link_notes
from kamdocs.write.output import write_whole

if TYPE_CHECKING:
    from weasyprint import CSS, Document
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

_DATA = ("data:image/png;", "data:image/jpeg;", "data:image/gif;")
_FOR_BROWSERS = ("Expected a media type", "Invalid media type")
"""How complaints begin of rules for other media, which a PDF passes over."""
_HARMLESS, _DECORATION = "Using fontTools instead of HarfBuzz-Subset", "has no required alt description"
_PX_PER_MM, _NEAR_TOP_MM = 96 / 25.4, 3
_WORKSPACE, _DRAWINGS = "http://workspace.invalid/", "http://drawings.invalid/"


def write_pdf(page: Page, theme: Theme, file: Path, *, assets: Path, css: str = "") -> None:
    """Write `page` to `file` as PDF/A-2a and PDF/UA-1, the same bytes from the same input.

    Pictures are files under `assets`. `css` is the theme's own stylesheet, which stands after the one made of its
    tokens. Raises OutputError: a library, font, glyph or picture is missing, something outside `assets` is asked
    for, or `file` cannot be written.
    """
    write_whole(file, _written(_kept(_prepared(page, theme, assets, css), assets)))


@dataclass(frozen=True, slots=True)
class Position:
    """Where an element stands in a PDF: on which page, counted from 1, and whether it begins that page."""

    page: int
    opens: bool


def positions(page: Page, theme: Theme, *, assets: Path, css: str = "") -> Mapping[str, Position]:
    """Where each element of `page` that has an id stands in its PDF.

    Empty where no PDF can be made, as on a machine without the libraries or fonts for it.
    """
    try:
        sheets = _kept(_prepared(page, theme, assets, css), assets).document.pages
    except OutputError:
        return {}
    top = float(theme.margins.top + _NEAR_TOP_MM) * _PX_PER_MM
    return {
        anchor: Position(number, opens=place[1] < top)
        for number, sheet in enumerate(sheets, start=1)
        for anchor, place in sheet.anchors.items()
    }


def draw_svg(picture: bytes, theme: Theme, *, width: float, height: float) -> bytes:
    """A PDF of one page, `width` by `height` points, filled by the SVG `picture` and nothing else.

    What it may load is what documents may, but for files. Raises OutputError as `write_pdf` does.
    """
    source = f"{_DRAWINGS}1{SVG}"
    bare = "@top-left { content: none; border: none } @bottom-right { content: none }"
    css = f"@page {{ size: {width:.4f}pt {height:.4f}pt; margin: 0; {bare} }} img {{ display: block; width: 100% }}"
    html = f'<html lang="en"><title>Drawing</title><style>{css}</style><body><img src="{source}" alt="Drawing"></html>'
    dress = _dress(theme, "", font_files(svg_text(picture), theme))
    return _written(_laid_out(_Ready(html, dress, ((source, picture),)), None))


@contextlib.contextmanager
def _weasyprint() -> Iterator[None]:
    """A context with WeasyPrint loaded, in which it sees no font of the machine, so that the same input gives the
    same bytes on all.

    Raises OutputError where a library that it needs is missing.
    """
    before = os.environ.get("FONTCONFIG_FILE")
    with as_file(files(__package__).joinpath("fonts.conf")) as conf:
        os.environ["FONTCONFIG_FILE"] = str(conf.resolve())
        try:
            _import_weasyprint()
            yield
        finally:
            del os.environ["FONTCONFIG_FILE"]
            os.environ.update({} if before is None else {"FONTCONFIG_FILE": before})


def _import_weasyprint() -> None:
    """Import it without what it says on stdout of missing libraries, and in warnings of missing fonts."""
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            import weasyprint  # noqa: F401
    except OSError as error:
        raise OutputError(f"WeasyPrint cannot load its libraries: {error}", help=libraries_help()) from error


def weasyprint_version() -> str:
    """Which WeasyPrint makes the PDFs, and what slows it; raises OutputError where a library it needs is missing."""
    with _weasyprint():
        from weasyprint import VERSION
        from weasyprint.text.ffi import harfbuzz_subset

        return str(VERSION) if harfbuzz_subset else f"{VERSION}, slow without HarfBuzz-Subset"


def libraries_help() -> str:
    """The command that installs what WeasyPrint needs on this system."""
    if sys.platform == "darwin":
        return "run `brew install pango`"
    if sys.platform == "win32":
        return "install MSYS2, then run `pacman -S mingw-w64-ucrt-x86_64-pango` in its shell"
    return "run `sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`"


@dataclass(frozen=True, slots=True)
class _Dress:
    """What documents of one theme share: parsed once a process."""

    fonts: FontConfiguration
    sheets: tuple[CSS, ...]


@functools.cache
def _dress(theme: Theme, css: str, fonts: tuple[FontFile, ...]) -> _Dress:
    with _weasyprint(), _complaints() as complaints:
        from weasyprint import CSS
        from weasyprint.text.fonts import FontConfiguration

        configuration = FontConfiguration()
        fetcher = _fetcher(frozenset(font.file for font in fonts), None, [], {})
        options = {"font_config": configuration, "url_fetcher": fetcher}
        sheets = [CSS(string=font_faces(fonts) + stylesheet(theme), **options)]
        own = len(complaints)
        sheets += [CSS(string=css, **options)] if css else []
    if complaints[:own]:
        raise OutputError("\n".join(f"stylesheet: {complaint}" for complaint in complaints[:own]))
    if wrong := [complaint for complaint in complaints if not complaint.startswith(_FOR_BROWSERS)]:
        raise StyleError(wrong)
    return _Dress(configuration, tuple(sheets))


atexit.register(_dress.cache_clear)  # a font configuration removes its temporary files when it goes


@dataclass(frozen=True, slots=True)
class _Ready:
    """A document ready to be laid out: its HTML, what it is dressed in, the drawings that stand in no file with
    their addresses, and digests of the pictures that do."""

    html: str
    dress: _Dress
    drawings: tuple[tuple[str, bytes], ...] = ()
    pictures: tuple[str, ...] = ()


def _prepared(page: Page, theme: Theme, assets: Path, css: str) -> _Ready:
    root = document(page)
    shown = pictures(root, assets)
    digests = tuple(hashlib.sha256(file.read_bytes()).hexdigest() for _, file in shown)
    text = _printed_text(root, page, shown, assets)
    body = root.find("body")
    assert body is not None
    body.set("data-running-head", page.running_head)
    drawings = put_drawings(body, theme, _DRAWINGS)
    link_notes(body)
    break_long_words(body)
    keep_last_words(body)
    keep_korean_words(body)
    keep_citations(body)
    keep_figures(body, joiner=JOINER)
    begin_lists(body)
    return _Ready(serialise(root), _dress(theme, css, font_files(text, theme)), tuple(drawings.items()), digests)


@dataclass(frozen=True, slots=True)
class _LaidOut:
    """A document in pages; `refused` are the addresses that it asked for and did not get."""

    document: Document
    dress: _Dress
    refused: list[str]


@functools.lru_cache(maxsize=1)
def _kept(ready: _Ready, assets: Path) -> _LaidOut:
    """A document in pages; the last one is kept, as its Word file asks for the numbers of its pages."""
    return _laid_out(ready, assets)


def _laid_out(ready: _Ready, assets: Path | None) -> _LaidOut:
    """A document in pages; pictures are files under `assets`."""
    from weasyprint import HTML

    refused: list[str] = []
    with _watched(refused):
        fetcher = _fetcher(frozenset(), assets, refused, dict(ready.drawings))
        html = HTML(string=ready.html, base_url=_WORKSPACE, url_fetcher=fetcher)
        return _LaidOut(html.render(**_options(ready.dress), stylesheets=[*ready.dress.sheets]), ready.dress, refused)


def _written(laid_out: _LaidOut) -> bytes:
    from kamdocs.write.pdf_archive import finish

    with _watched(laid_out.refused), warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint leaves the file of the colour profile open
        options = {name: value for name, value in _options(laid_out.dress).items() if name != "font_config"}
        languages = _languages(laid_out.document)
        return bytes(laid_out.document.write_pdf(finisher=lambda _, pdf: finish(pdf, languages), **options))


def _languages(document: Document) -> list[list[str]]:
    """The language of each piece of text and each picture, a list for each page, in the order of their tags."""
    from weasyprint.formatting_structure.boxes import ReplacedBox, TextBox

    boxes = ([*page._page_box.descendants(placeholders=True)] for page in document.pages)
    return [[box.style["lang"] or "" for box in page if isinstance(box, TextBox | ReplacedBox)] for page in boxes]


def _options(dress: _Dress) -> dict[str, object]:
    return {"font_config": dress.fonts, "pdf_variant": "pdf/a-2a"}


@contextlib.contextmanager
def _watched(refused: list[str]) -> Iterator[None]:
    """A context that ends in an OutputError where WeasyPrint was refused something or warned of something."""
    from weasyprint.urls import FatalURLFetchingError

    with _complaints() as complaints, contextlib.suppress(FatalURLFetchingError):
        yield
    if refused:
        faults = (f"`{url.removeprefix(_WORKSPACE)}` is nothing that a document may load" for url in refused)
        raise OutputError("\n".join(faults), help="documents load pictures of the workspace only")
    if complaints:
        raise OutputError("\n".join(complaints))


def _fetcher(
    fonts: frozenset[Path], assets: Path | None, refused: list[str], drawings: Mapping[str, bytes]
) -> URLFetcher:
    """A fetcher of the font files, of pictures under `assets`, of embedded ones and of `drawings` by their addresses;
    all else ends in `refused`.

    Why: WeasyPrint swallows the exception inside SVG, so that the list tells. The files of the workspace stand under
    an address of their own, because WeasyPrint puts a digest of it into the PDF.
    """
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]  # the library has no types
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            if url in drawings:
                return URLFetcherResponse(url, drawings[url], {"Content-Type": PICTURES[SVG]})
            if url.startswith(_DATA) or _is_font(url, fonts):
                return super().fetch(url, headers)
            picture = _picture(url, assets) if assets else None
            if picture is None:
                refused.append(url)
                raise FatalURLFetchingError(url)
            content, kind = picture
            return URLFetcherResponse(url, content, {"Content-Type": kind})

    return Fetcher(allow_redirects=False)


def _is_font(url: str, fonts: frozenset[Path]) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "file" and not parts.netloc and Path(url2pathname(parts.path)) in fonts


def _picture(url: str, assets: Path) -> tuple[bytes, str] | None:
    """The content and kind of a picture of the workspace; None where `url` is no such picture."""
    file = inside(unquote(url.removeprefix(_WORKSPACE)), assets) if url.startswith(_WORKSPACE) else None
    if file is None:
        return None
    content, kind = file.read_bytes(), PICTURES[file.suffix.lower()]
    return upright(content) if kind == PICTURES[".jpg"] else content, kind


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if not message.startswith(_HARMLESS) and not message.endswith(_DECORATION):
            self.heard.append(message.replace(_WORKSPACE, ""))


@contextlib.contextmanager
def _complaints() -> Iterator[list[str]]:
    """What WeasyPrint warns of inside: it goes on after a broken picture, font, link or rule."""
    listener, logger = _Listener(), logging.getLogger("weasyprint")
    logger.addHandler(listener)
    try:
        yield listener.heard
    finally:
        logger.removeHandler(listener)


def _printed_text(root: etree._Element, page: Page, shown: Sequence[tuple[etree._Element, Path]], assets: Path) -> str:
    """All that the PDF will print: the body, the running head and the words in the pictures that are `shown`, which get
    stable addresses."""
    drawn = []
    for image, file in shown:
        image.set("src", _WORKSPACE + quote(file.relative_to(assets.resolve()).as_posix()))
        if file.suffix.lower() == SVG:
            drawn.append(svg_text(file.read_bytes()))
    return "\n".join((*map(text_of, root.iterfind("body")), page.running_head, *drawn))
