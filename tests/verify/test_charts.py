"""Promise 7 for footnotes, contents, charts and diagrams: every format says what the page says."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from kamdocs.model.page import Draft, Format
from kamdocs.word.package import read_package, write_package

Finish = Callable[..., Draft]
Found = Callable[..., list[str]]

FORMATS: tuple[Format, ...] = ("docx", "pdf", "html")


def bars(first: str = "2025", value: str = "9", printed: str = "9 days") -> str:
    """A chart of two bars."""
    return (
        '<figure class="bars"><table><thead><tr><th>Year</th><th>Lead time</th></tr></thead><tbody>'
        f'<tr><th>{first}</th><td><data value="{value}">{printed}</data></td></tr>'
        '<tr><th>2026</th><td><data value="4">4 days</data></td></tr></tbody></table>'
        "<figcaption>Days from order to delivery</figcaption></figure>"
    )


def process(step: str = "Measure") -> str:
    """A diagram of two steps."""
    return (
        f'<figure class="process"><ol><li>{step}</li><li>Improve what was found in it</li></ol>'
        "<figcaption>Two steps</figcaption></figure>"
    )


def notes(text: str = "Since 2019.") -> str:
    """A paragraph with two footnotes, and the contents."""
    return (
        '<nav class="detailed"><ol><li><a href="#one">One</a><ol><li>'
        '<a href="#two">Two of it</a></li></ol></li></ol></nav>'
        f'<h2 id="one">One</h2><p>Lotus leads<span class="footnote">{text}</span> in output'
        '<span class="footnote">Second, '
        'see <a href="https://a.example/">there</a>.</span>.</p><h3 id="two">Two of it</h3><p>More.</p>'
    )


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("body", [bars(), process(), notes(), notes() + bars() + process() + bars("x")])
def test_every_format_says_the_same(finish: Finish, found: Found, format: Format, body: str) -> None:
    """Footnotes, the table of contents, charts and diagrams stand in each as they are in the page."""
    assert found(finish(f"<section>{body}</section>", format)) == []


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    ("there", "here", "rule", "what"),
    [
        (bars(), bars("2024"), "charts-differ", "the drawing 1 differs from its data: it does not say `2024`"),
        (process(), process("Count"), "charts-differ", "the drawing 1 differs from its data: it does not say `Count`"),
        ("", bars(), "texts-differ", "the text differs from the page"),
        (notes(), notes("Since 2020."), "texts-differ", "the text differs from the page in footnote 1 of the text"),
        (notes().replace(">Two of it</a>", ">Two</a>"), notes(), "texts-differ", "the text differs from the page"),
    ],
)
def test_what_differs_is_caught(
    finish: Finish, found: Found, format: Format, there: str, here: str, rule: str, what: str
) -> None:
    """A word of a drawing, of a footnote, or of the contents; a drawing that is not there."""
    draft = finish(f"<section><p>Lotus</p>{there}</section>", format)
    page = replace(draft.page, html=f"<body><section><p>Lotus</p>{here}</section></body>")

    assert any(line.startswith(f"{rule}: {what}") for line in found(replace(draft, page=page)))


def test_other_values_in_a_word_chart_are_caught(finish: Finish, found: Found) -> None:
    """Charts of Word hold the numbers themselves."""
    draft = finish(bars(), "docx")
    page = replace(draft.page, html=f"<body>{bars(value='8')}</body>")

    assert found(replace(draft, page=page)) == ["charts-differ: the values of chart 1 differ from its data"]


def test_a_word_chart_that_differs_from_its_spreadsheet_is_caught(finish: Finish, found: Found) -> None:
    """Word would show one number, and on the first edit another."""
    draft = finish(bars(), "docx")
    parts = read_package(draft.file)
    name = "word/charts/chart1.xml"
    changed = re.sub(rb"<c:v>9</c:v>", b"<c:v>7</c:v>", parts[name])
    assert changed != parts[name]
    draft.file.write_bytes(write_package(parts | {name: changed}))

    (line,) = found(draft)
    assert line.startswith("charts-differ: chart 1 differs from its spreadsheet: it shows `7`")


@pytest.mark.parametrize("format", FORMATS)
def test_an_internal_value_in_a_drawing_or_a_footnote_is_caught(finish: Finish, found: Found, format: Format) -> None:
    """In the words of a chart, of a diagram and of a footnote."""
    for body in (bars("Likes green tea"), process("Likes green tea"), notes("Likes green tea.")):
        lines = found(finish(body, format), secrets={"stakeholders[0].internal.notes": "Likes green tea"})
        assert [line.partition(":")[0] for line in lines] == ["leak"]


def test_what_differs_is_not_shown_where_something_internal_leaks(finish: Finish, found: Found) -> None:
    """The message would carry on what must not leave the house."""
    draft = finish(bars("Likes green tea"), "docx")
    parts = read_package(draft.file)
    name = "word/charts/chart1.xml"
    draft.file.write_bytes(write_package(parts | {name: parts[name].replace(b"Likes green tea", b"Other")}))

    lines = found(draft, secrets={"stakeholders[0].internal.notes": "Likes green tea"})
    assert "charts-differ: chart 1 differs from its spreadsheet" in lines
    assert not any("green" in line for line in lines)
