"""Text made comparable, and searched."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdocs.rules.search import Beginnings, Haystack, Passage, fold, plain, weight


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đường Nguyễn Huệ", "duong nguyen hue"),
        ("  Ｆｕｌｌ-width, ﬁne ", "full width fine"),
        ("soft\u00adhy\u200bphen", "softhyphen"),
        ("㈜한빛은 VCF와", "주 한빛은 vcf 와"),
        ("1968년", "1968 년"),
        ("STRASSE Straße", "strasse strasse"),
        ("٣٤", "34"),
        ("— !", ""),
    ],
)
def test_folding_leaves_letters_and_digits(text: str, folded: str) -> None:
    """Case, accents, width, punctuation and what is invisible make no difference; scripts are parted."""
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    """What is folded is folded."""
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    """Whatever the form that a program writes."""
    import unicodedata

    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_plain_keeps_marks_and_case() -> None:
    """Only ornaments and invisible characters go."""
    assert plain("Ｋ\u200bim, 5\u00a0%") == "Kim, 5 %"


def test_a_syllable_weighs_two_letters() -> None:
    """Korean says the same in half as many characters."""
    assert (weight("ab 가나"), weight("abcdef")) == (6, 6)


def _reading(*texts: str) -> Haystack:
    return Haystack(Passage(f"{number}", text, "read") for number, text in enumerate(texts))


def test_words_are_found_with_the_place_where_they_begin() -> None:
    """Running text goes on from passage to passage; words of their own do not."""
    assert _reading("One two", "three four").find("two three") == "0"
    assert _reading("One two", "three four").find("four") == "1"
    assert Haystack([Passage("a", "One two"), Passage("b", "three four")]).find("two three") is None


def test_parts_of_words_are_not_found() -> None:
    """Except those of long texts, however they are spaced."""
    assert _reading("a challenge").find("lenge") is None
    assert _reading("mou nta inh iki ng tours").find("mountain hiking") == "0"
    assert _reading("t e n n i s club").find("tennis club") == "0"


def test_a_particle_may_follow_hangul_and_another_word_may_not() -> None:
    """A short name is not found in a longer one."""
    assert _reading("한빛은 고객").find("한빛") == "0"
    assert _reading("한빛물산").find("한빛") is None
    assert _reading("새한빛").find("한빛") is None


def test_a_blotted_out_text_is_not_found() -> None:
    """Nor is a part of it; the same words elsewhere are."""
    haystack = _reading("Hanbit Securities", "Hanbit")
    assert haystack.without(["hanbit securities"]).find("hanbit") == "1"
    assert haystack.without(["hanbit securities", "hanbit"]).find("hanbit") is None


def test_grams_and_runs_are_those_of_the_text() -> None:
    """They tell quickly what cannot stand in it, and do not go over borders."""
    haystack = Haystack([Passage("a", "One two"), Passage("b", "six")])
    assert haystack.starts(6) >= {"onetwo"}
    assert not haystack.starts(9) & {"onetwosix"}
    assert haystack.runs(2) >= {"one two"}
    assert "two six" not in haystack.runs(2)


@given(st.lists(st.tuples(st.text("ab 가", max_size=9), st.booleans()), max_size=6), st.integers(2, 5))
def test_beginnings_are_found_as_in_the_whole_text(passages: list[tuple[str, bool]], length: int) -> None:
    """Within a passage and over the border of those that go on, however short they are, and never over another."""
    stack = Haystack(Passage("", text, "read" if flows else "worded") for text, flows in passages)
    wanted = {"".join(letters) for letters in product("ab가", repeat=length)}
    assert Beginnings(wanted, length).there(stack) == wanted & stack.starts(length)
