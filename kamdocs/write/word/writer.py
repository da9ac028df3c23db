"""A page as a DOCX that can be edited as if it had been made in Word."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image
from lxml import etree

from kamdocs.errors import OutputError
from kamdocs.model.page import Page
from kamdocs.model.theme import Theme
from kamdocs.word.package import normalise, parse_part, write_package
from kamdocs.write.document import pictures
from kamdocs.write.word.blocks import Blocks
from kamdocs.write.word.document import Place, Target, bookmark_names
from kamdocs.write.word.elements import Element, twips
from kamdocs.write.word.language import Tongue, tongue
from kamdocs.write.word.page import body_section
from kamdocs.write.word.parts import core_properties, shared_parts

_A4_WIDTH_MM = 210


def write_docx(page: Page, theme: Theme, file: Path, *, assets: Path) -> None:
    """Write `page` to `file` as a DOCX; equal pages in equal themes give equal bytes.

    Pictures are looked for under `assets` only. Raises OutputError where one is missing or cannot be shown in Word,
    and where a link inside the document leads nowhere.
    """
    language = tongue(page.language)
    body = parse_part(page.html.encode())
    document = _empty(page, theme, language)
    target = Target(document.part, theme, language, _anchors(body), _pictures(body, assets))
    width = twips(_A4_WIDTH_MM - theme.margins.left - theme.margins.right)
    blocks = Blocks(target).inside(body, Place(width=width))
    document.element.body.extend([*blocks, _last_section(body, page, theme, document, language)])
    buffer = BytesIO()
    document.save(buffer)
    file.write_bytes(normalise(buffer.getvalue()))


def _anchors(body: etree._Element) -> dict[str, str]:
    return bookmark_names([identifier for node in body.iter() if (identifier := node.get("id"))])


def _pictures(body: etree._Element, assets: Path) -> dict[str, Path]:
    found = {node.get("src") or "": file for node, file in pictures(body, assets)}
    wrong = [f"the picture `{source}` is not one that Word takes" for source, file in found.items() if not _fits(file)]
    wrong += [f"the picture `{source[:40]}` is not a file" for source in _sources(body) if source not in found]
    if wrong:
        raise OutputError("\n".join(wrong), help="use PNG or JPEG files in the workspace")
    return found


def _sources(body: etree._Element) -> list[str]:
    return [node.get("src") or "" for node in body.iter("img")]


def _fits(file: Path) -> bool:
    try:
        Image.from_file(str(file))
    except (UnrecognizedImageError, UnexpectedEndOfFileError, InvalidImageStreamError, OSError):
        return False
    return True


def _empty(page: Page, theme: Theme, language: Tongue) -> Document:
    properties = core_properties(title=page.title, author=page.author, language=language)
    parts = shared_parts(theme, language) | {"docProps/core.xml": properties}
    return docx.Document(BytesIO(write_package(parts)))


def _last_section(body: etree._Element, page: Page, theme: Theme, document: Document, language: Tongue) -> Element:
    covers = [node for node in body.iterchildren("section") if node.get("class") == "cover"]
    return body_section(
        theme, document.part, running_head=page.running_head, bare_first_page=not covers, language=language
    )
