"""Promise 4: no hole in a finished file. Every fault is planted in a real file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from support import REPOSITORY, MakeWorkspace, call_kamdocs

from kamdocs.model.kit import Kit
from kamdocs.model.page import FORMATS, Draft, Format
from kamdocs.write.drafts import write_page

Finish = Callable[..., Draft]
Found = Callable[..., list[str]]


def escaped(text: str) -> str:
    """`text` as it stands in HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Hello {{ client.name }}", "template code"),
        ("Hello {% if x %}", "template code"),
        ("Hello {# remark #}", "template code"),
        ("Hello }} there", "template code"),
        ("Hello \ue000", "a character for private use"),
        ("Price: None", "`None` in place of a value"),
        ("Outcome: NONE", "`None` in place of a value"),
        ("Total: MONEY(AMOUNT=DECIMAL('244942.18'))", "the name of an object in place of a value"),
        ('Write to <kim data-l="1:6"@acme.example>', "a mark of the program"),
        ("NaN per cent", "`NaN` in place of a value"),
        ("A rate of nan a year", "`nan` in place of a value"),
        ("nan%", "`nan` in place of a value"),
        ("Undefined days", "`Undefined` in place of a value"),
        ("Hello [object Object]", "the name of an object in place of a value"),
        ("Hello <Client object at 0x7f11>", "the name of an object in place of a value"),
        ("Dear ,", "an empty salutation"),
        ("Dear Ms,", "an empty salutation"),
        ("Kính gửi:", "an empty salutation"),
        ("님께", "a form of address without a name"),
        ("We offer , as agreed", "a gap before a mark"),
        ("We meet on .", "a gap before a mark"),
        ("Plant ()", "a gap before a mark"),
    ],
)
def test_a_hole_is_caught_with_its_place(finish: Finish, found: Found, text: str, what: str) -> None:
    """In each format; where the data hold the same words, they print literally and pass."""
    for format in FORMATS:
        if format == "pdf" and ("\ue000" in text or "님" in text):
            continue  # no font has them
        draft = finish(f"<p>Good day</p><p>{escaped(text)}</p>", format)
        assert [line.partition(" stands")[0] for line in found(draft)] == [f"hole: {what}"], format
        assert "stands in paragraph 2 of the text" in found(draft)[0]
    assert found(finish(f"<p>Good day</p><p>{escaped(text)}</p>", corpus=(f"Good day. {text}",))) == []


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("None", "Remedy: None, as agreed"),
        ("A\u200bB {{ x\u00ad }}", "For A\u200bB {{ x\u00ad }}, as agreed"),
        ("{{ 7*7 }}", "Dear {{ 7*7 }},"),
        ("the *line* , of course", "the line , of course"),
    ],
)
def test_a_value_of_the_data_prints_literally(finish: Finish, found: Found, value: str, text: str) -> None:
    """Whatever the template puts around it."""
    for format in ("docx", "pdf", "html"):
        assert found(finish(f"<p>{text}</p>", format, corpus=(value,))) == [], format


LONG = "{{ client }} of None , {# x #} ${foo} %s <% x %> the undefined [object Object] of nan, Ltd."
CELLS = "".join(f"<td>{escaped(LONG)}</td><td>{words}</td>" for words in ("of the", "several", "lines of text"))
TABLE = f"<table><thead><tr><th>{escaped(LONG)}</th></tr></thead><tbody>{f'<tr>{CELLS}</tr>' * 8}</tbody></table>"


@pytest.mark.parametrize("format", FORMATS)
def test_a_value_of_the_data_may_break_into_lines(finish: Finish, found: Found, format: Format) -> None:
    """In headings and cells, with the lines of other cells between, and in a head that each page repeats."""
    body = f"<h1>{escaped(LONG)} and {escaped(LONG)}</h1>{TABLE}"
    assert found(finish(body, format, corpus=(LONG,))) == []
    refused = found(finish(f"{body}<p>Hello {{{{ x }}}}</p>", format, corpus=(LONG,)))
    assert [line.partition(" stands")[0] for line in refused] == ["hole: template code"]
    assert refused[0].endswith("in `Hello {{ x }}`")


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    "text", ["Hello {{ x }}", "Price: None", "The rate: NaN", "[object Object]", "{{ client }} of"]
)
def test_a_hole_that_only_the_finished_file_has_is_caught(
    finish: Finish, found: Found, format: Format, text: str
) -> None:
    """Whatever wrote it there, and though the data hold such signs in other words."""
    body = f"<h1>{escaped(LONG)}</h1>{TABLE}"
    page = finish(body, format, corpus=(LONG,)).page
    planted = finish(f"{body}<p>We offer {text}.</p>", format, corpus=(LONG,))
    assert "hole" in [line.partition(":")[0] for line in found(replace(planted, page=page))]


