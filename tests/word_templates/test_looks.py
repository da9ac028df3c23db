"""What someone sees who looks at a filled document: tables on the page, lists that count right, distances, headings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Mm
from filled_templates import W, made, outline
from lxml import etree
from word_templates.filling import fill, sound
from word_templates.word_builder import document, table
from word_templates.word_package import Package
from word_templates.word_pieces import field

from kamdocs.word.package import parse_part, read_package

MONTHS = {"months": [{"name": f"M{number}", "n": number} for number in range(1, 13)]}


def root_of(docx: bytes, part: str = "document") -> etree._Element:
    """The root of a part of Word's own."""
    return parse_part(read_package(docx)[f"word/{part}.xml"])


def grid_of(docx: bytes) -> list[int]:
    """The widths of the columns of the first table, in twips."""
    return [int(column.get(f"{W}w", "0")) for column in next(root_of(docx).iter(f"{W}tblGrid"))]


def cells_of(docx: bytes) -> list[list[int]]:
    """The widths of the cells of the first table, row by row."""
    rows = next(root_of(docx).iter(f"{W}tbl")).iter(f"{W}tr")
    return [[int(width.get(f"{W}w", "0")) for width in row.iter(f"{W}tcW")] for row in rows]


COLUMNS = {
    "from row to row": (["What", "{% for m in months %}{{ m.name }}"], ["Days", "{{ m.n }}{% endfor %}"]),
    "in each row": (
        ["What", "{%tc for m in months %}", "{{ m.name }}", "{%tc endfor %}"],
        ["Days", "{%tc for m in months %}", "{{ m.n }}", "{%tc endfor %}"],
    ),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_repeated_columns_stay_on_the_page(name: str, tmp_path: Path) -> None:
    """Thirteen columns of 2,000 twips share the width of the text, which is 9,072; cells are as wide as the grid."""
    docx = fill(document(table(*COLUMNS[name])), MONTHS, tmp_path)
    grid = grid_of(docx)
    assert (len(grid), sum(grid)) == (13, 9072)
    assert cells_of(docx) == [grid, grid]
    sound(docx, tmp_path)


@pytest.mark.parametrize("name", COLUMNS)
def test_repeated_columns_that_fit_keep_their_width(name: str, tmp_path: Path) -> None:
    """Three columns of 2,000 twips are as wide as in the template."""
    docx = fill(document(table(*COLUMNS[name])), {"months": MONTHS["months"][:2]}, tmp_path)
    assert grid_of(docx) == [2000] * 3
    assert cells_of(docx) == [[2000] * 3] * 2


def test_repeated_columns_in_a_cell_fit_the_table_that_they_were(tmp_path: Path) -> None:
    """A table within a cell, of 4,000 twips, stays as wide as it is."""
    docx = fill(document(table([[table(*COLUMNS["from row to row"])]])), MONTHS, tmp_path)
    inner = list(root_of(docx).iter(f"{W}tblGrid"))[1]
    assert sum(int(column.get(f"{W}w", "0")) for column in inner) == 4000


def test_cells_over_repeated_columns_are_as_wide_as_these(tmp_path: Path) -> None:
    """What spans columns is scaled with them."""
    head = ["What", "{% colspan months|length %}Months"]
    docx = fill(document(table(head, *COLUMNS["in each row"])), MONTHS, tmp_path)
    first, *others = cells_of(docx)
    assert first == [others[0][0], sum(others[0][1:])]
    assert sum(first) == 9072


def _built(build: Callable[[Document], object], data: dict[str, Any], folder: Path) -> bytes:
    return fill(made(build), data, folder)


def _numbers(docx: bytes) -> list[tuple[str, str, str]]:
    """Of each item of a numbered list: its text, its numbering and the pattern that this follows."""
    numbering = root_of(docx, "numbering")
    follows = {
        num.get(f"{W}numId"): str(num.find(f"{W}abstractNumId").get(f"{W}val"))  # type: ignore[union-attr]
        for num in numbering.iter(f"{W}num")
    }
    style = next(each for each in root_of(docx, "styles") if each.get(f"{W}styleId") == "ListNumber")
    usual = str(next(style.iter(f"{W}numId")).get(f"{W}val"))
    found = []
    for paragraph in root_of(docx).iter(f"{W}p"):
        if paragraph.find(f"{W}pPr/{W}pStyle[@{W}val='ListNumber']") is not None:
            said = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
            number = usual if said is None else str(said.get(f"{W}val"))
            found.append(("".join(paragraph.itertext(f"{W}t")), number, follows[number]))
    return found


def test_a_list_that_is_put_in_does_not_move_the_numbers_of_the_templates_own(tmp_path: Path) -> None:
    """Word counts on over all lists that follow one pattern, so what is put in follows one of its own."""

    def build(document: Document) -> None:
        document.add_paragraph("{{ text|markdown }}")
        document.add_paragraph("own", "List Number")

    docx = _built(build, {"text": "1. a\n2. b\n\nand\n\n1. c\n"}, tmp_path)
    (_, a, first), (_, b, again), (_, c, second), (_, own, of_template) = _numbers(docx)
    assert a == b != c
    assert first == again == second != of_template
    assert own not in (a, c)
    sound(docx, tmp_path)


def test_a_part_with_a_list_does_not_move_the_numbers_of_the_templates_own(tmp_path: Path) -> None:
    """The same for another Word file that is put in."""

    def build(document: Document) -> None:
        document.add_paragraph("{% include 'part.docx' %}")
        document.add_paragraph("own", "List Number")

    part = made(lambda document: document.add_paragraph("theirs", "List Number"))
    docx = fill(made(build), {}, tmp_path, {"part.docx": part})
    (_, theirs, first), (_, own, second) = _numbers(docx)
    assert (theirs != own, first != second) == (True, True)
    sound(docx, tmp_path)


def test_headings_in_markdown_are_headings_of_the_template(tmp_path: Path) -> None:
    """As many levels as there are signs; HTML stays text."""
    docx = _built(
        lambda document: document.add_paragraph("{{ text|markdown }}"),
        {"text": "# One\n\n## Two\n\n#### Four\n\nPlain <b>text</b>\n"},
        tmp_path,
    )
    assert outline(read_package(docx)) == [
        "Heading 1: One",
        "Heading 2: Two",
        "Heading 4: Four",
        "Normal: Plain <b>text</b>",
    ]


def test_what_follows_a_table_in_markdown_stands_off_it(tmp_path: Path) -> None:
    """A quotation, whose style in Word has no distance of its own, is no line of the table."""
    docx = _built(
        lambda document: document.add_paragraph("{{ text|markdown }}"),
        {"text": "| a |\n| - |\n| b |\n\n> said\n"},
        tmp_path,
    )
    quotation = list(root_of(docx).iter(f"{W}p"))[-1]
    assert "".join(quotation.itertext()) == "said"
    assert quotation.find(f"{W}pPr/{W}spacing").get(f"{W}before") == "120"  # type: ignore[union-attr]
    sound(docx, tmp_path)


def test_contents_are_as_wide_as_the_section_in_which_they_stand(tmp_path: Path) -> None:
    """The numbers of pages stand at the edge of an upright page, though the last section is a broad one."""
    contents = 'TOC \\o "1-3" \\h'

    def build(document: Document) -> None:
        document.sections[0].page_width, document.sections[0].page_height = Mm(210), Mm(297)
        paragraph = document.add_paragraph()
        xml = field(contents, "…").xml(Package(breaks_tags=False))
        for run in etree.fromstring(f'<x xmlns:w="{W[1:-1]}">{xml}</x>'):
            paragraph._p.append(run)
        document.add_heading("{{ title }}", 1)
        section = document.add_section()
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        document.add_paragraph("{{ text|markdown }}")

    docx = _built(build, {"title": "One", "text": "- a\n- b\n"}, tmp_path)
    stop = next(root_of(docx).iter(f"{W}tab"))
    section = next(root_of(docx).iter(f"{W}sectPr"))
    margins, size = section.find(f"{W}pgMar"), section.find(f"{W}pgSz")
    assert margins is not None
    assert size is not None
    room = int(size.get(f"{W}w", "")) - int(margins.get(f"{W}left", "")) - int(margins.get(f"{W}right", ""))
    assert int(stop.get(f"{W}pos", "")) == room


@pytest.mark.parametrize(
    "rows",
    [
        [["{%tr for i in items %}", ""], ["{{ i }}", "x"], ["{%tr endfor %}", ""]],
        [["{%tc for i in items %}", "{{ i }}", "{%tc endfor %}"]],
    ],
)
def test_what_comes_out_empty_goes(rows: list[list[str]], tmp_path: Path) -> None:
    """Word takes a table without rows and a row without cells for broken."""
    root = root_of(fill(document(table(*rows)), {"items": []}, tmp_path))
    assert [node for node in root.iter(f"{W}tbl") if node.find(f"{W}tr") is None] == []
    assert [node for node in root.iter(f"{W}tr") if node.find(f"{W}tc") is None] == []
    assert [node for node in root.iter(f"{W}tc") if node.find(f"{W}p") is None] == []
