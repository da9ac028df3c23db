"""Markdown to HTML: the templates' own, and the prose in data."""

from __future__ import annotations

import re
from functools import cache

from lxml import etree
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from kamdocs.rules.vocabulary import VALUES

_LINK = re.compile(VALUES["href"])


@cache
def _template_markdown() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "xhtmlOut": True}).enable("table")
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]  # its documented hook; tokens stay as they are
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # checked once the values are in place
    parser.core.ruler.push("alignment", _set_alignment)
    return parser.disable(["code", "fence", "hr", "backticks", "lheading", "autolink"])


@cache
def _prose_markdown(headings: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "xhtmlOut": True}).enable("table")
    parser.disable(["code", "fence", "hr", "backticks", "lheading", "image", "html_block", "html_inline"])
    if not headings:
        parser.disable("heading")
    parser.validateLink = lambda url: bool(_LINK.fullmatch(url))  # type: ignore[method-assign]  # its documented hook
    parser.core.ruler.push("alignment", _set_alignment)
    return parser


def _set_alignment(state: StateCore) -> None:
    """Cells at the right become cells of numbers; others stand at the left."""
    for token in state.tokens:
        if token.type in ("th_open", "td_open") and (style := token.attrs.pop("style", "")):
            token.attrs |= {"class": "number"} if "right" in str(style) else {}


def template_html(markdown: str) -> str:
    """The output of a Markdown template as HTML; HTML in it passes through."""
    return str(_template_markdown().render(markdown))


def prose_blocks(text: str, *, headings: bool = False) -> tuple[etree._Element, ...]:
    """A prose text of the data as block elements; HTML in it stays text, and so do `headings` where there are none."""
    html = str(_prose_markdown(headings).render(text))
    root = etree.fromstring(f"<body>{html}</body>", etree.XMLParser(resolve_entities=False, no_network=True))
    for block in root:
        block.tail = None
    return tuple(root)
