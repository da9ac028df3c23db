"""Promises 6 and 7: DOCX, PDF and HTML say what the page says. Every fault is planted in a real file."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import docx
import pytest
from docx.document import Document

from kamdocs.model.page import Draft, Format

Finish = Callable[..., Draft]
Found = Callable[..., list[str]]

ROWS = "".join(f"<tr><td>Line {n}</td><td class='number'>{n},000</td></tr>" for n in range(1, 90))
BODY = f"""
<section class="cover"><p class="kicker">Offer</p><h1>More output<br/>from eight lines</h1>
<p class="subtitle">For Lotus</p>
<table class="facts"><tr><th>Number</th><td>RRA-7</td></tr></table></section>
<section><h2>Summary</h2><p class="lead">Capacity first — key-account work, “quoted” and re\u00adsumed efficiently.</p>
<ol start="3"><li>First<ul><li>Inner one</li><li>Inner two</li></ul></li><li><p>Second</p><p>goes on</p></li></ol>
<dl><dt>OEE</dt><dd>Equipment effectiveness</dd></dl>
<blockquote><p>It works.</p><p class="by">A plant director</p></blockquote>
<div class="callout"><p>Note<sup>1</sup> this: 5\u00a0%, x²</p></div>
<table class="numbers"><tr><td><p class="value">68%</p><p class="label">OEE</p></td>
<td><p class="value">2.1</p></td></tr></table>
<table><caption>All lines</caption><thead><tr><th>Item</th><th class="number">Amount</th></tr></thead>
<tbody>{ROWS}</tbody></table></section>
"""


@pytest.mark.parametrize("format", ["docx", "pdf", "html"])
def test_every_format_says_the_same(finish: Finish, found: Found, format: Format) -> None:
    """Lists, tables over several pages, call-outs, breaks, hyphens, notes."""
    assert found(finish(BODY, format)) == []


@pytest.mark.parametrize(
    ("there", "here", "message"),
    [
        ("Second", "Third", "paragraph 11 of the text: `Third` for `Second`"),
        ("goes on", "", "paragraph 12 of the text: `OEE` for `goes on`"),
        ("68%", "86%", "paragraph 18 of the text: `86%` for `68%`"),
        ("Line 44", "Line 44 Line 45", "paragraph 110 of the text: `Line 44 Line 45` for `Line 44`"),
    ],
)
def test_a_text_that_differs_in_a_docx_is_shown(
    finish: Finish, found: Found, there: str, here: str, message: str
) -> None:
    """The first difference of a file, from both sides."""

    def change(document: Document) -> None:
        for node in document.element.body.iter("{*}t"):
            node.text = here if node.text == there else node.text

    assert found(_tampered(finish(BODY), change)) == [f"texts-differ: the text differs from the page in {message}"]


@pytest.mark.parametrize("format", ["pdf", "html"])
@pytest.mark.parametrize(
    ("there", "here"),
    [("Second", "Third"), ("goes on", ""), ("68%", "86%"), ("<td>Line 44</td>", "<td>Line 44 Line 44</td>")],
)
def test_a_text_that_differs_in_pdf_and_html_is_caught(
    finish: Finish, found: Found, format: Format, there: str, here: str
) -> None:
    """A word that changed, is lost, or stands twice."""
    draft = finish(BODY.replace(there, here), format)
    page = replace(draft.page, html=f"<body>{BODY}</body>")
    lines = found(replace(draft, page=page))
    assert [line.partition(":")[0] for line in lines] == ["texts-differ"]


def test_the_page_of_a_difference_in_a_pdf_is_told(finish: Finish, found: Found) -> None:
    """With what stands there and what should."""
    draft = finish(BODY.replace("Line 44", "Line 4x"), "pdf")
    page = replace(draft.page, html=f"<body>{BODY}</body>")
    [line] = found(replace(draft, page=page))
    assert re.match(r"texts-differ: the text differs from the page on page [3-5]: `x44,000Line45.* for `4`$", line)


def test_further_text_at_the_end_of_a_file_is_caught(finish: Finish, found: Found) -> None:
    """Nothing may follow the page's last block."""
    for format in ("docx", "pdf", "html"):
        draft = finish("<p>One</p><p>Two</p>", format)
        shorter = replace(draft.page, html="<body><p>One</p></body>")
        [line] = found(replace(draft, page=shorter))
        assert line.endswith("`Two` for nothing"), format


def test_an_untagged_pdf_is_read_by_place(finish: Finish, found: Found) -> None:
    """List marks and repeated table heads are set aside there too."""
    from weasyprint import HTML

    body = f"<ul><li>One</li><li>Two</li></ul><ol start='4'><li>Four</li></ol>{BODY[BODY.index('<table><caption>') :]}"
    body = body.removesuffix("</section>\n")
    draft = finish(body, "pdf")
    style = "@page { size: A4; margin: 26mm 24mm } td { font: 10pt serif } ul, ol { list-style-position: inside }"
    HTML(string=f"<style>{style}</style>{body}").write_pdf(draft.file, presentational_hints=True)
    assert [line for line in found(draft) if "glyph" not in line] == []


def _tampered(draft: Draft, change: Callable[[Document], None]) -> Draft:
    document = docx.Document(str(draft.file))
    change(document)
    document.save(str(draft.file))
    return draft


LONG = "Notwithstanding extraordinary circumstances, representatives communicate straightforwardly. " * 4


@pytest.mark.parametrize("format", ["docx", "pdf", "html"])
def test_words_that_a_line_breaks_are_the_same(finish: Finish, found: Found, format: Format) -> None:
    """Hyphens that are put in at the end of a line are no text; those of the text are."""
    columns = f'<div class="columns"><p>{LONG}</p><p>{LONG.replace("with", "with-")}</p></div>'
    assert found(finish(f"<section><h2>A</h2>{columns}<p>After.</p></section>", format)) == []


def test_a_hyphen_within_a_line_is_caught(finish: Finish, found: Found) -> None:
    """Only at the end of a line may one stand that the page does not have."""
    draft = finish("<section><p>Re-sources and more</p></section>", "pdf")
    page = replace(draft.page, html="<body><section><p>Resources and more</p></section></body>")
    assert [line.partition(":")[0] for line in found(replace(draft, page=page))] == ["texts-differ"]


def test_an_internal_text_is_caught_where_a_line_breaks_its_words(finish: Finish, found: Found) -> None:
    """The hyphens that break it do not hide it."""
    draft = finish(f'<section><h2>A</h2><div class="columns"><p>{LONG}</p></div></section>', "pdf")
    text = (draft.file, found(draft, secrets={"internal.notes": "extraordinary circumstances, representatives"}))
    assert [line.partition(":")[0] for line in text[1]] == ["leak"]
