"""What breaks the conventions of a language in the words of templates and of the data, each told at its place.

A template excuses one place with a comment on its line or the line above: `{# excuse en-date: the form has it so #}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kamdocs.errors import Problem, Severity
from kamdocs.model.base import Text
from kamdocs.model.house import Settings
from kamdocs.model.kinds import file_of
from kamdocs.model.kit import Kit, Template
from kamdocs.model.plan import Plan
from kamdocs.model.rules import BAD_EXCUSE, MIXED_LOCALE, RULES, severity_of
from kamdocs.model.workspace import KeyPath, Workspace
from kamdocs.render.literal_text import Stretch, stretches
from kamdocs.render.missing import records_of
from kamdocs.render.unprintable import language_of
from kamdocs.render.walk import children
from kamdocs.rules.conventions import Breach, Conventions
from kamdocs.rules.hints import hint

_EXCUSE = re.compile(r"{#-?\s*excuse\b\s*(?P<rule>[\w-]*)\s*:?\s*(?P<reason>.*?)\s*-?#}", re.DOTALL)
_EXCUSED_AS = "write it as in `{# excuse en-date: the client's form has it so #}`"

_CONTEXT = 12
"""How much of what stands before a breach must stand before it in the file too."""


@dataclass(frozen=True, slots=True)
class Found:
    """A breach in a template: its `words`, and the problem that it is, None where it is excused."""

    breach: Breach
    words: str
    problem: Problem | None


def template_breaches(kit: Kit, settings: Settings) -> tuple[Problem, ...]:
    """Every breach in the words of the templates, and every excuse that is none, with its place.

    A template is read in the language in its name; without one, in that of a house that has only one, else not.
    """
    lint, problems = _Lint(kit, settings), list[Problem]()
    for template in kit.templates.values():
        found = lint.in_template(template, language_of(template, kit) or _only_language(settings))
        problems += [one.problem for one in found if one.problem is not None]
        problems += lint.bad_excuses(template)
    return tuple(sorted(set(problems)))


def data_breaches(workspace: Workspace, kit: Kit) -> tuple[Problem, ...]:
    """Every breach in the texts of the profiles, proposals and cases, in each language they are given in, with its
    place. A text for all languages at once is read only where the house has a single one."""
    lint, problems = _Lint(kit, workspace.settings), list[Problem]()
    for file, record in _all_records(workspace):
        for path, language, text in _texts(record, workspace.settings):
            problems += lint.in_text(text, language, file, path, workspace)
    return tuple(sorted(set(problems)))


class Origins:
    """Where the words of finished documents come from: the templates, and the data that the versions of `plan` draw on,
    or all of the workspace where there is no plan."""

    def __init__(self, workspace: Workspace, kit: Kit, plan: Plan | None = None) -> None:
        self._workspace, self._kit, self._plan = workspace, kit, plan
        self._lint = _Lint(kit, workspace.settings)
        self._templates: dict[str, list[Found]] = {}

    def of(self, breach: Breach, words: str, language: str) -> tuple[Problem, ...] | None:
        """`breach`, which a document in `language` makes with `words`, told where they stand; nothing where they are
        excused there, and None where they come from no single place.

        Why: a text that serves all languages, as the title of a report, may speak as another one does.
        """
        for file, path, text, is_plain in self._data[language]:
            if words in text and is_plain and breach.rule == MIXED_LOCALE:
                return ()
            if words in text:
                told = self._lint.in_text(text, language, file, path, self._workspace, only=(breach.rule, words))
                if problem := next(told, None):
                    return (problem,)
        same = [one for one in self._in_templates(language) if (one.breach.rule, one.words) == (breach.rule, words)]
        told_there = next((one.problem for one in same if one.problem is not None), None)
        return (told_there,) if told_there else () if same else None

    @cached_property
    def _data(self) -> Mapping[str, list[tuple[Path, KeyPath, str, bool]]]:
        """All texts of the data by language, as the versions print them, and whether each serves all languages."""
        fallback = self._workspace.settings.fallback_language
        found: dict[str, list[tuple[Path, KeyPath, str, bool]]] = {code: [] for code in self._kit.languages}
        for file, record in records_of(self._plan, self._workspace) if self._plan else _all_records(self._workspace):
            for path, text in _each_text(record):
                for language, listed in found.items():
                    given = next((code for code in (language, fallback) if code and text.get(code)), None)
                    if given is not None and isinstance(text.root, dict):
                        listed.append((file, (*path, given), text.root[given], False))
                    elif isinstance(text.root, str):
                        listed.append((file, path, text.root, True))
        return found

    def _in_templates(self, language: str) -> list[Found]:
        if language not in self._templates:
            used = (one for one in self._kit.templates.values() if language_of(one, self._kit) in (language, ""))
            self._templates[language] = [found for one in used for found in self._lint.in_template(one, language)]
        return self._templates[language]


class _Lint:
    """Finds breaches and gives them the severity that the house has chosen."""

    def __init__(self, kit: Kit, settings: Settings) -> None:
        self._kit, self._chosen = kit, settings.rules
        self._conventions: dict[str, Conventions] = {}

    def in_text(
        self,
        text: str,
        language: str,
        file: Path,
        path: KeyPath,
        workspace: Workspace,
        *,
        only: tuple[str, str] | None = None,
    ) -> Iterator[Problem]:
        """The breaches in a text of the data; `only` those of one rule with the same words."""
        for breach in self._breaches(text, language):
            words, severity = text[breach.start : breach.end], self._severity(breach)
            if severity is None or only not in (None, (breach.rule, words)):
                continue
            what, before = f"{breach.what}: `{words}`", text[max(0, breach.start - _CONTEXT) : breach.start]
            yield workspace.sources.problem(
                file, path, breach.rule, what, severity=severity, help=breach.help, words=(before, words)
            )

    def in_template(self, template: Template, language: str) -> list[Found]:
        """The breaches in the words of a template that is read in `language`; none where that is empty."""
        excused = _excuses(template)
        return [
            found
            for stretch in stretches(template)
            for found in self._in_stretch(template, stretch, stretch.language or language, excused)
        ]

    def bad_excuses(self, template: Template) -> Iterator[Problem]:
        """The excuses without a reason, or for a rule that there is not."""
        known = [*RULES, *(rule for rules in self._kit.languages.values() for rule in rules.conventions)]
        severity = severity_of(BAD_EXCUSE, self._chosen)
        if severity == "off":
            return
        for match in _EXCUSE.finditer(template.source):
            rule, place = match["rule"], (match.start(), len(match[0]))
            if rule not in known:
                what = f"an excuse for the unknown rule `{rule}`" if rule else "an excuse that names no rule"
                yield _problem(template, *place, BAD_EXCUSE, what, severity, hint(rule, known) if rule else _EXCUSED_AS)
            elif not match["reason"]:
                yield _problem(template, *place, BAD_EXCUSE, "an excuse without a reason", severity, _EXCUSED_AS)

    def _in_stretch(
        self, template: Template, stretch: Stretch, language: str, excused: Mapping[int, frozenset[str]]
    ) -> Iterator[Found]:
        for breach in self._breaches(stretch.text, language):
            severity = self._severity(breach)
            if severity is None:
                continue
            start, end = stretch.places[breach.start], stretch.places[breach.end - 1] + 1
            words = stretch.text[breach.start : breach.end]
            line = template.source.count("\n", 0, start) + 1
            what = f"{breach.what}: `{template.source[start:end]}`"
            told = _problem(template, start, end - start, breach.rule, what, severity, breach.help)
            yield Found(breach, words, None if breach.rule in excused.get(line, frozenset()) else told)

    def _breaches(self, text: str, language: str) -> Iterator[Breach]:
        if language not in self._kit.languages:
            return iter(())
        if language not in self._conventions:
            self._conventions[language] = Conventions(self._kit.languages[language])
        return self._conventions[language].breaches(text)

    def _severity(self, breach: Breach) -> Severity | None:
        chosen = severity_of(breach.rule, self._chosen)
        return None if chosen == "off" else chosen


def _excuses(template: Template) -> Mapping[int, frozenset[str]]:
    """The rules that are excused on each line of `template`."""
    excused: dict[int, frozenset[str]] = {}
    for match in _EXCUSE.finditer(template.source):
        first, last = (template.source.count("\n", 0, at) + 1 for at in match.span())
        for line in range(first, last + 2) if match["reason"] else ():
            excused[line] = excused.get(line, frozenset()) | {match["rule"]}
    return excused


def _problem(
    template: Template, start: int, width: int, rule: str, what: str, severity: Severity, help: str
) -> Problem:
    """A problem at `start` of the source of a template."""
    line_start = template.source.rfind("\n", 0, start) + 1
    line = template.source.count("\n", 0, start) + 1
    source = template.source[line_start:].partition("\n")[0]
    width = min(width, len(source) - (start - line_start))
    return Problem(template.file, line, start - line_start + 1, rule, what, severity, help, source, max(width, 1))


def _all_records(workspace: Workspace) -> Iterator[tuple[Path, object]]:
    """Every record of the workspace with its file."""
    yield file_of("house"), workspace.house
    kinds: Mapping[str, Mapping[str, object]] = {
        "team": workspace.team,
        "reader": workspace.readers,
        "service": workspace.services,
        "case": workspace.library or workspace.cases,
    }
    for kind, records in kinds.items():
        yield from ((file_of(kind, id), record) for id, record in records.items())
    for id, folder in workspace.clients.items():
        yield file_of("client", id), folder.client
        yield from ((file_of("visit", id, day), visit) for day, visit in folder.visits.items())
        yield from ((file_of("proposal", id, name), proposal) for name, proposal in folder.proposals.items())


def _only_language(settings: Settings) -> str:
    """The language of a house that has a single one, else empty."""
    return settings.languages[0] if len(settings.languages) == 1 else ""


def _texts(record: object, settings: Settings) -> Iterator[tuple[KeyPath, str, str]]:
    """The texts of a record in each language they are given in, each with its place."""
    for path, text in _each_text(record):
        if isinstance(text.root, dict):
            yield from (((*path, language), language, words) for language, words in text.root.items())
        else:
            yield path, _only_language(settings), text.root


def _each_text(value: object, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Text]]:
    if isinstance(value, Text):
        yield path, value
    elif not isinstance(value, str):
        for step, part in children(value):
            yield from _each_text(part, (*path, step))
