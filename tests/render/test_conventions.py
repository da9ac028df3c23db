"""Breaches of the conventions of a language in templates and data, each at its place, and their excuses."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from pathlib import Path, PurePosixPath

import pytest
from support import REPOSITORY, MakeWorkspace

from kamdocs.load import load
from kamdocs.model.house import Settings
from kamdocs.model.kit import Kit, Template, TemplateHeader
from kamdocs.model.request import ProposalRequest
from kamdocs.model.workspace import Workspace
from kamdocs.render import Origins, data_breaches, template_breaches
from kamdocs.render.literal_text import stretches
from kamdocs.rules.conventions import Conventions
from kamdocs.tailor import tailor

TODAY = date(2026, 11, 23)
Example = tuple[Workspace, Kit]


def template(name: str, source: str, body_line: int = 1) -> Template:
    """A template that stands in a test."""
    return Template(PurePosixPath(name), Path("templates", name), TemplateHeader(), source, body_line)


def told(
    example: Example, source: str, *, name: str = "letters/a.en.html.j2", rules: Mapping[str, str] | None = None
) -> list[str]:
    """Place, rule and words of each breach in a template."""
    workspace, kit = example
    settings = Settings.model_validate({**workspace.settings.model_dump(), "rules": rules or {}})
    kit = dataclasses.replace(kit, templates={name: template(name, source)})
    found = template_breaches(kit, settings)
    assert all(one.severity in ("warning", "error") for one in found)
    return [f"{one.line}:{one.column} {one.rule}: {one.source[one.column - 1 :][: one.width]}" for one in found]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Dear Mr. Smith,</p>", ["1:4 en-salute: Dear Mr."]),
        ("<p>\n  Dear Mr. Smith,\n</p>", ["2:3 en-salute: Dear Mr."]),
        ("<p>on <strong>05</strong>/02/2026</p>", ["1:15 en-date: 05</strong>/02/2026"]),
        ("{% if a %}Dear Sirs,{% endif %}", ["1:11 en-salute: Dear Sirs"]),
        ('{{ "Dear Sirs," if a }}', ["1:5 en-salute: Dear Sirs"]),
        ("{% set label = {'a': 'Dear Sirs,'} %}", ["1:23 en-salute: Dear Sirs"]),
        ("<p>5&nbsp;000&nbsp;VND</p>", ["1:20 en-money: VND"]),
        ("<p>12&nbsp;VND</p>", ["1:12 en-money: VND"]),
        ('<p title="05/02/2026">{# 05/02/2026 #}<!-- 05/02/2026 --></p>', []),
        ("<p>“05/02/2026”, {{ on|date }}</p>", []),
        ('<p>Dated <span lang="vi">ngày 5 tháng 7 năm 2026</span>.</p>', ["1:31 vi-date-pad: 5"]),
        (
            '<p lang="ko">2026. 2. 5</p><p>05/02/2026</p>',
            ["1:14 ko-date-point: 2026. 2. 5", "1:31 en-date: 05/02/2026"],
        ),
        ('<div lang="ko"><p>한국</p></div><p>05/02/2026</p>', ["1:34 en-date: 05/02/2026"]),
    ],
)
def test_the_words_of_a_template_are_read(example: Example, source: str, found: list[str]) -> None:
    """What stands between tags, and the texts in quotes within statements, each at its place."""
    assert told(example, source) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("# Dear Mr. Smith,\n\n- Dear Sirs,\n", ["1:3 en-salute: Dear Mr.", "3:3 en-salute: Dear Sirs"]),
        ("We met on\n05/02/2026 there.\n", ["2:1 en-date: 05/02/2026"]),
        ("On February\n5, 2026 we met.\n", ["1:4 en-date: February"]),
        ("See [the page](https://a.example/2026-02-05).\n", []),
    ],
)
def test_markdown_is_read_by_its_blocks(example: Example, source: str, found: list[str]) -> None:
    """A sentence goes on over the end of a line, not over that of a paragraph."""
    assert told(example, source, name="letters/a.en.md.j2") == found


def test_a_template_is_read_in_the_language_of_its_name(example: Example) -> None:
    """One without a language is not read where the house has several."""
    assert told(example, "<p>님 귀하</p><p>홍길동 님 귀하</p>", name="letters/a.ko.html.j2") == [
        "1:19 ko-nim-gwiha: 님 귀하"
    ]
    assert told(example, "<p>Dear Sirs,</p>", name="letters/a.html.j2") == []


def test_a_house_of_one_language_has_every_template_read(example: Example) -> None:
    """Its templates need no language in their names."""
    workspace, kit = example
    kit = dataclasses.replace(kit, templates={"a": template("letters/a.html.j2", "<p>Dear Sirs,</p>")})
    settings = Settings.model_validate({**workspace.settings.model_dump(), "languages": ["en"]})
    assert [problem.rule for problem in template_breaches(kit, settings)] == ["en-salute"]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("{# excuse en-date: the form has it so #}\n<p>05/02/2026</p>", []),
        ("<p>05/02/2026</p>{# excuse en-date: the form has it so #}", []),
        ("{#- excuse en-date: it\nis so -#}\n<p>05/02/2026</p>", []),
        ("{# excuse en-date: it is so #}\n<p>a</p>\n<p>05/02/2026</p>", ["3:4 en-date: 05/02/2026"]),
        ("<p>05/02/2026</p>\n{# excuse en-date: it is so #}", ["1:4 en-date: 05/02/2026"]),
        ("{# excuse en-salute: it is so #}\n<p>05/02/2026</p>", ["2:4 en-date: 05/02/2026"]),
        (
            "{# excuse en-date #}\n<p>05/02/2026</p>",
            ["1:1 bad-excuse: {# excuse en-date #}", "2:4 en-date: 05/02/2026"],
        ),
        ("{# excuse en-date: #}", ["1:1 bad-excuse: {# excuse en-date: #}"]),
        ("{# excuse en-dates: it is so #}", ["1:1 bad-excuse: {# excuse en-dates: it is so #}"]),
        ("{# excuse #}", ["1:1 bad-excuse: {# excuse #}"]),
        ("{# There is an excuse for this. #}", []),
    ],
)
def test_an_excuse_counts_for_its_line_and_the_next(example: Example, source: str, found: list[str]) -> None:
    """With a reason, and for a rule that there is; else it is told itself."""
    assert told(example, source) == found


def test_severity_is_the_houses(example: Example) -> None:
    """`off` is silence."""
    assert told(example, "<p>05/02/2026</p>", rules={"en-date": "off"}) == []
    assert told(example, "{# excuse #}", rules={"bad-excuse": "off"}) == []
    assert len(told(example, "<p>05/02/2026</p>", rules={"en-date": "error"})) == 1


def test_the_shipped_files_are_free_of_breaches(example: Example) -> None:
    """Templates and example profiles."""
    workspace, kit = example
    assert kit.templates
    assert template_breaches(kit, workspace.settings) == ()
    assert data_breaches(workspace, kit) == ()


def test_every_word_of_the_shipped_templates_has_its_place(example: Example) -> None:
    """A stretch of text and its places say the same, so that a breach is marked where it stands."""
    _, kit = example
    read = [(one, stretch) for one in kit.templates.values() for stretch in stretches(one)]
    assert len(read) > 1000
    for one, stretch in read:
        for character, place in zip(stretch.text, stretch.places, strict=True):
            assert one.source[place] in {character, "\n", "{", "<", "&"}, one.file


def test_a_text_of_the_data_is_told_at_its_place(workspace: MakeWorkspace) -> None:
    """By the language it is given in; a text for all languages only where the house has a single one."""
    house = (
        "name: Lotus Advisory\nlegal_name: Lotus\ntax_code: 01\n"
        "address: {en: Hanoi, vi: Hà Nội}\nphone: +84 24 5555 0101\nemail: office@lotus.example\n"
        "website: https://lotus.example\nsignatory: mai\n"
        "about: {en: 'Founded on 05/02/2026', vi: 'Thành lập ngày 5 tháng 7 năm 2026'}\n"
    )
    several = {"kamdocs.yaml": "languages: [en, vi]\ntimezone: Asia/Ho_Chi_Minh\ncalendar: VN\n"}
    root = workspace({**several, "profiles/house.yaml": house})
    read, kit, _ = load(root, today=TODAY, use="proposal")
    found = [one.headline() for one in data_breaches(read, kit)]
    assert found == [
        "profiles/house.yaml:9:25: warning: a date all in digits, which is read in two ways: `05/02/2026`",
        "profiles/house.yaml:9:58: warning: no zero before a day from 1 to 9: `5`",
    ]
    plain = house.replace("{en: 'Founded on 05/02/2026', vi: 'Thành lập ngày 5 tháng 7 năm 2026'}", "Since 05/02/2026")
    for languages, count in (("en, vi", 0), ("en", 1)):
        settings = several["kamdocs.yaml"].replace("en, vi", languages)
        root = workspace({"kamdocs.yaml": settings, "profiles/house.yaml": plain})
        read, kit, _ = load(root, today=TODAY, use="proposal")
        assert len(data_breaches(read, kit)) == count


def origin(example: Example, language: str, text: str, templates: Mapping[str, str]) -> tuple[str, ...] | None:
    """Where the first breach in a printed `text` comes from."""
    workspace, kit = example
    kit = dataclasses.replace(kit, templates={name: template(name, source) for name, source in templates.items()})
    plans = tailor(workspace, kit, ProposalRequest(REPOSITORY, "straits-meridian", TODAY))
    breach = next(Conventions(kit.languages[language]).breaches(text))
    found = Origins(workspace, kit, plans[0]).of(breach, text[breach.start : breach.end], language)
    return None if found is None else tuple(f"{one.file}:{one.line}" for one in found)


def test_the_words_of_a_document_are_traced_to_their_template(example: Example) -> None:
    """In its own language or for all; an excused one is told to be so, one of no single place is not found."""
    text = "Dear Sirs,"
    assert origin(example, "en", text, {"a.html.j2": "<p>\nDear Sirs,</p>"}) == ("templates/a.html.j2:2",)
    assert origin(example, "en", text, {"a.en.html.j2": "<p>Dear Sirs,</p>"}) == ("templates/a.en.html.j2:1",)
    assert origin(example, "en", text, {"a.ko.html.j2": "<p>Dear Sirs,</p>"}) is None
    assert origin(example, "en", text, {"a.html.j2": "{# excuse en-salute: theirs #}<p>Dear Sirs,</p>"}) == ()
    assert origin(example, "en", text, {"a.html.j2": "<p>Dear {{ who }}</p>"}) is None
