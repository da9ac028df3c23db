"""The HTML document that both the PDF and the HTML file are made of."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from kamdocs.errors import OutputError
from kamdocs.model.page import Page

PICTURES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
}
"""The kinds of pictures that a document may have, by the ending of the file."""

_BITMAPS = ((b"\x89PNG\r\n", b"IEND"), (b"\xff\xd8\xff", b"\xff\xd9"), (b"GIF8", b";"))
_TAIL = 4096
_WIDTH = re.compile(r"\d+(\.\d+)?(%|mm|cm|px|pt)?")


def document(page: Page) -> etree._Element:
    """The `<html>` element of `page`: language, title, author, and the body as the stylesheets expect it."""
    body = etree.fromstring(page.html)
    root = etree.Element("html", lang=page.language)
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "meta", charset="utf-8")
    etree.SubElement(head, "title").text = page.title
    etree.SubElement(head, "meta", name="author", content=page.author)
    root.append(body)
    _style_widths(body)
    _set_facts_at_foot(body)
    return root


def pictures(root: etree._Element, assets: Path) -> list[tuple[etree._Element, Path]]:
    """Each `<img>` of a document that names a file, with that file.

    Raises OutputError, with every one of them, where a picture is missing, is of another kind, or lies outside
    `assets`.
    """
    found, faults = [], []
    for image in root.iter("img"):
        source = image.get("src", "")
        if source.startswith("data:"):
            continue
        file = inside(source, assets)
        if file is None:
            faults.append(f"the picture `{source}` lies outside the workspace")
        elif not file.is_file():
            faults.append(f"there is no picture `{source}`")
        elif file.suffix.lower() not in PICTURES:
            faults.append(f"the picture `{source}` is not one of {', '.join(PICTURES)}")
        elif file.suffix.lower() != ".svg" and not is_bitmap(file.read_bytes()):
            faults.append(f"the picture `{source}` is broken")
        else:
            found.append((image, file))
    if faults:
        raise OutputError("\n".join(faults), help="name pictures by their path in the workspace")
    return found


def is_bitmap(content: bytes) -> bool:
    """Whether `content` begins and ends like a PNG, JPEG or GIF picture; one cut off would be drawn in part."""
    return any(content.startswith(start) and end in content[-_TAIL:] for start, end in _BITMAPS)


def inside(source: str, assets: Path) -> Path | None:
    """The file that the URL `source`, relative to `assets`, names there; None for anything else."""
    parts = urlsplit(source)
    if parts.scheme or parts.netloc:
        return None
    root = assets.resolve()
    file = (root / unquote(parts.path)).resolve()
    return file if file.is_relative_to(root) else None


def text_of(element: etree._Element) -> str:
    """All text below `element`."""
    return "".join(map(str, element.itertext()))


def serialise(root: etree._Element) -> str:
    """The document as HTML."""
    return str(html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>"))


def _style_widths(body: etree._Element) -> None:
    """Turn the widths of columns and pictures into styles, which both browsers and WeasyPrint obey."""
    for element in body.iter("col", "img"):
        width = element.get("width", "")
        if match := _WIDTH.fullmatch(width):
            del element.attrib["width"]
            element.set("style", f"width: {width if match[2] else width + 'px'}; height: auto")


def _set_facts_at_foot(body: etree._Element) -> None:
    """Wrap the facts of a cover, as a table cannot be placed by itself."""
    for table in body.findall("section[@class='cover']/table[@class='facts']"):
        foot = etree.Element("div", {"class": "cover-foot"})
        foot.tail, table.tail = table.tail, None
        table.addprevious(foot)
        foot.append(table)
