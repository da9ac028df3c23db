"""HTML from a rendered page: one file that needs no other."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

from lxml import etree

from kamdocs.model.page import Page
from kamdocs.model.theme import Theme
from kamdocs.rules.pictures import PICTURES, SVG
from kamdocs.write.css import screen_stylesheet
from kamdocs.write.document import document, pictures, serialise
from kamdocs.write.figures import put_drawings
from kamdocs.write.pictures import embedded, with_pictures
from kamdocs.write.tick_boxes import put_boxes


def html_content(page: Page, theme: Theme, *, assets: Path, css: str = "") -> bytes:
    """`page` as one HTML file, with its stylesheet, for screen and print, and its pictures inside.

    Pictures are files under `assets`. `css` is the theme's own stylesheet, which stands after the one made of its
    tokens. Raises OutputError where a picture is gone.
    """
    root = document(page)
    head = root.find("head")
    assert head is not None
    etree.SubElement(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    etree.SubElement(head, "style").text = screen_stylesheet(theme) + with_pictures(css, assets)
    for image, picture in pictures(root, assets):
        image.set("src", embedded(picture, image.get("src", "")))
    body = root.find("body")
    assert body is not None
    drawings = put_drawings(body, theme, "") | put_boxes(body, theme, "")
    for image in body.iter("img"):
        if drawing := drawings.get(image.get("src", "")):
            image.set("src", f"data:{PICTURES[SVG]};base64,{b64encode(drawing).decode()}")
    end_notes(body)
    return serialise(root).encode()


def end_notes(body: etree._Element) -> None:
    """Put the footnotes at the end, as a screen has no foot of a page; their marks lead there and back."""
    notes = list(body.iterfind(".//span[@class='footnote']"))
    if not notes:
        return
    listed = etree.SubElement(etree.SubElement(body, "section", {"class": "notes"}), "ol")
    for number, note in enumerate(notes, start=1):
        call = etree.Element("sup", {"class": "note-call", "id": f"note-call-{number}"})
        etree.SubElement(call, "a", href=f"#note-{number}").text = str(number)
        call.tail, note.tail = note.tail, None
        holder = note.getparent()
        assert holder is not None
        holder.replace(note, call)
        item = etree.SubElement(listed, "li", id=f"note-{number}")
        etree.SubElement(item, "a", {"class": "note-back", "href": f"#note-call-{number}"}).text = str(number)
        del note.attrib["class"]
        item.append(note)
