"""`theme.css`: a theme's own rules, which stand after those made of its tokens, in PDF and HTML."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import tinycss2
from tinycss2.ast import AtRule, FunctionBlock, Node, ParseError, StringToken, URLToken

from kamdocs.errors import Problem
from kamdocs.model.kit import Picture, Pictures
from kamdocs.rules.pictures import PICTURES, SVG

RULE = "stylesheet"
_MENDS = {
    "bad-string": ("a quote is opened here and not closed on its line", "close it"),
    "bad-url": ("this `url(…)` cannot be read", "put what stands in it in quotes, and close it"),
    "}": ("this `}` closes nothing", "remove it"),
    ")": ("this `)` closes nothing", "remove it"),
    "]": ("this `]` closes nothing", "remove it"),
}
_NO_RULE = ("neither a rule, as in `h2 { color: #17324d }`, nor a declaration, as in `color: #17324d`", "")
_FETCHING = frozenset({"image", "image-set", "-webkit-image-set", "cross-fade", "src", "element"})


_URL = re.compile(r"""url\(\s*("[^"]*"|'[^']*'|[^)]*)\s*\)""", re.IGNORECASE)


class StyleSheet(NamedTuple):
    """The text of a stylesheet, its pictures inside it; the pictures that it shows; and what is wrong with it."""

    css: str
    pictures: tuple[Picture, ...]
    problems: tuple[Problem, ...]


class _Wrong(NamedTuple):
    node: Node
    what: str
    help: str


class _Shown(NamedTuple):
    """A picture that a stylesheet shows, and where it names it."""

    node: Node
    picture: Picture


def read_css(css: str, file: Path, pictures: Pictures, root: Path) -> StyleSheet:
    """The stylesheet `css` of the theme file `file`, whose pictures lie in the workspace `root`."""
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    found = list(_looked_through(rules, pictures))
    wrong = [each for each in found if isinstance(each, _Wrong)]
    if at := css.lower().find("</") + 1:
        wrong.append(_Wrong(_at(css, at - 1), "`</` would end the stylesheet in HTML", "write it otherwise"))
    lines = css.split("\n")
    problems = tuple(_problem(each, file, lines) for each in wrong)
    shown = [each for each in found if isinstance(each, _Shown)]
    return StyleSheet("" if problems else _with_pictures(css, shown, root), tuple(e.picture for e in shown), problems)


def _looked_through(nodes: Iterable[Node], pictures: Pictures) -> Iterator[_Wrong | _Shown]:
    for node in nodes:
        if isinstance(node, ParseError):
            yield _Wrong(node, *_MENDS.get(node.kind, _NO_RULE))
            continue
        if isinstance(node, AtRule) and node.lower_at_keyword == "import":
            yield _Wrong(node, "a stylesheet loads no other", "put its rules here")
        elif isinstance(node, AtRule) and node.lower_at_keyword == "font-face":
            yield _Wrong(node, "a stylesheet loads no font", "name it in `theme.yaml`, under `fonts`")
        else:
            yield from _in_values(getattr(node, "value", None) or (), pictures)
            yield from _in_values(getattr(node, "prelude", None) or (), pictures)
            if content := getattr(node, "content", None):
                inner = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
                yield from _looked_through(inner, pictures)


def _in_values(tokens: Sequence[Node], pictures: Pictures) -> Iterator[_Wrong | _Shown]:
    """What values load, however deep in brackets and functions."""
    for token in tokens:
        if isinstance(token, ParseError):
            yield _Wrong(token, *_MENDS.get(token.kind, _NO_RULE))
        elif isinstance(token, URLToken):
            yield _picture(token, token.value, pictures)
        elif isinstance(token, FunctionBlock) and token.lower_name == "url":
            strings = [inner.value for inner in token.arguments if isinstance(inner, StringToken)]
            yield _picture(token, strings[0] if len(strings) == 1 else "", pictures)
        elif isinstance(token, FunctionBlock) and token.lower_name in _FETCHING:
            yield _Wrong(token, f"`{token.name}(…)` is not allowed", "show a picture with `url(…)`")
        elif inner := getattr(token, "arguments", None) or getattr(token, "content", None):
            yield from _in_values(inner, pictures)


def _picture(token: Node, source: str, pictures: Pictures) -> _Wrong | _Shown:
    found = pictures.find(source)
    if not isinstance(found, Picture):
        return _Wrong(token, *found)
    if found.file.suffix.lower() == SVG:
        return _Wrong(token, f"`{source}` is a drawing, which no stylesheet shows", "save it as PNG")
    return _Shown(token, found)


def _with_pictures(css: str, shown: Iterable[_Shown], root: Path) -> str:
    """`css` with each picture in place of its path; lines stay where they are."""
    starts = [0, *(end.end() for end in re.finditer("\n", css))]
    for node, picture in reversed([*shown]):
        place = starts[node.source_line - 1] + node.source_column - 1
        kind, content = PICTURES[picture.file.suffix.lower()], (root / picture.file).read_bytes()
        data = f'url("data:{kind};base64,{b64encode(content).decode()}")'
        css = css[:place] + _URL.sub(data, css[place:], count=1)
    return css


def _at(css: str, place: int) -> Node:
    before = css[:place]
    return ParseError(before.count("\n") + 1, place - before.rfind("\n"), "", "")


def _problem(wrong: _Wrong, file: Path, lines: Sequence[str]) -> Problem:
    line, column = wrong.node.source_line, wrong.node.source_column
    source = lines[line - 1] if line <= len(lines) else ""
    return Problem(file, line, column, RULE, wrong.what, help=wrong.help, source=source)
