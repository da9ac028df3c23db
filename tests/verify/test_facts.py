"""Promise 3: the same facts for every reader, each printed, and no other amount or date."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kamdocs.model.page import Draft, Format

Finish = Callable[..., Draft]
Found = Callable[..., list[str]]

FACTS = {"grand total": "274500000 KRW", "valid until": "2026-12-17"}
PRINTED = {"grand total": "KRW\u00a0274,500,000.00", "valid until": "17 December 2026"}
BODY = "<p>The price is KRW\u00a0274,500,000.00, valid until 17 December 2026.</p>"


@pytest.mark.parametrize("format", ["docx", "pdf", "html"])
def test_facts_that_stand_in_every_version_pass(finish: Finish, found: Found, format: Format) -> None:
    """Two versions, one in another language, with the same facts, each printed in its own way."""
    first = finish(BODY, format, facts=FACTS, printed=PRINTED, name="kim")
    korean = {"grand total": "274,500,000원", "valid until": "2026년 12월 17일"}
    second = finish(
        "<p>금액 274,500,000원, 2026년 12월 17일까지</p>",
        "docx",
        language="ko",
        facts=FACTS,
        printed=korean,
        name="seo",
    )
    assert found(first, second) == []


def test_a_fact_that_differs_is_named_with_both_versions(finish: Finish, found: Found) -> None:
    """And a fact that one version does not have."""
    first = finish(BODY, facts=FACTS, printed=PRINTED, name="kim")
    second = finish(BODY, facts={"grand total": "274000000 KRW"}, printed=PRINTED, corpus=("2026-12-17",), name="seo")
    assert found(first, second) == [
        "facts-differ: the fact `grand total` is `274000000 KRW` here and `274500000 KRW` in `out/kim.docx`",
        "facts-differ: the fact `valid until` is not given here and `2026-12-17` in `out/kim.docx`",
    ]


@pytest.mark.parametrize("format", ["docx", "pdf", "html"])
def test_a_fact_that_is_not_printed_is_named(finish: Finish, found: Found, format: Format) -> None:
    """The finished text is what counts."""
    draft = finish("<p>The price is KRW\u00a0274,500,000.00.</p>", format, facts=FACTS, printed=PRINTED)
    assert found(draft) == ["facts-differ: the fact `valid until` does not stand in the text as `17 December 2026`"]


@pytest.mark.parametrize(
    ("language", "text", "written"),
    [
        ("en", "The fee is KRW\u00a0999,500,000.00 a year", "amount `KRW 999,500,000.00`"),
        ("en", "The fee is 5,250.00 SGD a year", "amount `5,250.00 SGD`"),
        ("en", "The fee is ₩5,250,000 a year", "amount `₩5,250,000`"),
        ("ko", "연 999,500,000원을 절감합니다", "amount `999,500,000원`"),
        ("ko", "연 9억 9,950만 원을 절감합니다", "amount `9억 9,950만 원`"),
        ("vi", "Chi phí 999.500.000\u00a0đồng mỗi năm", "amount `999.500.000 đồng`"),
        ("en", "The price holds until 18 December 2026", "date `18 December 2026`"),
        ("en", "The price holds until 2026-12-18", "date `2026-12-18`"),
        ("ko", "2026년 12월 18일까지 유효합니다", "date `2026년 12월 18일`"),
        ("ko", "2026. 12. 18. 기준", "date `2026. 12. 18.`"),
        ("vi", "đến ngày 18 tháng 12 năm 2026", "date `ngày 18 tháng 12 năm 2026`"),
        ("vi", "đến 18/12/2026", "date `18/12/2026`"),
    ],
)
def test_an_amount_or_date_that_no_input_holds_is_caught(
    finish: Finish, found: Found, language: str, text: str, written: str
) -> None:
    """In the forms of the version's own language; where the inputs hold the value, in any form, it passes."""
    body = f"<p>{text}</p>"
    corpus = ("274500000", "2026-12-17", "Fee of 3,000")
    assert found(finish(body, language=language, corpus=corpus)) == [
        f"unsourced-amount: the {written} stands in paragraph 1 of the text, and no input holds it"
    ]
    stated = ("999500000", "5250", "5250000", "2026-12-18")
    assert found(finish(body, language=language, corpus=stated)) == []
    assert found(finish(body, language=language, corpus=(text,))) == []


def test_an_unsourced_amount_in_a_pdf_is_caught_on_its_page(finish: Finish, found: Found) -> None:
    """The place of a PDF is its page."""
    body = '<p>Offer</p><section class="new-page"><h2>Price</h2><p>KRW\u00a0999,500,000.00</p></section>'
    assert found(finish(body, "pdf")) == [
        "unsourced-amount: the amount `KRW 999,500,000.00` stands on page 2, and no input holds it"
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("vi", "Chúng tôi gặp 3 đồng nghiệp"),
        ("vi", "2000 người"),
        ("ko", "101동 1204호"),
        ("en", "We won 3 tenders; OEE 68.5 percent, PDF 1.7"),
        ("en", "5,250 kg of scrap"),
    ],
)
def test_figures_that_are_no_amounts_are_left_alone(finish: Finish, found: Found, language: str, text: str) -> None:
    """Words that look like the name of a currency do not make a number an amount."""
    assert found(finish(f"<p>{text}</p>", language=language)) == []


def test_a_note_that_stands_close_behind_is_no_part_of_an_amount(finish: Finish, found: Found) -> None:
    """The number of a source is set as superscript, without a space."""
    amounts = "KRW\u00a0274,500,000<sup>1</sup>, SGD\u00a0250.50<sup>12</sup>"
    body = f"<p>It costs {amounts} since 17 December 2026<sup>3</sup></p>"
    corpus = ("274500000", "250.50", "2026-12-17")
    assert found(finish(body, corpus=corpus)) == []
    longer = body.replace("<sup>12</sup>", "11")
    assert found(finish(longer, corpus=corpus)) == [
        "unsourced-amount: the amount `SGD 250.5011` stands in paragraph 1 of the text, and no input holds it"
    ]


def test_an_internal_amount_is_not_shown_in_any_message(finish: Finish, found: Found) -> None:
    """The leak is named, and what else is wrong is told without the text."""
    draft = finish("<p>KRW\u00a0246,500,000 at least, dear ,</p>")
    lines = found(draft, secrets={"internal.floor_price": "246500000"})
    assert [line.partition(":")[0] for line in lines] == ["hole", "leak", "unsourced-amount"]
    assert not any("246" in line for line in lines)
