"""What stands in a template's output against the closed vocabulary, and in a page against all its parts together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from kamdocs.model.kit import Pictures
from kamdocs.render.sources import MARK, Fault
from kamdocs.render.tables import table_faults
from kamdocs.render.tokens import STAND_IN, text_of
from kamdocs.rules.chart_faults import chart_faults
from kamdocs.rules.charts import is_drawn
from kamdocs.rules.hints import hint, meant_language
from kamdocs.rules.listing import listed
from kamdocs.rules.sums import ROLES
from kamdocs.rules.vocabulary import (
    CONTENTS,
    DEEPEST,
    ELEMENTS,
    EVERYWHERE,
    HEADINGS,
    INLINE,
    LIST_LEVELS,
    NEVER_EMPTY,
    NEVER_WITHOUT_WORDS,
    NOT_WITHIN,
    ONCE,
    REFERENCES,
    REQUIRED,
    VALUES,
    kind,
)

_SHOWN = 30
_IN_ALL = f"it has {', '.join(sorted(ELEMENTS.keys() - {'body'}))}"
_INSTEAD = {
    **dict.fromkeys(("b", "mark"), "write `strong`"),
    **dict.fromkeys(("i", "u", "cite", "q"), "write `em`"),
    **dict.fromkeys(("h5", "h6"), "write `h4`"),
    **dict.fromkeys(("article", "main", "aside"), "write `section`"),
    "small": 'write `<p class="note">`',
    "tfoot": "write a `tr` of class `total` in the `tbody`",
    "style": "write it into `theme.css`, beside the `theme.yaml` of the theme",
    "svg": "save the drawing as a file, and show it with `img`",
}
"""What to write in place of an element that the vocabulary has not."""


def part_faults(root: etree._Element, pictures: Pictures) -> Iterator[Fault]:
    """What is wrong in the output of one template."""
    for element in root.iter(etree.Element):
        tag = str(element.tag)
        if tag not in ELEMENTS:
            yield _unknown(element, tag)
            continue
        for faults in (_attribute_faults, _place_faults, _text_faults):
            yield from faults(element)
        if tag == "table":
            yield from table_faults(element)
        if is_drawn(element):
            yield from (Fault(*fault, called=True) for fault in chart_faults(element))
        if tag == "img":
            yield from _picture_faults(element, pictures)
    for instruction in root.iter(etree.ProcessingInstruction):
        name = etree.tostring(instruction, with_tail=False).decode().removesuffix("?>").partition(" ")[0]
        yield Fault(instruction, f"`{name}` is no element", "leave it out", name)


def _unknown(element: etree._Element, tag: str) -> Fault:
    """An element that is not in the vocabulary."""
    if element.nsmap:
        return Fault(element, "`xmlns` is not in the vocabulary", "leave it out")
    help = f"write `{tag.lower()}`" if tag.lower() in ELEMENTS else _INSTEAD.get(tag, _IN_ALL)
    return Fault(element, f"`{tag}` is not in the vocabulary", help)


def page_faults(body: etree._Element, *, complete: bool) -> Iterator[Fault]:
    """What is wrong with how the parts of a page fit together: its ids, headings and, where it is `complete`, links."""
    for part in body.iterchildren("section"):
        yield from _layout_faults(part)
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


def _layout_faults(part: etree._Element) -> Iterator[Fault]:
    """What a section does not hold because of the `layout` of its template."""
    if not part.get("class"):
        return
    for element in part.iterdescendants(etree.Element):
        for name in sorted(_names(element) & NOT_WITHIN.keys()):
            if kind(part) in NOT_WITHIN[name]:
                help = f"leave it out, or write another `layout` than `{part.get('class')}` in the header"
                yield Fault(element, f"`{name}` stands within `{kind(part)}`", help)


def _attribute_faults(element: etree._Element) -> Iterator[Fault]:
    tag = str(element.tag)
    if not element.attrib and tag not in REQUIRED:
        return
    given = {str(name): str(value) for name, value in element.attrib.items() if name != MARK}
    for name, value in given.items():
        if wrong := _wrong_attribute(tag, name, value):
            yield Fault(element, *wrong)
    for name in sorted(REQUIRED.get(tag, frozenset()) - given.keys()):
        yield Fault(element, f"`{tag}` has no `{name}`", _MISSING_HELP[name])


def _wrong_attribute(tag: str, name: str, value: str) -> tuple[str, str] | None:
    attributes, classes = ELEMENTS[tag]
    if name not in attributes | EVERYWHERE:
        may = listed(sorted(attributes | EVERYWHERE))
        return f"`{tag}` may not carry `{name}`", f"it may carry {may}"
    if not value.strip() and name != "alt":
        return f"`{name}` of `{tag}` is empty", "leave it out, or write its value"
    if name == "class" and len(value.split()) > 1:
        return f"`{tag}` has several classes: `{value}`", "an element has one class"
    if name == "class" and value not in classes:
        return f"class `{value}` is not one of `{tag}`", hint(value, sorted(classes))
    if name in VALUES and not re.fullmatch(VALUES[name], value):
        return f"`{name}` of `{tag}` is `{value}`", _VALUE_HELP[name]
    if name == "lang" and (help := _language_help(value)):
        return f"there is no language `{value}`", help
    return None


_VALUE_HELP = {
    "colspan": "write a number of columns",
    "rowspan": "write a number of rows",
    "start": "write a number",
    "id": "an id is one word of letters, figures and hyphens",
    "scope": "write `col` or `row`",
    "data-scale": "write two numbers, where the axis begins and where it ends: `1 5`",
    "value": "write a number as in `-1234.5`, 15 digits and 6 decimals at most",
    "data-sum": f"write one of {listed(ROLES)}",
    "width": "write a number with `%`, 100 at most, or `mm`, 299 at most",
    "href": "write an address: `https://…`, `mailto:…`, `tel:…`, or `#` and the id of an element",
}
_MISSING_HELP = {
    "alt": "say in it what the picture shows; leave it empty where the picture only decorates",
    "src": "name a picture of the workspace in it",
    "href": "name in it where the link leads",
    "value": "write the number in it that is printed",
    "class": 'write `class="page-break"`, or `class="cut"`',
}


def _language_help(code: str) -> str:
    """What to write in place of a code of no language; empty for that of a language."""
    from babel import Locale, UnknownLocaleError, localedata

    try:
        Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        known = [name for name in localedata.locale_identifiers() if "_" not in name]
        return meant_language(code, known) or "write its code, as in `en` or `zh-TW`"
    return ""


def _place_faults(element: etree._Element) -> Iterator[Fault]:
    """What is wrong with where an element stands."""
    parent, tag = element.getparent(), str(element.tag)
    if parent is None:
        return
    holder = str(parent.tag)
    if tag not in CONTENTS.get(holder, frozenset()) and holder in ELEMENTS:
        yield Fault(element, f"`{tag}` stands in `{holder}`", _LEFT_EMPTY.get(holder) or _belongs(tag, holder))
    if tag == "dd" and element.getprevious() is None:
        yield Fault(element, "`dd` has no `dt` before it", "name first what it explains")
    if tag in ONCE and tag != holder and next(element.iterancestors(tag), None) is not None:
        yield Fault(element, f"`{tag}` stands within another `{tag}`", "close the other one first")
    for name, outer in _apart(element):
        yield Fault(element, f"`{name}` stands within `{outer}`", _elsewhere(name, outer))
    if len([*element.iterancestors()]) == DEEPEST:
        yield Fault(element, f"`{tag}` stands within {DEEPEST} other elements", "nest them less deeply")
    if tag in ("ul", "ol") and len([*element.iterancestors("ul", "ol")]) == LIST_LEVELS:
        yield Fault(element, f"a list stands within {LIST_LEVELS} others", f"lists have {LIST_LEVELS} levels")


def _apart(element: etree._Element) -> Iterator[tuple[str, str]]:
    """What an element is, and the name of each thing around it that it does not stand within."""
    for name in _names(element) & NOT_WITHIN.keys():
        around = {found for ancestor in element.iterancestors() for found in _names(ancestor)}
        yield from ((name, outer) for outer in sorted(around & NOT_WITHIN[name]))


def _names(element: etree._Element) -> frozenset[str]:
    """An element as `NOT_WITHIN` names it: by its tag, and by that with its class."""
    return _named(str(element.tag), element.get("class"))


@lru_cache(maxsize=256)
def _named(tag: str, own: str | None) -> frozenset[str]:
    return frozenset({tag, f"{tag}.{own}"} if own else {tag})


def _belongs(tag: str, holder: str) -> str:
    """Where an element belongs that stands in `holder`, as help."""
    if tag == holder:
        return "close the other one first"
    if tag in CONTENTS.get(_ITEMS.get(holder, ""), ()):
        return _LOOSE_HELP[holder]
    holders = _holders(tag)
    if not holders:
        return "leave it out"
    if "p" in holders:
        return "put it in a `p`"
    if "body" in holders:
        return "close the element around it first"
    return f"it belongs in {' or '.join(f'`{holder}`' for holder in sorted(holders))}"


def _elsewhere(name: str, outer: str) -> str:
    """Where what does not stand within `outer` may stand, as help."""
    barred, tag = NOT_WITHIN[name], name.partition(".")[0]
    holders = _holders(tag) - barred - INLINE - ({tag} & ONCE)
    within = [holder for holder in sorted(holders - {"body"}) if _holders(holder) - barred]
    places = " or ".join(filter(None, (listed(within[:-1]), f"`{within[-1]}`")))
    top = "at the top of a section, or " if "body" in holders else ""
    return f"put it after the `{outer}`: it may stand {top}in {places}"


def _holders(tag: str) -> set[str]:
    return {holder for holder, allowed in CONTENTS.items() if tag in allowed}


def _text_faults(element: etree._Element) -> Iterator[Fault]:
    """Text where none may stand, and none where some must."""
    tag = str(element.tag)
    if "em" not in CONTENTS.get(tag, frozenset()):
        for after, text in ((None, element.text), *((child, child.tail) for child in element)):
            words = " ".join((text or "").split())
            if words.replace(STAND_IN, "").strip():
                shown = f"{words[:_SHOWN]}…" if len(words) > _SHOWN else words
                help = _LOOSE_HELP.get(tag, "put it in a `p`")
                yield Fault(element, f"the text `{shown}` stands loose", help, words, after)
    yield from _empty_faults(element, tag)


def _empty_faults(element: etree._Element, tag: str) -> Iterator[Fault]:
    """What is wrong with an element that shows nothing, or with a reference that does."""
    if tag in _SHOWING and (element.text or "").strip(_BLANKS) and not _is_reference(element):
        return
    inner = list(element.iterdescendants(etree.Element))
    worded = text_of(element).strip(_BLANKS) or (tag not in _CAPTIONS and any(map(_is_worded, inner)))
    if _is_reference(element):
        if worded:
            yield Fault(element, f"`{kind(element)}` is not empty", "its target gives its text")
    elif tag in _SHOWING and not (worded or _is_excused(tag, {str(each.tag) for each in inner})):
        what = "has no words" if len(element) and tag in NEVER_WITHOUT_WORDS else "is empty"
        yield Fault(element, f"`{kind(element)}` {what}", _EMPTY_HELP.get(tag, _EMPTY_HELP[""]))
    elif tag == "figure" and all(child.tag == "figcaption" for child in element):
        yield Fault(element, "`figure` shows nothing but its title", "put a picture in it, or write a `p`")


def _is_excused(tag: str, inner: set[str]) -> bool:
    """Whether an element without words shows a picture, or holds one that is told as empty itself."""
    return tag not in NEVER_WITHOUT_WORDS if "img" in inner else not inner.isdisjoint(_SHOWING)


def _is_reference(element: etree._Element) -> bool:
    return element.tag == "a" and element.get("class") in REFERENCES


def _is_worded(element: etree._Element) -> bool:
    """Whether an element without text says something all the same: a picture, or what it refers to."""
    if element.tag == "img":
        return bool(element.get("alt", "").strip())
    return _is_reference(element)


_SHOWING = NEVER_EMPTY | {"a"}
_CAPTIONS = ("caption", "figcaption")
_BLANKS = " \t\n\r\u00a0\u00ad\u200b\u200c\u200d\u2060\ufeff"
_EMPTY_HELP = {
    "": "leave it out where it has nothing to say: `{% if … %}`",
    "a": "write what it leads to",
    "caption": "write the title of the table in it",
    "figcaption": "write the title of the figure in it",
}
_LEFT_EMPTY = {
    "nav": "leave `nav` empty: the headings of the document are put in",
    **{name: f"leave `{name}` empty" for name in ("hr", "br", "img", "col")},
}
_ITEMS = {"ul": "li", "ol": "li", "tr": "td", "dl": "dd"}
_LOOSE_HELP = _LEFT_EMPTY | {
    holder: f"put it in {'an' if item == 'li' else 'a'} `{item}`" for holder, item in _ITEMS.items()
}


def _picture_faults(element: etree._Element, pictures: Pictures) -> Iterator[Fault]:
    source = element.get("src")
    if source and isinstance(wrong := pictures.find(source), tuple):
        yield Fault(element, *wrong)
