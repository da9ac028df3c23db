"""The conventions of the shipped languages: what each finds, and what it leaves alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from support import REPOSITORY

from kamdocs.model.kit import LanguageRules
from kamdocs.model.rules import NOT_COMPOSED
from kamdocs.rules.conventions import Conventions

TABLES = sorted(Path(__file__).parent.joinpath("tables").glob("conventions.*.yaml"))
LEAST = 6


def rules_of(code: str) -> LanguageRules:
    """The shipped rules of a language."""
    text = (REPOSITORY / "templates" / "languages" / f"{code}.yaml").read_text(encoding="utf-8")
    return LanguageRules.model_validate(yaml.load(text, yaml.BaseLoader))


LANGUAGES = {table.suffixes[0].removeprefix("."): rules_of(table.suffixes[0].removeprefix(".")) for table in TABLES}
READ = {code: Conventions(rules) for code, rules in LANGUAGES.items()}


def tables() -> dict[str, Any]:
    """The golden tables by language."""
    return {table.suffixes[0].removeprefix("."): yaml.safe_load(table.read_text(encoding="utf-8")) for table in TABLES}


def rows(kind: str) -> Iterator[tuple[str, str, str]]:
    """Language, rule and text of each row of one kind."""
    return ((code, rule, text) for code, table in tables().items() for rule, its in table.items() for text in its[kind])


def marked(text: str, language: str, rule: str) -> str:
    """`text`, without its marks, with what the language finds under `rule` marked anew."""
    plain = text.replace("⟦", "").replace("⟧", "").replace("¶", "\n\n")
    for breach in sorted(READ[language].breaches(plain), key=lambda breach: -breach.start):
        if breach.rule == rule:
            plain = f"{plain[: breach.start]}⟦{plain[breach.start : breach.end]}⟧{plain[breach.end :]}"
    return plain.replace("\n\n", "¶")


@pytest.mark.parametrize(("language", "rule", "text"), [*rows("wrong")])
def test_what_is_wrong_is_found(language: str, rule: str, text: str) -> None:
    """At its place, and nothing else of that rule."""
    assert marked(text, language, rule) == text


@pytest.mark.parametrize(("language", "rule", "text"), [*rows("right")])
def test_what_is_right_is_left_alone(language: str, rule: str, text: str) -> None:
    """By every rule of the language, not only by that of the row."""
    plain = text.replace("¶", "\n\n")
    assert [breach.rule for breach in READ[language].breaches(plain) if breach.rule == rule] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_its_rows(language: str) -> None:
    """Six that break it and six that do not at least, and every form that breaks it is found in one."""
    table = tables()[language]
    assert set(LANGUAGES[language].conventions) <= set(table)
    for rule, its in table.items():
        assert len(its["wrong"]) >= LEAST, rule
        assert len(its["right"]) >= LEAST, rule
    for rule, convention in LANGUAGES[language].conventions.items():
        found = {
            breach.what
            for text in table[rule]["wrong"]
            for breach in READ[language].breaches(re.sub("[⟦⟧]", "", text).replace("¶", "\n\n"))
        }
        assert {form.what for form in convention.wrong} - found <= UNTOLD.get(rule, set()), rule


UNTOLD = {"ko-particle": {"a particle after a value that has many last sounds"}}
"""What stands in templates only."""


def test_a_new_language_brings_its_own_rules() -> None:
    """Data alone: no code knows the language."""
    rules = LanguageRules.model_validate(
        {
            "name": "Deutsch",
            "locale": "de_DE",
            "date": "d. MMMM y",
            "date_short": "dd.MM.y",
            "money": {"default": "#,##0.00 ¤¤"},
            "figure_label": "Abbildung",
            "table_label": "Tabelle",
            "conventions": {
                "de-sie": {
                    "source": "G",
                    "says": "Angeredet wird mit Sie.",
                    "wrong": [{"pattern": r"\b(?P<here>[Dd]u)\s\p{Lu}", "what": "`du` zu einem Kunden"}],
                    "unless": ["Du Pont"],
                }
            },
        }
    )
    found = [
        (one.rule, one.start, one.end)
        for one in Conventions(rules).breaches("Wenn du Ärger mit Du Pont und 1,234,567 hast")
    ]
    assert found == [("de-sie", 5, 7), ("any-mixed-locale", 30, 39)]


def test_of_two_breaches_at_one_place_the_first_rule_counts() -> None:
    """A number is not told twice."""
    assert [breach.rule for breach in READ["vi"].breaches("Tổng cộng 12,000,000 đồng")] == ["vi-num-sep"]


def test_nothing_is_found_in_nothing() -> None:
    """Nor in blanks."""
    assert [list(READ["ko"].breaches(text)) for text in ("", " \n\u00a0")] == [[], []]


def test_separate_accents_are_told_once() -> None:
    """A whole text of them has one cause."""
    found = [breach.rule for breach in READ["vi"].breaches("Ta\u0302m Ta\u0302m Ta\u0302m")]
    assert found == [NOT_COMPOSED]


@pytest.mark.parametrize("language", READ)
def test_a_paragraph_is_read_alike_wherever_it_stands(language: str) -> None:
    """Each wrong text of one paragraph has its breaches at its own place between two others, however often it comes."""
    for text in (text for code, _, text in rows("wrong") if code == language and "¶" not in text):
        plain = text.replace("⟦", "").replace("⟧", "")
        alone = [(breach.rule, breach.start, breach.end) for breach in READ[language].breaches(plain)]
        for before, after in (("…", "…"), ("…\n\n…", "…"), ("…", "…\n\n…")):
            start = len(before) + 2
            among = READ[language].breaches(f"{before}\n\n{plain}\n\n{after}")
            assert [(breach.rule, breach.start - start, breach.end - start) for breach in among] == alone


def test_a_rule_may_go_over_paragraphs() -> None:
    """A salutation and the close that does not fit it are told together, as they stand in paragraphs of their own."""
    text = "Dear Ms Hart\n\nThank you for your time.\n\nYours faithfully"
    assert [(breach.rule, text[breach.start : breach.end]) for breach in READ["en"].breaches(text)] == [
        ("en-close-pair", "Yours faithfully")
    ]
