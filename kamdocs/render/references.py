"""What only the whole page can give: numbers of figures and tables, what refers to them, and the contents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from itertools import count

from lxml import etree

from kamdocs.model.kit import LanguageRules
from kamdocs.render.sources import Fault
from kamdocs.render.tokens import text_of
from kamdocs.rules.vocabulary import CAPTION_NUMBER, HEADINGS, REFERENCES

_SPACE = "\u00a0"
_LEVELS = {"": ("h2",), "detailed": ("h2", "h3")}


def fill_references(body: etree._Element, rules: LanguageRules) -> Iterator[Fault]:
    """Number the captions of `body`, and fill in its references and tables of contents; what refers to nothing that
    has a number or a heading is a fault."""
    _number_captions(body, rules)
    targets = {str(element.get("id")): element for element in body.iter(etree.Element) if element.get("id")}
    for link in list(body.iter("a")):
        kind, target = link.get("class"), targets.get(link.get("href", "")[1:])
        if kind in REFERENCES and target is not None:
            yield from _refer(link, kind, target, targets)
    found = {contents: _heading_of(contents) for contents in body.iter("nav")}
    for contents in found:
        yield from _fill_contents(contents, body, targets, set(found.values()))


def _number_captions(body: etree._Element, rules: LanguageRules) -> None:
    counted: Counter[str] = Counter()
    for caption in body.iter("caption", "figcaption"):
        if caption.tag == "caption" and caption.get("class") != "numbered":
            continue
        label = rules.table_label if caption.tag == "caption" else rules.figure_label
        counted[str(caption.tag)] += 1
        number = etree.Element("span", {"class": CAPTION_NUMBER})
        number.text = f"{label}{_SPACE}{counted[str(caption.tag)]}"
        number.tail, caption.text = f" {caption.text or ''}", None
        caption.insert(0, number)


def _refer(
    link: etree._Element, kind: str, target: etree._Element, targets: dict[str, etree._Element]
) -> Iterator[Fault]:
    """Give a link the text that its target has, and lead it to where that text stands."""
    found = _numbered(target) if kind == "number" else _headed(target)
    if found is None:
        what = f"`{link.get('href')}` has no {'number' if kind == 'number' else 'heading'}"
        wanted = "a `figure` with a `figcaption`, or a `table` with a `caption` of class `numbered`"
        yield Fault(link, what, f"name {wanted}" if kind == "number" else "name a section or a heading")
        return
    link.text = text_of(found)
    link.set("href", f"#{_identified(found, targets)}")


def _numbered(target: etree._Element) -> etree._Element | None:
    """The number of a figure or table."""
    return next(iter(target.iterfind(f".//span[@class='{CAPTION_NUMBER}']")), None)


def _headed(target: etree._Element) -> etree._Element | None:
    """A heading, or the first in a section."""
    return target if target.tag in HEADINGS else next(target.iter(*HEADINGS), None)


def _identified(element: etree._Element, targets: dict[str, etree._Element]) -> str:
    """The id of an element, which is given one where it has none."""
    if not element.get("id"):
        stem = "heading" if element.tag in HEADINGS else "number"
        element.set("id", next(name for name in (f"{stem}-{n}" for n in count(1)) if name not in targets))
        targets[element.get("id", "")] = element
    return element.get("id", "")


def _heading_of(contents: etree._Element) -> etree._Element | None:
    """The heading of a table of contents, which is no part of what one lists."""
    return next(contents.itersiblings(*HEADINGS, preceding=True), None)


def _fill_contents(
    contents: etree._Element,
    body: etree._Element,
    targets: dict[str, etree._Element],
    left_out: Collection[etree._Element | None],
) -> Iterator[Fault]:
    """The headings of the page but those `left_out` as a list of links, those below a heading in a list of their
    own."""
    wanted = _LEVELS[contents.get("class", "")]
    headings = [heading for heading in body.iter(*wanted) if heading not in left_out]
    if not headings:
        yield Fault(contents, "there is no heading that `nav` could list", "leave it out")
        return
    for heading in body.iter("h2", "h3"):
        _identified(heading, targets)
    top = etree.SubElement(contents, "ol")
    for heading in headings:
        below = heading.tag != wanted[0] and len(top)
        entries = _below(top[-1]) if below else top
        item = etree.SubElement(entries, "li")
        language = next((node.get("lang") for node in (heading, *heading.iterancestors()) if node.get("lang")), None)
        if language and language != body.get("lang"):
            item.set("lang", language)
        link = etree.SubElement(item, "a", href=f"#{_identified(heading, targets)}")
        link.text = " ".join(text_of(heading).split())


def _below(item: etree._Element) -> etree._Element:
    found = item.find("ol")
    return etree.SubElement(item, "ol") if found is None else found
