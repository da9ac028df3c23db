"""A Word template compiled: tags found, scopes settled, one program for all parts; then filled as often as asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.environment import Template as JinjaTemplate

from kamdocs.errors import InputError, Problem, Severity
from kamdocs.model.kit import LanguageRules, Template
from kamdocs.model.word_template import Filled, WordFile
from kamdocs.render.current import using
from kamdocs.render.faults import FAULTS, noted_problems, problem_of
from kamdocs.render.sources import TemplateSources, lines_of, problem_at
from kamdocs.render.syntax import syntax_problem
from kamdocs.render.tokens import TokenStore
from kamdocs.render.word.environment import WordEnvironment, word_environment
from kamdocs.render.word.notes import add_notes
from kamdocs.render.word.program import LightContext, Program, by_part, constants, faulty_tags, printed
from kamdocs.render.word.registry import Entry, Registry, Spot
from kamdocs.render.word.rendering import LateWriter, WordRendering
from kamdocs.render.word.surroundings import Surroundings
from kamdocs.render.word.template_parts import TemplateParts
from kamdocs.render.word.upkeep import is_guarded, keep_sound
from kamdocs.render.word.whereabouts import Whereabouts
from kamdocs.word.places import places_of

_RULE = "template-syntax"

Rules = Callable[[], LanguageRules]
"""Reads the rules of the language when they are first asked for."""


class FaultyTags(InputError):
    """What is wrong with the tags of a template, and where each of them stands."""

    def __init__(self, problems: Iterable[Problem], spots: Iterable[Spot]) -> None:
        super().__init__(problems)
        self.spots = frozenset(spots)


class CompiledTemplate:
    """A Word template, ready to be filled."""

    def __init__(
        self,
        word_file: WordFile,
        *,
        rules: Rules,
        language: str,
        surroundings: Surroundings,
        ignored: frozenset[Spot] = frozenset(),
    ) -> None:
        """Raises FaultyTags with everything that is wrong with its tags, but those that are `ignored`."""
        self.word_file = word_file
        self._writer = LateWriter(rules)  # one for all fillings, as reading the rules takes longer than a filling
        self._registry = Registry(ignored)
        self._environment = word_environment(language, surroundings)
        self._globals, self._eval_context = dict(self._environment.globals), nodes.EvalContext(self._environment)
        self._parts = TemplateParts(word_file, self._registry)
        self._program = Program(self._parts.pieces, self._registry, self._environment, word_file.file)
        self.loops = self._registry.loops()
        """The names that its loops give to their items."""
        self._refuse_faults()
        self._template = self._compiled()
        self._guarded = [name for name, pieces in self._parts.pieces.items() if any(map(is_guarded, pieces))]
        self._workbooks = self._parts.workbook_packers()
        self.base = self._parts.base(word_file)
        """The template without tags that print nothing, and without links that are made anew."""

    def _refuse_faults(self) -> None:
        """Raise FaultyTags where tags do not fit together, with what is wrong with single ones."""
        if not self._registry.faults:
            return
        faulty = list(self._faulty())
        spots = [self._registry.spot(number) for number, *_ in self._registry.faults]
        problems = [*self._told(self._registry.faults), *(problem for _, problem in faulty)]
        raise FaultyTags(problems, [*spots, *(spot for spot, _ in faulty)])

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
            problems += self._in_other_files(rendering)
            raise InputError(_each_once(problems))
        parts = dict(zip(self._program.names, by_part(pieces, len(self._program.names)), strict=True))
        for name in self._guarded:
            parts[name] = [keep_sound("".join(parts[name]))]
        for kind, added in rendering.notes.items():
            part = self._parts.notes.parts[kind]
            xml = "".join(parts.get(part) or self._parts.static[part])
            parts[part] = [add_notes(xml, kind, map(keep_sound, added))]
        files = {
            name: packer.pack({inner: "".join(parts.pop(f"{name}!{inner}")).encode() for inner in changed})
            for name, (packer, changed) in self._workbooks.items()
        }
        if rendering.inserts:
            return Filled(parts, tuple(rendering.inserts), rendering.links, rendering.lists, files)
        return Filled(parts | self._parts.additions.parts(rendering), files=files)

    def _in_other_files(self, rendering: WordRendering) -> Iterator[Problem]:
        """The faults of macros that are imported, which stand in files of their own."""
        for file, _, fault in rendering.noted:
            if self._sources.by_file(file) is None:
                yield Problem(Path(file), 0, 0, fault.rule, f"a macro of it: {fault}", help=fault.help)

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
            self._writer,
            tuple(data),
            as_written=as_written,
            first_id=self._parts.highest_id + 1,
            first_list=self._parts.highest_list + 1,
            first_link=self._parts.highest_link + 1,
            first_notes=self._parts.notes.first_ids,
            loops=self.loops,
        )

    def _compiled(self) -> JinjaTemplate:
        rendering = self._rendering({}, False)
        try:
            with using(rendering):
                made = self._program.compile()
        except TemplateSyntaxError as fault:
            found = list(self._faulty())
            problems = [problem for _, problem in found] or [self._placed(syntax_problem(fault, self._pseudo))]
            raise FaultyTags(problems, (spot for spot, _ in found)) from None
        if rendering.noted:
            lines = [self._program.numbers[line] for _, line, _ in rendering.noted if line in self._program.numbers]
            noted = map(self._placed, noted_problems(rendering.noted, self._sources))
            raise FaultyTags(noted, map(self._registry.spot, lines))
        return made

    def _faulty(self) -> Iterator[tuple[Spot, Problem]]:
        """What is wrong with single tags, looked at one by one, and where each stands."""
        lines = "\n".join(entry.line for entry in self._registry.entries)
        each = lines_of(self.word_file.file, lines)
        rendering = self._rendering({}, False)
        with using(rendering):
            faulty = list(faulty_tags(self._registry, self._environment, self.word_file.file))
        for number, fault in faulty:
            told = syntax_problem(fault, replace(each, source="\n" * number + self._line(number)))
            yield self._registry.spot(number), self._moved(number, told)
        for problem in noted_problems(rendering.noted, TemplateSources({str(each.name): each})):
            number = problem.line - 1
            yield self._registry.spot(number), self._moved(number, problem)

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
        return Whereabouts(self.word_file, places_of(self.word_file.members))

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
