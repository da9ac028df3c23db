"""What a pair of control tags takes, by where the two stand, without any letter that says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from word_templates.filling import fill
from word_templates.word_builder import Cell, P, bold, bookmark, document, item, table
from word_templates.word_pieces import control, inserted
from word_templates.word_texts import text_of

from kamdocs.word.names import qualified
from kamdocs.word.package import parse_part, read_package

YES, NO = {"ok": True}, {"ok": False}
MONTHS = {"months": [{"name": "Jan", "n": 1}, {"name": "Feb", "n": 2}]}


def check(content: tuple[object, ...], data: dict[str, Any], expected: str, folder: Path) -> None:
    """The template of `content`, whole and with its tags in pieces, says `expected`."""
    for breaks_tags in (False, True):
        assert text_of(fill(document(*content, breaks_tags=breaks_tags), data, folder)) == expected


PARAGRAPHS: dict[str, tuple[tuple[object, ...], dict[str, Any], str]] = {
    "alone, holds": (("a", "{% if ok %}", "b", "{% endif %}", "c"), YES, "a\nb\nc"),
    "alone, does not hold": (("a", "{% if ok %}", "b", "{% endif %}", "c"), NO, "a\nc"),
    "alone, with else": (("{% if ok %}", "b", "{% else %}", "c", "d", "{% endif %}"), NO, "c\nd"),
    "alone, with spaces": (("a", "  {% if ok %} ", "b", "\t{% endif %}", "c"), YES, "a\nb\nc"),
    "alone, with a no-break space": (("a", "\u00a0{% if ok %}", "b", "{% endif %}", "c"), YES, "a\nb\nc"),
    "two tags alone together": (
        ("{% for n in l %}{% if n > 1 %}", "{{ n }}", "{% endif %}{% endfor %}", "end"),
        {"l": [1, 2, 3]},
        "2\n3\nend",
    ),
    "a loop": (("{% for n in l %}", "{{ n }}", "{% endfor %}"), {"l": [1, 2]}, "1\n2"),
    "a loop over none": (("a", "{% for n in l %}", "{{ n }}", "{% endfor %}", "z"), {"l": []}, "a\nz"),
    "a loop with empty paragraphs": (("{% for n in l %}", "{{ n }}", "", "{% endfor %}"), {"l": [1, 2]}, "1\n\n2\n"),
    "a loop with a table": (
        ("{% for n in l %}", table(["a", "{{ n }}"]), "", "{% endfor %}", "end"),
        {"l": [1, 2]},
        "| a | 1 |\n\n| a | 2 |\n\nend",
    ),
    "a set value alone": (("a", "{% set x = 1 %}", "{{ x }}"), {}, "a\n1"),
    "a comment alone": (("a", "{# to do #}", "b"), {}, "a\nb"),
    "a comment beside text": (("a {# to do #}", "b"), {}, "a \nb"),
    "within a paragraph": (("a {% if ok %}b{% endif %} c",), NO, "a  c"),
    "within a paragraph, one after the other": (
        ("{% if ok %}a{% endif %}{% if not ok %}b{% endif %}c",),
        NO,
        "bc",
    ),
    "a whole paragraph that vanishes": (("a", "{% if ok %}b{% endif %}", "c"), NO, "a\nc"),
    "a whole paragraph that stays": (("a", "{% if ok %}b{% endif %}", "c"), YES, "a\nb\nc"),
    "a whole paragraph of several looks": (("a", P("{% if ok %}b", bold("c"), "{% endif %}"), "d"), NO, "a\nd"),
    "a whole paragraph with spaces around": (("a", " {% if ok %}b{% endif %} ", "c"), NO, "a\nc"),
    "a whole paragraph in two conditions": (
        ("a", "{% if ok %}{% if ok %}b{% endif %}{% endif %}", "c"),
        NO,
        "a\nc",
    ),
    "a whole item of a list": ((item("a"), item("{% if ok %}b{% endif %}"), item("c")), NO, "a\nc"),
    "a whole paragraph with else": (("{% if ok %}b{% else %}no{% endif %}", "c"), NO, "no\nc"),
    "a whole paragraph that is a loop": (("{% for n in l %}{{ n }} {% endfor %}", "c"), {"l": [1, 2]}, "1 2 \nc"),
    "an empty paragraph stays": (("a", "", "{% if ok %}", "b", "{% endif %}", "", "c"), NO, "a\n\n\nc"),
    "over paragraphs, all is kept": (("Dear {% if ok %}Ms", "and Mr", "Kim{% endif %}!"), YES, "Dear Ms\nand Mr\nKim!"),
    "over paragraphs, one tag alone": (("a", "{% if ok %}", "b", "c{% endif %} d", "e"), YES, "a\nb\nc d\ne"),
    "over paragraphs, nested": (
        ("{% for g in l %}", "{{ g.name }}:", "{% for n in g.of %}", "- {{ n }}", "{% endfor %}", "{% endfor %}"),
        {"l": [{"name": "A", "of": [1, 2]}, {"name": "B", "of": []}]},
        "A:\n- 1\n- 2\nB:",
    ),
    "a loop in a loop with a condition in the line": (
        ("{% for g in l %}", "{% for n in g %}{{ n }}{% if not loop.last %}, {% endif %}{% endfor %}", "{% endfor %}"),
        {"l": [[1, 2], [3]]},
        "1, 2\n3",
    ),
    "a heading between": (("{% if ok %}", P("Head", style="Heading1"), "{% endif %}", "c"), NO, "c"),
    "a control around a whole condition": (("a", control("{% if ok %}", "b", "{% endif %}"), "c"), YES, "a\nb\nc"),
    "a control within a condition": (("a", "{% if ok %}", control("b"), "{% endif %}", "c"), NO, "a\nc"),
    "a mark in the paragraph of a tag": (("a", P(bookmark("{% if ok %}")), "b", "{% endif %}"), YES, "a\nb"),
    "an insertion that is a tag": (("a", P(inserted("{% if ok %}")), "b", P(inserted("{% endif %}"))), YES, "a\nb"),
}


@pytest.mark.parametrize("name", PARAGRAPHS)
def test_paragraphs(name: str, tmp_path: Path) -> None:
    """A tag alone takes its paragraph; a pair in one paragraph stays in the line; over paragraphs all between."""
    check(*PARAGRAPHS[name], tmp_path)


ROWS: dict[str, tuple[tuple[object, ...], dict[str, Any], str]] = {
    "a loop over a row, from cell to cell": (
        (table(["head", "h"], ["{% for n in l %}{{ n }}", "b{% endfor %}"], ["foot", "f"]),),
        {"l": [1, 2]},
        "| head | h |\n| 1 | b |\n| 2 | b |\n| foot | f |",
    ),
    "a loop over a row, with a cell between": (
        (table(["{% for n in l %}{{ n }}", "x", "{{ loop.index }}{% endfor %}"]),),
        {"l": ["a", "b"]},
        "| a | x | 1 |\n| b | x | 2 |",
    ),
    "a loop over a row, beside text": (
        (table(["No. {% for n in l %}{{ n }}", "x{% endfor %} y"]),),
        {"l": [1, 2]},
        "| No. 1 | x y |\n| No. 2 | x y |",
    ),
    "a row by condition that holds": (
        (table(["a", "b"], ["{% if ok %}c", "d{% endif %}"]),),
        YES,
        "| a | b |\n| c | d |",
    ),
    "a row by condition that does not": ((table(["a", "b"], ["{% if ok %}c", "d{% endif %}"]),), NO, "| a | b |"),
    "a condition within the row of a loop": (
        (table(["{% for n in l %}{{ n }}", "{% if n > 1 %}more{% endif %}", "{% endfor %}"]),),
        {"l": [1, 2]},
        "| 1 |  |  |\n| 2 | more |  |",
    ),
    "a row of a loop, by condition": (
        (table(["{% for n in l %}{% if n > 1 %}{{ n }}", "b{% endif %}{% endfor %}"]),),
        {"l": [1, 2, 3]},
        "| 2 | b |\n| 3 | b |",
    ),
    "tags alone in rows": (
        (table(["head"], ["{% for n in l %}"], ["{{ n }}"], ["again"], ["{% endfor %}"], ["foot"]),),
        {"l": [1, 2]},
        "| head |\n| 1 |\n| again |\n| 2 |\n| again |\n| foot |",
    ),
    "tags alone in rows with empty cells": (
        (table(["{% for n in l %}", ""], ["{{ n }}", "x"], ["", "{% endfor %}"]),),
        {"l": [1, 2]},
        "| 1 | x |\n| 2 | x |",
    ),
    "tags alone in rows, with else": (
        (table(["{% if ok %}"], ["yes"], ["{% else %}"], ["no"], ["{% endif %}"]),),
        NO,
        "| no |",
    ),
    "tags alone in rows, in each other": (
        (
            table(
                ["{% for g in l %}"],
                ["{{ g.name }}"],
                ["{% for n in g.of %}"],
                ["{{ n }}"],
                ["{% endfor %}"],
                ["{% endfor %}"],
            ),
        ),
        {"l": [{"name": "A", "of": [1, 2]}, {"name": "B", "of": []}]},
        "| A |\n| 1 |\n| 2 |\n| B |",
    ),
    "two tags in the row of their own": (
        (table(["{% for n in l %}", "{% if n > 1 %}"], ["{{ n }}", "x"], ["{% endif %}", "{% endfor %}"]),),
        {"l": [1, 2, 3]},
        "| 2 | x |\n| 3 | x |",
    ),
    "a set value alone in a row": ((table(["{% set x = 1 %}"], ["{{ x }}"]),), {}, "| 1 |"),
    "the content of a cell": (
        (table([["{% for n in l %}", "{{ n }}", "{% endfor %}"], "x"]),),
        {"l": [1, 2]},
        "| 1 / 2 | x |",
    ),
    "the content of a cell that does not hold": (
        (table([["{% if ok %}", "a", "b", "{% endif %}"], "x"]),),
        NO,
        "|  | x |",
    ),
    "a pair in one cell, in one paragraph": ((table(["a {% if ok %}b{% endif %}", "x"]),), NO, "| a  | x |"),
    "the only paragraph of a cell": ((table(["{% if ok %}a{% endif %}", "x"]),), NO, "|  | x |"),
    "paragraphs of a cell, beside text": (
        (table([["a {% if ok %}b", "c{% endif %} d"], "x"]),),
        YES,
        "| a b / c d | x |",
    ),
    "a table within a row": (
        (
            table(
                [
                    "{% for g in l %}{{ g.name }}",
                    [table(["{% for n in g.of %}{{ n }}", "{% endfor %}"])],
                    "{% endfor %}",
                ]
            ),
        ),
        {"l": [{"name": "A", "of": [1, 2]}, {"name": "B", "of": [3]}]},
        "| A | | 1 |  | / | 2 |  | /  |  |\n| B | | 3 |  | /  |  |",
    ),
    "a merged cell in the row of a loop": (
        (table([Cell(("{% for n in l %}{{ n }}",), '<w:gridSpan w:val="2"/>'), "{% endfor %}"], ["a", "b", "c"]),),
        {"l": [1, 2]},
        "| 1 [wide 2] |  |\n| 2 [wide 2] |  |\n| a | b | c |",
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_rows_and_cells(name: str, tmp_path: Path) -> None:
    """A pair in two cells of a row takes the row; in one cell what is in the cell; alone in rows the rows between."""
    check(*ROWS[name], tmp_path)


COLUMNS: dict[str, tuple[tuple[object, ...], dict[str, Any], str]] = {
    "a condition that holds": (
        (table(["a", "{% if ok %}b", "c"], ["1", "2{% endif %}", "3"]),),
        YES,
        "| a | b | c |\n| 1 | 2 | 3 |",
    ),
    "a condition that does not": (
        (table(["a", "{% if ok %}b", "c"], ["1", "2{% endif %}", "3"]),),
        NO,
        "| a | c |\n| 1 | 3 |",
    ),
    "a condition with a row between": (
        (table(["a", "{% if ok %}b"], ["1", "2"], ["x", "y{% endif %}"]),),
        NO,
        "| a |\n| 1 |\n| x |",
    ),
    "a loop": (
        (table(["", "{% for m in months %}{{ m.name }}", "End"], ["sold", "{{ m.n }}{% endfor %}", "."]),),
        MONTHS,
        "|  | Jan | Feb | End |\n| sold | 1 | 2 | . |",
    ),
    "a loop over none": (
        (table(["", "{% for m in months %}{{ m.name }}", "End"], ["sold", "{{ m.n }}{% endfor %}", "."]),),
        {"months": []},
        "|  | End |\n| sold | . |",
    ),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_columns(name: str, tmp_path: Path) -> None:
    """A pair in one column, in rows that hold other things too, takes the column; the grid has as many columns."""
    content, data, expected = COLUMNS[name]
    check(content, data, expected, tmp_path)
    root = parse_part(read_package(fill(document(*content), data, tmp_path))["word/document.xml"])
    columns = len(expected.splitlines()[0].strip("|").split("|"))
    assert len(list(root.iter(qualified("w:gridCol")))) == columns
