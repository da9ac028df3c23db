"""What is found in letters: as grave as the house says, at their recipients, and of finished files once, not once for
each format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from kamdocs.errors import Problem, Severity
from kamdocs.model.letter import Letter
from kamdocs.model.page import Draft
from kamdocs.model.rules import RULES, TOO_MANY_PAGES, Chosen, severity_of
from kamdocs.rules.pdf_text import page_count

_NAMED = re.compile("`[^`]*`")


def as_chosen(problems: Iterable[Problem], chosen: Chosen) -> tuple[Problem, ...]:
    """`problems` with those warnings that a house may set as grave as it has `chosen`; those that are off left out."""
    return tuple(
        replace(problem, severity=severity) for problem in problems if (severity := _severity(problem, chosen)) != "off"
    )


def _severity(problem: Problem, chosen: Chosen) -> Severity | Literal["off"]:
    is_settable = problem.severity == "warning" and problem.rule in RULES
    return severity_of(problem.rule, chosen) if is_settable else problem.severity


def without_refused(
    letters: Sequence[Letter], problems: Iterable[Problem], of_files: Iterable[Problem]
) -> tuple[Letter, ...]:
    """Those of `letters` against whose recipients none of `problems` is an error, nor one `of_files` against a file
    that they draw on."""
    refused = {(one.file, one.line or one.place) for one in problems if one.severity == "error"}
    files = {one.file for one in of_files if one.severity == "error"}
    return tuple(letter for letter in letters if _key(letter) not in refused and files.isdisjoint(letter.files))


def _key(letter: Letter) -> tuple[Path, int | str]:
    placed = letter.addressee.problem("", "")
    return placed.file, placed.line or placed.place


def at_recipient(problems: Iterable[Problem], letter: Letter, drafts: Sequence[Draft]) -> Iterator[Problem]:
    """`problems`, those of the files of `drafts` at the recipient of `letter`: at the row of the list, or in the file
    that says who it is. What several of the files have is told of the first."""
    order = {draft.target: number for number, draft in enumerate(drafts)}
    first: dict[tuple[str, tuple[str, ...]], int] = {}
    for problem in sorted(problems, key=lambda one: (order.get(one.file, -1), one)):
        if problem.file not in order:
            yield problem
            continue
        names = tuple(_NAMED.findall(problem.what))
        told_of = first.setdefault((problem.rule, names), order[problem.file]) if names else order[problem.file]
        if told_of == order[problem.file]:
            yield _placed(problem, letter)


def too_long(drafts: Iterable[Draft], letter: Letter, severity: Severity | Literal["off"]) -> Iterator[Problem]:
    """A remark on a finished PDF that has more pages than the `pages` of its kind."""
    most = letter.kind.pages
    if severity == "off":
        return
    for draft in drafts:
        if draft.format == "pdf" and (count := page_count(draft.read())) > most:
            what = f"the letter has {count} pages, more than the {most} of `pages` of its kind"
            help = "say less in it, or allow more in the header of the kind"
            yield letter.addressee.problem(TOO_MANY_PAGES, what, help=help, severity=severity)


def _placed(problem: Problem, letter: Letter) -> Problem:
    what = f"`{problem.file.name}`: {problem.what}"
    return letter.addressee.problem(problem.rule, what, help=problem.help, severity=problem.severity)
