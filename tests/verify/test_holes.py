"""Promise 4: no hole in a finished file. Every fault is planted in a real file."""

from __future__ import annotations

from collections.abc import Callable

import docx
import pytest

from kamdocs.model.page import Draft, Format

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
    """In DOCX and HTML; where the data hold the same words, they print literally and pass."""
    for format in ("docx", "html"):
        draft = finish(f"<p>Good day</p><p>{escaped(text)}</p>", format)
        assert [line.partition(" stands")[0] for line in found(draft)] == [f"hole: {what}"], format
        assert "stands in paragraph 2 of the text" in found(draft)[0]
    assert found(finish(f"<p>Good day</p><p>{escaped(text)}</p>", corpus=(f"Good day. {text}",))) == []


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("None", "Remedy: None, as agreed"),
        ("{{ 7*7 }}", "Dear {{ 7*7 }},"),
        ("the *line* , of course", "the line , of course"),
    ],
)
def test_a_value_of_the_data_prints_literally(finish: Finish, found: Found, value: str, text: str) -> None:
    """Whatever the template puts around it."""
    for format in ("docx", "pdf", "html"):
        assert found(finish(f"<p>{text}</p>", format, corpus=(value,))) == [], format


@pytest.mark.parametrize("text", ["Hello {{ client.name }}", "Price: None", "NaN per cent"])
def test_a_hole_is_caught_in_a_pdf(finish: Finish, found: Found, text: str) -> None:
    """A finished PDF is read too."""
    assert [line.partition(":")[0] for line in found(finish(f"<p>{text}</p>", "pdf"))] == ["hole"]


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
    assert found(finish(body)) == [f"hole: there is an empty {what}"]
