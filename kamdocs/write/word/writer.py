"""A page as a DOCX that can be edited as if it had been made in Word."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from lxml import etree

from kamdocs.model.page import Page
from kamdocs.model.theme import Theme
from kamdocs.word.package import normalise, parse_part, write_package
from kamdocs.write.breaks import keep_figures
from kamdocs.write.document import pictures
from kamdocs.write.word.blocks import Blocks
from kamdocs.write.word.document import Place, Target, bookmark_names
from kamdocs.write.word.elements import Element, twips
from kamdocs.write.word.language import Tongue, tongue
from kamdocs.write.word.page import body_section
from kamdocs.write.word.parts import core_properties, shared_parts
from kamdocs.write.word.pictures import Pictures

_A4_WIDTH_MM = 210


def write_docx(page: Page, theme: Theme, file: Path, *, assets: Path) -> None:
    """Write `page` to `file` as a DOCX; equal pages in equal themes give equal bytes.

    Pictures are looked for under `assets` only. Raises OutputError where one is missing or cannot be shown in Word,
    and where a link inside the document leads nowhere.
    """
    language = tongue(page.language)
    body = parse_part(page.html.encode())
    keep_figures(body)
    document = _empty(page, theme, language)
    files = {image.get("src", ""): picture for image, picture in pictures(body, assets)}
    shown = Pictures(document.part, theme, files, assets=assets)
    target = Target(document.part, theme, language, _anchors(body), shown)
    width = twips(_A4_WIDTH_MM - theme.margins.left - theme.margins.right)
    blocks = Blocks(target).inside(body, Place(width=width))
    document.element.body.extend([*blocks, _last_section(body, page, theme, document, language)])
    buffer = BytesIO()
    document.save(buffer)
    file.write_bytes(normalise(buffer.getvalue()))


def _anchors(body: etree._Element) -> dict[str, str]:
    return bookmark_names([identifier for node in body.iter() if (identifier := node.get("id"))])


def _empty(page: Page, theme: Theme, language: Tongue) -> Document:
    properties = core_properties(title=page.title, author=page.author, language=language)
    parts = shared_parts(theme, language) | {"docProps/core.xml": properties}
    return docx.Document(BytesIO(write_package(parts)))


def _last_section(body: etree._Element, page: Page, theme: Theme, document: Document, language: Tongue) -> Element:
    covers = [node for node in body.iterchildren("section") if node.get("class") == "cover"]
    return body_section(
        theme, document.part, running_head=page.running_head, bare_first_page=not covers, language=language
    )
