"""Whether two texts speak of the same thing."""

from __future__ import annotations

import pytest
from language_rules import LANGUAGES

from kamdocs.model.base import Text
from kamdocs.rules.likeness import Likeness


@pytest.mark.parametrize(
    ("language", "one", "other", "shared"),
    [
        ("en", "Operators may read the boards", "What a board shows an operator", ("Operators", "boards")),
        ("en", "They make it better every year", "Every year they make it better", ()),
        ("ko", "작업자가 현황판을 감시로 받아들일 가능성", "현황판이 감시 도구가 아님", ("현황판을", "감시로")),
        ("ko", "필요합니다", "있습니다", ()),
        ("vi", "Giảm hao hụt nguyên liệu", "mức hao hụt, nguyên nhân", ("hao hụt",)),
        ("vi", "nhà, máy", "nhà máy", ()),
    ],
)
def test_telling_words_are_shared(language: str, one: str, other: str, shared: tuple[str, ...]) -> None:
    """By stems, pairs of words, or pairs of syllables, as the language's file says; common words do not count."""
    assert Likeness(LANGUAGES, [language]).shared([Text(one)], [Text(other)]) == shared


def test_texts_are_compared_in_the_first_language_both_have() -> None:
    """What is given in different languages alone shares nothing."""
    likeness = Likeness(LANGUAGES, ["en", "ko"])
    both = Text({"en": "changeover of models", "ko": "기종 교체 시간"})
    assert likeness.shared([both], [Text({"ko": "기종 교체 표준"})]) == ("기종", "교체")
    assert likeness.shared([both], [Text({"en": "shorter changeover", "ko": "기종 교체 표준"})]) == ("changeover",)
    assert likeness.shared([Text({"en": "changeover"})], [Text({"ko": "기종 교체"})]) == ()
