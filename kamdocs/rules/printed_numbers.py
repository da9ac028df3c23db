"""Numbers as they are printed: whether a text shows the number that it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

PRINTED_NUMBER = re.compile(r"\d(?:[\d.,'’\u00a0\u202f]*\d)?")
"""The figures of a number, with what parts them in any language."""

_HALF = Decimal("0.5")
_SCALES = [Decimal(10) ** power for power in (0, 2, -3, -4, -6, -8, -9, -12)]
"""What printed numbers are of their values: as they are, per cent, thousands to billions, and 만 and 억."""
_BELOW_ZERO = re.compile(r"\W*[-\N{MINUS SIGN}\N{EN DASH}]\W*\d")
MINUS = r"[-\N{MINUS SIGN}\N{EN DASH}(\N{FULLWIDTH LEFT PARENTHESIS}△▲]"
"""What stands before a number below zero, as accountants of any country write it."""

_SIGN = re.compile(MINUS)


def prints(text: str, number: Decimal) -> bool:
    """Whether a text prints `number` with its sign, rounded, or in thousands and more; True for a text without
    digits."""
    if number > 0 and _BELOW_ZERO.match(text):
        return False
    printed = list(_printed(text))
    return not printed or any(
        _rounds_to(digits, abs(number)) and (number >= 0 or _SIGN.search(before) or _rounds_to(digits, Decimal(0)))
        for before, digits in printed
    )


def _printed(text: str) -> Iterator[tuple[str, str]]:
    """The figures of each number in a text and what stands before them, without the sign that parts two numbers."""
    start = 0
    for match in PRINTED_NUMBER.finditer(text):
        yield text[start : match.start()], match[0]
        start = match.end() + 1


def _rounds_to(digits: str, size: Decimal) -> bool:
    """Whether `size` is printed so, whatever its signs between digits mean."""
    parts = re.split(r"\D", digits)
    for decimals in {0, len(parts[-1]) if len(parts) > 1 else 0}:
        shown = Decimal("".join(parts))
        near = (scale for scale in _SCALES if abs((size * scale).scaleb(decimals) - shown) <= _HALF)
        if any(scale == 1 or shown for scale in near):
            return True
    return False
