"""Templates by name and language, and the marks by which an element is traced to its place in a template."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from lxml import etree

from kamdocs.errors import Problem
from kamdocs.model.document import SECTIONS
from kamdocs.model.kit import COMPONENTS, Template, TemplateHeader

MARK = "data-l"
"""Attribute that tells where in which template an element begins, and after `/` where the component was called that
gave it; taken out before the page is done."""


class Fault(NamedTuple):
    """Something wrong with an element, or with the `text` that stands loose in it, `after` one of its elements if it
    is not the first thing there, for the `nth` time; `called` says that what a component was given is wrong, not how it
    is made."""

    element: etree._Element
    what: str
    help: str = ""
    text: str = ""
    after: etree._Element | None = None
    called: bool = False
    nth: int = 1


class _Place(NamedTuple):
    """Where something begins in the source of a template."""

    template: Template
    start: int


_ENDINGS = (".md.j2", ".html.j2")
_JINJA = re.compile(r"({{.*?}}|{%.*?%}|{#.*?#})", re.DOTALL)
_TAG = re.compile(r"(?<!\\)<([A-Za-z][A-Za-z0-9-]*)(?=[\s/>])(?=[^<>]*>)")
_INCLUDE = re.compile(r"({%-?\s*include\b(?:(?!%}).)*?)(?<![-+])%}", re.DOTALL)
_MARKED = re.compile(rf'{MARK}="(\d+):(\d+)"')


def lines_of(file: Path, source: str) -> Template:
    """The tags of a Word template as a template of lines, in which faults are looked for."""
    return Template(PurePosixPath(file.as_posix()), file, TemplateHeader(), source, 1)


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

    def names(self) -> list[str]:
        """The names by which templates import and include each other, without a language in them."""
        named = (name for name in self._templates if not name.startswith(SECTIONS))
        return sorted({re.sub(r"\.[^./]+(\.(md|html)\.j2)$", r"\1", name) for name in named})

    def by_file(self, file: str) -> Template | None:
        """The template in `file`."""
        return self._by_file.get(file)

    def is_component(self, file: str) -> bool:
        """Whether `file` is a template that holds components."""
        return file in self._by_file and str(self._by_file[file].name).startswith(COMPONENTS)

    def marked(self, template: Template) -> str:
        """The body of `template` with a mark in each of its tags; lines stand where they stood. In Markdown the line
        that includes a template ends, so that a blank line after it is one."""
        number, plain = self._order.index(template), _without_jinja(template)
        pieces, at = [re.sub("[^\n]", "", template.source[: body_of(template)])], body_of(template)
        for tag in _TAG.finditer(plain, at):
            pieces.append(f'{template.source[at : tag.end()]} {MARK}="{number}:{tag.start()}"')
            at = tag.end()
        body = "".join((*pieces, template.source[at:]))
        return _INCLUDE.sub(r"\1+%}", body) if template.name.name.endswith(".md.j2") else body

    def marked_as_called(self, html: str, place: tuple[str, int], name: str) -> str:
        """The output of the macro `name` of a component with the `place` of its call in the marks of its elements."""
        template = self._by_file[place[0]]
        line = _start_of_line(template.source, place[1])
        called = f"{self._order.index(template)}:{line + _span(_line_at(template.source, line), [name])[0]}"

        def with_call(mark: re.Match[str]) -> str:
            own = str(self._order[int(mark[1])].name).startswith(COMPONENTS)
            return f'{MARK}="{mark[1]}:{mark[2]}/{called}"' if own else mark[0]

        return _MARKED.sub(with_call, html)

    def problem(self, mark: str, rule: str, what: str, help: str, *, sign: str = "", nth: int = 1) -> Problem:
        """A problem in the start tag of the element that carries `mark`, or where the regular expression `sign` is
        found the `nth` time after it begins."""
        place = self._place(mark.partition("/")[0])
        found = list(re.finditer(sign, _without_jinja(place.template)[place.start :], re.DOTALL)) if sign else []
        if not found:
            return _at_tag(place, rule, what, help)
        at = found[min(nth, len(found)) - 1]
        return _problem(_Place(place.template, place.start + at.start()), at[0], rule, what, help)

    def problem_of(self, fault: Fault, template: Template) -> Problem:
        """A fault in the output of `template`: at the element, or where its words stand."""
        element = fault.element if fault.after is None else fault.after
        mark = str(element.xpath(f"string(ancestor-or-self::*[@{MARK}][1]/@{MARK})"))
        if mark and not fault.text:
            place = self._blamed(mark, fault)
            return _at_tag(place, "vocabulary", fault.what, fault.help)
        begin = self._place(mark.partition("/")[0]) if mark else _Place(template, body_of(template))
        found, words = _words_at(fault.text or _words_of(fault.element), begin, fault.nth)
        return _problem(found, words, "vocabulary", fault.what, fault.help)

    def _blamed(self, mark: str, fault: Fault) -> _Place:
        """The element at fault, or the call of the component that gave it, where what it was given is wrong."""
        own, _, call = mark.partition("/")
        given = fault.called or "{{" in _tag_at(self._place(own))
        return self._place(call if call and given else own)

    def _place(self, mark: str) -> _Place:
        number, start = mark.split(":")
        return _Place(self._order[int(number)], int(start))


def problem_at(template: Template, line: int, rule: str, what: str, help: str = "") -> Problem:
    """A problem on `line` of `template`, at the first name that `what` gives in backticks, where it stands there."""
    start = _start_of_line(template.source, line)
    text, plain = _line_at(template.source, start), _without_jinja(template)
    jinja = "".join(sign if plain[start + at] == "\0" else " " for at, sign in enumerate(text))
    named = any(_stands(name, jinja) for name in _NAMED.findall(what))
    return _problem(_Place(template, start), jinja if named else text, rule, what, help)


def problem_from(template: Template, start: int, region: str, rule: str, what: str, help: str) -> Problem:
    """A problem in the text `region`, which begins at `start` in the source of `template`."""
    return _problem(_Place(template, start), region, rule, what, help)


def _problem(place: _Place, region: str, rule: str, what: str, help: str, *names: str) -> Problem:
    """A problem within `region`, the text that begins at `place`: at the first name that `what` gives in backticks, or
    else of `names`, that stands in it."""
    source = place.template.source
    begin, width = _span(region, (*_NAMED.findall(what), *names))
    at = place.start + begin
    line = _line_at(source, first := source.rfind("\n", 0, at) + 1)
    number = source.count("\n", 0, at) + 1
    return Problem(place.template.file, number, at - first + 1, rule, what, help=help, source=line, width=width)


_NAMED = re.compile(r"`([^`]+)`")


def _span(region: str, names: Iterable[str]) -> tuple[int, int]:
    """Where in `region` the first of `names` stands, and its length; without one the only value that is printed in it,
    or all of it."""
    for name in names:
        if found := _stands(name, region):
            return found.start(), len(name)
    printed = list(re.finditer(r"{{.*?}}", region))  # one of several would be a guess
    if len(printed) == 1:
        return printed[0].start(), len(printed[0][0])
    stripped = region.strip()
    return region.find(stripped), max(1, len(stripped))


def _stands(name: str, text: str) -> re.Match[str] | None:
    """The first place in `text` where `name` stands, but not where a macro of this name is made."""
    sign = re.escape(name)
    before, after = (r"(?<!\w)(?<!macro )" if name[0].isalnum() else ""), (r"(?!\w)" if name[-1].isalnum() else "")
    alone = None if before or after else re.search(rf"(?<!\S){sign}(?!\S)", text)
    return alone or re.search(f"{before}{sign}{after}", text)


def _words_of(element: etree._Element) -> str:
    """What an element shows, by which it is found in a template that wrote it in Markdown."""
    words = " ".join("".join(map(str, element.itertext())).split())
    return words or element.get("src", "") or element.get("href", "")


def _words_at(words: str, begin: _Place, nth: int) -> tuple[_Place, str]:
    """The `nth` place from `begin` on where `words` stand, or their beginning; else the next value that is printed."""
    source, plain = begin.template.source, _without_jinja(begin.template)
    for length in (len(words), 30, 12):
        sought = words[:length].strip()
        for text in (plain, source) if sought else ():
            if found := list(re.compile(re.escape(sought)).finditer(text, begin.start)):
                return _Place(begin.template, found[min(nth, len(found)) - 1].start()), sought
    printed = re.compile(r"{{.*?}}").search(source, begin.start)
    if printed:
        return _Place(begin.template, printed.start()), printed[0]
    return begin, _line_at(source, begin.start)


def _at_tag(place: _Place, rule: str, what: str, help: str) -> Problem:
    """A problem of the element, or of the call, that begins at `place`."""
    opened = re.compile(r"<?([\w:.-]+)").match(place.template.source, place.start)
    return _problem(place, _tag_at(place), rule, what, help, opened[1] if opened else "")


def _tag_at(place: _Place) -> str:
    """The whole start tag of the element that begins at `place`; the name of the macro that is called there."""
    source = place.template.source
    if source[place.start] == "<":
        return source[place.start : _without_jinja(place.template).find(">", place.start) + 1]
    return re.split(r"\W", _line_at(source, place.start), maxsplit=1)[0]


def _without_jinja(template: Template) -> str:
    """The source of a template, in which nothing but its HTML is left, where it stood."""
    start = body_of(template)
    body = _JINJA.sub(lambda match: re.sub("[^\n]", "\0", match[0]), template.source[start:])
    return " " * start + body


def body_of(template: Template) -> int:
    """Where in its source the body of a template begins."""
    return _start_of_line(template.source, template.body_line)


def _start_of_line(source: str, line: int) -> int:
    return sum(len(text) + 1 for text in source.split("\n")[: max(line - 1, 0)])


def _line_at(source: str, start: int) -> str:
    """The text from `start` to the end of its line."""
    return source[start:].partition("\n")[0]
