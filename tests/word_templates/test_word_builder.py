"""The builder of templates, on which the other tests here stand."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pytest
from PIL import Image
from support import gate
from word_templates.filling import sound
from word_templates.word_builder import Cell, P, bookmark, broken, document, in_runs, item, table
from word_templates.word_pieces import (
    chart,
    check_box,
    commented,
    control,
    deleted,
    drop_down,
    endnote,
    field,
    inserted,
    link,
    moved_away,
    moved_here,
    note,
    picture,
    plain_text,
    simple_field,
    smart_art,
    text_box,
)
from word_templates.word_texts import lines_of, text_of, texts_by_place


def png(colour: str = "red") -> bytes:
    """A small picture."""
    buffer = io.BytesIO()
    Image.new("RGB", (8, 4), colour).save(buffer, "PNG")
    return buffer.getvalue()


def everything(*, breaks_tags: bool) -> bytes:
    """A document with one of each thing that the builder makes."""
    return document(
        "Dear {{ name }},",
        table(
            ["Item", "{{ price }}"],
            [control("kept", around="cell", title="cell"), [table(["in", "{{ inner }}"])]],
            [Cell(("wide",), '<w:gridSpan w:val="2"/><w:shd w:val="clear" w:color="auto" w:fill="FF0000"/>')],
        ),
        P("a", note("foot {{ note }}"), endnote("end"), commented("said", comment=["why"])),
        P(text_box("box {{ box }}", table(["t"]), alt="a box")),
        P(link("here", to="https://a.example/{{ page }}", tip="tip"), link("there", anchor="part")),
        P(inserted("new {{ new }}"), deleted("old {{ old }}"), moved_away("away"), moved_here("here")),
        P(picture(png(), alt="{{ photo }}", title="T"), smart_art("one", "two {{ step }}", alt="steps")),
        P(chart("Sales {{ year }}", ["Q1", "{{ quarter }}"], [("Sold", [1, 2])], alt="a chart")),
        control("in a control", title="block"),
        P(control("inline", around="pieces"), plain_text("Click", placeholder=True, title="n"), check_box(title="ok")),
        P(drop_down("a", ["a", "b"]), field("DATE", "today"), simple_field("AUTHOR", "me"), bookmark("mark", name="m")),
        item("one"),
        P(broken("{{ broken }}"), in_runs("{{ x }}"), style="Heading1"),
        "tab\tbreak\nhyph\u2011en",
        headers={"default": ["head"], "first": ["first", table(["h"])], "even": ["even"]},
        footers={"default": [P("foot", text_box("in a footer"))]},
        core={"title": "Offer", "keywords": "k"},
        custom={"number": "7"},
        app={"Company": "Lotus"},
        variables={"state": "draft"},
        sections=2,
        breaks_tags=breaks_tags,
    )


BODY = """\

Dear {{ name }},
| Item | {{ price }} |
| kept | | in | {{ inner }} | /  |
| wide [wide 2] [filled FF0000] |
asaid

herethere
new {{ new }}here


in a control
inlineClick\u2610
atodayme\
mark
one
{{ broken }}{{ x }}
tab\tbreak
hyph\u2011en"""


@pytest.mark.parametrize("breaks_tags", [False, True])
def test_every_text_is_read_back_at_its_place(breaks_tags: bool) -> None:
    """What is read does not depend on how Word breaks it into runs."""
    assert texts_by_place(everything(breaks_tags=breaks_tags)) == {
        "body": BODY,
        "header (default)": "head",
        "header (first)": "first\n| h |",
        "header (even)": "even",
        "footer (default)": "foot",
        "footnotes": "foot {{ note }}",
        "endnotes": "end",
        "comments": "why",
        "deleted": "old {{ old }}\naway",
        "core title": "Offer",
        "core keywords": "k",
        "app Company": "Lotus",
        "custom number": "7",
        "variable state": "draft",
        "text box": "box {{ box }}\n| t |\nin a footer",
        "text box (VML)": "box {{ box }}\n| t |\nin a footer",
        "pictures": "50 x 20 mm",
        "alt": "a box\n{{ photo }}\nsteps\na chart",
        "alt (VML)": "a box",
        "alt title": "T",
        "links": "https://a.example/{{ page }}",
        "anchors": "part",
        "tips": "tip",
        "fields": "DATE\nAUTHOR",
        "ticked": "0",
        "SmartArt": "one\ntwo {{ step }}",
        "chart 1 title": "Sales {{ year }}",
        "chart 1 data": "Sold\nQ1\n{{ quarter }}\n1\n2",
        "chart 1 spreadsheet": "Sold\nQ1\n1\n{{ quarter }}\n2",
    }


def test_tags_are_broken_as_word_breaks_them() -> None:
    """A tag stands in several runs, with marks between, and reads the same."""
    whole, broken_up = (document("{{ name }}", breaks_tags=breaks) for breaks in (False, True))
    assert text_of(whole) == text_of(broken_up) == "{{ name }}"
    assert whole != broken_up


def test_a_line_break_does_not_part_a_paragraph() -> None:
    """Paragraphs can be counted."""
    assert lines_of(document("one\ntwo", "")) == ["one\ntwo", ""]


@pytest.mark.parametrize("breaks_tags", [False, True])
def test_what_is_built_is_a_sound_word_file(breaks_tags: bool, tmp_path: Path) -> None:
    """The validator of the Open XML SDK finds no fault in it, and LibreOffice opens it."""
    file = tmp_path / "everything.docx"
    file.write_bytes(everything(breaks_tags=breaks_tags))
    sound(file.read_bytes(), tmp_path)
    office = [gate("soffice"), f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "pdf"]
    subprocess.run([*office, "--outdir", tmp_path, file], capture_output=True, check=True)
    assert (tmp_path / "everything.pdf").exists()


def test_equal_texts_give_equal_bytes() -> None:
    """Nothing of the time or the machine is in a template."""
    assert everything(breaks_tags=False) == everything(breaks_tags=False)
