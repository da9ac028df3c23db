"""Promise 1: nothing internal stands in a finished file. Every fault is planted in a real file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document

from kamdocs.model.page import Draft, Format

Finish = Callable[..., Draft]
Found = Callable[..., list[str]]

HOBBY = "mountain hiking every Sunday"
NOTE = "Walk away below the floor and offer twelve months of support before touching the day rates."


def leak(path: str, place: str) -> str:
    """The message about the internal value at `path`."""
    return f"leak: an internal value stands {place}: `{path}` of `profiles/clients/hanbit/client.yaml`"


def tampered(draft: Draft, change: Callable[[Document], Any]) -> Draft:
    """`draft` after `change` to its DOCX."""
    document = docx.Document(str(draft.file))
    change(document)
    document.save(str(draft.file))
    return draft


@pytest.mark.parametrize("format", ["docx", "pdf", "html"])
def test_a_clean_file_passes(finish: Finish, found: Found, format: Format) -> None:
    """Internal values that are not in the file are no problem."""
    draft = finish("<h1>Offer</h1><p>We look forward to walking with you.</p>", format)
    assert found(draft, secrets={"internal.hobbies": HOBBY, "internal.birthday": "1968-04-17"}) == []


@pytest.mark.parametrize(
    ("format", "place"),
    [
        ("docx", "in paragraph 2 of the text"),
        ("pdf", "on page 1"),
        ("html", "in paragraph 2 of the text"),
    ],
)
def test_an_internal_text_is_caught_with_its_place(finish: Finish, found: Found, format: Format, place: str) -> None:
    """The message names the field and the place, and never the value."""
    draft = finish("<h1>Offer</h1><p>As you like Mountain  hiking, every Sunday, we waited.</p>", format)
    assert found(draft, secrets={"internal.hobbies": HOBBY}) == [leak("internal.hobbies", place)]


@pytest.mark.parametrize(
    "body",
    [
        "<p>moun<strong>tain hik</strong>ing every <em>Sun</em>day</p>",
        "<p>mountain hiking</p><p>every Sunday</p>",
        "<table><tr><td>mountain hiking</td><td>every Sunday</td></tr></table>",
        "<p>MOUNTAIN HIKING EVERY SUNDAY</p>",
        "<p>m o u n t a i n h i k i n g e v e r y S u n d a y</p>",
        "<p>mountain\u200b hik\u00ading every\u00a0Sunday</p>",
        "<p>ｍｏｕｎｔａｉｎ ｈｉｋｉｎｇ ｅｖｅｒｙ Ｓｕｎｄａｙ</p>",
        "<p>móuntain híking every Sunday</p>",
        "<p>mountain-hiking-every-Sunday</p>",
        "<p>mountain<br/>hiking<br/>every Sunday</p>",
    ],
)
def test_an_internal_text_is_caught_however_it_is_set(finish: Finish, found: Found, body: str) -> None:
    """Over runs, cells and lines, spelt out, in capitals, with invisible characters and accents."""
    assert found(finish(body), secrets={"internal.hobbies": HOBBY})[0].startswith("leak: ")


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda d: setattr(d.core_properties, "keywords", HOBBY), "in the document properties"),
        (lambda d: setattr(d.core_properties, "title", f"For {HOBBY}"), "in the document properties"),
        (lambda d: d.add_comment(d.paragraphs[0].runs, text=HOBBY), "in a comment"),
        (lambda d: d.sections[0].footer.add_paragraph(HOBBY), "in the footer"),
        (
            lambda d: setattr(d.paragraphs[0].add_run(HOBBY).font, "hidden", True),
            "in paragraph 1 of the text",
        ),
    ],
)
def test_an_internal_text_is_caught_in_every_part(
    finish: Finish, found: Found, change: Callable[[Document], Any], place: str
) -> None:
    """In properties, comments, footers and hidden text of a DOCX."""
    draft = tampered(finish("<p>We look forward to it.</p>"), change)
    assert leak("internal.hobbies", place) in found(draft, secrets={"internal.hobbies": HOBBY})


def test_an_internal_text_is_caught_in_an_alternative_text(finish: Finish, found: Found, tmp_path: Path) -> None:
    """What describes a picture is part of the file, in all formats."""
    (tmp_path / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    )
    for format in ("pdf", "html"):
        draft = finish(f'<p>Offer <img src="logo.svg" alt="{HOBBY}"/></p>', format)
        assert [line.partition(":")[0] for line in found(draft, secrets={"internal.hobbies": HOBBY})] == ["leak"]


def test_an_internal_text_is_caught_in_a_link_and_a_comment_of_html(finish: Finish, found: Found) -> None:
    """Addresses are read without their percent escapes."""
    link = '<p><a href="https://lotus.example/?q=mountain%20hiking%20every%20Sunday">Offer</a></p>'
    for format in ("docx", "pdf", "html"):
        assert len(found(finish(link, format), secrets={"internal.hobbies": HOBBY})) == 1, format
    draft = finish("<p>Offer</p>", "html")
    draft.file.write_text(draft.file.read_text().replace("</body>", f"<!-- {HOBBY} --></body>"))
    assert found(draft, secrets={"internal.hobbies": HOBBY}) == [leak("internal.hobbies", "in a comment of the source")]


def test_eight_words_of_an_internal_sentence_are_caught(finish: Finish, found: Found) -> None:
    """A part of a long text is the text; seven words may be chance."""
    eight = "offer twelve months of support before touching the"
    draft = finish(f"<p>We {eight} price.</p>")
    assert found(draft, secrets={"internal.notes": NOTE}) == [leak("internal.notes", "in paragraph 1 of the text")]
    seven = finish(f"<p>We {eight.removesuffix(' the')} price.</p>")
    assert found(seven, secrets={"internal.notes": NOTE}) == []


def test_korean_texts_are_caught_with_particles_and_without_spaces(finish: Finish, found: Found) -> None:
    """A particle may follow, spaces may be set otherwise, and 24 syllables of a sentence are the sentence."""
    note = "재무담당 이사는 다른 회계법인의 컨설팅 견적과 저희 제안을 은밀히 비교하고 있으므로 주의"
    secrets = {"internal.hobbies": "주말 골프 모임", "internal.notes": note}
    assert len(found(finish("<p>주말골프모임에 초대합니다.</p>", language="ko"), secrets=secrets)) == 1
    part = "<p>이사는 다른 회계법인의 컨설팅 견적과 저희 제안을 은밀히 비교하고 있습니다.</p>"
    assert len(found(finish(part, language="ko"), secrets=secrets)) == 1
    assert found(finish("<p>주말 모임에 초대합니다. 골프장은 가깝습니다.</p>", language="ko"), secrets=secrets) == []


@pytest.mark.parametrize(
    "written",
    ["246,500,000", "246.500.000", "246 500 000", "246500000", "2억 4,650만", "246.5 million", "246,5 triệu"],
)
def test_an_internal_number_is_caught_in_every_form(finish: Finish, found: Found, written: str) -> None:
    """With any grouping, and with the words for thousands and more of each language."""
    draft = finish(f"<p>We reckon with {written} at least</p>")
    assert found(draft, secrets={"internal.floor_price": "246500000"}) == [
        leak("internal.floor_price", "in paragraph 1 of the text")
    ]


@pytest.mark.parametrize(
    "written",
    [
        "1968-04-17",
        "1968\u201104\u201117",
        "17.4.1968",
        "17/04/1968",
        "17 April 1968",
        "April 17, 1968",
        "1968년 4월 17일",
        "1968. 4. 17.",
        "ngày 17 tháng 4 năm 1968",
        "19680417",
    ],
)
def test_an_internal_date_is_caught_in_every_form(finish: Finish, found: Found, written: str) -> None:
    """As each language of the kit writes it, and in figures."""
    draft = finish(f"<p>Born {written}</p>")
    assert leak("internal.birthday", "in paragraph 1 of the text") in found(
        draft, secrets={"internal.birthday": "1968-04-17"}
    )


def test_numbers_and_dates_are_caught_in_pdf_and_html(finish: Finish, found: Found) -> None:
    """The finished file is searched, whatever its format."""
    for format in ("pdf", "html"):
        draft = finish("<p>Worth 12,800.50 since 17 April 1968</p>", format)
        lines = found(draft, secrets={"internal.overdue": "12800.50", "internal.birthday": "1968-04-17"})
        assert [line.partition(":")[0] for line in lines] == ["leak", "leak", "unsourced-amount"], format


def test_what_the_public_inputs_hold_is_no_leak(finish: Finish, found: Found) -> None:
    """Texts, numbers and dates are compared as values: the public form may be another."""
    draft = finish(
        "<p>Mountain hiking every Sunday costs 246,500,000 from 17 April 1968 on</p>",
        corpus=("We like MOUNTAIN HIKING every Sunday.", "246500000", "1968-04-17"),
    )
    secrets = {"internal.hobbies": HOBBY, "internal.floor_price": "246500000", "internal.birthday": "1968-04-17"}
    assert found(draft, secrets=secrets) == []


def test_short_values_choices_and_parts_of_words_are_not_looked_for(finish: Finish, found: Found) -> None:
    """Texts below six characters, numbers below four digits, and values of a list say nothing by themselves."""
    draft = finish("<p>This letter is about golf, 47.5 and 123: a challenge, singled out; channel 5</p>")
    secrets = {
        "internal.hobbies": "golf",
        "internal.margin": "47.5",
        "internal.potential": "123",
        "internal.contacts[0].channel": "letter",
        "internal.family": "single",
    }
    assert found(draft, secrets=secrets) == []


def test_measures_of_the_format_are_not_taken_for_numbers(finish: Finish, found: Found) -> None:
    """Widths, identifiers and words of the format itself are not the document's."""
    draft = finish("<table><tr><td>One</td><td>Two</td></tr></table><p>Offer</p>")
    numbers = {f"internal.n[{number}]": str(number) for number in range(1000, 10000)}
    assert found(draft, secrets={**numbers, "internal.mood": "Normal", "internal.family": "single"}) == []


def test_many_secrets_are_told_apart(finish: Finish, found: Found) -> None:
    """Among thousands of internal values the one that leaks is named."""
    secrets = {f"internal.notes[{number}]": f"a private remark, number {number} of many" for number in range(5000)}
    draft = finish("<p>Here is a private remark, number 4711 of many others</p>")
    assert found(draft, secrets=secrets) == [leak("internal.notes[4711]", "in paragraph 1 of the text")]
