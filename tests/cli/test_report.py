"""Problems as people read them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kamdocs.cli.columns import cells
from kamdocs.cli.report import format_failure, format_problems
from kamdocs.errors import Problem, RequestError, Severity


def problem(
    source: str = "", column: int = 1, width: int = 1, *, line: int = 14, severity: Severity = "error", help: str = ""
) -> Problem:
    """A problem in a.yaml."""
    return Problem(Path("a.yaml"), line, column, "rule", "it is wrong", severity, help, source, width)


def test_a_problem_has_place_line_caret_and_remedy() -> None:
    """The caret counts the columns of a terminal, in which Hangul takes two."""
    line = "  - {id: kim-chul-su, name: 김철수, titel: 재무이사, reader: finance}"
    found = Problem(
        Path("profiles/clients/hanbit/client.yaml"),
        14,
        line.index("titel") + 1,
        "unknown-key",
        "unknown key `titel`",
        help="did you mean `title`?",
        source=line,
        width=5,
    )
    assert format_problems([found]) == (
        "profiles/clients/hanbit/client.yaml:14:34: unknown key `titel`\n"
        "   |\n"
        "14 |   - {id: kim-chul-su, name: 김철수, titel: 재무이사, reader: finance}\n"
        "   |                                     ^^^^^\n"
        "   = help: did you mean `title`?\n"
        "\n"
        "1 error\n"
    )


@pytest.mark.parametrize(
    ("source", "column", "width", "beneath"),
    [
        ("abc", 2, 1, " ^"),
        ("김abc", 2, 2, "  ^^"),
        ("a: 김철수", 4, 3, "   ^^^^^^"),
        ("e\u0301x", 3, 1, " ^"),
        ("\u1112\u1161\u11abx", 4, 1, "  ^"),
        ("\tx", 2, 1, "\t^"),
        ("abc", 4, 1, "   ^"),
        ("ab", 1, 9, "^^"),
    ],
)
def test_the_caret_stands_beneath_what_is_wrong(source: str, column: int, width: int, beneath: str) -> None:
    """Combining marks and the vowels of decomposed Hangul take no column; a tab keeps its width."""
    assert format_problems([problem(source, column, width)]).splitlines()[3] == f"   | {beneath}"


def test_problems_are_sorted_and_counted() -> None:
    """By place; the last line says how many of each severity."""
    text = format_problems(
        [
            problem(line=20, severity="warning"),
            problem(line=3),
            problem(line=3, column=9),
            problem(line=0, severity="note", help="mend it"),
        ]
    )
    assert text == (
        "a.yaml: note: it is wrong\n   = help: mend it\n\n"
        "a.yaml:3:1: it is wrong\n\n"
        "a.yaml:3:9: it is wrong\n\n"
        "a.yaml:20:1: warning: it is wrong\n\n"
        "2 errors, 1 warning, 1 note\n"
    )
    assert format_problems([]) == ""


def test_a_source_line_does_not_act_on_the_terminal() -> None:
    """Neither colour codes nor controls of the writing direction get through."""
    assert "\x1b" not in format_problems([problem("a: \x1b[31mred\u202e", 4)])


def test_everything_that_was_refused_is_told() -> None:
    """Each with its own help, where there is some."""
    refused = RequestError("there is no `a`", help="did you mean `b`?", more=[("there is no `c`", "")])
    assert str(refused) == "there is no `a`\nthere is no `c`"
    assert format_failure(refused) == "error: there is no `a`\n  = help: did you mean `b`?\nerror: there is no `c`"


def test_colour_is_added_only_where_it_is_asked_for() -> None:
    """Without it the text is the same, and complete."""
    plain, coloured = format_problems([problem("abc")]), format_problems([problem("abc")], colour=True)
    assert "\x1b" not in plain
    assert coloured.replace("\x1b[1m", "").replace("\x1b[31m", "").replace("\x1b[0m", "") == plain


def test_cells_are_counted_as_terminals_do() -> None:
    """Two for Hangul and full-width forms, one for Vietnamese letters however they are composed."""
    assert [cells(text) for text in ("Đỗ", "D\u0323", "한국", "Ａ", "")] == [2, 1, 4, 2, 0]


@pytest.mark.parametrize(
    ("column", "shown", "beneath"),
    [
        (1, "x" * 160 + "…", "^"),
        (250, "…" + "x" * 160 + "…", " " * 61 + "^"),
        (500, "…" + "x" * 160, " " * 160 + "^"),
    ],
)
def test_of_a_long_line_only_the_part_about_the_fault_is_shown(column: int, shown: str, beneath: str) -> None:
    """The place in the first line is that in the file."""
    lines = format_problems([problem("x" * 500, column)]).splitlines()
    assert lines[0].startswith(f"a.yaml:14:{column}:")
    assert lines[2:4] == [f"14 | {shown}", f"   | {beneath}"]
