"""Footnotes of a PDF: what calls each leads to it."""

from __future__ import annotations

from itertools import count

from lxml import etree


def link_notes(body: etree._Element) -> None:
    """Put a link to each footnote before it, with its number as an attribute.

    Why an attribute: what a stylesheet prints is told from the text by its tags, but a footnote's own call is not.
    """
    taken = {element.get("id") for element in body.iter(etree.Element)}
    names = (name for name in (f"note-{number}" for number in count(1)) if name not in taken)
    for number, note in enumerate(body.iterfind(".//span[@class='footnote']"), start=1):
        if not note.get("id"):
            note.set("id", next(names))
        call = etree.Element("a", {"class": "note-call", "href": f"#{note.get('id')}", "data-number": str(number)})
        note.addprevious(call)
