"""A Word template compiled: tags found, scopes settled, one program for all parts; then filled as often as asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from jinja2 import TemplateSyntaxError
from lxml import etree

from kamdocs.errors import InputError, Problem, Severity
from kamdocs.model.kit import LanguageRules, Template
from kamdocs.model.word_template import Filled, WordFile
from kamdocs.render.current import use
from kamdocs.render.faults import FAULTS, noted_problems, problem_of
from kamdocs.render.sources import TemplateSources, lines_of, problem_at
from kamdocs.render.syntax import syntax_problem
from kamdocs.render.tokens import TokenStore
from kamdocs.render.word.environment import WordEnvironment, word_environment
from kamdocs.render.word.lists import counting_lists
from kamdocs.render.word.parts import Piece, tagged_links, take_apart, take_links
from kamdocs.render.word.places import Places
from kamdocs.render.word.program import PART_BREAK, Program, context, faulty_tags, output
from kamdocs.render.word.registry import Entry, Registry
from kamdocs.render.word.rendering import LateWriter, WordRendering
from kamdocs.render.word.upkeep import keep_sound
from kamdocs.render.word.whereabouts import Whereabouts
from kamdocs.word.names import qualified
from kamdocs.word.package import parse_part

_RULE = "template-syntax"
_NUMBERING = "word/numbering.xml"
_MAY_HOLD = (b"{", b"%7B", b"%7b")
_NEVER = ("[Content_Types].xml",)
_FIRST = ("word/document.xml",)

Rules = Callable[[], LanguageRules]
"""Reads the rules of the language when they are first asked for."""

ReadFile = Callable[[str], bytes]
"""The content of a file that a template names, below the folder that it may read; raises TemplateFault."""


class CompiledTemplate:
    """A Word template, ready to be filled."""

    def __init__(self, word_file: WordFile, *, rules: Rules, language: str, read: ReadFile) -> None:
        """Raises InputError with everything that is wrong with its tags."""
        self.word_file = word_file
        self._rules = rules
        self._registry = Registry()
        self._environment = word_environment(language, read)
        parts = _Parts(word_file, self._registry)
        self.first_id, self.first_list, self.removed = parts.highest_id + 1, parts.highest_list + 1, parts.static
        self._program = Program(parts.pieces, self._registry, self._environment, word_file.file)
        if self._registry.faults:
            raise InputError([*self._told(self._registry.faults), *self._faulty()])
        self._template = self._compiled()

    @property
    def environment(self) -> WordEnvironment:
        """What its tags are read in."""
        return self._environment

    @property
    def program(self) -> Program:
        """What its tags come to."""
        return self._program

    def place_of(self, line: int) -> str:
        """Where the tag on a line of the program stands."""
        number = self._program.numbers.get(line)
        return "" if number is None else self._place(self._registry.entries[number])

    def problem(self, line: int, rule: str, what: str, help: str = "", *, severity: Severity = "error") -> Problem:
        """A problem on a line of the program, where its tag stands in the document."""
        number = self._program.numbers[line]
        alone = lines_of(self.word_file.file, self._line(number))
        return replace(self._moved(number, problem_at(alone, 1, rule, what, help)), severity=severity)

    def fill(self, data: Mapping[str, Any], *, as_written: bool = False) -> Filled:
        """The template with `data` in it, not put together yet; numbers are printed `as_written` or as the language
        writes them. Raises InputError with every fault."""
        rendering = self._rendering(data, as_written)
        use(rendering)
        problems = list[Problem]()
        text = ""
        try:
            text = output(self._template.root_render_func(context(self._template, data)))
        except FAULTS as fault:
            problems.append(self._placed(problem_of(fault, self._pseudo, self._sources, "")))
        if rendering.noted or problems:
            problems += map(self._placed, noted_problems(rendering.noted, self._sources))
            raise InputError(problems)
        parts = {name: keep_sound(xml) for name, xml in zip(self._program.names, text.split(PART_BREAK), strict=True)}
        return Filled({**self.removed, **parts}, tuple(rendering.inserts), rendering.links, rendering.lists)

    def _rendering(self, data: Mapping[str, Any], as_written: bool) -> WordRendering:
        return WordRendering(
            TokenStore(),
            LateWriter(self._rules),
            tuple(data),
            as_written=as_written,
            first_id=self.first_id,
            first_list=self.first_list,
        )

    def _compiled(self) -> Any:
        use(rendering := self._rendering({}, False))
        try:
            made = self._program.compile()
        except TemplateSyntaxError as fault:
            found = [*self._faulty()] or [self._placed(syntax_problem(fault, self._pseudo))]
            raise InputError(found) from None
        if rendering.noted:
            raise InputError(map(self._placed, noted_problems(rendering.noted, self._sources)))
        return made

    def _faulty(self) -> Iterator[Problem]:
        """What is wrong with single tags, looked at one by one."""
        lines = "\n".join(entry.line for entry in self._registry.entries)
        each = lines_of(self.word_file.file, lines)
        use(rendering := self._rendering({}, False))
        for number, fault in faulty_tags(self._registry, self._environment, self.word_file.file):
            yield self._moved(number, syntax_problem(fault, replace(each, source="\n" * number + self._line(number))))
        for problem in noted_problems(rendering.noted, TemplateSources({str(each.name): each})):
            yield self._moved(problem.line - 1, problem)

    def _line(self, number: int) -> str:
        return self._registry.entries[number].line

    @cached_property
    def _pseudo(self) -> Template:
        """The program as a template of lines, in which faults are looked for."""
        return lines_of(self.word_file.file, self._program.source)

    @cached_property
    def _sources(self) -> TemplateSources:
        return TemplateSources({str(self._pseudo.name): self._pseudo})

    @cached_property
    def _whereabouts(self) -> Whereabouts:
        return Whereabouts(self.word_file, Places(part_names(self.word_file)))

    def _told(self, faults: Iterable[tuple[int, str, str]]) -> Iterator[Problem]:
        for number, what, help in faults:
            entry = self._registry.entries[number]
            yield self._problem(number, Problem(self.word_file.file, 0, 0, _RULE, what, help=help), entry.start)

    def _placed(self, problem: Problem) -> Problem:
        """A problem on a line of the program, where its tag stands in the document."""
        number = self._program.numbers.get(problem.line)
        if number is None:
            return replace(problem, line=0, column=0, source="")
        return self._moved(number, problem)

    def _moved(self, number: int, problem: Problem) -> Problem:
        """A problem in what Jinja reads of a tag, where that stands."""
        entry = self._registry.entries[number]
        at = problem.column - 1 - len("{{ ")
        inside = entry.written and at >= 0 and entry.begins + at + problem.width <= entry.end
        return self._problem(number, problem, entry.begins + at if inside else entry.start, keep_width=inside)

    def _problem(self, number: int, problem: Problem, start: int, *, keep_width: bool = False) -> Problem:
        entry = self._registry.entries[number]
        return replace(
            problem,
            line=number + 1,
            column=start + 1,
            source=" ".join(entry.text.split("\n")).replace("\t", " "),
            width=problem.width if keep_width else max(1, entry.end - start),
            place=self._place(entry),
        )

    def _place(self, entry: Entry) -> str:
        return self._whereabouts.of(entry.part, entry.element)


class _Parts:
    """The parts of a template that hold tags, in pieces."""

    def __init__(self, word_file: WordFile, registry: Registry) -> None:
        self.pieces: dict[str, list[Piece]] = {}
        self.static: dict[str, str] = {}
        self.highest_id, self.highest_list = 0, 0
        self._members = word_file.members
        self._registry = registry
        numbering = self._members.get(_NUMBERING)
        root = parse_part(numbering.data) if numbering else None
        self._counting = counting_lists(root)
        if root is not None:
            self.highest_list = max(
                (_whole(n.get(qualified("w:numId"))) for n in root.iter(qualified("w:num"))), default=0
            )
        for name in sorted(self._members, key=lambda each: (each not in _FIRST, each)):
            if name.endswith(".xml") and name not in _NEVER:
                self._take(name)

    def _take(self, name: str) -> None:
        data, links = self._members[name].data, self._links(name)
        if not links and not any(sign in data for sign in _MAY_HOLD):
            self._count_ids(name, data)
            return
        root = parse_part(data)
        self._count(root)
        before = len(self._registry.entries)
        if links:
            take_links(name, root, links, self._registry)
        pieces = take_apart(name, root, self._registry, self._counting)
        if len(self._registry.entries) > before and len(pieces) > 1:
            self.pieces[name] = pieces
        elif len(self._registry.entries) > before:
            self.static[name] = "".join(str(piece) for piece in pieces)

    def _links(self, name: str) -> dict[str, str]:
        """The addresses with tags of the part `name`; its relationships are kept without them."""
        folder, _, last = name.rpartition("/")
        own = f"{folder}/_rels/{last}.rels"
        member = self._members.get(own)
        if member is None or not any(sign in member.data for sign in _MAY_HOLD):
            return {}
        root = parse_part(member.data)
        links = tagged_links(root)
        if links:
            self.static[own] = etree.tostring(root, encoding="unicode")
        return links

    def _count_ids(self, name: str, data: bytes) -> None:
        if name.startswith("word/") and (b":docPr" in data or b":bookmarkStart" in data):
            self._count(parse_part(data))

    def _count(self, root: etree._Element) -> None:
        drawn = (each.get("id") for each in root.iter(qualified("wp:docPr")))
        marked = (each.get(qualified("w:id")) for each in root.iter(qualified("w:bookmarkStart")))
        self.highest_id = max(self.highest_id, *(_whole(id) for id in (*drawn, *marked, "0")))


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 10 else 0


_KINDS = {"default": "page", "first": "first page", "even": "even page"}


def part_names(word_file: WordFile) -> dict[str, str]:
    """What people call the headers and footers of a document, by part; with several sections, those of each."""
    members = word_file.members
    found: dict[str, str] = {}
    for document in (name for name in members if name.endswith("/document.xml")):
        folder, _, last = document.rpartition("/")
        rels = members.get(f"{folder}/_rels/{last}.rels")
        targets = _targets(parse_part(rels.data), folder) if rels else {}
        sections = list(parse_part(members[document].data).iter(qualified("w:sectPr")))
        for number, section in enumerate(sections, 1):
            for kind in ("header", "footer"):
                for each in section.iter(qualified(f"w:{kind}Reference")):
                    part = targets.get(each.get(qualified("r:id"), ""), "")
                    name = f"{_KINDS.get(each.get(qualified('w:type'), ''), 'page')} {kind}"
                    found.setdefault(part, f"{name} of section {number}" if len(sections) > 1 and number > 1 else name)
    return found


def _targets(rels: etree._Element, folder: str) -> dict[str, str]:
    return {
        each.get("Id", ""): target.lstrip("/")
        if (target := each.get("Target", "")).startswith("/")
        else f"{folder}/{target}"
        for each in rels.iter(qualified("rels:Relationship"))
    }
