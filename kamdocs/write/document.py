"""The HTML document that both the PDF and the HTML file are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from kamdocs.errors import OutputError
from kamdocs.model.page import Page

_WIDTH = re.compile(r"\d+(\.\d+)?(%|mm|cm|px|pt)?")
_LONG_WORD = re.compile(r"\S{20,}|[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]{9,}\S*")
_LINE_BREAKS = frozenset(" \u200b\u00ad")


def document(page: Page) -> etree._Element:
    """The `<html>` element of `page`: language, title and author, and the body as the stylesheets expect it.

    Widths of columns and pictures become styles; a word that could be too wide for a column may be broken anywhere.
    """
    body = etree.fromstring(page.html)
    root = etree.Element("html", lang=page.language)
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "meta", charset="utf-8")
    etree.SubElement(head, "title").text = page.title
    etree.SubElement(head, "meta", name="author", content=page.author)
    root.append(body)
    _style_widths(body)
    _mark_long_words(body)
    return root


def pictures(root: etree._Element, assets: Path) -> Iterator[tuple[etree._Element, Path]]:
    """Each `<img>` of a document that names a file, with that file.

    Raises OutputError, with every one of them, where a picture is missing or lies outside `assets`.
    """
    found, faults = [], []
    for image in root.iter("img"):
        source = image.get("src", "")
        if source.startswith("data:"):
            continue
        file = _inside(source, assets)
        if file is None:
            faults.append(f"`{source}` lies outside the workspace")
        elif not file.is_file():
            faults.append(f"there is no picture `{source}`")
        else:
            found.append((image, file))
    if faults:
        raise OutputError("\n".join(faults), help=f"pictures are named relative to `{assets}`")
    return iter(found)


def serialise(root: etree._Element) -> str:
    """The document as HTML."""
    return str(html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>"))


def _inside(source: str, assets: Path) -> Path | None:
    """The file that `source` names, where it lies under `assets`."""
    parts = urlsplit(source)
    if parts.scheme not in ("", "file") or parts.netloc:
        return None
    file = (assets / unquote(parts.path)).resolve()
    return file if file.is_relative_to(assets.resolve()) else None


def _style_widths(body: etree._Element) -> None:
    for element in body.iter("col", "img"):
        width = element.attrib.pop("width", None)
        if width is not None and (match := _WIDTH.fullmatch(width)):
            element.set("style", f"width: {width if match[2] else width + 'px'}")


def _mark_long_words(body: etree._Element) -> None:
    """Wrap each long word of a table, so that columns may become narrower than it."""
    for cell in body.iter("td", "th"):
        for element in list(cell.iter(etree.Element)):
            if element.text:
                element.text = _wrapped(element, element.text, 0)
            if element is not cell and element.tail:
                parent = element.getparent()
                assert parent is not None
                element.tail = _wrapped(parent, element.tail, parent.index(element) + 1)


def _wrapped(parent: etree._Element, text: str, position: int) -> str:
    """Put the long words of `text` into spans of `parent` from `position` on; return what stands before them."""
    before, end = text, None
    for match in reversed(list(_LONG_WORD.finditer(text))):
        span = etree.Element("span", {"class": "long-word"})
        span.text, span.tail = match[0], text[match.end() : end]
        parent.insert(position, span)
        before, end = text[: match.start()], match.start()
    return before
