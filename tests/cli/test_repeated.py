"""The same fault in many rows, and many of a sort."""

from __future__ import annotations

from pathlib import Path

from kamdocs.cli.repeated import grouped
from kamdocs.errors import Problem


def at(row: int, what: str, column: str = "email") -> Problem:
    """A problem of a row."""
    return Problem(Path("list.csv"), row, 1, "bad-email", what, "warning", place=f"row {row}, column {column}")


def told(problems: list[Problem]) -> list[str]:
    """What is said of `problems`."""
    return [problem.headline() for problem in grouped(problems)]


def test_the_same_in_several_rows_is_one_with_all_of_them() -> None:
    """Three or more in a row are a span; another column is another place."""
    rows = [at(row, "is wrong") for row in (9, 2, 3, 5, 6, 7)]
    assert told([*rows, at(4, "is lost")]) == [
        "list.csv: rows 2, 3, 5–7, 9, column email: warning: is wrong (6 rows)",
        "list.csv: row 4, column email: warning: is lost",
    ]
    assert told([at(2, "is wrong"), at(3, "is wrong", "mail")]) == [
        "list.csv: row 2, column email; row 3, column mail: warning: is wrong (2 rows)"
    ]


def test_of_many_that_each_say_something_else_every_row_is_named() -> None:
    """The first five stand alone, and nothing is cut."""
    assert told([at(row, f"`{row}` is wrong") for row in range(2, 8)])[-1] == (
        "list.csv: row 7, column email: warning: `7` is wrong"
    )
    *first, last = told([at(row, f"`{row}` is wrong") for row in (*range(2, 10), 20)])
    assert len(first) == 5
    assert last == "list.csv: rows 7–9, 20, column email: warning: 4 more like this (`bad-email`)"


def test_what_is_at_no_row_is_told_as_it_is() -> None:
    """Problems of lines of a file, each with its own source."""
    lines = [Problem(Path("a.yaml"), line, 1, "x", "is wrong", source="a: b") for line in (1, 2)]
    assert grouped(lines) == lines
    cards = [Problem(Path("a.vcf"), line, 1, "x", "is wrong", place=f"card {line}, line {line}") for line in (1, 2)]
    assert told(cards) == ["a.vcf: card 1, line 1; card 2, line 2: is wrong (2 times)"]
