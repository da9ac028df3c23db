"""What was probably meant by a name that there is not."""

from __future__ import annotations

import pytest

from kamdocs.rules.hints import hint, meant, meant_language, there_are


@pytest.mark.parametrize(
    ("word", "help"),
    [
        ("finanse", "did you mean `finance`?"),
        ("FINANCE", "did you mean `finance`?"),
        ("VN", "did you mean `VN`?"),
        ("vn", "did you mean `VN`?"),
        ("chul", "did you mean `kim-chul-su`?"),
        ("kim", ""),
        ("x", ""),
        ("", ""),
    ],
)
def test_the_nearest_name_is_meant(word: str, help: str) -> None:
    """Without regard to case, or the only one that has it as a part; nothing where none is near."""
    assert meant(word, ["finance", "hr", "VN", "kim-chul-su", "kim-dong-hyun"]) == help


@pytest.mark.parametrize(
    ("known", "help"),
    [
        ([], ""),
        (["a"], "there is only `a`"),
        (["a", "b"], "there are `a` and `b`"),
        (["a", "b", "c"], "there are `a`, `b` and `c`"),
        (list("abcdefghijklmn"), "there are `a`, `b`, `c`, `d`, `e`, `f`, `g`, `h`, `i`, `j`, `k`, `l` and 2 more"),
    ],
)
def test_the_names_there_are_make_a_sentence(known: list[str], help: str) -> None:
    """A long list is cut."""
    assert there_are(known) == help
    assert hint("zzz", known) == help


@pytest.mark.parametrize(
    ("code", "help"),
    [("kr", "did you mean `ko`?"), ("VN", "did you mean `vi`?"), ("EN", "did you mean `en`?"), ("ja", ""), ("", "")],
)
def test_the_code_of_a_country_means_its_language(code: str, help: str) -> None:
    """As people write `kr` for Korean; otherwise the nearest code is meant."""
    assert meant_language(code, ["en", "ko", "vi"]) == help
