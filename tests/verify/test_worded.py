"""Amounts in words in finished files equal the figures beside them, or the grand total."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from support import REPOSITORY, MakeWorkspace, call_kamdocs

from kamdocs.model.kit import Kit
from kamdocs.model.page import Draft, Format
from kamdocs.verify.public import tongue

Finish = Callable[..., Draft]
Found = Callable[..., list[str]]

TOTAL = {"grand total": "1917337500 VND"}
WON = {"grand total": "289391438 KRW"}
RIGHT = "Một tỷ chín trăm mười bảy triệu ba trăm ba mươi bảy nghìn năm trăm đồng"
CORPUS = ("1917337500", "289391438", "5005000", "575201250")


@pytest.mark.parametrize("format", ["docx", "pdf", "html"])
@pytest.mark.parametrize(
    ("language", "facts", "text"),
    [
        ("vi", TOTAL, f"Bằng chữ: <em>{RIGHT}</em>"),
        ("vi", TOTAL, "Đợt 1: 5.005.000 đồng (bằng chữ: năm triệu không trăm linh năm nghìn đồng)"),
        ("ko", WON, "일금 이억팔천구백삼십구만일천사백삼십팔원정 (₩289,391,438)"),
        ("ko", WON, "금289,391,438원(금이억팔천구백삼십구만일천사백삼십팔원)"),
        ("en", {"grand total": "20005.18 SGD"}, "twenty thousand and five Singapore dollars and eighteen cents"),
        ("vi", {}, "Bằng chữ: Năm triệu không trăm linh năm nghìn đồng"),
    ],
)
def test_words_that_are_right_pass(
    finish: Finish, found: Found, format: Format, language: str, facts: dict[str, str], text: str
) -> None:
    """The grand total, a payment beside its figures, an amount of the inputs where there is no total."""
    assert found(finish(f"<p>{text}</p>", format, language=language, facts=facts, corpus=CORPUS)) == []


@pytest.mark.parametrize("format", ["docx", "pdf", "html"])
@pytest.mark.parametrize(
    ("language", "facts", "text", "words", "wanted"),
    [
        ("vi", TOTAL, "Bằng chữ: Một tỷ đồng", "Một tỷ đồng", "the grand total is another"),
        ("vi", TOTAL, f"Bằng chữ: {RIGHT[:-4]}won", f"{RIGHT[:-4]}won", "the grand total is another"),
        (
            *("vi", TOTAL, f"575.201.250 đồng (bằng chữ: {RIGHT.lower()})", RIGHT.lower()),
            "the figures beside it are another amount",
        ),
        (
            *("ko", WON, "일금 이억팔천구백삼십구만일천사백삼십칠원정 (₩289,391,438)"),
            *("이억팔천구백삼십구만일천사백삼십칠원", "the figures beside it are another amount"),
        ),
        ("ko", WON, "합계: 일금 천이백만원정", "천이백만원", "the grand total is another"),
        ("en", WON, "In words: two thousand Korean won", "two thousand Korean won", "the grand total is another"),
        ("vi", {}, "Bằng chữ: Hai tỷ đồng", "Hai tỷ đồng", "no input holds it"),
    ],
)
def test_words_that_differ_are_caught_in_each_format(
    finish: Finish,
    found: Found,
    format: Format,
    language: str,
    facts: dict[str, str],
    text: str,
    words: str,
    wanted: str,
) -> None:
    """One won too few, another currency, another amount of the same offer."""
    [line] = found(finish(f"<p>{text}</p>", format, language=language, facts=facts, corpus=CORPUS))
    assert line.startswith(f"words-differ: the amount in words `{words}` stands ")
    assert line.endswith(f", and {wanted}")


def test_a_long_amount_is_read_over_the_ends_of_lines(finish: Finish, found: Found) -> None:
    """In a narrow cell of a PDF, also in Korean, where a line ends within the number."""
    wrong = "일금 구천구백구십구조구천구백구십구억구천구백구십구만구천구백구십구원정"
    widths = '<colgroup><col width="80%"/><col width="20%"/></colgroup>'
    narrow = f"<table>{widths}<tbody><tr><td>합계</td><td>{wrong}</td></tr></tbody></table>"
    [line] = found(finish(narrow, "pdf", language="ko", facts=WON, corpus=CORPUS))
    assert "".join(line.split("`")[1].split()) == wrong[3:-1]


def test_what_the_data_say_in_words_may_stand(finish: Finish, found: Found) -> None:
    """A need in the client's words, and what only says how large something is about."""
    said = "Mỗi tháng chúng tôi mất hai tỷ đồng, có khi hàng trăm triệu đồng một tuần."
    assert found(finish(f"<p>{said}</p>", language="vi", facts=TOTAL, corpus=(*CORPUS, said))) == []
    [line] = found(finish(f"<p>{said}</p>", language="vi", facts=TOTAL, corpus=CORPUS))
    assert "`hai tỷ đồng`" in line


def test_words_are_not_shown_where_something_leaks(finish: Finish, found: Found) -> None:
    """As with all else that is wrong then."""
    draft = finish("<p>Một tỷ đồng, giá sàn 246.500.000</p>", language="vi", facts=TOTAL)
    lines = found(draft, secrets={"internal.floor_price": "246500000"})
    assert [line.partition(":")[0] for line in lines] == ["leak", "words-differ"]
    assert "Một tỷ" not in lines[1]


def test_a_language_without_words_is_not_searched(kit: Kit) -> None:
    """It has none to find."""
    silent = {code: rules.model_copy(update={"words": None}) for code, rules in kit.languages.items()}
    bare = replace(kit, languages=silent)
    assert tongue(bare, "vi").worded is None
    assert tongue(kit, "vi").worded is not None


@pytest.mark.parametrize(
    ("client", "language", "macro"),
    [
        ("vam-co-foods", "vi", "Bằng chữ: {{ price.net_total|in_words }}"),
        ("saeon-electronics", "ko", "일금 일억원정 ({{ price.grand_total|money }})"),
    ],
)
def test_a_template_with_wrong_words_delivers_nothing(
    workspace: MakeWorkspace, tmp_path: Path, client: str, language: str, macro: str
) -> None:
    """The fault stands in the words of a house; every format of every version is refused."""
    name = f"templates/proposal/words.{language}.html.j2"
    source = (REPOSITORY / name).read_text(encoding="utf-8")
    start = source.index("{% macro total_in_words")
    wrong = (
        source[:start]
        + f"{{% macro total_in_words(price) %}}{macro}{{% endmacro %}}"
        + source[source.index("\n", start) :]
    )
    root = workspace({name: wrong}, base="example")
    out = tmp_path / "out"
    formats = [part for format in ("docx", "pdf", "html") for part in ("--format", format)]
    options = (*formats, "--reader", "finance", "--today", "2026-11-23", "--out", str(out))
    result = call_kamdocs("proposal", "build", client, *options, cwd=root)
    assert result.exit_code == 1
    for format in ("docx", "pdf", "html"):
        assert f".{language}.{format}: the amount in words" in result.stderr
    assert not [file for file in out.rglob("*") if file.is_file()]


def test_the_same_wrong_words_are_told_once(finish: Finish, found: Found) -> None:
    """However often they stand there."""
    text = "<p>Bằng chữ: Một tỷ đồng</p>" * 2
    [line] = found(finish(text, language="vi", facts=TOTAL))
    assert "`Một tỷ đồng`" in line
