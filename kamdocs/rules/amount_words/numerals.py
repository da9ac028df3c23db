"""What the number words of a language are, and how they are read as a number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

LIMIT = 10**32
"""Numbers in words are smaller: from there on the Korean 구 is nine and a power of ten at once."""


@dataclass(frozen=True, slots=True)
class Numerals:
    """How a language names numbers.

    `name` gives the words of a whole number from 0 to below `LIMIT`, which `joint` joins. `values` are the words that
    stand for a number themselves, `powers` those that multiply what stands before them, `fillers` those without a
    value; all three hold every variant that writers use. `digits` are the words of 0 to 9 as they are read one by one
    after `point`.
    """

    name: Callable[[int], tuple[str, ...]]
    joint: str
    minus: str
    point: str
    digits: tuple[str, ...]
    values: Mapping[str, int]
    powers: Mapping[str, int]
    fillers: frozenset[str] = frozenset()

    def read(self, words: Sequence[str]) -> int:
        """The number that `words`, each of them known, name. A power without a number before it stands once.

        It is lenient: what is badly put together is read as it adds up.
        """
        terms: list[int] = []
        last = 0
        for word in words:
            power = self.powers.get(word, 0)
            if power:
                terms.append(power * _taken(terms, power, again=power == last))
            elif word in self.values:
                terms.append(self.values[word])
            last = power
        return sum(terms)


def _taken(terms: list[int], power: int, *, again: bool) -> int:
    """What a power multiplies: the terms below it, taken off the end; the whole last term where it is said twice."""
    if again:
        return terms.pop()
    found: list[int] = []
    while terms and terms[-1] < power:
        found.append(terms.pop())
    return sum(found) if found else 1


def groups(number: int, base: int) -> Iterator[tuple[int, int]]:
    """The groups of `number` to a `base` that are not zero, highest first, each after its place from the right."""
    found = []
    while number:
        number, group = divmod(number, base)
        found.append(group)
    return ((place, group) for place, group in reversed(list(enumerate(found))) if group)
