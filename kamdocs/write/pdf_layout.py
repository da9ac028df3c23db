"""HTML documents laid out in pages, and written as PDF. Only this module, `pdf_library` and `reuse` know
WeasyPrint."""

from __future__ import annotations

import atexit
import contextlib
import functools
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname
from xml.etree import ElementTree

from kamdocs.errors import OutputError, StyleError
from kamdocs.model.theme import Theme
from kamdocs.rules.pictures import PICTURES, SVG
from kamdocs.rules.stylesheets import Statement, statements
from kamdocs.write.css import stylesheet
from kamdocs.write.document import inside
from kamdocs.write.glyphs import FontFile, font_faces
from kamdocs.write.pdf_library import WORKSPACE, heard_warnings, weasyprint
from kamdocs.write.pdf_pictures import Bitmap, Kept, packed_once
from kamdocs.write.pictures import read_picture
from kamdocs.write.reuse import share

if TYPE_CHECKING:
    from weasyprint import CSS, HTML, Document
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

_DATA = ("data:image/png;", "data:image/jpeg;", "data:image/gif;")
_PASSED_OVER = ("Expected a media type", "Invalid media type", "Unknown empty rule <AtRule @charset")
"""How complaints begin of rules for other media and for files, which a PDF passes over."""
_TURNS, _NOTES = "image-orientation", "footnote"
_OF_PAGE = re.compile(r"\dp?[dls]?v(?:[whib]|min|max)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dress:
    """What documents of one theme share: parsed once a process."""

    fonts: FontConfiguration
    sheets: tuple[CSS, ...]
    kept: Kept | None
    """The bitmaps of earlier documents; None where the stylesheet turns pictures, each perhaps in another way."""
    has_notes: bool
    """Whether the theme's own stylesheet may make footnotes of elements that are none."""


@functools.cache
def dress(theme: Theme, css: str, fonts: tuple[FontFile, ...]) -> Dress:
    """What documents of `theme` in `fonts` are dressed in, with its own stylesheet `css`, its pictures inside it.

    Raises LibraryError where a library is missing.
    """
    with weasyprint():
        from weasyprint.text.fonts import FontConfiguration

        configuration, files = FontConfiguration(), frozenset(font.file for font in fonts)
        texts = (font_faces(fonts) + stylesheet(theme), *([css] if css else ()))
        sheets = [_parsed(text, configuration, files) for text in texts]

    if complaints := [complaint for _, heard in sheets for complaint in heard]:
        raise OutputError("\n".join(f"stylesheet: {complaint}" for complaint in complaints))
    if not any(map(_depends_on_page, texts)):
        share(configuration)
    return Dress(configuration, tuple(sheet for sheet, _ in sheets), None if _TURNS in css else Kept(), _NOTES in css)


def _depends_on_page(source: str) -> bool:
    """Whether a stylesheet or document may have lengths that go by the size of its first page, as `50vw`."""
    return _OF_PAGE.search(source) is not None


def _parsed(
    css: str, configuration: FontConfiguration | None = None, fonts: frozenset[Path] = frozenset()
) -> tuple[CSS, list[str]]:
    """A stylesheet, and what WeasyPrint cannot use of it."""
    from weasyprint import CSS

    with heard_warnings() as heard:
        sheet = CSS(
            string=css, font_config=configuration, base_url=WORKSPACE, url_fetcher=_fetcher(fonts, None, [], {})
        )
    return sheet, [complaint for complaint in heard if not complaint.startswith(_PASSED_OVER)]


@functools.cache
def refuse_unfit(css: str) -> None:
    """Raise StyleError for what a theme's own stylesheet `css` says that no PDF can show, with its places."""
    with weasyprint():
        complaints = _parsed(css)[1]
        if not complaints and "var(" not in css:
            return
        faults = [
            (statement.node.source_line, statement.node.source_column, _told(statement))
            for statement in statements(css)
            if _parsed(statement.alone)[1]
        ]
    if faults or complaints:
        raise StyleError(faults or ((0, 0, complaint) for complaint in complaints))


def _told(statement: Statement) -> str:
    """What is wrong with a statement of which WeasyPrint complains."""
    if not statement.known:
        return f"`{statement.written}` is not known to PDFs"
    name, _, value = statement.written.partition(": ")
    return f"`{name}` is no property of PDFs" if _parsed(statement.known)[1] else f"`{name}` cannot be `{value}`"


atexit.register(dress.cache_clear)  # a font configuration removes its temporary files when it goes


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A document in pages; `refused` are the addresses that it asked for and did not get."""

    document: Document
    dress: Dress
    refused: list[str]


def lay_out(
    html: str,
    dress: Dress,
    drawings: Mapping[str, bytes],
    assets: Path | None = None,
    shown: Mapping[str, str] = MappingProxyType({}),
) -> LaidOut:
    """`html`, written as XML, in pages, with `drawings` by their addresses and the pictures below `assets`, which are
    under `WORKSPACE`.

    Of pictures that are `shown`, SHA-256 by address, those of earlier documents are used again. Raises OutputError
    where it asks for anything else, or a picture or link of it is broken.
    """
    refused: list[str] = []
    with _watched(refused):
        fetcher = _fetcher(frozenset(), assets, refused, drawings)
        source = _source(html, dress, fetcher)
        bitmaps = {} if dress.kept is None or _TURNS in html else dress.kept.of(shown, partial(_bitmap, fetcher))
        document = source.render(**_options(dress), stylesheets=[*dress.sheets], cache=bitmaps)
        return LaidOut(document, dress, refused)


def _source(html: str, dress: Dress, fetcher: URLFetcher) -> HTML:
    """What WeasyPrint lays out.

    Why: it would look for faults in the HTML, character by character, though we have written it.
    """
    from weasyprint import HTML, cssselect2

    class Source(HTML):  # type: ignore[misc]  # the library has no types
        def __init__(self) -> None:
            self.base_url, self.url_fetcher, self.media_type = WORKSPACE, fetcher, "print"
            self.etree_element = ElementTree.fromstring(html)
            self.wrapper_element = cssselect2.ElementWrapper.from_html_root(self.etree_element, content_language=None)
            self.own_lengths, self.has_notes = _depends_on_page(html), dress.has_notes or _NOTES in html

    return Source()


def _bitmap(fetcher: URLFetcher, address: str) -> Bitmap | None:
    """The bitmap at `address`; None for a drawing, and where there is none."""
    from weasyprint import DEFAULT_OPTIONS
    from weasyprint.images import RasterImage, get_image_from_uri

    if address.lower().endswith(SVG):
        return None
    picture = get_image_from_uri({}, fetcher, DEFAULT_OPTIONS, address)
    return packed_once(picture) if isinstance(picture, RasterImage) else None


def pdf_of(laid_out: LaidOut) -> bytes:
    """A document in pages as PDF/A-2a and PDF/UA-1; raises OutputError for what no such PDF can hold."""
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


def _options(dress: Dress) -> dict[str, object]:
    return {"font_config": dress.fonts, "pdf_variant": "pdf/a-2a"}


@contextlib.contextmanager
def _watched(refused: list[str]) -> Iterator[None]:
    """A context that ends in an OutputError where WeasyPrint was refused something or warned of something."""
    from weasyprint.urls import FatalURLFetchingError

    with heard_warnings() as heard, contextlib.suppress(FatalURLFetchingError):
        yield
    if refused:
        faults = (f"`{url.removeprefix(WORKSPACE)}` is nothing that a document may load" for url in refused)
        raise OutputError("\n".join(faults), help="documents load pictures of the workspace only")
    if heard:
        raise OutputError("\n".join(heard))


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
    file = inside(unquote(url.removeprefix(WORKSPACE)), assets) if url.startswith(WORKSPACE) else None
    if file is None:
        return None
    return read_picture(file, file.name), PICTURES[file.suffix.lower()]
