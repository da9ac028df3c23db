"""Vietnamese number words: `một tỷ chín trăm mười bảy triệu`.

Groups of three after the first are read in full (`một nghìn không trăm linh năm`), groups of zeros are left out, and
each nine places more add one `tỷ`. A last 1 is `mốt` and 4 `tư` after two tens and more, 5 is `lăm` after any ten.

Source: the custom of schoolbooks and of money orders, which invoices follow. `lẻ`, `bốn`, `ngàn` and `tỉ` for `linh`,
`tư`, `nghìn` and `tỷ` are as right; a language's file may put them instead.
"""

from __future__ import annotations

from collections.abc import Iterator

from kamdocs.rules.amount_words.numerals import Numerals, groups

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
_PLACES = ((), ("nghìn",), ("triệu",))


def _name(number: int) -> tuple[str, ...]:
    if not number:
        return (_DIGITS[0],)
    first = True
    words: list[str] = []
    for billions, block in groups(number, 10**9):
        for place, group in groups(block, 1000):
            words += (*(_first(group) if first else _full(group)), *_PLACES[place])
            first = False
        words += ["tỷ"] * billions
    return tuple(words)


def _first(group: int) -> Iterator[str]:
    """The first group of a number, without zeros before it."""
    if group >= 100:
        yield from _full(group)
    elif group >= 10:
        yield from _tens(*divmod(group, 10))
    else:
        yield _DIGITS[group]


def _full(group: int) -> Iterator[str]:
    hundreds, rest = divmod(group, 100)
    yield from (_DIGITS[hundreds], "trăm")
    if 0 < rest < 10:
        yield from ("linh", _DIGITS[rest])
    elif rest:
        yield from _tens(*divmod(rest, 10))


def _tens(tens: int, ones: int) -> Iterator[str]:
    yield from ("mười",) if tens == 1 else (_DIGITS[tens], "mươi")
    if tens == 1 and ones != 5:
        yield from (_DIGITS[ones],) if ones else ()
    elif ones:
        yield _AFTER_TENS.get(ones, _DIGITS[ones])


VIETNAMESE = Numerals(
    name=_name,
    joint=" ",
    minus="âm",
    point="phẩy",
    digits=_DIGITS,
    values={word: value for value, word in enumerate(_DIGITS)}
    | {"mười": 10, "mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5, "bẩy": 7},
    powers={"mươi": 10, "trăm": 100, "nghìn": 1000, "ngàn": 1000} | {"triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9},
    fillers=frozenset({"linh", "lẻ"}),
)
"""The numerals of Vietnamese."""
