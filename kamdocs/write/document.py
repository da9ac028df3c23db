"""The HTML document that both the PDF and the HTML file are made of."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree, html

from kamdocs.errors import OutputError
from kamdocs.model.page import Page
from kamdocs.rules.pictures import PICTURES

_SPACE = re.compile(r"[ \t\r\n\f]+")
_EMPTY = frozenset({"br", "img"})
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
    _set_titles_on_band(body)
    _wrap_seals(body)
    _scope_heads(body)
    _keep_with_next(body)
    _spread_links(body)
    _close_up_notes(body)
    return root


def pictures(root: etree._Element, assets: Path) -> list[tuple[etree._Element, Path]]:
    """Each `<img>` of a document with its file below `assets`.

    Raises OutputError that names every one that is no picture there, as one that was taken away since it was checked.
    """
    files = [(image, inside(image.get("src", ""), assets)) for image in root.iter("img")]
    if gone := [f"`{image.get('src', '')}` is no picture of the workspace" for image, file in files if file is None]:
        raise OutputError("\n".join(gone), help="name pictures by their path in the workspace")
    return [(image, file) for image, file in files if file is not None]


def inside(path: str, assets: Path) -> Path | None:
    """The picture below `assets` that `path` names; None where there is none."""
    root = assets.resolve()
    file = (root / path).resolve()
    known = file.suffix.lower() in PICTURES and file.is_relative_to(root) and file.is_file()
    return file if known else None


def text_of(element: etree._Element) -> str:
    """All text below `element`, with a line break for each `br`."""
    below = (f"{text_of(child)}{child.tail or ''}" for child in element)
    return "".join(("\n" if element.tag == "br" else element.text or "", *below))


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


def _set_titles_on_band(body: etree._Element) -> None:
    """Wrap what names a document on its cover, from the kicker to the subtitle, for the band of colour behind it.

    Why: there are two wrappers, as only a cell can stand at the foot of what is around it.
    """
    for cover in body.iterfind("section[@class='cover']"):
        titles = [child for child in cover if child.tag == "h1" or child.get("class") in ("kicker", "subtitle")]
        if titles:
            band, end = etree.Element("div", {"class": "cover-band"}), titles[-1].getnext()
            titles[0].addprevious(band)
            inner = etree.SubElement(band, "div")
            while (child := band.getnext()) is not None and child is not end:
                inner.append(child)


def _wrap_seals(body: etree._Element) -> None:
    """Put what stands in the place of a seal into one element, which stands at its foot."""
    for seal in body.iterfind(".//p[@class='seal']"):
        inner = etree.Element("span")
        inner.text, seal.text = seal.text, None
        inner.extend(list(seal))
        seal.append(inner)


def _scope_heads(body: etree._Element) -> None:
    """Say of each head of a table what it heads, as those who hear the page need it: a column, or its row.

    Where a table has heads of rows only, and not in each row, the first cell of the others becomes one too.
    """
    for table in body.iter("table"):
        if table.find("thead") is None and table.find("tbody/tr/th") is not None:
            for cell in table.iterfind("tbody/tr/td[1]"):
                if cell.getprevious() is None:
                    cell.tag = "th"
                    cell.set("class", f"{cell.get('class', '')} plain".strip())
    for head in body.iter("th"):
        if "scope" not in head.attrib:
            head.set("scope", "col" if next(head.iterancestors("thead"), None) is not None else "row")


def _keep_with_next(body: etree._Element) -> None:
    """Mark what leads to a table, figure or block that is kept together as `data-leads`.

    Why: the stylesheet could say so by `:has(+ table)`, for which WeasyPrint goes through all siblings of each element.
    """
    for block in body.iter("table", "figure", "div"):
        before = block.getprevious()
        if before is None or (block.tag == "div" and "keep" not in block.get("class", "").split()):
            continue
        if before.tag == "p" or (before.tag in ("ul", "ol") and block.tag == "table"):
            before.set("data-leads", "")


def _close_up_notes(body: etree._Element) -> None:
    """Let no line of a footnote end where one of its template does.

    Why: WeasyPrint keeps white space as it is there.
    """
    for note in body.iterfind(".//span[@class='footnote']"):
        note.text = note.text and note.text.lstrip()
        for element in note.iter(etree.Element):
            element.text = element.text and _SPACE.sub(" ", element.text)
            if element is not note:
                element.tail = element.tail and _SPACE.sub(" ", element.tail)


def _spread_links(body: etree._Element) -> None:
    """Put each link directly around its text, inside what sets that text off.

    Why: WeasyPrint makes a link of each element inside a link, and PDF/UA wants each to be tagged as one.
    """
    for link in list(body.iter("a")):
        if any(child.tag not in _EMPTY for child in link):
            _spread(link)


def _spread(link: etree._Element) -> None:
    pieces = [_like(link, link.text)]
    for child in list(link):
        tail, child.tail = child.tail, None
        if (language := link.get("lang")) and not child.get("lang"):
            child.set("lang", language)
        if child.tag not in _EMPTY:
            inner = _like(link, child.text)
            inner.attrib.pop("lang", "")
            inner.extend(list(child))
            child.text = None
            child.append(inner)
            _spread(inner)
        pieces += [child, _like(link, tail)]
    for piece in pieces:
        if piece.text or len(piece) or piece.tag in _EMPTY:
            link.addprevious(piece)
    last, tail = link.getprevious(), link.tail
    assert last is not None
    last.tail = tail
    parent = link.getparent()
    assert parent is not None
    link.tail = None
    parent.remove(link)


def _like(link: etree._Element, text: str | None) -> etree._Element:
    """Another link to the same place."""
    other = etree.Element("a")
    for name, value in link.attrib.items():
        if name != "id":
            other.set(name, value)
    other.text = text
    return other
