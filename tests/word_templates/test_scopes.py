"""What a pair of control tags takes, by where the two stand, without any letter that says so."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from word_templates.filling import fill
from word_templates.word_builder import Cell, P, bold, bookmark, document, item, table
from word_templates.word_pieces import control, inserted, note, text_box
from word_templates.word_texts import lines_of, text_of

from kamdocs.errors import InputError
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


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        (("Total: {% if ok %}", "{{ n }}", "{% endif %} EUR"), "Total: EUR"),
        (("Total: {% if ok %}{{ n }}", "{{ n }} {% endif %}EUR"), "Total: EUR"),
        (("a {% if ok %}b", table(["c"]), "d{% endif %} e"), "a e"),
    ],
)
def test_text_beside_a_tag_is_never_lost(content: tuple[object, ...], kept: str, tmp_path: Path) -> None:
    """What stands before the first tag and after the last stays when the condition does not hold."""
    lines = lines_of(fill(document(*content), {"ok": False, "n": 12}, tmp_path))
    words = " ".join(re.sub(r"[|/]", " ", " ".join(lines)).split())
    assert words == kept


def test_a_loop_beside_text_over_paragraphs_repeats_what_is_between(tmp_path: Path) -> None:
    """The text before it and after it stands once."""
    template = document("A {% for n in l %}x{{ n }}", "y{% endfor %} B")
    assert " ".join(" ".join(lines_of(fill(template, {"l": [1, 2]}, tmp_path))).split()) in (
        "A x1 y x2 y B",
        "A x1 yx2 y B",
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (("{% for n in l %}a", "b{% endfor %}{% if ok %}", "c{% endif %}"), "a b a b c"),
        (("a {% for n in l %}", "{% endfor %}{% for n in l %}b ", "{% endfor %}"), "a b b"),
        (("a {% if ok %}", "b {% else %}{% endif %}"), "a b"),
        (("a {% if ok %}{% else %}", "b", "{% endif %} c"), "a c"),
        (("{% if ok %}a", "b{% endif %} {% for n in l %}c", "d{% endfor %}"), "a b c d c d"),
        (("{% for n in l %}{% if ok %}a", "{% endif %}b{% endfor %}"), "a b a b"),
        (("{% for n in l %}", "a {% endfor %}{% if ok %} b", "c", "{% endif %}"), "a a b c"),
    ],
)
def test_pairs_may_touch_in_a_paragraph(content: tuple[object, ...], said: str, tmp_path: Path) -> None:
    """One may end in the paragraph in which another begins, and a branch may be empty."""
    lines = lines_of(fill(document(*content), {"ok": True, "l": [1, 2]}, tmp_path))
    assert re.findall(r"\w", " ".join(lines)) == said.split()


@pytest.mark.parametrize("ok", [True, False])
@pytest.mark.parametrize(
    "template",
    [
        "{% if ok %}a {% else %}{%p if ok %}b{%p endif %}c{% endif %}",
        "{%p if ok %}a{% if ok %}b{% endif %}c{%p endif %}",
        "{% if ok %}a{%p endif %}b",
        "{%r if ok %}a{% if ok %}b{% endif %}{%r endif %}c",
    ],
)
def test_letters_that_others_forbid_give_what_they_say_or_a_fault(template: str, ok: bool, tmp_path: Path) -> None:
    """A document that Word cannot open is never made, nor is a letter lost."""
    plain = re.sub(r"\{%[pr] ", "{% ", template)
    expected = "".join(lines_of(fill(document(plain), {"ok": ok}, tmp_path))).split()
    try:
        lines = lines_of(fill(document(template), {"ok": ok}, tmp_path))
    except InputError:
        return
    assert "".join(lines).split() == expected


@pytest.mark.parametrize("place", ["header (default)", "footnotes", "text box"])
def test_a_place_is_never_without_a_paragraph(place: str, tmp_path: Path) -> None:
    """Word calls a file damaged where a header, a note, a cell or a box is empty."""
    gone = ("{% if ok %}", "a", "{% endif %}")
    content: tuple[object, ...] = ("b", P(note(*gone)), P(text_box(*gone)), table([list(gone)]))
    root_parts = read_package(fill(document(*content, headers={"default": list(gone)}), NO, tmp_path))
    part = {"header (default)": "header1", "footnotes": "footnotes", "text box": "document"}[place]
    root = parse_part(root_parts[f"word/{part}.xml"])
    holders = [root] if part == "header1" else root.iter(*map(qualified, ("w:footnote", "w:txbxContent", "w:tc")))
    assert [list(holder.iter(qualified("w:p"))) != [] for holder in holders].count(False) == 0


@pytest.mark.parametrize("ok", [True, False])
def test_a_section_stays_when_the_paragraph_goes_that_ends_it(ok: bool, tmp_path: Path) -> None:
    """Word keeps the settings of a section in its last paragraph, which may hold nothing but a tag."""
    page = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
    template = document("a", "{% if ok %}", "b", P("{% endif %}", properties=page), "c")
    filled = fill(template, {"ok": ok}, tmp_path)
    root = parse_part(read_package(filled)["word/document.xml"])
    assert len(list(root.iter(qualified("w:sectPr")))) == 2
    assert text_of(filled).split() == (["a", "b", "c"] if ok else ["a", "c"])


def test_ids_stay_unique_in_a_loop(tmp_path: Path) -> None:
    """Bookmarks, paragraphs and shapes that a loop repeats get numbers and names of their own."""
    content = ("{% for n in l %}", P(bookmark("{{ n }}", name="place"), text_box("{{ n }}")), "{% endfor %}")
    root = parse_part(read_package(fill(document(*content), {"l": [1, 2, 3]}, tmp_path))["word/document.xml"])
    for tag, key in (
        ("w:bookmarkStart", "w:id"),
        ("w:bookmarkStart", "w:name"),
        ("wp:docPr", "id"),
        ("w:p", "w14:paraId"),
    ):
        name = qualified(key) if ":" in key else key
        found = [given for e in root.iter(qualified(tag)) if (given := e.get(name)) is not None]
        assert len(set(found)) == len(found), (tag, key)
