"""A letter as people make it in Word, by someone who never saw kamdocs: it works at the first try."""

from __future__ import annotations

import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from support import gate
from word_templates.docxtpl_cases.cases_places import png
from word_templates.filling import fill, sound
from word_templates.word_builder import P, Run, bold, bookmark, document, in_runs, item, styled, table
from word_templates.word_pieces import check_box, field, inserted, link, note, picture, text_box
from word_templates.word_texts import texts_by_place

from kamdocs.word.names import qualified
from kamdocs.word.package import parse_part, read_package


def letter(*, breaks_tags: bool) -> bytes:
    """A letterhead, an address, a table of lines with a total, conditions, a list, a signature."""
    return document(
        P(text_box("Our reference {{ number }}")),
        "{{ client.name }}\n{{ client.street }}",
        "{% if client.attention %}Attention: {{ client.attention }}{% endif %}",
        "{{ client.city }}",
        P("Offer {{ number }}", style="Heading1"),
        P("Dear {{ client.contact }},", bookmark()),
        P("we offer ", bold("{{ lines|length }} services"), note("Valid for {{ days }} days."), " as follows:"),
        table(
            ["No.", "Service", "Price"],
            ["{% for line in lines %}{{ loop.index }}", "{{ line.name }}", "{{ line.price }}{% endfor %}"],
            ["", "Total", "{{ total }}"],
        ),
        "{% if discount %}",
        "You save {{ discount }} %.",
        "{% else %}",
        "There is no discount.",
        "{% endif %}",
        "Next steps:",
        "{% for step in steps %}",
        item("{{ step }}"),
        "{% endfor %}",
        P(check_box(), " I agree to ", link("the terms of {{ house }}", to="https://lotus.example/terms"), "."),
        P(inserted("With kind regards,")),
        "{{ signatory }}",
        headers={
            "first": [table([P(picture(png(50, 20), alt="{{ house }}")), ["{{ house }}", "{{ address }}"]]), ""],
            "default": ["{{ house }} – offer {{ number }}"],
        },
        footers={"default": [P("Page ", field("PAGE", "1"), " of ", field("NUMPAGES", "1"))]},
        core={"title": "Offer {{ number }}", "creator": "{{ signatory }}"},
        breaks_tags=breaks_tags,
    )


DATA: dict[str, Any] = {
    "number": "2026-07",
    "house": "Lotus & Söhne",
    "address": "1 Trang Tien Street\nHanoi",
    "signatory": "Mai Thu Ha",
    "client": {
        "name": "Hanbit <Foods>",
        "street": "2 Main Street",
        "city": "Seoul",
        "attention": "",
        "contact": "Ms Kim",
    },
    "lines": [{"name": "Audit", "price": 1200}, {"name": "Training", "price": 800}],
    "total": 2000,
    "days": 30,
    "discount": None,
    "steps": ["Sign", "Begin"],
}
BODY = """\

Hanbit <Foods>
2 Main Street
Seoul
Offer 2026-07
Dear Ms Kim,
we offer 2 services as follows:
| No. | Service | Price |
| 1 | Audit | 1200 |
| 2 | Training | 800 |
|  | Total | 2000 |
There is no discount.
Next steps:
Sign
Begin
\u2610 I agree to the terms of Lotus & Söhne.
With kind regards,
Mai Thu Ha"""


@pytest.mark.parametrize("breaks_tags", [False, True])
def test_a_letter_is_filled(breaks_tags: bool, tmp_path: Path) -> None:
    """Every text stands at its place, and no tag and no empty paragraph is left."""
    filled = fill(letter(breaks_tags=breaks_tags), DATA, tmp_path)
    assert texts_by_place(filled) == {
        "body": BODY,
        "header (default)": "Lotus & Söhne – offer 2026-07",
        "header (first)": "|  | Lotus & Söhne / 1 Trang Tien Street\nHanoi |\n",
        "footer (default)": "Page 1 of 1",
        "footnotes": "Valid for 30 days.",
        "text box": "Our reference 2026-07",
        "text box (VML)": "Our reference 2026-07",
        "alt": "Lotus & Söhne",
        "pictures": "50 x 20 mm",
        "links": "https://lotus.example/terms",
        "fields": "PAGE\nNUMPAGES",
        "ticked": "0",
        "core title": "Offer 2026-07",
        "core creator": "Mai Thu Ha",
    }
    sound(filled, tmp_path)


