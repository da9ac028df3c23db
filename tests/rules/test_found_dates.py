"""Dates found in text: what a language writes, it finds again."""

from __future__ import annotations

from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from support import REPOSITORY

from kamdocs.model.kit import LanguageRules
from kamdocs.rules.found_dates import Dates
from kamdocs.rules.language import Writer


def rules(code: str) -> LanguageRules:
    """The rules of a language that comes with kamdocs."""
    text = (REPOSITORY / f"templates/languages/{code}.yaml").read_text(encoding="utf-8")
    return LanguageRules.model_validate(yaml.load(text, yaml.BaseLoader))


ALL = {code: rules(code) for code in ("en", "ko", "vi")}
EVERY_FORM = Dates(ALL.values(), every_form=True)


@pytest.mark.parametrize("code", ALL)
@given(day=st.dates(date(1000, 1, 1)))
def test_a_date_that_a_language_writes_is_found_again(code: str, day: date) -> None:
    """Long and short, in the midst of a sentence, by the language's own rules and among all."""
    writer = Writer(ALL[code])
    for written in (writer.date(day), writer.date(day, short=True)):
        for dates in (Dates([ALL[code]], every_form=False), Dates([ALL[code], *ALL.values()], every_form=True)):
            text = f"x {written}, y"
            assert [(found.day, text[found.start : found.start + 1]) for found in dates.find(text)] == [
                (day, written[0])
            ]


@pytest.mark.parametrize(
    "text",
    [
        "1968-04-17",
        "17.4.1968",
        "17. 4. 1968",
        "17/04/1968",
        "1968/4/17",
        "17 April 1968",
        "17 APRIL 1968",
        "17th of April 1968",
        "April 17, 1968",
        "17 Apr. 1968",
        "17-Apr-1968",
        "Wednesday, 17 April 1968",
        "1968년4월17일",
        "1968. 4. 17.",
        "17 tháng 4, 1968",
        "Thứ Tư, 17 tháng 4, 1968",
        "17 April 19681",
    ],
)
def test_all_usual_forms_are_found(text: str) -> None:
    """The forms of CLDR and those of figures; a note may stand close behind."""
    assert [found.day for found in EVERY_FORM.find(text)] == [date(1968, 4, 17)]


def test_a_word_without_end_is_read_at_once() -> None:
    """What could be the name of a day is looked at once, not from each of its letters."""
    assert [found.day for found in EVERY_FORM.find("x" * 100_000 + " 1 " * 10_000 + "2026-11-23")] == [
        date(2026, 11, 23)
    ]


def test_the_first_language_decides_on_figures() -> None:
    """A language that writes the month first is read so."""
    american = ALL["en"].model_copy(update={"locale": "en_US", "date_short": "M/d/y"})
    assert [found.day for found in Dates([american], every_form=True).find("4/5/1968")] == [date(1968, 4, 5)]
    assert [found.day for found in EVERY_FORM.find("4/5/1968")] == [date(1968, 5, 4)]


def test_two_digits_of_a_year_are_read_as_two_centuries() -> None:
    """Korean and Vietnamese short forms leave the century out."""
    assert [found.day.year for found in EVERY_FORM.find("68. 4. 17.")] == [1968, 2068]


@pytest.mark.parametrize("text", ["31/02/2026", "1.2.3", "2026", "April 1968", "RRA-P-2026-041", "10/20/30"])
def test_what_is_no_day_is_not_found(text: str) -> None:
    """Days that the calendar does not have, numbers of chapters and papers."""
    assert list(EVERY_FORM.find(text)) == []
