"""Where lines may break."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from support import write_pdf

from kamdocs.model.page import Page
from kamdocs.model.theme import Theme
from kamdocs.rules.pdf_text import read_pdf
from kamdocs.word.package import read_package
from kamdocs.word.reader import read_docx
from kamdocs.write.breaks import JOINER, keep_figures
from kamdocs.write.word import write_docx

MakePage = Callable[..., Page]


def kept(text: str, joiner: str) -> str:
    """`text` in a paragraph and after an element of it; `|` for the joiner, `_` for a space, `=` for a hyphen that do
    not break."""
    body = etree.fromstring(f"<body><p>{text}<br/>{text}</p></body>")
    keep_figures(body, joiner=joiner)
    first, second = body.itertext()
    assert first == second
    return str(first).replace(JOINER, "|").replace("\u00a0", "_").replace("\u2011", "=")


@pytest.mark.parametrize(
    ("text", "pdf", "word"),
    [
        ("2024-Q4 / 2025-Q3", "2024-|Q4_/ 2025-|Q3", "2024=Q4_/ 2025=Q3"),
        ("(2023-10/2024-06)", "(2023-|10/2024-|06)", "(2023=10/2024=06)"),
        ("2023 / 2024", "2023_/ 2024", "2023_/ 2024"),
        ("on 2026-11-23.", "on 2026-|11-|23.", "on 2026-11-23."),
        ("RRA-R-2026-004, p. 9", "RRA-|R-|2026-|004, p. 9", "RRA-R-2026-004, p. 9"),
        ("제안서 RRA-P-2026-041을", "제안서 RRA-|P-|2026-|041을", "제안서 RRA-P-2026-041을"),
        ("call +84 24 5555 0150, then", "call +84_24_5555_0150, then", "call +84_24_5555_0150, then"),
        ("account 0451 000 382 917", "account 0451_000_382_917", "account 0451_000_382_917"),
        ("follow-up of 16 November 2026", "follow-up of 16 November 2026", "follow-up of 16 November 2026"),
        ("kim@a-1.example https://a.example/b-2", "kim@a-1.example https://a.example/b-2", ""),
        ("3,000,000,000~4,000,000,000동", "3,000,000,000~\u200b4,000,000,000동", ""),
        ("500~1,000명", "500~1,000명", ""),
        ("in 2026 12 people, 07 of 10", "in 2026 12 people, 07 of 10", ""),
    ],
)
def test_figures_stay_whole(text: str, pdf: str, word: str) -> None:
    """Periods in both formats, codes in the PDF, where nothing of it is in the text; addresses and prose not at all."""
    assert kept(text, JOINER) == pdf
    assert kept(text, "") == (word or pdf)


def test_a_period_breaks_after_its_slash_only(make_page: MakePage, theme: Theme, tmp_path: Path) -> None:
    """However narrow its column is; and the text is what it was."""
    columns = '<colgroup><col width="12%"/><col width="88%"/></colgroup>'
    rows = "<tbody><tr><td>2024-Q4 / 2025-Q3</td><td>a</td></tr></tbody>"
    file = tmp_path / "offer.pdf"
    write_pdf(make_page(f"<table>{columns}{rows}</table>"), theme, file, assets=tmp_path)
    (text,) = read_pdf(file, margins=theme.margins).pages
    assert text.split("\n")[:2] == ["2024-Q4\u00a0/", "2025-Q3"]


def test_word_has_a_hyphen_of_its_own_for_periods(make_page: MakePage, theme: Theme, tmp_path: Path) -> None:
    """The one that it offers in its menu; read back it is a hyphen."""
    file = tmp_path / "offer.docx"
    write_docx(make_page("<p>2024-Q4 / 2025-Q3</p>"), theme, file, assets=tmp_path)
    assert read_package(file)["word/document.xml"].count(b"<w:noBreakHyphen/>") == 2
    assert read_docx(file).blocks == ("2024\u2011Q4\u00a0/ 2025\u2011Q3",)
