"""HTML from a rendered page: one file that needs no other."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

from lxml import etree

from kamdocs.errors import OutputError
from kamdocs.model.page import Page
from kamdocs.model.theme import Theme
from kamdocs.rules.pictures import PICTURES
from kamdocs.write.css import screen_stylesheet
from kamdocs.write.document import document, pictures, serialise
from kamdocs.write.output import write_whole


def write_html(page: Page, theme: Theme, file: Path, *, assets: Path, css: str = "") -> None:
    """Write `page` to `file` as one HTML file, with its stylesheet, for screen and print, and its pictures inside.

    Pictures are files under `assets`. `css` is the theme's own stylesheet, which stands after the one made of its
    tokens. Raises OutputError where a picture is gone or `file` cannot be written.
    """
    root = document(page)
    head = root.find("head")
    assert head is not None
    etree.SubElement(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    etree.SubElement(head, "style").text = screen_stylesheet(theme) + css
    for image, picture in pictures(root, assets):
        image.set("src", _embedded(picture))
    write_whole(file, serialise(root).encode())


def _embedded(picture: Path) -> str:
    try:
        content = picture.read_bytes()
    except OSError as error:
        raise OutputError(f"cannot read the picture `{picture}`: {error.strerror}") from error
    return f"data:{PICTURES[picture.suffix.lower()]};base64,{b64encode(content).decode()}"
