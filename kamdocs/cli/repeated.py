"""The same fault in row after row: told a few times, and then counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TypeVar

_Told = TypeVar("_Told")
_MOST = 5
"""How often a fault of one sort is told; a list has it in some rows, or in all."""


def condensed(
    problems: Sequence[_Told], sort_of: Callable[[_Told], Hashable]
) -> Iterator[tuple[_Told, Sequence[_Told]]]:
    """Each of `problems` that is told, with nothing; where there are many of a sort, the first that is not told by
    itself, with all of its sort from it on. `sort_of` is None for what is always told."""
    sorts = defaultdict[Hashable, list[_Told]](list)
    for problem in problems:
        sorts[sort_of(problem)].append(problem)
    seen = dict.fromkeys(sorts, 0)
    for problem in problems:
        sort = sort_of(problem)
        seen[sort] += 1
        if sort is None or seen[sort] <= _MOST or len(sorts[sort]) == _MOST + 1:
            yield problem, ()
        elif seen[sort] == _MOST + 1:
            yield problem, sorts[sort][_MOST:]


def rest_of(places: Sequence[str]) -> str:
    """What is said of the problems that are not told by themselves, which stand at `places`."""
    return f"{len(places)} more like this, the first in {places[0]} and the last in {places[-1]}"


ALL_NAMED = "`problems.csv` has all of these rows, and `--dry-run --json` each place"
