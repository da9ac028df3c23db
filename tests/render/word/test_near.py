"""What looks as a tag and is none."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from word_files import word_file

import kamdocs


@pytest.mark.parametrize(
    ("text", "what", "help"),
    [
        ("{name}", "one brace opens no tag", "write `{{ name }}`"),
        ("${client.name}", "one brace opens no tag", "write `{{ client.name }}`"),
        ("{ {name} }", "`{ {` opens no tag", "write `{{ name }}`"),
        ("{ { a.b|date } }", "`{ {` opens no tag", "write `{{ a.b|date }}`"),
        ("<<name>>", "`<<…>>` is no tag here", "write `{{ name }}`"),
        ("«first_name»", "`«…»` is no tag here", "write `{{ first_name }}`"),
        ("[[name]]", "`[[…]]` is no tag here", "write `{{ name }}`"),
        ("｛｛ name ｝｝", "wide braces open no tag", "write `{{ name }}`"),
        ("{ % if a % }", "`{ %` opens no tag", "write `{% if a %}`, without a blank between brace and per cent"),
        ("name }}", "`}}` closes nothing", "write `{{` where the tag begins"),
        ("if a %}", "`%}` closes nothing", "write `{%` where the tag begins"),
    ],
)
def test_a_near_miss_is_a_warning_that_says_what_to_type(text: str, what: str, help: str, tmp_path: Path) -> None:
    """With the words in question."""
    (problem,) = kamdocs.check_template(word_file(tmp_path / "t.docx", f"Dear {text}, {{{{ a }}}}"))
    assert (problem.severity, problem.what, problem.help, problem.place) == ("warning", what, help, "paragraph 1")
    assert text.removeprefix("name ").removeprefix("if a ").removeprefix("$") in problem.source[problem.column - 2 :]


@pytest.mark.parametrize(
    "text",
    [
        "{{ a }}",
        "{{ {'x': 1}['x'] }} {{ a }}",
        "{# {name} #}{{ a }}",
        "{% raw %}{name}{% endraw %}{{ a }}",
        "«Bonjour» {{ a }}",
        "{1} {} { } {see below} 3 < 4 << 5 {{ a }}",
        "100 % {{ a }}",
        "[1] {{ a }}",
        "{_{ shown }_} {{ a }}",
    ],
)
def test_what_is_meant_as_it_stands_is_none(text: str, tmp_path: Path) -> None:
    """Tags, comments, quotes, signs."""
    assert kamdocs.check_template(word_file(tmp_path / "t.docx", text)) == ()


def test_a_field_of_a_mail_merge_is_told(tmp_path: Path) -> None:
    """With its name as one can write it in a tag."""
    document = docx.Document()
    field = f"<w:fldSimple {nsdecls('w')} w:instr=' MERGEFIELD \"First Name\" \\* MERGEFORMAT '><w:r><w:t>«First Name»</w:t></w:r></w:fldSimple>"  # noqa: E501  one element
    document.add_paragraph()._p.append(parse_xml(field))
    document.save(str(tmp_path / "t.docx"))
    (problem,) = kamdocs.check_template(tmp_path / "t.docx")
    assert problem.what == "a merge field `First_Name` is not filled"
    assert problem.help.startswith("put `{{ First_Name }}` in its place")


@pytest.mark.parametrize("opening", ["{ {", "{ %", "｛｛", "｛％"])
def test_braces_before_many_blanks_are_looked_through_at_once(opening: str, tmp_path: Path) -> None:
    """They close nowhere, and every way of dividing the blanks would be tried otherwise."""
    (problem,) = kamdocs.check_template(word_file(tmp_path / "t.docx", f"{opening}{' ' * 20_000}", "{{ a }} }}"))
    assert problem.what == "`}}` closes nothing"
