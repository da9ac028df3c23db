"""A page as a DOCX that can be edited as if it had been made in Word."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from kamdocs.model.page import Page
from kamdocs.model.theme import A4_MM, Carrier, Theme
from kamdocs.word.package import parse_part
from kamdocs.write.breaks import even_titles, keep_figures, keep_last_words
from kamdocs.write.document import pictures
from kamdocs.write.output import write_whole
from kamdocs.write.pdf import positions
from kamdocs.write.word.blocks import Blocks
from kamdocs.write.word.document import Place, Target, bookmark_names
from kamdocs.write.word.elements import twips
from kamdocs.write.word.empty import design, empty_document, packed
from kamdocs.write.word.footnotes import Footnotes
from kamdocs.write.word.language import tongue
from kamdocs.write.word.page import Sheets, running
from kamdocs.write.word.pictures import Pictures


def write_docx(
    page: Page, theme: Theme, file: Path, *, assets: Path, css: str = "", carrier: Carrier | None = None
) -> None:
    """Write `page` to `file` as a DOCX; raises what `docx_content` raises."""
    write_whole(file, docx_content(page, theme, assets=assets, css=css, carrier=carrier))


def docx_content(page: Page, theme: Theme, *, assets: Path, css: str = "", carrier: Carrier | None = None) -> bytes:
    """`page` as a DOCX; equal pages in equal themes give equal bytes.

    Pictures are looked for under `assets` only. `css` is the theme's own stylesheet, on which the numbers of the
    PDF's pages depend; the styles of `carrier` take the place of those made of the theme's tokens. Raises OutputError
    where a picture is missing or cannot be shown in Word, and where a link inside the document leads nowhere.
    """
    language = tongue(page.language)
    held = design(theme, language, carrier)
    body = parse_part(page.html.encode())
    keep_figures(body)
    keep_last_words(body)
    if carrier is None:  # its titles may be of any size
        even_titles(body, theme)
    document = empty_document(held)
    files = {image.get("src", ""): picture for image, picture in pictures(body, assets)}
    shown = Pictures(document, theme, files)
    notes = Footnotes(document, held.theme)
    places = positions(page, theme, assets=assets, css=css) if body.find(".//nav") is not None else {}
    target = Target(document, document, held.theme, language, _anchors(body), shown, notes, places)
    sheets = Sheets(
        held.theme,
        running(document, page.running_head, language),
        bare_first_page=body.find("section[@class='cover']") is None,
    )
    width = twips(A4_MM[0] - theme.margins.left - theme.margins.right)
    blocks = Blocks(target, sheets, held.flow).document(body, Place(width=width))
    document.element.body.extend(blocks)
    return packed(document, held, page, language)


def _anchors(body: etree._Element) -> dict[str, str]:
    return bookmark_names([identifier for node in body.iter() if (identifier := node.get("id"))])
