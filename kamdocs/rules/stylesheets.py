"""A theme's own stylesheet, taken apart: its rules, declarations and addresses, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

import tinycss2
from tinycss2.ast import AtRule, Declaration, FunctionBlock, IdentToken, Node, QualifiedRule, StringToken, URLToken

HOLDING_RULES = frozenset({"media", "layer"})
"""What holds rules, and no declarations."""

_LOADING = frozenset({"import", "font-face"})
"""What no stylesheet of ours may hold, and nothing in it counts."""

_URL = re.compile(
    r"""url\(\s*(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|(?:\\.|[^)"'\\])*)\s*\)""", re.IGNORECASE | re.DOTALL
)
_END = "end-of-the-stylesheet"
_OF_PRINT = frozenset({"print", "all"})
_ANY = "color: inherit"
_ORNAMENTS = frozenset({"before", "after"})


class Part(NamedTuple):
    """A rule, a declaration, or what is neither; and the rules that it stands in, the outermost first."""

    node: Node
    around: tuple[Node, ...]

    @property
    def for_browsers(self) -> bool:
        """Whether browsers alone know of it, as of what stands in `@media screen`."""
        return any(_is_for_browsers(rule) for rule in (*self.around, self.node))

    @property
    def page(self) -> str:
        """The part of a page that a declaration is of: `page`, or a margin box as `top-left`; empty for elements."""
        rule = self.around[-1] if self.around else self.node
        in_page = any(isinstance(each, AtRule) and each.lower_at_keyword == "page" for each in self.around)
        return str(rule.lower_at_keyword) if in_page else ""


class Address(NamedTuple):
    """What a `url(…)` names, and from where to where it stands; `end` is 0 where it is written too oddly to tell."""

    node: Node
    source: str
    start: int
    end: int


class Statement(NamedTuple):
    """What a stylesheet says of PDFs in one place: a declaration or a selector; `alone` is a stylesheet that says just
    that, and `known` one of which only the property is taken, empty for a selector."""

    node: Node
    written: str
    alone: str
    known: str


def parts(css: str) -> Iterator[Part]:
    """All rules and declarations, in their order, each before what stands in it."""
    yield from _parts(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), ())


def _parts(nodes: Iterable[Node], around: tuple[Node, ...]) -> Iterator[Part]:
    for node in nodes:
        yield Part(node, around)
        content = getattr(node, "content", None)
        if content and not _is_loading(node):
            rules = isinstance(node, AtRule) and node.lower_at_keyword in HOLDING_RULES
            parse = tinycss2.parse_rule_list if rules else tinycss2.parse_blocks_contents
            yield from _parts(parse(content, skip_comments=True, skip_whitespace=True), (*around, node))


def _is_loading(node: Node) -> bool:
    return isinstance(node, AtRule) and node.lower_at_keyword in _LOADING


def _is_for_browsers(rule: Node) -> bool:
    if not isinstance(rule, AtRule) or rule.lower_at_keyword != "media":
        return False
    return not any(len(query) == 1 and word_of(query[0]) in _OF_PRINT for query in selectors(rule.prelude))


def meaningful(tokens: Iterable[Node]) -> list[Node]:
    """`tokens` without white space and comments."""
    return [token for token in tokens if token.type not in ("whitespace", "comment")]


def word_of(token: Node) -> str:
    """A word of a stylesheet in lower case; empty for anything else."""
    return str(getattr(token, "lower_value", ""))


def is_url(token: Node) -> bool:
    """Whether it is a `url(…)`, with quotes or without."""
    return isinstance(token, URLToken) or (isinstance(token, FunctionBlock) and token.lower_name == "url")


def selectors(prelude: Iterable[Node]) -> list[list[Node]]:
    """What stands between the commas of what a rule begins with."""
    return [meaningful(one) for comma, one in groupby(prelude, lambda token: token == ",") if not comma]


def selectors_of(rules: Sequence[Node]) -> list[list[Node]]:
    """The selectors of the innermost of `rules` that has any, the outermost first; empty where none has."""
    found = (
        selectors(rule.prelude)
        for rule in reversed(rules)
        if isinstance(rule, QualifiedRule) or (isinstance(rule, AtRule) and rule.lower_at_keyword == "page")
    )
    return next(found, [])


def is_for_ornament(selector: Sequence[Node]) -> bool:
    """Whether it is for what `::before` or `::after` puts somewhere."""
    return len(selector) > 1 and selector[-2] == ":" and word_of(selector[-1]) in _ORNAMENTS


def is_ornament(part: Part) -> bool:
    """Whether all that its rule is for is what `::before` or `::after` puts somewhere."""
    found = selectors_of(part.around)
    return bool(found) and all(map(is_for_ornament, found))


def tokens_of(node: Node) -> Iterator[Node]:
    """The tokens of a declaration's value or of what a rule begins with, however deep in brackets and functions."""
    yield from _deep(getattr(node, "value", None) or () if isinstance(node, Declaration) else ())
    yield from _deep(getattr(node, "prelude", None) or () if not _is_loading(node) else ())


def _deep(tokens: Iterable[Node]) -> Iterator[Node]:
    for token in tokens:
        yield token
        yield from _deep(getattr(token, "arguments", None) or getattr(token, "content", None) or ())


def addresses(css: str) -> list[Address]:
    """What each `url(…)` in `css` names, in their order."""
    starts = [0, *(end.end() for end in re.finditer("\n", css))]
    found = []
    for part in parts(css):
        for token in tokens_of(part.node):
            if is_url(token):
                start = starts[token.source_line - 1] + token.source_column - 1
                match = _URL.match(css, start)
                found.append(Address(token, _source(token), start, match.end() if match else 0))
    return found


def _source(token: Node) -> str:
    if isinstance(token, URLToken):
        return str(token.value)
    strings = [inner.value for inner in token.arguments if isinstance(inner, StringToken)]
    return str(strings[0]) if len(strings) == 1 else ""


def unclosed(css: str) -> Node | None:
    """The innermost comment, block or bracket that is not closed at the end of `css`; None where all are."""
    nodes: Sequence[Node] = tinycss2.parse_component_value_list(f"{css}\n{_END}")
    found: Node | None = None
    while nodes and not (isinstance(nodes[-1], IdentToken) and nodes[-1].value == _END):
        found = nodes[-1]
        nodes = getattr(found, "content", None) or getattr(found, "arguments", None) or ()
    return found


def variables(css: str, *, on_screen: bool = False) -> dict[str, Sequence[Node]]:
    """What each custom property is set to, in PDFs or `on_screen`."""
    found = (part for part in parts(css) if isinstance(part.node, Declaration) and (on_screen or not part.for_browsers))
    return {part.node.name: part.node.value for part in found if part.node.name.startswith("--")}


def statements(css: str) -> Iterator[Statement]:
    """What `css` says of PDFs, with each custom property as it is set."""
    values = variables(css)
    for part in parts(css):
        if part.for_browsers:
            continue
        if isinstance(part.node, Declaration) and not part.node.name.startswith("--"):
            value = tinycss2.serialize(list(filled(part.node.value, values))).strip()
            name = part.node.name
            written = f"{name}: {tinycss2.serialize(part.node.value).strip()}"
            yield Statement(part.node, written, _placed(f"{name}: {value}", part), _placed(f"{name}: inherit", part))
        elif isinstance(part.node, QualifiedRule):
            selector = tinycss2.serialize(part.node.prelude).strip()
            rule = f"{selector} {{ {_ANY} }}"
            nested = any(isinstance(each, QualifiedRule) for each in part.around)
            yield Statement(part.node, selector, f"* {{ {rule} }}" if nested else rule, "")
        elif isinstance(part.node, AtRule) and part.node.lower_at_keyword == "page":
            selector = f"@page {tinycss2.serialize(part.node.prelude).strip()}".strip()
            yield Statement(part.node, selector, f"{selector} {{ }}", "")
        elif isinstance(part.node, AtRule) and part.page:
            box = f"@{part.node.lower_at_keyword}"
            yield Statement(part.node, box, f"@page {{ {box} {{ {_ANY} }} }}", "")


def _placed(declaration: str, part: Part) -> str:
    if part.page == "page":
        return f"@page {{ {declaration} }}"
    return f"@page {{ @{part.page} {{ {declaration} }} }}" if part.page else f"* {{ {declaration} }}"


def filled(
    tokens: Iterable[Node], values: Mapping[str, Sequence[Node]], seen: frozenset[str] = frozenset()
) -> Iterator[Node]:
    """`tokens` with what custom properties are set to, or what stands in for those that are not."""
    for token in tokens:
        if isinstance(token, FunctionBlock) and token.lower_name == "var":
            name, instead = variable(token)
            if name not in seen:
                yield from filled(values.get(name, instead or ()), values, seen | {name})
        elif isinstance(token, FunctionBlock):
            inner = list(filled(token.arguments, values, seen))
            yield FunctionBlock(token.source_line, token.source_column, token.name, inner)
        else:
            yield token


def variable(token: FunctionBlock) -> tuple[str, Sequence[Node] | None]:
    """The custom property that a `var(…)` names, and what stands in for it, None where nothing does."""
    name = next((str(inner.value) for inner in token.arguments if isinstance(inner, IdentToken)), "")
    comma = next((at for at, inner in enumerate(token.arguments) if inner == ","), None)
    return name, None if comma is None else token.arguments[comma + 1 :]
