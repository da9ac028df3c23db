"""`theme.css`: a theme's own rules, which stand after those made of its tokens, in PDF and HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tinycss2.ast import AtRule, Declaration, FunctionBlock, ParseError, QualifiedRule

from kamdocs.errors import Problem
from kamdocs.load.theme_css_contrast import unreadable
from kamdocs.load.theme_css_limits import Wrong, hidden_or_changed
from kamdocs.model.kit import Picture, Pictures
from kamdocs.model.theme import Theme
from kamdocs.rules.pictures import SVG
from kamdocs.rules.stylesheets import (
    HOLDING_RULES,
    Part,
    addresses,
    parts,
    selectors,
    tokens_of,
    unclosed,
    variable,
    variables,
    word_of,
)

RULE = "stylesheet"
_FOR_BROWSERS = "put what browsers alone know into `@media screen { … }`"
_MENDS = {
    "bad-string": ("a quote is opened here and not closed on its line", "close it"),
    "bad-url": ("this `url(…)` cannot be read", "put what stands in it in quotes, and close it"),
    "}": ("this `}` closes nothing", "remove it"),
    ")": ("this `)` closes nothing", "remove it"),
    "]": ("this `]` closes nothing", "remove it"),
}
_NO_RULE = ("neither a rule, as in `h2 { color: #17324d }`, nor a declaration, as in `color: #17324d`", "")
_OPENINGS = {"{} block": "{", "[] block": "[", "() block": "(", "comment": "/*"}
_FETCHING = frozenset({"image", "image-set", "-webkit-image-set", "cross-fade", "src", "element"})
_LOADING = {
    "import": ("a stylesheet loads no other", "put its rules here"),
    "font-face": ("a stylesheet loads no font", "name it in `theme.yaml`, under `fonts`"),
}
_BOX = re.compile(
    r"(top|bottom)-(left|center|right|left-corner|right-corner)|(left|right)-(top|middle|bottom)|footnote"
)
_ROOTS = frozenset({"root", "html", "body"})


class StyleSheet(NamedTuple):
    """The pictures that a stylesheet shows, and what is wrong with it."""

    pictures: tuple[Picture, ...]
    problems: tuple[Problem, ...]


def read_css(css: str, file: Path, pictures: Pictures, theme: Theme | None) -> StyleSheet:
    """What the stylesheet `css` of the theme file `file` shows, and what is wrong with it; lines end with `\\n`.

    Its colours are measured where `theme`, the tokens beside it, could be read.
    """
    css = f"{css}\n"  # a quote that is not closed is told at the end of its line
    shown, wrong = _pictures(css, pictures)
    wrong += _at_the_end(css)
    set_to, on_screen = variables(css), variables(css, on_screen=True)
    for part in parts(css):
        wrong += _in_part(part, frozenset(set_to))
        for values in (set_to, on_screen):
            wrong += hidden_or_changed(part, values)
            wrong += unreadable(part, theme, values) if theme else ()
    lines = css.split("\n")
    return StyleSheet(tuple(shown), tuple(dict.fromkeys(_problem(each, file, lines) for each in wrong)))


def _pictures(css: str, pictures: Pictures) -> tuple[list[Picture], list[Wrong]]:
    shown, wrong = [], []
    for address in addresses(css):
        found = pictures.find(address.source)
        if not isinstance(found, Picture):
            wrong.append(Wrong(address.node, *found))
        elif found.file.suffix.lower() == SVG:
            what = f"`{address.source}` is a drawing, which no stylesheet shows"
            wrong.append(Wrong(address.node, what, "save it as PNG"))
        elif not address.end:
            wrong.append(Wrong(address.node, *_MENDS["bad-url"]))
        else:
            shown.append(found)
    return shown, wrong


def _at_the_end(css: str) -> list[Wrong]:
    """What is not closed at the end; and what would end the stylesheet before it, in HTML."""
    wrong, place = [], css.find("</")
    if place >= 0:
        node = ParseError(css.count("\n", 0, place) + 1, place - css.rfind("\n", 0, place), "", "")
        wrong.append(Wrong(node, "`</` would end the stylesheet in HTML", r"write `<\/`"))
    if (node := unclosed(css)) is not None and not isinstance(node, ParseError):
        opening = f"{node.name}(" if isinstance(node, FunctionBlock) else _OPENINGS.get(node.type, "")
        wrong.append(Wrong(node, f"`{opening}` is opened here and not closed", "close it"))
    return wrong


def _in_part(part: Part, set_to: frozenset[str]) -> Iterator[Wrong]:
    """What cannot be read, or would load something."""
    node = part.node
    if isinstance(node, ParseError):
        yield Wrong(node, *_MENDS.get(node.kind, _NO_RULE))
    elif isinstance(node, AtRule):
        yield from _at_rule(node, part)
    elif isinstance(node, Declaration) and node.name.startswith("--") and not (_at_root(part) or part.for_browsers):
        yield Wrong(node, f"`{node.name}` is not set for the whole document", "set it in `:root { … }`")
    for token in tokens_of(node):
        if isinstance(token, ParseError):
            yield Wrong(token, *_MENDS.get(token.kind, _NO_RULE))
        elif isinstance(token, FunctionBlock):
            yield from _function(token, part, set_to)


def _at_rule(node: AtRule, part: Part) -> Iterator[Wrong]:
    if node.lower_at_keyword in _LOADING:
        yield Wrong(node, *_LOADING[node.lower_at_keyword])
    elif part.page and not _BOX.fullmatch(node.lower_at_keyword):
        yield Wrong(node, f"`@{node.at_keyword}` is no part of a page", "name one, as `@bottom-left`")
    elif not (node.lower_at_keyword in HOLDING_RULES | {"charset", "page"} or part.page or part.for_browsers):
        yield Wrong(node, f"`@{node.at_keyword}` is not known to PDFs", _FOR_BROWSERS)


def _at_root(part: Part) -> bool:
    rule = part.around[-1] if part.around else None
    found = selectors(rule.prelude) if isinstance(rule, QualifiedRule) else []
    return any(word_of(selector[-1]) in _ROOTS for selector in found if selector)


def _function(token: FunctionBlock, part: Part, set_to: frozenset[str]) -> Iterator[Wrong]:
    if token.lower_name in _FETCHING:
        yield Wrong(token, f"`{token.name}(…)` is not allowed", "show a picture with `url(…)`")
    elif token.lower_name == "device-cmyk":
        what = "colours of the kind `device-cmyk` are those of one press, which an archive cannot keep"
        yield Wrong(token, what, "write them as `#rrggbb`")
    elif token.lower_name == "var" and not part.for_browsers:
        name, instead = variable(token)
        if name not in set_to and instead is None:
            yield Wrong(token, f"`{name}` is set nowhere", f"set it in `:root {{ {name}: … }}`")


def _problem(wrong: Wrong, file: Path, lines: list[str]) -> Problem:
    line, column = wrong.node.source_line, wrong.node.source_column
    source = lines[line - 1] if line <= len(lines) else ""
    return Problem(file, line, column, RULE, wrong.what, help=wrong.help, source=source)