def test_libreoffice_opens_the_letter(tmp_path: Path) -> None:
    """And prints its text."""
    file = tmp_path / "letter.docx"
    file.write_bytes(fill(letter(breaks_tags=True), {**DATA, "discount": Decimal(5)}, tmp_path))
    office = [gate("soffice"), f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "pdf"]
    subprocess.run([*office, "--outdir", tmp_path, file], capture_output=True, check=True)
    shown = subprocess.run(
        [gate("pdftotext"), "-layout", tmp_path / "letter.pdf", "-"], capture_output=True, check=True
    )
    text = shown.stdout.decode()
    for said in ("Hanbit <Foods>", "Lotus & Söhne", "2 services", "You save 5 %.", "Valid for 30 days."):
        assert said in text
    assert "{" not in text


def test_one_template_is_filled_again_and_again(tmp_path: Path) -> None:
    """Nothing of one document is left in the next, and an error does not spoil those after it."""
    import kamdocs
    from kamdocs.errors import InputError

    file = tmp_path / "letter.docx"
    file.write_bytes(letter(breaks_tags=False))
    template = kamdocs.WordTemplate(file)
    first = template.fill(DATA)
    with pytest.raises(InputError):
        template.fill({})
    other = template.fill({**DATA, "number": "2026-08", "lines": [], "steps": ["One"]})
    assert "2026-07" not in "".join(texts_by_place(other).values())
    assert template.fill(DATA) == first
    assert list(template.fill_many([DATA, DATA])) == [first, first]


def looks(docx: bytes) -> list[tuple[str, str]]:
    """The text of each run with the names of the elements of its look; neighbours of one look as one."""
    root = parse_part(read_package(docx)["word/document.xml"])
    found: list[tuple[str, str]] = []
    for run in root.iter(qualified("w:r")):
        text = "".join(t.text or "" for t in run.iter(qualified("w:t")))
        properties = run.find(qualified("w:rPr"))
        look = "" if properties is None else " ".join(element.tag.partition("}")[2] for element in properties)
        if text and found and found[-1][1] == look:
            found[-1] = (found[-1][0] + text, look)
        elif text:
            found.append((text, look))
    return found


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (P("Dear ", bold("{{ name }}"), ", hello"), [("Dear ", ""), ("Kim", "b"), (", hello", "")]),
        (P("Dear {{ na", bold("me }}, hello")), [("Dear Kim", ""), (", hello", "b")]),
        (P(bold("{{ na"), "me }}, hello"), [("Kim", "b"), (", hello", "")]),
        (P("{% if ok %}", bold("{{ name }}"), "{% endif %}!"), [("Kim", "b"), ("!", "")]),
        (P(bold("{% for n in l %}"), styled("{{ n }}", "<w:i/>"), bold("{% endfor %}")), [("12", "i")]),
        (P(bold("a {% if ok %}b"), Run("c{% endif %} d")), [("a b", "b"), ("c d", "")]),
    ],
)
def test_a_value_looks_as_its_tag_does(content: P, expected: list[tuple[str, str]], tmp_path: Path) -> None:
    """It takes the look of the run in which the tag begins; what stands beside keeps its own."""
    assert looks(fill(document(content), {"name": "Kim", "ok": True, "l": [1, 2]}, tmp_path)) == expected


def test_a_broken_tag_leaves_no_run_behind(tmp_path: Path) -> None:
    """Runs that held nothing but a piece of a tag are gone, with the spelling marks between them."""
    template = document(P(in_runs(["{", "{ ", "na", "me", " }", "}"])))
    root = parse_part(read_package(fill(template, {"name": "Kim"}, tmp_path))["word/document.xml"])
    texts = ["".join(t.text or "" for t in run.iter(qualified("w:t"))) for run in root.iter(qualified("w:r"))]
    assert texts == ["Kim"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("no tag", "no tag\nend"),
        ("{_{ only escaped }_}", "{{ only escaped }}\nend"),
        ("{# only a comment #}", "end"),
        ("", "\nend"),
    ],
)
def test_a_document_without_tags_is_a_template_too(content: str, said: str, tmp_path: Path) -> None:
    """It says what it says."""
    assert texts_by_place(fill(document(content, "end"), {}, tmp_path)) == {"body": said}
