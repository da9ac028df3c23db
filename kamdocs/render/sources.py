"""Templates by name and language, and the marks by which an element is traced to its template line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from kamdocs.errors import Problem
from kamdocs.model.kit import Template

MARK = "data-l"
"""Attribute that tells on which line of which template an element stands; taken out before the page is done."""


class Fault(NamedTuple):
    """Something wrong with an element, or with the `text` that stands loose in it."""

    element: etree._Element
    what: str
    help: str = ""
    text: str = ""


_ENDINGS = (".md.j2", ".html.j2")
_JINJA = re.compile(r"({{.*?}}|{%.*?%}|{#.*?#})", re.DOTALL)
_TAG = re.compile(r"(?<!\\)<([A-Za-z][A-Za-z0-9-]*)(?=[\s/>])(?=[^<>]*>)")


class TemplateSources:
    """The templates of a kit."""

    def __init__(self, templates: Mapping[str, Template]) -> None:
        self._templates = templates
        self._order = list(templates.values())
        self._by_file = {str(template.file): template for template in self._order}

    def find(self, name: str, language: str) -> Template | None:
        """The template `name` (with or without its ending) in `language`, or else for every language."""
        names = [(name.removesuffix(ending), ending) for ending in _ENDINGS if name.endswith(ending)]
        names = names or [(name, ending) for ending in _ENDINGS]
        for suffix in (f".{language}", ""):
            for stem, ending in names:
                if found := self._templates.get(f"{stem}{suffix}{ending}"):
                    return found
        return None

    def in_languages(self, name: str) -> Iterator[tuple[str, Template]]:
        """The languages in which there is a template `name` of their own, each with it."""
        stem, ending = next(((name.removesuffix(end), end) for end in _ENDINGS if name.endswith(end)), (name, ""))
        for other, template in self._templates.items():
            if match := re.fullmatch(rf"{re.escape(stem)}\.([^./]+){re.escape(ending)}", other):
                yield match[1], template

    def by_file(self, file: str) -> Template | None:
        """The template in `file`."""
        return self._by_file.get(file)

    def marked(self, template: Template) -> str:
        """The body of `template` with a mark in each of its tags; lines stand where they stood."""
        number = self._order.index(template)
        lines = template.source.split("\n")
        body = "\n" * (template.body_line - 1) + "\n".join(lines[template.body_line - 1 :])
        plain = _JINJA.sub(lambda match: re.sub("[^\n]", "\0", match[0]), body)
        pieces, at = [], 0
        for tag in _TAG.finditer(plain):
            line = plain.count("\n", 0, tag.start()) + 1
            pieces.append(f'{body[at : tag.end()]} {MARK}="{number}:{line}"')
            at = tag.end()
        return "".join((*pieces, body[at:]))

    def problem(self, mark: str, rule: str, what: str, help: str = "") -> Problem:
        """A problem at the element that carries `mark`."""
        number, line = (int(part) for part in mark.split(":"))
        return problem_at(self._order[number], line, rule, what, help)

    def problem_of(self, fault: Fault, template: Template) -> Problem:
        """A fault in the output of `template`, at the element's line, or where its words stand."""
        holder = fault.element.xpath(f"string(ancestor-or-self::*[@{MARK}][1]/@{MARK})")
        words = fault.text or " ".join("".join(map(str, fault.element.itertext())).split())
        words = words or fault.element.get("src", "") or fault.element.get("href", "")
        if holder and not fault.text:
            return self.problem(str(holder), "vocabulary", fault.what, fault.help)
        line = _line_of(words, template)
        if line is None and holder:
            return self.problem(str(holder), "vocabulary", fault.what, fault.help)
        return problem_at(template, line or template.body_line, "vocabulary", fault.what, fault.help)


def _line_of(words: str, template: Template) -> int | None:
    """The line of `template` on which the first of these words stand as they are."""
    lines = template.source.split("\n")
    for length in (len(words), 30, 12):
        for number, line in enumerate(lines[template.body_line - 1 :], start=template.body_line):
            if words[:length].strip() and words[:length].strip() in line:
                return number
    return None


_NAMED = re.compile(r"`([^`]+)`")


def problem_at(template: Template, line: int, rule: str, what: str, help: str = "") -> Problem:
    """A problem on `line` of `template`, at the first name that `what` gives in backticks, where it stands there."""
    lines = template.source.split("\n")
    source = lines[line - 1] if 0 < line <= len(lines) else ""
    start, width = _span(source, what)
    return Problem(template.file, line, start + 1, rule, what, help=help, source=source, width=width)


def _span(source: str, what: str) -> tuple[int, int]:
    for name in _NAMED.findall(what):
        found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", source)
        if found:
            return found.start(), len(name)
    printed = list(re.finditer(r"{{.*?}}", source))
    if len(printed) == 1:
        return printed[0].start(), len(printed[0][0])
    stripped = source.strip()
    return source.find(stripped), max(1, len(stripped))
