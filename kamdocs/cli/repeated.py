"""The same fault in row after row, told once with all of its rows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kamdocs.errors import Problem

_MOST = 5
"""How many of a sort that each say something else are told, before the others are told together."""

_ROW = re.compile(r"(?P<before>.*?)\brow (?P<number>\d+)(?P<after>.*)")


def grouped(problems: Iterable[Problem]) -> list[Problem]:
    """`problems` sorted by place. Those that say the same of several rows are one that counts and names them all; of a
    sort of which many say each something else, the first few stand alone, and one names the places of the others."""
    alike = defaultdict[tuple[object, ...], list[Problem]](list)
    for problem in sorted(problems):
        alike[_said(problem)].append(problem)
    sorts = defaultdict[tuple[object, ...], list[list[Problem]]](list)
    for same in alike.values():
        sorts[_sort(same[0])].append(same)
    return sorted(one for sort in sorts.values() for one in _told(sort))


def _told(sort: Sequence[list[Problem]]) -> Iterator[Problem]:
    most = _MOST if len(sort) > _MOST + 1 else len(sort)
    yield from (_as_one(same) for same in sort[:most])
    if rest := sorted(problem for same in sort[most:] for problem in same):
        what = f"{len(rest)} more like this (`{rest[0].rule}`)"
        yield replace(rest[0], what=what, help="", place=_places(rest))


def _said(problem: Problem) -> tuple[object, ...]:
    """What problems of rows that are told as one have in common; each other problem is told."""
    if not problem.place or problem.source:
        return (problem, problem.source)
    return (problem.file, problem.rule, problem.severity, problem.what, problem.help)


def _sort(problem: Problem) -> tuple[object, ...]:
    return _said(problem)[:3] if problem.place and not problem.source else _said(problem)


def _as_one(same: Sequence[Problem]) -> Problem:
    if len(same) == 1:
        return same[0]
    counted = "rows" if all(_ROW.fullmatch(one.place) for one in same) else "times"
    return replace(same[0], what=f"{same[0].what} ({len(same)} {counted})", place=_places(same))


def _places(problems: Sequence[Problem]) -> str:
    """All places of `problems`: `rows 2, 3, 5–9, column gender`."""
    rows, others = defaultdict[tuple[str, str], set[int]](set), list[str]()
    for problem in problems:
        if found := _ROW.fullmatch(problem.place):
            rows[found["before"], found["after"]].add(int(found["number"]))
        else:
            others.append(problem.place)
    told = [
        f"{before}row{'s'[: len(numbers) - 1]} {_ranges(numbers)}{after}" for (before, after), numbers in rows.items()
    ]
    return "; ".join([*told, *dict.fromkeys(others)])


def _ranges(numbers: set[int]) -> str:
    """`2, 3, 5–9`."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)
