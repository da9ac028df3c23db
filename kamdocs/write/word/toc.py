"""The table of contents, as Word's own: a field that Word can work out anew, filled in already."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from kamdocs.write.word.document import Place, Target
from kamdocs.write.word.elements import Element, paragraph_properties, w
from kamdocs.write.word.fields import page_reference, spanning
from kamdocs.write.word.inline import Look, run

_TOP = 1
"""The level of the headings of sections."""


def contents_table(node: etree._Element, place: Place, target: Target) -> list[Element]:
    """The entries of a `nav`, each a link to its heading with the number of its page, in one field."""
    found = list(_entries(node, _TOP))
    made = [_entry(link, level, place, target) for level, link in found]
    deepest = max(level for level, _ in found)
    begins, ends = spanning(f'TOC \\o "{_TOP}-{deepest}" \\h \\z \\u')
    for piece in reversed(begins):
        paragraph_properties(made[0]).addnext(piece)
    made[-1].extend(ends)
    gallery = [w("docPartGallery", "Table of Contents"), w("docPartUnique")]
    control = [w("id", target.control()), w("docPartObj", children=gallery)]
    return [w("sdt", children=[w("sdtPr", children=control), w("sdtContent", children=made)])]


def _entries(node: etree._Element, level: int) -> Iterator[tuple[int, etree._Element]]:
    """The links of a list of headings with their levels, and of the lists within it."""
    for item in node.iterfind("ol/li"):
        yield from ((level, link) for link in item.iterfind("a"))
        yield from _entries(item, level + 1)


def _entry(link: etree._Element, level: int, place: Place, target: Target) -> Element:
    anchor = (link.get("href") or "")[1:]
    item = link.getparent()
    at = place if item is None else place.of(item)
    printed = [run(link.text or "", at.look, target.language)]
    if position := target.positions.get(anchor):
        muted = Look(style="PageNumber")
        shown = run(str(position.page), muted, target.language)
        printed += [run("\u00a0\t\u00a0", muted, target.language), *page_reference(target.anchors[anchor], shown)]
    link_element = w("hyperlink", {"anchor": target.anchors[anchor], "history": 1}, printed)
    made = target.paragraph(f"TOC {level}", [], at)
    stop = w("tab", {"val": "right", "leader": "dot", "pos": place.width})
    paragraph_properties(made).append(w("tabs", children=[stop]))
    made.append(link_element)
    return made
