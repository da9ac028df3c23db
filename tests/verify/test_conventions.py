"""Breaches of the conventions of a language in finished files: warned of once each; no file is refused for them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kamdocs.errors import InputError, Problem
from kamdocs.model.kit import Kit
from kamdocs.model.page import Draft, Format, Page
from kamdocs.model.secrets import Secret, Secrets
from kamdocs.rules.conventions import Breach
from kamdocs.verify import verify
from kamdocs.verify.conventions import spoken

NOTHING = Secrets(lambda: (), ())


def page(body: str, language: str = "en") -> Page:
    """A page that is never written."""
    return Page(Path("kim"), language, "Offer", "Lotus", "Lotus · P-1", f"<body>{body}</body>", {}, {}, {})


def remarked(kit: Kit, *drafts: Draft) -> list[tuple[str, str, str]]:
    """File, severity and words of each remark of verify."""
    return [(str(one.file), one.severity, one.what) for one in verify(drafts, kit, NOTHING, own_client="own")]


@pytest.mark.parametrize("format", ["docx", "pdf", "html"])
def test_a_breach_is_a_warning_in_every_format(finish: Callable[..., Draft], kit: Kit, format: Format) -> None:
    """The file may go out."""
    draft = finish("<p>홍길동 님 귀하</p>", format, language="ko")
    assert remarked(kit, draft) == [(f"out/kim.{format}", "warning", "`귀하` after `님`: `홍길동 님 귀하`")]


def test_a_breach_is_told_once_for_all_formats(finish: Callable[..., Draft], kit: Kit) -> None:
    """And once for all its places in a page."""
    first = finish("<p>Dear Sirs,</p>", "docx")
    again = Draft(first.page, "html", finish("<p>Dear Sirs,</p>", "html").file, Path("out/kim.html"))
    assert [file for file, _, _ in remarked(kit, first, again)] == ["out/kim.docx"]


def test_what_the_house_has_chosen_counts(finish: Callable[..., Draft], kit: Kit) -> None:
    """`off` is silence, `error` refuses the file."""
    draft = finish("<p>Dear Sirs,</p>")
    assert verify([draft], kit, NOTHING, own_client="own", chosen={"en-salute": "off"}) == ()
    with pytest.raises(InputError, match="out of use: `Dear Sirs,`"):
        verify([draft], kit, NOTHING, own_client="own", chosen={"en-salute": "error"})


def test_a_file_with_a_secret_is_not_quoted(finish: Callable[..., Draft], kit: Kit) -> None:
    """Where something leaks, nothing of the text is shown."""
    draft = finish("<p>Dear Sirs, the failed venture of last year</p>")
    secret = Secret(Path("c.yaml"), "internal.notes", "failed venture of last year")
    with pytest.raises(InputError) as caught:
        verify([draft], kit, Secrets(lambda: (secret,), ()), own_client="own")
    assert [problem.rule for problem in caught.value.problems] == ["leak"]


class _Known:
    """Says that every breach stands in one template."""

    def __init__(self, *told: Problem) -> None:
        self.told = told

    def of(self, breach: Breach, words: str, language: str) -> tuple[Problem, ...] | None:
        """What it was made with."""
        return self.told


def test_a_breach_is_told_at_its_origin(finish: Callable[..., Draft], kit: Kit) -> None:
    """Where that is known; an excused one is not told at all."""
    draft = finish("<p>Dear Sirs,</p>")
    there = Problem(Path("templates/a.html.j2"), 3, 4, "en-salute", "a salutation that is out of use", "warning")
    assert verify([draft], kit, NOTHING, own_client="own", origins=_Known(there)) == (there,)
    assert verify([draft], kit, NOTHING, own_client="own", origins=_Known()) == ()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<p>One  <strong>two</strong>\n three</p><p>four</p>", {"en": "One two three\n\nfour\n\nLotus · P-1"}),
        ("<p>One<br/>two</p>", {"en": "One\ntwo\n\nLotus · P-1"}),
        ("<p>One<sup>3</sup> two</p>", {"en": "One two\n\nLotus · P-1"}),
        ("<blockquote><p>theirs</p></blockquote><p>ours</p>", {"en": "ours\n\nLotus · P-1"}),
        (
            '<p>They say <span lang="vi">Kính gửi</span> there.</p>',
            {"en": "They say \ufffb there.\n\nLotus · P-1", "vi": "Kính gửi"},
        ),
        ('<p lang="ko">한국어</p><p>English</p>', {"en": "English\n\nLotus · P-1", "ko": "한국어"}),
        (
            '<p>Claim<span class="footnote">note</span>.</p>',
            {"en": "Claim.\n\nLotus · P-1\n\nnote"},
        ),
        ("<table><tbody><tr><td>5</td><td>VND</td></tr></tbody></table>", {"en": "5\n\nVND\n\nLotus · P-1"}),
    ],
)
def test_a_page_is_read_by_language(body: str, said: dict[str, str]) -> None:
    """Paragraphs and cells stand apart; what somebody else says in another language is read by its own rules."""
    found = spoken(page(body))
    assert {language: sorted(text.split("\n\n")) for language, text in found.items() if text} == {
        language: sorted(text.split("\n\n")) for language, text in said.items()
    }


def test_a_particle_after_words_in_another_language_is_left_alone(finish: Callable[..., Draft], kit: Kit) -> None:
    """How they end is not for the rules of this language to say."""
    draft = finish('<p><span lang="en">line balancing</span>은 다음 단계입니다.</p>', language="ko")
    assert remarked(kit, draft) == []


def test_a_quotation_in_another_language_is_read_by_its_rules(finish: Callable[..., Draft], kit: Kit) -> None:
    """A Vietnamese date in an English text that says so is right; a wrong one is wrong in Vietnamese."""
    right = finish('<p>Dated <span lang="vi">ngày 05 tháng 7 năm 2026</span>.</p>')
    wrong = finish('<p>Dated <span lang="vi">ngày 5 tháng 7 năm 2026</span>.</p>', name="seo")
    assert [what for _, _, what in remarked(kit, right, wrong)] == [
        "no zero before a day from 1 to 9: `ngày 5 tháng 7 năm 2026`"
    ]
