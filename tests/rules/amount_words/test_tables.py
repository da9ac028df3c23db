"""Number words against tables read by eye, against a second way of writing them, and read back."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import number_words
import pytest

from kamdocs.model.kit import Algorithm
from kamdocs.rules.amount_words import ALGORITHMS, LIMIT

HERE = Path(__file__).parent
AT_LEAST = 200

SECOND_WAYS: dict[Algorithm, tuple[Callable[[int], str], Callable[[str], int]]] = {
    "american-english": (number_words.american, number_words.read_english),
    "british-english": (number_words.english, number_words.read_english),
    "sino-korean": (number_words.korean, number_words.read_korean),
    "vietnamese": (number_words.vietnamese, number_words.read_vietnamese),
}
TABLES: tuple[Algorithm, ...] = ("british-english", "sino-korean", "vietnamese")


def in_words(number: int, algorithm: Algorithm) -> str:
    """What the program writes."""
    numerals = ALGORITHMS[algorithm]
    return numerals.joint.join(numerals.name(number))


def read_back(number: int, algorithm: Algorithm) -> int:
    """What the program reads in its own words."""
    return ALGORITHMS[algorithm].read([part for word in ALGORITHMS[algorithm].name(number) for part in word.split("-")])


def table(algorithm: Algorithm) -> dict[int, str]:
    """The numbers of a golden table and their words."""
    lines = (HERE / f"{algorithm}.txt").read_text(encoding="utf-8").splitlines()
    return {int(number): words for number, words in (line.split("\t") for line in lines)}


def numbers() -> list[int]:
    """All up to 9,999, those of the tables, and thousands of every length."""
    some = random.Random(4)
    longer = [some.randrange(10 ** some.randrange(4, 33)) for _ in range(5000)]
    sparse = [sum(some.randrange(10) * 10 ** some.randrange(32) for _ in range(4)) for _ in range(3000)]
    return [*range(10_000), *table("vietnamese"), *longer, *(number % LIMIT for number in sparse)]


@pytest.mark.parametrize("algorithm", TABLES)
def test_the_numbers_of_a_table_are_written_as_it_says(algorithm: Algorithm) -> None:
    """At least 200 in each language, up to 10^32."""
    golden = table(algorithm)
    assert len(golden) >= AT_LEAST
    assert max(golden) == LIMIT - 1
    assert {number: in_words(number, algorithm) for number in golden} == golden


def test_every_algorithm_is_proved() -> None:
    """A new one comes with a second way."""
    assert sorted(ALGORITHMS) == sorted(SECOND_WAYS)


@pytest.mark.parametrize("algorithm", sorted(SECOND_WAYS))
def test_numbers_are_written_alike_in_two_ways_and_read_back(algorithm: Algorithm) -> None:
    """By the reader of the program, and by one that shares nothing with it."""
    write, read = SECOND_WAYS[algorithm]
    wrong = [
        number
        for number in numbers()
        if in_words(number, algorithm) != write(number)
        or read(in_words(number, algorithm)) != number
        or read_back(number, algorithm) != number
    ]
    assert wrong == []


@pytest.mark.parametrize("algorithm", sorted(SECOND_WAYS))
def test_no_two_numbers_have_the_same_words(algorithm: Algorithm) -> None:
    """What is signed can be read in one way only."""
    all_numbers = set(numbers())
    assert len({in_words(number, algorithm) for number in all_numbers}) == len(all_numbers)


@pytest.mark.parametrize(
    ("algorithm", "number", "words"),
    [
        ("vietnamese", 523056, "năm trăm hai mươi ba nghìn không trăm năm mươi sáu"),
        ("vietnamese", 1005, "một nghìn không trăm linh năm"),
        ("sino-korean", 12_000_000, "일천이백만"),
        ("sino-korean", 523056, "오십이만삼천오십육"),
        ("sino-korean", 113560, "일십일만삼천오백육십"),
        ("american-english", 244942, "two hundred forty-four thousand nine hundred forty-two"),
    ],
)
def test_what_public_packages_get_wrong(algorithm: Algorithm, number: int, words: str) -> None:
    """num2words 0.5.14 writes `nghìn lẻ năm mươi sáu`, `천이백만`, and spaces in Korean."""
    assert in_words(number, algorithm) == words


@pytest.mark.parametrize(
    ("algorithm", "words", "number"),
    [
        ("vietnamese", "hai mươi bốn nghìn lẻ nhăm", 24005),
        ("vietnamese", "ba tỉ hai ngàn", 3_000_002_000),
        ("sino-korean", "천 이 백 만", 12_000_000),
        ("british-english", "one thousand million", 10**9),
    ],
)
def test_variants_of_other_writers_are_read_too(algorithm: Algorithm, words: str, number: int) -> None:
    """Where files are checked, hands other than ours may have written."""
    assert ALGORITHMS[algorithm].read(words.split()) == number