def test_a_hole_in_a_margin_of_a_pdf_is_caught(finish: Finish, found: Found, kit: Kit, tmp_path: Path) -> None:
    """The running head is no part of the text, and its page does not speak of it."""
    draft = finish("<p>One</p><section class='new-page'><p>Two</p></section>", "pdf")
    write_page(replace(draft.page, running_head="Lotus {{ x }}"), "pdf", kit.theme, draft.file, assets=tmp_path)
    assert found(draft) == [
        "hole: template code stands on page 2 or in its margins, in `Two Lotus {{ x }} 2 / 2`",
    ]


def test_a_value_printed_in_capitals_passes(finish: Finish, found: Found) -> None:
    """Or with a small first letter."""
    for text in ("{{ CLIENT }} , LTD.", "we offer an {{ client }} , Ltd.", "by undefined, None"):
        draft = finish(f"<p>{text}</p>", corpus=("{{ client }} , Ltd.", "An {{ client }} , Ltd.", "Undefined, None"))
        assert found(draft) == [], text
    assert found(finish("<p>Remedy: None</p>", corpus=("none", "The remedy: none"))) != []


def test_a_hole_in_a_template_is_caught_in_every_format(workspace: MakeWorkspace) -> None:
    """From the template, where it stands as a text in quotes, to the finished files, which are not delivered."""
    name = "templates/proposal/sections/acceptance.html.j2"
    template = (REPOSITORY / name).read_text(encoding="utf-8")
    root = workspace({name: f"{template}<p>Hello {{{{ '{{{{ x }}}}' }}}}</p>\n"}, base="example")
    args = [word for format in FORMATS for word in ("--format", format)]
    args += ["--to", "marcus-lindqvist", "--today", "2026-11-23"]
    done = call_kamdocs("proposal", "build", "straits-meridian", *args, cwd=root)
    assert (done.exit_code, done.stdout) == (1, "")
    for format in FORMATS:
        assert f"marcus-lindqvist.en.{format}: template code stands in paragraph" in done.stderr
    assert "in `Hello {{ x }}`" in done.stderr


RECIPIENTS = [
    ("straits-meridian", "marcus-lindqvist.en"),
    ("saeon-electronics", "seo-mi-kyung.ko"),
    ("vam-co-foods", "huynh-kim-phuong.vi"),
]


@pytest.mark.parametrize(("client", "name"), RECIPIENTS)
def test_a_client_whose_name_looks_like_holes_gets_its_proposal(
    workspace: MakeWorkspace, client: str, name: str
) -> None:
    """In every format and language, from the data to the finished files."""
    root = workspace({}, base="example")
    file = root / "profiles/clients" / client / "client.yaml"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if line.startswith("name:"))
    lines[at] = f'name: "{LONG}"\n'
    file.write_text("".join(lines), encoding="utf-8")
    formats = [word for format in FORMATS for word in ("--format", format)]
    to = name.partition(".")[0]
    done = call_kamdocs("proposal", "build", client, "--to", to, *formats, "--today", "2026-11-23", cwd=root)
    assert (done.exit_code, done.stderr) == (0, "")
    assert [Path(line).name for line in done.stdout.splitlines()] == [f"{name}.{format}" for format in FORMATS]


def test_a_hole_is_caught_in_the_properties(finish: Finish, found: Found) -> None:
    """Where nobody looks before it is sent."""
    draft = finish("<p>Good day</p>")
    document = docx.Document(str(draft.file))
    document.core_properties.title = "Offer for {{ client.name }}"
    document.save(str(draft.file))
    assert found(draft) == ["hole: template code stands in the document properties, in `Offer for {{ client.name }}`"]


@pytest.mark.parametrize("format", ["docx", "pdf", "html"])
@pytest.mark.parametrize(
    "text",
    [
        "None of the lines stood still. None is lost.",
        "Đây là việc nan giải, đầy gian nan",
        "Wait … and see ... now",
        "Dear Ms Kim,",
        "Kính gửi: Bà Lan",
        "김 이사님께",
        "An undefined scope of {x} and 5 % (all)",
    ],
)
def test_ordinary_sentences_pass(finish: Finish, found: Found, format: Format, text: str) -> None:
    """Words and marks that only look like holes."""
    if format == "pdf" and "김" in text:
        text = "Dear Mr Park,"
    assert found(finish(f"<p>{text}</p>", format)) == []


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("<h2> </h2><p>Text</p>", "heading"),
        ("<ul><li>One</li><li></li></ul>", "list item"),
        ("<table><caption></caption><tr><td>One</td></tr></table>", "caption of a table"),
    ],
)
def test_an_element_without_text_is_caught(finish: Finish, found: Found, body: str, what: str) -> None:
    """A heading or an item is there to say something."""
    for format in FORMATS:
        assert found(finish(body, format)) == [f"hole: there is an empty {what}"]
