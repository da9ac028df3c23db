"""What stands in a template's output against the closed vocabulary, and in a page against all its parts together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from kamdocs.model.kit import Pictures
from kamdocs.render.sources import MARK, Fault
from kamdocs.render.tables import table_faults
from kamdocs.render.tokens import STAND_IN, text_of
from kamdocs.rules.chart_faults import chart_faults
from kamdocs.rules.charts import is_drawn
from kamdocs.rules.hints import hint
from kamdocs.rules.vocabulary import (
    CONTENTS,
    DEEPEST,
    ELEMENTS,
    EVERYWHERE,
    HEADINGS,
    LIST_LEVELS,
    NEVER_EMPTY,
    NOT_WITHIN,
    ONCE,
    REFERENCES,
    REQUIRED,
    VALUES,
    kind,
)

_SHOWN = 30


def part_faults(root: etree._Element, pictures: Pictures) -> Iterator[Fault]:
    """What is wrong in the output of one template."""
    for element in root.iter(etree.Element):
        tag = str(element.tag)
        if tag not in ELEMENTS:
            yield Fault(element, f"`{tag}` is not in the vocabulary", f"it has {', '.join(sorted(ELEMENTS))}")
            continue
        for faults in (_attribute_faults, _place_faults, _text_faults):
            yield from faults(element)
        if tag == "table":
            yield from table_faults(element)
        if is_drawn(element):
            yield from (Fault(*fault) for fault in chart_faults(element))
        if tag == "img":
            yield from _picture_faults(element, pictures)
    for instruction in root.iter(etree.ProcessingInstruction):
        name = etree.tostring(instruction, with_tail=False).decode().removesuffix("?>").partition(" ")[0]
        yield Fault(instruction, f"`{name}` is no element", "leave it out", name)


def page_faults(body: etree._Element, *, complete: bool) -> Iterator[Fault]:
    """What is wrong with how the parts of a page fit together: its ids, headings and, where it is `complete`, links."""
    counted = Counter(str(element.get("id")) for element in body.iter(etree.Element) if element.get("id"))
    told: set[str] = set()
    before = ""
    for element in body.iter(etree.Element):
        id, href, tag = element.get("id", ""), element.get("href", ""), str(element.tag)
        if counted[id] > 1 and id not in told and MARK in element.attrib:
            told.add(id)
            yield Fault(element, f"the id `{id}` is given twice in the document", "give each element an id of its own")
        if complete and href.startswith("#") and href[1:] not in counted:
            help = hint(href, [f"#{id}" for id in sorted(counted)])
            yield Fault(element, f"`{href}` leads nowhere in the document", help)
        if tag in HEADINGS:
            if not before and tag > "h2":
                yield Fault(element, f"`{tag}` comes before any `h2`", "begin with an `h2`")
            if before and int(tag[1]) > int(before[1]) + 1:
                yield Fault(element, f"`{tag}` follows `{before}`", f"an `h{int(before[1]) + 1}` comes between")
            before = tag


def _attribute_faults(element: etree._Element) -> Iterator[Fault]:
    tag = str(element.tag)
    given = {str(name): str(value) for name, value in element.attrib.items() if name != MARK}
    for name, value in given.items():
        if wrong := _wrong_attribute(tag, name, value):
            yield Fault(element, *wrong)
    for name in sorted(REQUIRED.get(tag, frozenset()) - given.keys()):
        yield Fault(element, f"`{tag}` has no `{name}`", _MISSING_HELP[name])


def _wrong_attribute(tag: str, name: str, value: str) -> tuple[str, str] | None:
    attributes, classes = ELEMENTS[tag]
    if name not in attributes | EVERYWHERE:
        may = ", ".join(f"`{other}`" for other in sorted(attributes | EVERYWHERE))
        return f"`{tag}` may not carry `{name}`", f"it may carry {may}"
    if name == "class" and value not in classes:
        return f"class `{value}` is not one of `{tag}`", hint(value, sorted(classes))
    if name in VALUES and not re.fullmatch(VALUES[name], value):
        return f"`{name}` of `{tag}` is `{value}`", _VALUE_HELP[name]
    if name == "lang" and not _is_language(value):
        return f"there is no language `{value}`", "write its code, as in `en` or `zh-TW`"
    return None


_VALUE_HELP = {
    "colspan": "write a number of columns",
    "rowspan": "write a number of rows",
    "start": "write a number",
    "id": "an id is one word of letters, figures and hyphens",
    "scope": "write `col` or `row`",
    "data-scale": "write two numbers, where the axis begins and where it ends: `1 5`",
    "value": "write a number as in `-1234.5`, 15 digits and 6 decimals at most",
    "width": "write a number with `%`, 100 at most, or `mm`, 299 at most",
    "href": "write an address: `https://…`, `mailto:…`, `tel:…`, or `#` and the id of an element",
}
_MISSING_HELP = {
    "alt": "say in it what the picture shows; leave it empty where the picture only decorates",
    "src": "name a picture of the workspace in it",
    "href": "name in it where the link leads",
    "value": "write the number in it that is printed",
    "class": 'write `class="page-break"`',
}


def _is_language(code: str) -> bool:
    from babel import Locale, UnknownLocaleError

    try:
        return bool(Locale.parse(code, sep="-"))
    except (UnknownLocaleError, ValueError):
        return False


def _place_faults(element: etree._Element) -> Iterator[Fault]:
    """What is wrong with where an element stands."""
    parent, tag = element.getparent(), str(element.tag)
    if parent is None:
        return
    holder = str(parent.tag)
    if tag not in CONTENTS.get(holder, frozenset()) and holder in ELEMENTS:
        yield Fault(element, f"`{tag}` stands in `{holder}`", _belongs(tag))
    if tag == "dd" and element.getprevious() is None:
        yield Fault(element, "`dd` has no `dt` before it", "name first what it explains")
    if tag in ONCE and next(element.iterancestors(tag), None) is not None:
        yield Fault(element, f"`{tag}` stands within another `{tag}`", "close the other one first")
    for name, outer in _apart(element):
        yield Fault(element, f"`{name}` stands within `{outer}`", "put it outside")
    if sum(1 for _ in element.iterancestors()) == DEEPEST:
        yield Fault(element, f"`{tag}` stands within {DEEPEST} other elements", "nest them less deeply")
    if tag in ("ul", "ol") and sum(1 for _ in element.iterancestors("ul", "ol")) == LIST_LEVELS:
        yield Fault(element, f"a list stands within {LIST_LEVELS} others", f"lists have {LIST_LEVELS} levels")


def _apart(element: etree._Element) -> Iterator[tuple[str, str]]:
    """What an element is, and the name of each thing around it that it does not stand within."""
    for name in _names(element) & NOT_WITHIN.keys():
        around = {found for ancestor in element.iterancestors() for found in _names(ancestor)}
        yield from ((name, outer) for outer in sorted(around & NOT_WITHIN[name]))


def _names(element: etree._Element) -> set[str]:
    """An element as `NOT_WITHIN` names it: by its tag, and by that with its class."""
    return {str(element.tag), kind(element)}


def _belongs(tag: str) -> str:
    """Where an element belongs, as help."""
    holders = [holder for holder, allowed in CONTENTS.items() if tag in allowed]
    if not holders:
        return "leave it out"
    if "p" in holders:
        return "put it in a `p`"
    if "body" in holders:
        return "close the element around it first"
    return f"it belongs in {' or '.join(f'`{holder}`' for holder in sorted(holders))}"


def _text_faults(element: etree._Element) -> Iterator[Fault]:
    """Text where none may stand, and none where some must."""
    tag = str(element.tag)
    if "em" not in CONTENTS.get(tag, frozenset()):
        for text in (element.text, *(child.tail for child in element)):
            words = " ".join((text or "").split())
            if words and words != STAND_IN:
                shown = f"{words[:_SHOWN]}…" if len(words) > _SHOWN else words
                yield Fault(element, f"the text `{shown}` stands loose", _LOOSE_HELP.get(tag, "put it in a `p`"), words)
    empty = not text_of(element).strip() and not any(map(_gets_content, element.iterdescendants(etree.Element)))
    if tag in NEVER_EMPTY and empty:
        yield Fault(element, f"`{tag}` is empty", "leave it out where it has nothing to say: `{% if … %}`")
    if tag == "a" and empty is not (element.get("class") in REFERENCES):
        what, help = ("is empty", "write what it leads to") if empty else ("is not empty", "its target gives its text")
        yield Fault(element, f"`{kind(element)}` {what}", help)


def _gets_content(element: etree._Element) -> bool:
    """Whether an element without text shows something all the same: a picture, or what it refers to."""
    return element.tag == "img" or (element.tag == "a" and element.get("class") in REFERENCES)


_LOOSE_HELP = {
    "ul": "put it in an `li`",
    "ol": "put it in an `li`",
    "tr": "put it in a `td`",
    "nav": "leave `nav` empty: the headings of the document are put in",
    "hr": "leave `hr` empty",
}


def _picture_faults(element: etree._Element, pictures: Pictures) -> Iterator[Fault]:
    source = element.get("src")
    if source is not None and isinstance(wrong := pictures.find(source), tuple):
        yield Fault(element, *wrong)
