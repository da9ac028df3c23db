"""A template's output as a tree of the closed vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5

from lxml import etree

from kamdocs.errors import Problem
from kamdocs.model.kit import Template
from kamdocs.render.markdown import template_html
from kamdocs.render.sources import MARK, TemplateSources, problem_at
from kamdocs.render.tokens import TokenStore, put_in
from kamdocs.rules.vocabulary import DEEPEST, ELEMENTS, EVERYWHERE, LINK_SCHEMES, PARENTS, VALUES

_VOID = re.compile(r"<(br|img|col)\b([^>]*?)\s*/?>")
_ENTITY = re.compile(r"&([A-Za-z]+);")
_KEPT_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_MARKED = re.compile(rf'{MARK}="(\d+:\d+)"')


def make_tree(
    output: str, template: Template, sources: TemplateSources, store: TokenStore
) -> tuple[etree._Element | None, list[Problem]]:
    """The `body` element that holds what `template` gave, its values in place, and what is wrong with it."""
    markdown = template.name.name.endswith(".md.j2")
    html = _as_xml(template_html(output) if markdown else output)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
    try:
        root = etree.fromstring(f"<body>{html}</body>", parser)
    except etree.XMLSyntaxError as error:
        return None, [_not_well_formed(error, html, template, sources)]
    put_in(root, store)
    problems = list(_faults(root, template, sources))
    for element in root.iter(etree.Element):
        if MARK in element.attrib:
            del element.attrib[MARK]
    return root, problems


def _as_xml(html: str) -> str:
    closed = _VOID.sub(r"<\1\2/>", html)
    return _ENTITY.sub(lambda match: _entity(match[1]), closed)


def _entity(name: str) -> str:
    return f"&{name};" if name in _KEPT_ENTITIES else html5.get(f"{name};", f"&amp;{name};")


def _not_well_formed(error: etree.XMLSyntaxError, html: str, template: Template, sources: TemplateSources) -> Problem:
    what = f"is not well-formed: {error.msg.split(', line')[0].lower()}"
    help = "close every element, and write `<br/>`"
    before = "\n".join(html.split("\n")[: max(1, error.lineno or 1)])
    marks = _MARKED.findall(before)
    if marks:
        return sources.problem(marks[-1], "not-well-formed", what, help)
    return problem_at(template, template.body_line, "not-well-formed", what, help)


def _faults(root: etree._Element, template: Template, sources: TemplateSources) -> Iterator[Problem]:
    for element in root.iter(etree.Element):
        for what, help in _element_faults(element):
            mark = element.xpath(f"string(ancestor-or-self::*[@{MARK}][1]/@{MARK})")
            if mark:
                yield sources.problem(str(mark), "vocabulary", what, help)
            else:
                yield problem_at(template, template.body_line, "vocabulary", what, help)


def _place_faults(element: etree._Element) -> Iterator[tuple[str, str]]:
    """What is wrong with where an element stands."""
    parent, tag = element.getparent(), str(element.tag)
    if parent is None:
        return
    allowed = PARENTS.get(tag)
    if allowed is not None and str(parent.tag) not in allowed:
        where = " or ".join(f"`{name}`" for name in sorted(allowed))
        yield f"`{tag}` stands in `{parent.tag}`", f"it belongs in {where}" if where else "leave it out"
    if sum(1 for _ in element.iterancestors()) == DEEPEST:
        yield f"`{tag}` stands within {DEEPEST} other elements", "nest them less deeply"


def _element_faults(element: etree._Element) -> Iterator[tuple[str, str]]:
    yield from _place_faults(element)
    tag = str(element.tag)
    if tag not in ELEMENTS:
        yield f"`{tag}` is not in the vocabulary", f"it has {', '.join(sorted(ELEMENTS))}"
        return
    attributes, classes = ELEMENTS[tag]
    given = ((str(name), str(value)) for name, value in element.attrib.items())
    for name, value in given:
        if name == MARK:
            continue
        if name not in attributes | EVERYWHERE:
            yield f"`{tag}` may not carry `{name}`", ""
        elif name == "class" and value not in classes:
            yield f"class `{value}` is not one of `{tag}`", f"it has {', '.join(sorted(classes))}" if classes else ""
        elif name in VALUES and not re.fullmatch(VALUES[name], value):
            yield f"`{name}` of `{tag}` is `{value}`", "write a number; a width with `%` or `mm`"
        elif name == "href" and not value.startswith(LINK_SCHEMES):
            yield f"`href` leads to `{value}`", f"a link begins with {', '.join(LINK_SCHEMES)}"
