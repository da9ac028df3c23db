"""What in a claim is a figure, and what only dates, numbers or names something."""

from __future__ import annotations

from decimal import Decimal

import pytest
from language_rules import LANGUAGES

from kamdocs.rules.figures import Figures

FIGURES = Figures(LANGUAGES)


@pytest.mark.parametrize(
    ("language", "text", "figures"),
    [
        ("en", "from 61.4% to 74.2% without a new building", ["61.4%", "74.2%"]),
        ("en", "thirty-five per cent of the people", ["five per cent"]),
        ("en", "the KRW 1,920,000,000 a year, and $3.5m", ["1,920,000,000", "3.5"]),
        ("en", "24 shift leaders, 3x faster, 149kg", ["24", "3", "149"]),
        ("en", "within 22 weeks, OEE 68 %", ["22", "68 %"]),
        ("en", "on line 3, 24 leaders; on lines 3, 5 and 7, 12 hours", ["24", "12"]),
        ("ko", "10개 라인의 OEE를 61.4%에서 74.2%로", ["10", "61.4%", "74.2%"]),
        (
            "ko",
            "삼십 퍼센트, 30퍼센트, 2억 4,650만 원, 3배, 1년 만에",
            ["30퍼센트", "2억 4,650만", "3", "1", "삼십 퍼센트"],
        ),
        ("vi", "giảm từ 29% xuống 17%, tám phần trăm", ["29%", "17%", "tám phần trăm"]),
        ("vi", "năm 2027, 9 tháng, 14.200 đồng, 2,5 triệu", ["9", "14.200", "2,5 triệu"]),
    ],
)
def test_a_figure_is_found_as_it_is_written(language: str, text: str, figures: list[str]) -> None:
    """In every language: shares, amounts, decimals, counts; shares in words too."""
    assert [figure.written for figure in FIGURES.find(text, language)] == figures


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "in 2027, from 2027 to 2028, on 3 May 2027, at 8:00, 24/7, Q3 2026"),
        ("en", "MES 2, ISO 9001, lot B7; 5S; 5G; the 1st; no. 2; lines 3 and 5; weeks 3 to 22, phase 2"),
        ("en", "one year, two engineers, a third, each percentage point"),
        ("en", "see [the report](https://example.com/2024/12) or write to a1@example.com"),
        ("ko", "5월 심사, 2027년 9월, 3·5번 라인, 제2공장, 2분기, 2차 회의, 꾸에보 3공단, 2027년까지"),
        ("ko", "종료 후 일 년간, 엔지니어 두 명, 매일 프로그램"),
        ("vi", "nhà máy số 2, tháng 9/2026, ngày 05 tháng 7 năm 2026, quý 3, dây chuyền 3 và 5"),
        ("vi", "mỗi điểm phần trăm, bốn đợt thanh toán, tám tuần"),
    ],
)
def test_other_numbers_are_no_figures(language: str, text: str) -> None:
    """Dates, years, times, labels, names, and what is in words."""
    found = [figure.written for figure in FIGURES.find(text, language)]
    assert found == []


def test_a_figure_is_read_in_every_grouping() -> None:
    """`1.391.600.000` and `1,391,600,000` are one value, and what is counted is known by its first letters."""
    (first,) = FIGURES.find("1.391.600.000 đồng", "vi")
    (second,) = FIGURES.find("1,391,600,000 dong", "en")
    assert first.readings & second.readings == {Decimal(1391600000)}
    (leaders,) = FIGURES.find("24 shift leaders", "en")
    assert (leaders.kind, leaders.counted) == ("count", "shi")
