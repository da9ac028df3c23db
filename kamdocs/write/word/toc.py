"""The table of contents, as Word's own: a field that Word can work out anew, filled in already."""

from __future__ import annotations

from lxml import etree

from kamdocs.rules.vocabulary import HEADINGS
from kamdocs.write.word.document import Place, Target
from kamdocs.write.word.elements import Element, paragraph_properties, w
from kamdocs.write.word.fields import page_reference, spanning
from kamdocs.write.word.inline import Look, run


def heads_contents(heading: etree._Element) -> bool:
    """Whether a heading is that of a table of contents, and so no entry of any."""
    below = heading.getnext()
    while below is not None and below.tag not in (*HEADINGS, "nav"):
        below = below.getnext()
    return below is not None and below.tag == "nav"


def contents_table(node: etree._Element, place: Place, target: Target) -> list[Element]:
    """The entries of a `nav`, each a link to its heading with the number of its page, in one field."""
    level_of = {f"#{found.get('id')}": int(found.tag[1]) - 1 for found in node.getroottree().iter("h2", "h3", "h4")}
    links = list(node.iter("a"))
    levels = [level_of[link.get("href") or ""] for link in links]
    made = [_entry(link, level, place, target) for link, level in zip(links, levels, strict=True)]
    begins, ends = spanning(f'TOC \\o "{min(levels)}-{max(levels)}" \\h \\z')
    for piece in reversed(begins):
        paragraph_properties(made[0]).addnext(piece)
    made[-1].extend(ends)
    gallery = [w("docPartGallery", "Table of Contents"), w("docPartUnique")]
    control = [w("id", target.control()), w("docPartObj", children=gallery)]
    return [w("sdt", children=[w("sdtPr", children=control), w("sdtContent", children=made)])]


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
