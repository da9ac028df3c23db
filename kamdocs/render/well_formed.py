"""Output of a template that is not well-formed: what its author did, and what mends it."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from kamdocs.errors import Problem
from kamdocs.model.kit import Template
from kamdocs.render.sources import MARK, TemplateSources, problem_at

_RULE = "not-well-formed"
_MARKED = re.compile(rf'<[\w:.-]+ {MARK}="([\d:/]+)"')
_ANY_TAG = re.compile(rf'<(/?)([\w:.-]+)(?: {MARK}="([\d:/]+)")?(?:[^<>"\']|"[^"]*"|\'[^\']*\')*?(/?)>')
_MISMATCH = re.compile(r"mismatch: (\S+) line \d+ and ([^\s,]+)")
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*[^=]*\Z")
_SAID = re.compile(r"[Aa]ttribute (\S+?),? (?:redefined|line)|prefix (\S+)(?: for \S+)? on")


class _Kind(NamedTuple):
    """What an error of the XML parser means: `{}` stands for the attribute. `sign` finds it after the last element
    that begins before it; without one it is in that element."""

    what: str
    help: str
    sign: str = ""


_QUOTES = 'write it in quotes: `class="lead"`'
_INSIDE = "leave it out: a template gives what stands inside"
_KINDS = {
    5: _Kind("`</body>` stands in it", _INSIDE, "</body>"),
    9: _Kind("a character is named that no document can hold", "write the character itself", r"&#\w+;?"),
    38: _Kind("the value of `{}` holds `<`", "close its quotes, or write `&lt;`"),
    39: _Kind("the value of `{}` has no quotes", _QUOTES),
    41: _Kind("`{}` has no value", _QUOTES),
    42: _Kind("`{}` is given twice", "leave one of the two out"),
    45: _Kind("a comment is not closed", "end it with `-->`", "<!--"),
    68: _Kind(
        "a `<` begins no element, or an element is not written to its end",
        "write `&lt;` for the sign itself",
        r"<(?![A-Za-z/!?])|<[A-Za-z][^<>]*(?=<|\Z)",
    ),
    62: _Kind("`]]>` stands in the text", "write `]]&gt;`", r"\]\]>"),
    64: _Kind("`<?xml` stands in it", _INSIDE, r"<\?xml"),
    65: _Kind("a space is missing between two attributes", "write it", r"""=\s*("[^"]*"|'[^']*')(?=[^\s/>])"""),
    73: _Kind("a closing tag has no `>`", "end it with `>`", r"</[\w:.-]*(?!\s*>)"),
    80: _Kind("a comment holds `--`", "write `-`, or make it a comment of the template: `{# … #}`", "<!--"),
    201: _Kind(
        "the name `{}:` is not in the vocabulary",
        "leave the part before the colon out",
        r"(?<=<)[\w-]+:|[\w-]+:(?=[\w-]+=)",
    ),
}
"""By libxml2's numbers."""

_ENDING = (
    (65, "<", _Kind("an element is not written to its end", "end it with `>`", r"<[A-Za-z][^<>]*(?=<|\Z)")),
    (68, "<!", _Kind("`<!` stands in it", _INSIDE, "<!")),
)
"""The same where the text ends so at the place of the error."""

_OTHER = _Kind("is not well-formed HTML", "close every element, and write attributes in quotes")


def not_well_formed(error: etree.XMLSyntaxError, xml: str, template: Template, sources: TemplateSources) -> Problem:
    """`error`, raised on reading `xml`, which `template` gave, as a problem at its place."""
    before = _until(error, xml)
    if mismatch := _MISMATCH.search(error.msg):
        return _mismatched(mismatch[1], mismatch[2], before, template, sources)
    code = getattr(error, "code", 0)
    ending = (kind for number, sign, kind in _ENDING if code == number and before.endswith(sign))
    kind = next(ending, _KINDS.get(code, _OTHER))
    said, written = _SAID.search(error.msg), _ATTRIBUTE.search(before)
    name = (said[1] or said[2]) if said else written[1] if written else "an attribute"
    marks = _MARKED.findall(before)
    if not marks:
        return problem_at(template, template.body_line, _RULE, kind.what.format(name), kind.help)
    return sources.problem(marks[-1], _RULE, kind.what.format(name), kind.help, sign=kind.sign)


def _until(error: etree.XMLSyntaxError, xml: str) -> str:
    """What stands before the place of `error`."""
    line, column = error.position
    lines = xml.split("\n")[:line]
    return "\n".join([*lines[:-1], lines[-1][:column]])


def _mismatched(opened: str, closed: str, before: str, template: Template, sources: TemplateSources) -> Problem:
    """A closing tag that does not fit: either it closes nothing, or what is open then is not closed."""
    last, stack = "", list[tuple[str, str]]()
    for tag in _ANY_TAG.finditer(before):
        last = tag[3] or last
        if not tag[1] and not tag[4]:
            stack.append((tag[2], last))
        elif tag[1] and stack and stack[-1][0] == tag[2]:
            stack.pop()
    if closed in (name for name, _ in stack):
        mark = next((mark for name, mark in reversed(stack) if name == opened), last)
        return sources.problem(mark, _RULE, f"`{opened}` is not closed", f"write `</{opened}>` where it ends")
    what, help = f"`</{closed}>` closes nothing", "leave it out, or open the element before it"
    if not last:
        return problem_at(template, template.body_line, _RULE, what, help)
    sign = rf"</{re.escape(closed)}\s*>"
    nth = len(re.findall(sign, before.rpartition(MARK)[2]))
    return sources.problem(last, _RULE, what, help, sign=sign, nth=max(nth, 1))
