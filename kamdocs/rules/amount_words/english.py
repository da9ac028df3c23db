"""English number words: `two hundred and forty-four thousand nine hundred and forty-two`.

British custom says `and` before the tens and ones that follow a hundred, or that end a number above it; American custom
leaves it out. A billion is a thousand millions.

Source: The Oxford Guide to Style, 7.1; Chicago Manual of Style, 9.5.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from kamdocs.rules.amount_words.numerals import Numerals, groups

_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_GROUPS = (
    *("", "thousand", "million", "billion", "trillion", "quadrillion", "quintillion", "sextillion", "septillion"),
    *("octillion", "nonillion"),
)


def _name(number: int, *, joined: bool) -> tuple[str, ...]:
    return tuple(_words(number, joined=joined)) or (_ONES[0],)


def _words(number: int, *, joined: bool) -> Iterator[str]:
    for place, group in groups(number, 1000):
        ends_the_number = not place and number >= 1000
        yield from _group(group, joined=joined, follows=ends_the_number)
        yield from filter(None, [_GROUPS[place]])


def _group(group: int, *, joined: bool, follows: bool) -> Iterator[str]:
    hundreds, rest = divmod(group, 100)
    if hundreds:
        yield from (_ONES[hundreds], "hundred")
    if rest and joined and (hundreds or follows):
        yield "and"
    if rest:
        yield _below_hundred(rest)


def _below_hundred(number: int) -> str:
    tens, ones = divmod(number, 10)
    if number < len(_ONES):
        return _ONES[number]
    return f"{_TENS[tens]}-{_ONES[ones]}" if ones else _TENS[tens]


def _numerals(*, joined: bool) -> Numerals:
    return Numerals(
        name=partial(_name, joined=joined),
        joint=" ",
        minus="minus",
        point="point",
        digits=_ONES[:10],
        values={word: value for value, word in enumerate(_ONES)}
        | {word: 10 * tens for tens, word in enumerate(_TENS) if tens > 1},
        powers={"hundred": 100} | {word: 1000**place for place, word in enumerate(_GROUPS) if word},
        fillers=frozenset({"and"}),
    )


BRITISH = _numerals(joined=True)
"""The numerals of English with `and`."""

AMERICAN = _numerals(joined=False)
"""The numerals of English without it."""
