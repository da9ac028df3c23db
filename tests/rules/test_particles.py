"""Korean particles against a table read by eye, and against what every particle must do."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdocs.rules.particles import with_particle

ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "particles.txt").read_text(encoding="utf-8").split("\n")
    if line
]
AT_LEAST = 120
_UNITS = ("", "십", "백", "천")
_GROUPS = ("", "만", "억", "조", "경")


def _last_word(number: int) -> str:
    """The last word of a number, found from the left."""
    spoken = ""
    for place, digit in zip(range(len(str(number)) - 1, -1, -1), str(number), strict=True):
        if digit != "0":
            spoken = _UNITS[place % 4] or "영일이삼사오육칠팔구"[int(digit)]
        if place % 4 == 0 and int(str(number)[: len(str(number)) - place]) % 10000:
            spoken = _GROUPS[place // 4] or spoken
    return spoken


def test_the_table_is_whole() -> None:
    """At least 120 rows of three cells, no two for the same word and particle."""
    assert len(ROWS) >= AT_LEAST
    assert {len(row) for row in ROWS} == {3}
    assert len({row[:2] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize(("word", "particle", "expected"), ROWS)
def test_particles_follow_the_last_sound(word: str, particle: str, expected: str) -> None:
    """After Hangul, figures, letters, units, signs, brackets, quotation marks and other scripts."""
    assert with_particle(word, particle) == expected


@given(st.integers(1, 10**20 - 1))
def test_a_number_takes_the_particle_of_its_last_word(number: int) -> None:
    """Written plainly or in groups of three."""
    fitting = with_particle(_last_word(number), "으로/로")[len(_last_word(number)) :]
    assert with_particle(str(number), "으로/로") == f"{number}{fitting}"
    assert with_particle(f"{number:,}", "으로/로") == f"{number:,}{fitting}"


@given(st.text(), st.sampled_from(["은/는", "이/가", "을/를", "과/와", "으로/로", "이나/나", "아/야"]))
def test_the_word_stays_as_it_is(word: str, particle: str) -> None:
    """Whatever it holds, one form or both stand behind it, and the order of the forms makes no difference."""
    first, second = particle.split("/")
    written = with_particle(word, particle)
    assert written.startswith(word)
    assert written.removeprefix(word) in (first, second, f"{first}({second})", f"({first[0]}){second}")
    assert with_particle(word, f"{second}/{first}") == written


@given(st.text(st.characters(min_codepoint=ord("가"), max_codepoint=ord("힣")), min_size=1))
def test_decomposed_hangul_is_read_as_composed(word: str) -> None:
    """Names from a Mac come in parts."""
    parted = unicodedata.normalize("NFD", word)
    assert with_particle(parted, "은/는").removeprefix(parted) == with_particle(word, "은/는").removeprefix(word)
