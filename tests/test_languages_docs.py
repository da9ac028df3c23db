"""docs/languages.md lists the rules that there are, and what it shows of address is so."""

from __future__ import annotations

import re

import pytest
from language_rules import LANGUAGES
from support import REPOSITORY

from kamdocs.model.rules import BAD_EXCUSE, MIXED_LOCALE, NOT_COMPOSED, RULES
from kamdocs.rules.address import Address

PAGE = REPOSITORY / "docs" / "languages.md"
OF_ALL = (MIXED_LOCALE, NOT_COMPOSED)
"""The rules of every language, which its file may add to."""


def table() -> list[str]:
    """The rows of the page, by language and in the order of its file; then the rules of all languages."""
    rows = [
        f"| `{rule}` | {convention.source} | {convention.severity} | {convention.says} |"
        for rules in LANGUAGES.values()
        for rule, convention in rules.conventions.items()
        if rule not in OF_ALL
    ]
    return rows + [f"| `{rule}` | G | {RULES[rule].severity} | Not: {RULES[rule].finds}. |" for rule in OF_ALL]


def test_the_page_lists_every_rule() -> None:
    """In the words of the data, and no other."""
    listed = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if re.match(r"\| `[a-z]+-", line)]
    assert table()
    assert listed == table()


def test_the_page_names_the_check_of_excuses() -> None:
    """By its id."""
    assert f"`{BAD_EXCUSE}`" in PAGE.read_text(encoding="utf-8")


PEOPLE = {
    "en": {"name": "John Smith", "family_name": "Smith", "gender": "m", "title": "Head"},
    "vi": {"name": "Nguyễn Văn Minh", "family_name": "Nguyễn", "given_name": "Minh", "gender": "m", "title": "Trưởng"},
    "ko": {"name": "김철수", "title": "부장"},
}
SENDERS = {
    "en": {"name": "Mai Thu Ha", "title": "Managing director"},
    "vi": {"name": "Mai Thu Hà", "title": "Giám đốc"},
    "ko": {"name": "박성민", "title": "이사"},
}


@pytest.mark.parametrize("form", ["salutation", "addressed", "called", "you", "closing", "signed"])
def test_the_page_shows_the_forms_of_address_as_they_are(form: str) -> None:
    """In each language, in the order of its columns."""
    shown = next(line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith(f"| `{form}` |"))
    given = []
    for code in PEOPLE:
        address, person = Address(LANGUAGES[code].address), SENDERS[code] if form == "signed" else PEOPLE[code]
        given.append(getattr(address, form)([person] if form in ("salutation", "closing") else person))
    assert [cell.strip() for cell in shown.split("|")[3:-1]] == given
