"""Footnotes of a PDF: what calls each leads to it."""

from __future__ import annotations

from itertools import count

from lxml import etree


def link_notes(body: etree._Element) -> None:
    """Put a link before each footnote, which stands for its number in the text.

    The number is an attribute that the stylesheet prints, so that it is no part of what the page says.
    """
    taken = {element.get("id") for element in body.iter(etree.Element)}
    names = (name for name in (f"note-{number}" for number in count(1)) if name not in taken)
    for number, note in enumerate(body.iterfind(".//span[@class='footnote']"), start=1):
        if not note.get("id"):
            note.set("id", next(names))
        call = etree.Element("a", {"class": "footnote-call", "href": f"#{note.get('id')}", "data-number": str(number)})
        note.addprevious(call)
