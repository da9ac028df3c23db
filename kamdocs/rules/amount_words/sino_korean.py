"""Sino-Korean number words as amounts are written: `일천이백삼십사만`.

Groups of four, every 일 kept, no space anywhere, so that nothing can be written in.

Source: 행정업무의 운영 및 혁신에 관한 규정 시행규칙, 제2조 제2항 (`금113,560원(금일십일만삼천오백육십원)`).
"""

from __future__ import annotations

from collections.abc import Iterator

from kamdocs.rules.amount_words.numerals import Numerals, groups

_DIGITS = ("영", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구")
_PLACES = ("", "십", "백", "천")
_GROUPS = ("", "만", "억", "조", "경", "해", "자", "양")


def _name(number: int) -> tuple[str, ...]:
    return tuple(_words(number)) or (_DIGITS[0],)


def _words(number: int) -> Iterator[str]:
    for place, group in groups(number, 10**4):
        for position, digit in groups(group, 10):
            yield _DIGITS[digit]
            yield from filter(None, [_PLACES[position]])
        yield from filter(None, [_GROUPS[place]])


SINO_KOREAN = Numerals(
    name=_name,
    joint="",
    minus="마이너스",
    point="점",
    digits=_DIGITS,
    values={word: value for value, word in enumerate(_DIGITS)} | {"공": 0, "륙": 6},
    powers={word: 10**place for place, word in enumerate(_PLACES) if word}
    | {word: 10 ** (4 * place) for place, word in enumerate(_GROUPS) if word},
)
"""The numerals of Korean amounts."""
