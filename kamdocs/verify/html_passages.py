"""Every string of an HTML file with the place where it stands."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree, html

from kamdocs.rules.search import Passage
from kamdocs.rules.svg import svg_text

_EMBEDDED = re.compile(r"data:[\w/+.;=-]*;base64,[\w+/=\s]*")
_SVG = re.compile(r"data:image/svg\+xml;base64,([\w+/=]+)")
_FOR_PROGRAMS = frozenset(
    {"style", "class", "charset", "id", "lang", "rel", "type"}
    | {"width", "height", "scope", "colspan", "rowspan", "start"}
)


def parse_html(source: str) -> etree._Element:
    """The `<html>` element of a file."""
    return html.document_fromstring(source)


def html_passages(root: etree._Element, source: str) -> Iterator[Passage]:
    """Attributes, comments, title and scripts, and the source as it stands; pictures within it left out."""
    for element in root.iter():
        if isinstance(element.tag, str):
            yield from _element(element)
        else:
            yield Passage("in a comment of the source", element.text or "")
    for image in root.iter("img"):
        if text := drawing_text(image):
            yield Passage("in a drawing", text)
    yield Passage("in the source", _EMBEDDED.sub(" ", source), "technical")


def drawing_text(image: etree._Element) -> str:
    """The words of a picture within an HTML file that is made of words and lines; empty for any other."""
    match = _SVG.fullmatch(image.get("src", ""))
    return svg_text(b64decode(match[1])) if match else ""


def _element(element: etree._Element) -> Iterator[Passage]:
    if element.tag in ("title", "script"):
        yield Passage("in the document properties", element.text or "")
    for name, value in ((str(name), str(value)) for name, value in element.attrib.items()):
        text = _EMBEDDED.sub(" ", value)
        yield Passage(f"in the attribute `{name}`", text, "technical" if name in _FOR_PROGRAMS else "worded")
        if "%" in text:
            yield Passage(f"in the attribute `{name}`", unquote(text))
