"""Whether a printed text shows the number that it stands for."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kamdocs.rules.printed_numbers import prints


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("-5192", "−5,192"),
        ("-5192.1", "(5,192)"),
        ("-5192", "△5,192"),
        ("-5192", "▲ 5,192"),
        ("-5192", "VND –5,192"),
        ("-30", "D-30"),
        ("-5", "Q3: −5 %"),
        ("-0.3", "0%"),
        ("-5", "five less"),
        ("4", "+4"),
        ("12.5", "12.5 %"),
        ("0.125", "12,5 %"),
        ("1200000000", "1,2 tỷ"),
        ("300000000", "3억"),
        ("120000000", "1억 2,000만"),
        ("1234567", "€1.2 million"),
        ("1234.5", "1.234,5"),
        ("1200", "1 200"),
        ("3", "3 / 5"),
        ("30", "D-30"),
        ("5", "5–6"),
        ("5", "٥"),
        ("12", "１２"),
        ("0", "0%"),
        ("12", "a dozen"),
        ("7", "–"),
    ],
)
def test_a_text_prints_its_number(number: str, text: str) -> None:
    """As any language writes it, rounded, in per cent, in thousands and more, or in words."""
    assert prints(text, Decimal(number))


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("5", "6"),
        ("5", "−5"),
        ("5", "$ –5"),
        ("-5192", "5,192"),
        ("-5", "+5"),
        ("-5", "5 (of 7)"),
        ("-6", "5–6"),
        ("-5", "٥"),
        ("5192", "5,129"),
        ("12.5", "12.6 %"),
        ("1200000000", "1,3 tỷ"),
        ("300000000", "4억"),
        ("5", "٦"),
        ("40", "0%"),
        ("90", "1:30"),
    ],
)
def test_a_text_that_prints_another_number_is_told(number: str, text: str) -> None:
    """Another figure, another sign, or a time that is counted in other units."""
    assert not prints(text, Decimal(number))
