"""A Word template compiled: tags found, scopes settled, one program for all parts; then filled as often as asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.environment import Template as JinjaTemplate
from lxml import etree

from kamdocs.errors import InputError, Problem, Severity
from kamdocs.model.kit import LanguageRules, Template
from kamdocs.model.word_template import Filled, Member, WordFile
from kamdocs.render.current import using
from kamdocs.render.faults import FAULTS, noted_problems, problem_of
from kamdocs.render.sources import TemplateSources, lines_of, problem_at
from kamdocs.render.syntax import syntax_problem
from kamdocs.render.tokens import TokenStore
from kamdocs.render.word.additions import Additions, split_numbering, split_relations
from kamdocs.render.word.environment import WordEnvironment, word_environment
from kamdocs.render.word.lists import Counting, counting_lists
from kamdocs.render.word.notes import KINDS, Embedded, add_notes, embed, take_out, with_namespaces
from kamdocs.render.word.parts import Origin, Piece, origins_of, tagged_links, take_apart, take_links
from kamdocs.render.word.places import Places
from kamdocs.render.word.program import LightContext, Program, by_part, constants, faulty_tags, printed
from kamdocs.render.word.registry import Entry, Registry
from kamdocs.render.word.rendering import LateWriter, WordRendering
from kamdocs.render.word.surroundings import Surroundings
from kamdocs.render.word.upkeep import is_guarded, keep_sound
from kamdocs.render.word.whereabouts import Whereabouts
from kamdocs.word.archive import Packer, make_member, read_members
from kamdocs.word.names import qualified
from kamdocs.word.package import parse_part

_RULE = "template-syntax"
_NUMBERING, _STYLES = "word/numbering.xml", "word/styles.xml"
_MAY_HOLD = (b"{", b"%7B", b"%7b")
_NEVER = ("[Content_Types].xml",)
_FIRST = ("word/document.xml",)

Rules = Callable[[], LanguageRules]
"""Reads the rules of the language when they are first asked for."""


class CompiledTemplate:
    """A Word template, ready to be filled."""

    def __init__(self, word_file: WordFile, *, rules: Rules, language: str, surroundings: Surroundings) -> None:
        """Raises InputError with everything that is wrong with its tags."""
        self.word_file = word_file
        self._rules = rules
        self._registry = Registry()
        self._environment = word_environment(language, surroundings)
        parts = _Parts(word_file, self._registry)
        self._first_id, self._first_list = parts.highest_id + 1, parts.highest_list + 1
        self._additions, self._notes = parts.additions, parts.notes
        self._notes.static = {part: parts.static.get(part, "") for part in self._notes.roots}
        self._workbooks = {
            name: (Packer(members), [part.partition("!")[2] for part in parts.pieces if part.startswith(f"{name}!")])
            for name, members in parts.workbooks.items()
        }
        self._globals, self._eval_context = dict(self._environment.globals), nodes.EvalContext(self._environment)
        self._program = Program(parts.pieces, self._registry, self._environment, word_file.file)
        if self._registry.faults:
            raise InputError([*self._told(self._registry.faults), *self._faulty()])
        self._template = self._compiled()
        self._guarded = [name for name, pieces in parts.pieces.items() if any(map(is_guarded, pieces))]
        static = {name: make_member(name, xml.encode()) for name, xml in parts.static.items()}
        self.base = WordFile(word_file.file, {**word_file.members, **static})
        """The template without tags that print nothing, and without links that are made anew."""

    @property
    def constants(self) -> set[str]:
        """The XML that it prints as it is."""
        return constants(self._template)

    @property
    def code(self) -> JinjaTemplate:
        """What is run."""
        return self._template

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
        with using(rendering) as around:
            rendering.depth = around.depth + 1 if isinstance(around, WordRendering) else 0
            return self._filled(data, rendering)

    def _filled(self, data: Mapping[str, Any], rendering: WordRendering) -> Filled:
        problems, pieces = list[Problem](), list[str]()
        try:
            pieces = self._printed(data)
        except FAULTS as fault:
            problems.append(self._placed(problem_of(fault, self._pseudo, self._sources, "")))
        if rendering.noted or problems:
            problems += map(self._placed, noted_problems(rendering.noted, self._sources))
            raise InputError(_each_once(problems))
        parts = dict(zip(self._program.names, by_part(pieces, len(self._program.names)), strict=True))
        for name in self._guarded:
            parts[name] = [keep_sound("".join(parts[name]))]
        for kind, added in rendering.notes.items():
            part = self._notes.parts[kind]
            xml = "".join(parts.get(part) or self._notes.static[part])
            parts[part] = [add_notes(xml, kind, map(keep_sound, added))]
        files = {
            name: packer.pack({inner: "".join(parts.pop(f"{name}!{inner}")).encode() for inner in changed})
            for name, (packer, changed) in self._workbooks.items()
        }
        if rendering.inserts:
            return Filled(parts, tuple(rendering.inserts), rendering.links, rendering.lists, files)
        return Filled(parts | self._additions.parts(rendering), files=files)

    def _printed(self, data: Mapping[str, Any]) -> list[str]:
        try:
            return printed(self._template.root_render_func(self._context(data)))
        except FAULTS:
            self._environment.handle_exception()  # raises it again, with the lines of the template

    def _context(self, data: Mapping[str, Any]) -> LightContext:
        return LightContext(self._environment, {**self._globals, **data}, self._eval_context)

    def _rendering(self, data: Mapping[str, Any], as_written: bool) -> WordRendering:
        return WordRendering(
            TokenStore(),
            LateWriter(self._rules),
            tuple(data),
            as_written=as_written,
            first_id=self._first_id,
            first_list=self._first_list,
            first_notes=self._notes.first_ids,
        )

    def _compiled(self) -> JinjaTemplate:
        rendering = self._rendering({}, False)
        try:
            with using(rendering):
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
        rendering = self._rendering({}, False)
        with using(rendering):
            faulty = list(faulty_tags(self._registry, self._environment, self.word_file.file))
        for number, fault in faulty:
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
        numbers = self._program.numbers
        # Jinja tells what `set` refuses on the line before it.
        line = next((line for line in sorted(numbers) if line >= problem.line > 0), None)
        if line is None:
            return replace(problem, line=0, column=0, source="")
        return self._moved(numbers[line], problem if line == problem.line else replace(problem, column=0))

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


def _each_once(problems: Iterable[Problem]) -> list[Problem]:
    """`problems` without those that are told of the copy of a text box for old readers too."""
    told = {(each.place, each.column, each.what, each.source): each for each in reversed(list(problems))}
    return list(told.values())


@dataclass(slots=True)
class Notes:
    """The parts of the notes that hold tags: their names by kind, what they hold, and the first id that is free."""

    parts: dict[str, str] = field(default_factory=dict)
    roots: dict[str, etree._Element] = field(default_factory=dict)
    origins: dict[etree._Element, Origin] = field(default_factory=dict)
    first_ids: dict[str, int] = field(default_factory=dict)
    static: dict[str, str] = field(default_factory=dict)

    def add(self, kind: str, part: str, root: etree._Element) -> None:
        """Take up the part of the notes of one kind."""
        self.parts[kind], self.roots[part] = part, root
        self.origins |= origins_of(part, root)
        ids = (_whole(note.get(qualified("w:id"))) for note in root.iter(qualified(f"w:{kind}")))
        self.first_ids[kind] = max(ids, default=0) + 1


class _Parts:
    """The parts of a template that hold tags, in pieces."""

    def __init__(self, word_file: WordFile, registry: Registry) -> None:
        self.pieces: dict[str, list[Piece]] = {}
        self.static: dict[str, str] = {}
        self.workbooks: dict[str, Mapping[str, Member]] = {}
        self.highest_id, self.highest_list = 0, 0
        self._members = word_file.members
        self._registry = registry
        self.additions = Additions()
        self.notes = Notes()
        numbering = self._members.get(_NUMBERING)
        root = parse_part(numbering.data) if numbering else None
        styles = self._members.get(_STYLES)
        self._counting = counting_lists(root, parse_part(styles.data) if styles and root is not None else None)
        if root is not None:
            self.highest_list = max(
                (_whole(n.get(qualified("w:numId"))) for n in root.iter(qualified("w:num"))), default=0
            )
        for name in sorted(self._members, key=lambda each: (each not in _FIRST, each)):
            if name.endswith(".xml") and name not in _NEVER:
                self._take(name)
            elif name.endswith(".xlsx"):
                self._take_workbook(name)
        if root is not None and any("_kd_list(" in entry.code for entry in registry.entries):
            self.additions.numbering = split_numbering(_NUMBERING, root)

    def _take(self, name: str) -> None:
        data, links = self._members[name].data, self._links(name)
        if not links and not any(sign in data for sign in _MAY_HOLD):
            self._count_ids(name, data)
            return
        before = len(self._registry.entries)
        root, origins = self.notes.roots.get(name), None
        embedded: Sequence[Embedded] = ()
        if root is None:
            root = parse_part(data)
            self._count(root)
            take_links(name, root, links, self._registry)
        if name in _FIRST:
            origins, embedded = self._with_notes(name, root)
        pieces = take_apart(name, root, self._registry, self._counting, origins=origins, notes=embedded)
        if len(self._registry.entries) > before and len(pieces) > 1:
            self.pieces[name] = pieces
        elif len(self._registry.entries) > before or name in self.notes.roots:
            self.static[name] = "".join(str(piece) for piece in pieces)

    def _with_notes(
        self, name: str, root: etree._Element
    ) -> tuple[Mapping[etree._Element, Origin], Sequence[Embedded]]:
        """Put the notes with tags into the document."""
        for kind in KINDS:
            part = f"word/{kind}s.xml"
            if part in self._members and b"{" in self._members[part].data:
                notes = with_namespaces(parse_part(self._members[part].data), root)
                take_links(part, notes, self._links(part), self._registry)
                self.notes.add(kind, part, notes)
        origins = {**origins_of(name, root), **self.notes.origins}
        embedded = embed(root, {kind: self.notes.roots[part] for kind, part in self.notes.parts.items()})
        for each, original in embedded:
            for copied, element in zip(each.note.iter(etree.Element), original.iter(etree.Element), strict=True):
                origins[copied] = origins[element]
        take_out(embedded)
        return origins, [each for each, _ in embedded]

    def _take_workbook(self, name: str) -> None:
        """Take up the spreadsheet behind a chart, if tags stand in its cells."""
        members = read_members(self._members[name].data)
        for inner, member in members.items():
            if inner.endswith(".xml") and b"{" in member.data:
                pieces = take_apart(f"{name}!{inner}", parse_part(member.data), self._registry, Counting())
                if any(isinstance(piece, int) for piece in pieces):
                    self.pieces[f"{name}!{inner}"] = pieces
                    self.workbooks[name] = members

    def _links(self, name: str) -> dict[str, str]:
        """The addresses with tags of the part `name`; its relationships are kept without them."""
        folder, _, last = name.rpartition("/")
        own = f"{folder}/_rels/{last}.rels"
        member = self._members.get(own)
        if member is None or not any(sign in member.data for sign in _MAY_HOLD):
            return {}
        root = parse_part(member.data)
        links, first = tagged_links(root)
        if links:
            self.additions.relations[name] = split = split_relations(own, root, first)
            self.static[own] = split.before + split.after
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
