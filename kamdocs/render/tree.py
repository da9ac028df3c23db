"""A template's output as a tree of the closed vocabulary."""

from __future__ import annotations

import re
from html.entities import html5

from lxml import etree

from kamdocs.errors import Problem
from kamdocs.model.kit import Pictures, Template
from kamdocs.render.checks import part_faults
from kamdocs.render.markdown import template_html
from kamdocs.render.sources import MARK, TemplateSources, problem_at
from kamdocs.render.tokens import TokenStore, put_in

_VOID = re.compile(r"<(br|hr|img|col)\b([^>]*?)\s*/?>")
_ENTITY = re.compile(r"&(?:([A-Za-z][A-Za-z0-9]*);|(?!#\d+;|#[xX][0-9A-Fa-f]+;))")
_KEPT_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_MARKED = re.compile(rf'<([\w:.-]+) {MARK}="(\d+:\d+)"')


def make_tree(
    output: str, template: Template, sources: TemplateSources, store: TokenStore, pictures: Pictures
) -> tuple[etree._Element | None, list[Problem]]:
    """The `body` element that holds what `template` gave, its values in place and its elements marked with their
    lines, and what is wrong with it."""
    markdown = template.name.name.endswith(".md.j2")
    html = _as_xml(template_html(output) if markdown else output)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
    try:
        root = etree.fromstring(f"<body>{html}</body>", parser)
    except etree.XMLSyntaxError as error:
        return None, [_not_well_formed(error, html, template, sources)]
    put_in(root, store)
    return root, [sources.problem_of(fault, template) for fault in part_faults(root, pictures)]


def _as_xml(html: str) -> str:
    closed = _VOID.sub(r"<\1\2/>", html)
    return _ENTITY.sub(lambda match: _entity(match[1]), closed)


def _entity(name: str | None) -> str:
    """The character that an entity of HTML stands for; an ampersand that begins none stands for itself."""
    if name is None:
        return "&amp;"
    return f"&{name};" if name in _KEPT_ENTITIES else html5.get(f"{name};", f"&amp;{name};")


_MISMATCH = re.compile(r"mismatch: (\S+) line (\d+) and ([^\s,]+)")
_QUOTES = 'write it in quotes: `class="lead"`'
_SIGN = "write `&lt;` for the sign itself"
_KINDS = {
    5: ("`</body>` stands in it", "leave it out: a template gives what stands inside"),
    9: ("a character is named that no document can hold", "write the character itself"),
    38: ("`<` stands in the value of an attribute", "close the quotes, or write `&lt;`"),
    39: ("the value of an attribute has no quotes", _QUOTES),
    41: ("an attribute has no value", _QUOTES),
    42: ("an element has an attribute twice", "leave one of the two out"),
    45: ("a comment is not closed", "end it with `-->`"),
    68: ("a `<` begins no element, or an element is not written to its end", _SIGN),
    73: ("a closing tag has no `>`", "end it with `>`"),
    80: ("a comment holds `--`", "write `-`, or make it a comment of the template: `{# … #}`"),
    201: ("a name with a colon is not in the vocabulary", "leave the part before the colon out"),
}
"""What errors of the XML parser (libxml2's numbers) mean to the author of a template, and what mends them."""

_OTHER = ("is not well-formed HTML", "close every element, and write attributes in quotes")


def _not_well_formed(error: etree.XMLSyntaxError, html: str, template: Template, sources: TemplateSources) -> Problem:
    mismatch = _MISMATCH.search(error.msg)
    line = int(mismatch[2]) if mismatch else error.lineno or 1
    what, help = _mismatched(mismatch) if mismatch else _KINDS.get(getattr(error, "code", 0), _OTHER)
    marks = _MARKED.findall("\n".join(html.split("\n")[:line]))
    opened = [place for tag, place in marks if not mismatch or tag == mismatch[1]]
    if opened or marks:
        return sources.problem((opened or [place for _, place in marks])[-1], "not-well-formed", what, help)
    return problem_at(template, template.body_line, "not-well-formed", what, help)


def _mismatched(match: re.Match[str]) -> tuple[str, str]:
    opened, closed = match[1], match[3]
    if opened == "body":
        return f"`</{closed}>` closes nothing", "leave it out, or open the element before it"
    return f"`{opened}` is not closed", f"write `</{opened}>` where it ends"
