"""A template's output as a tree of the closed vocabulary."""

from __future__ import annotations

import re
from copy import deepcopy
from functools import lru_cache
from html.entities import html5

from lxml import etree

from kamdocs.errors import Problem
from kamdocs.model.kit import Pictures, Template
from kamdocs.render.checks import part_faults
from kamdocs.render.literal import literal_faults
from kamdocs.render.markdown import template_html
from kamdocs.render.sources import TemplateSources
from kamdocs.render.tokens import TokenStore, put_in
from kamdocs.render.well_formed import not_well_formed

_VOID = re.compile(r"""<(br|hr|img|col)\b((?:[^>"']|"[^"]*"|'[^']*')*?)\s*/?>""")
_ENTITY = re.compile(r"&(?:([A-Za-z][A-Za-z0-9]*);|(?!#\d+;|#[xX][0-9A-Fa-f]+;))")
_MAY_BE_MEANT = re.compile("[{}&]")
_KEPT_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})


def make_tree(
    output: str, template: Template, sources: TemplateSources, store: TokenStore, pictures: Pictures
) -> tuple[etree._Element | None, list[Problem]]:
    """The `body` element that holds what `template` gave, its values in place and its elements marked with their
    lines, and what is wrong with it."""
    is_markdown = template.name.name.endswith(".md.j2")
    read = _read_again if len(output) <= _KEPT_LENGTH else _read
    xml, found = read(output, is_markdown)
    if isinstance(found, etree.XMLSyntaxError):
        return None, [not_well_formed(found, xml, template, sources)]
    root = deepcopy(found)
    faults = [*literal_faults(root)] if _MAY_BE_MEANT.search(xml) else []
    put_in(root, store)
    faults += part_faults(root, pictures)
    return root, [sources.problem_of(fault, template) for fault in faults]


def _read(output: str, is_markdown: bool) -> tuple[str, etree._Element | etree.XMLSyntaxError]:
    """The output of a template as XML, and its root, or why it has none. No value stands in it yet, only tokens."""
    html = _as_xml(template_html(output) if is_markdown else output)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
    xml = f"<body>{html}</body>"
    try:
        return xml, etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        return xml, error


_KEPT_LENGTH = 20_000
_read_again = lru_cache(maxsize=32)(_read)
"""Letters of one kind differ in their values alone, and so their template gives the same output again and again."""


def _as_xml(html: str) -> str:
    closed = _VOID.sub(r"<\1\2/>", html)
    return _ENTITY.sub(lambda match: _entity(match[1]), closed)


def _entity(name: str | None) -> str:
    """The character that an entity of HTML stands for; an ampersand that begins none stands for itself."""
    if name is None:
        return "&amp;"
    return f"&{name};" if name in _KEPT_ENTITIES else html5.get(f"{name};", f"&amp;{name};")
