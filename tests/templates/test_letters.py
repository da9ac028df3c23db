"""The shipped kinds of letters: in every language, whatever is known of the reader."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from support import REPOSITORY, CheckGolden, MakeWorkspace

from kamdocs.load import load
from kamdocs.load.letter_data import read_letter_data, without_data
from kamdocs.model.page import Page
from kamdocs.model.recipient import Origin, Recipient
from kamdocs.model.request import LettersRequest
from kamdocs.render import LetterRenderer
from kamdocs.tailor.letters import Batch, tailor_letters
from kamdocs.tailor.recipients import recipients_of_visits

TODAY = date(2026, 11, 23)
SPAN = (date(2026, 11, 1), date(2026, 11, 30))
LEAST = """\
host: {en: Red River Advisory, ko: 레드리버 어드바이저리, vi: Tư vấn Sông Hồng}
title: {en: Red River Forum, ko: 레드리버 포럼, vi: Diễn đàn Sông Hồng}
start: 2026-12-10T13:30:00+07:00
place: {en: Lotus Hall, ko: 로터스홀, vi: Hội trường Hoa Sen}
"""
MOST = (
    LEAST
    + """\
end: 2026-12-10T17:30:00+07:00
occasion: {en: an afternoon with figures, ko: 성과를 공유하는 모임, vi: một buổi chiều với số liệu}
map_note: {en: Five minutes on foot, ko: 도보 5분, vi: Năm phút đi bộ}
agenda:
  - {time: "13:30", what: {en: Tea, ko: 다과, vi: Dùng trà}}
  - {time: "14:00", what: {en: Opening, ko: 개회 인사, vi: Khai mạc}, who: {en: Lan, ko: 란, vi: Bà Lan}}
rsvp_by: 2026-12-03
substitute: {en: A colleague is welcome., ko: 대리 참석하셔도 좋습니다., vi: Quý vị có thể cử đồng nghiệp.}
dress: {en: Business, ko: 정장, vi: Trang phục công sở}
interpretation: {en: Three languages, ko: 동시통역, vi: Có phiên dịch}
contact: {name: {en: Ms Choi, ko: 최유진, vi: Bà Choi}, phone: +82 2 0555 0153, email: forum@rra.example}
materials: [{title: {en: Slides, ko: 발표 자료, vi: Bài trình bày}, link: https://rra.example/a}, {title: OEE}]
"""
)
PEOPLE: Mapping[str, Mapping[str, str]] = {
    "en": {"name": "John Smith", "family_name": "Smith", "company": "Acme Ltd", "title": "Head of Sales"},
    "ko": {"name": "김철수", "family_name": "김", "company": "한빛전자 주식회사", "title": "부장"},
    "vi": {"name": "Nguyễn Văn Minh", "family_name": "Nguyễn", "given_name": "Minh", "company": "Công ty TNHH An Phú"}
    | {"title": "Giám đốc"},
}
ROWS: Mapping[str, Mapping[str, Any]] = {
    "thank-you": {"met_on": date(2026, 9, 7), "topic": "OEE"},
    "invitation": {"seats": 2, "reason": "OEE"},
    "greeting": {"shared_fact": "OEE."},
    "seminar-follow-up": {"attended": True, "question": "OEE?", "answer": "OEE."},
}
HOLE = re.compile(r"None|\bnone\b|  |\(\)|, ,|,,|^[,.:;]| [,;]| \.(?!\.)|[^.]\.\.(?!\.)|- *,|“”|‘’", re.MULTILINE)
COUNTRIES = {"en": "GB", "ko": "KR", "vi": "VN"}


def make_batch(root: Path, kind: str, tmp_path: Path, data: str = "", **asked: Any) -> Batch:
    """A batch of letters of a kind."""
    workspace, kit, _ = load(root, today=TODAY, use="letter")
    found, file = kit.letters[kind], tmp_path / "data.yaml"
    file.write_text(data, encoding="utf-8")
    values = read_letter_data(file, found, workspace, shown=file)[0] if data else without_data(kind, found)
    return Batch(workspace, kit, LettersRequest(root, kind, TODAY, **asked), found, values)


def pages(batch: Batch, people: list[Recipient]) -> Iterator[Page]:
    """The letters to `people`."""
    tailored = tailor_letters(batch, people)
    assert {problem.rule for problem in tailored.problems} <= {"occasion-off-day", "occasion-not-kept"}
    assert len(tailored.letters) == len(people) > 0
    renderer = LetterRenderer(batch.workspace, batch.kit)
    for letter in tailored.letters:
        page = renderer.page(letter)
        assert isinstance(page, Page)
        yield page


def lines(page: Page) -> list[str]:
    """The text of a letter, a line for each paragraph."""
    found: list[str] = []
    for block in etree.fromstring(page.html).iter("p", "h2", "li", "tr"):
        if block.tag == "tr" or next(block.iterancestors("tr", "blockquote"), None) is None:
            for end in block.iter("br"):
                end.tail = "\n" + (end.tail or "")
            cells = [" ".join(cell.itertext()) for cell in block] if block.tag == "tr" else ["".join(block.itertext())]
            found += [line.strip() for line in " | ".join(cells).replace("\xa0", " ").split("\n")]
        elif block.getparent().tag == "blockquote":
            found.append(f"> {''.join(block.itertext())}")
    return [line for line in found if line]


def known(language: str, **gone: bool) -> Recipient:
    """Somebody of whom something is not known."""
    given = {name: value for name, value in PEOPLE[language].items() if not gone.get(name.rpartition("_")[2])}
    address = None if gone.get("address") else "1 High Street"
    given.setdefault("name", None)  # type: ignore[arg-type]  # an organisation without a person
    origin, gender = Origin(Path("list.csv"), 2), None if gone.get("gender") else "m"
    country = COUNTRIES[language]
    return Recipient("x", origin=origin, language=language, address=address, gender=gender, country=country, **given)  # type: ignore[arg-type]  # as given


def all_known(language: str) -> list[Recipient]:
    """Every combination of what is known of somebody, or of a company alone."""
    wholes = product((False, True), repeat=4)
    people = [known(language, title=a, company=b, address=c, gender=d) for a, b, c, d in wholes]
    return [*people, *(known(language, name=True, title=True, gender=True, address=a) for a in (False, True))]


@pytest.mark.parametrize("kind", ROWS)
@pytest.mark.parametrize("language", PEOPLE)
def test_what_is_missing_leaves_no_hole(kind: str, language: str, tmp_path: Path) -> None:
    """No title, address, company, honorific, person, column or value: nothing stands loose in the letter."""
    needs_data = kind in ("invitation", "seminar-follow-up")
    occasion = "new-year" if kind == "greeting" else None
    for data in (LEAST, MOST) if needs_data else ("",):
        batch = make_batch(REPOSITORY, kind, tmp_path, data, occasion=occasion)
        people = [replace(one, row=row) for one in all_known(language) for row in ({}, ROWS[kind])]
        for page in pages(batch, people):
            text = "\n".join(lines(page))
            assert not HOLE.search(text), text
            assert page.html.count('class="subject"') == 1
            assert page.html.count('class="address"') == 2


def test_a_hole_would_be_seen() -> None:
    """The check above finds what a careless template leaves."""
    for text in ("Dear ,", "Acme,, Leeds", "on  Monday", "to None", "in May.."):
        assert HOLE.search(text)


@pytest.mark.parametrize(
    "name",
    [
        "saeon-electronics-kang-dong-hyun.ko",
        "straits-meridian-rachel-tan.en",
        "vam-co-foods-nguyen-hoang-son.vi",
    ],
)
def test_thanks_say_what_was_said_and_promised(name: str, tmp_path: Path, golden: CheckGolden) -> None:
    """The reader's own words, our promises with their days and people, and the next date; two visits in one letter."""
    batch = make_batch(REPOSITORY, "thank-you", tmp_path, visits=SPAN)
    people = [one for one in recipients_of_visits(batch.workspace, SPAN) if one.id == name.partition(".")[0]]
    (page,) = pages(batch, people)
    assert page.path.name == name
    golden(f"golden/letters/thank-you/{name}.txt", "\n".join(lines(page)) + "\n")


@pytest.mark.parametrize("language", PEOPLE)
@pytest.mark.parametrize("kind", ["invitation", "greeting", "seminar-follow-up"])
def test_letters_read_as_they_did(kind: str, language: str, tmp_path: Path, golden: CheckGolden) -> None:
    """With all that a list and its data can give."""
    occasion = "tet" if kind == "greeting" else None
    batch = make_batch(REPOSITORY, kind, tmp_path, "" if occasion else MOST, occasion=occasion)
    (page,) = pages(batch, [replace(known(language), row=ROWS[kind])])
    golden(f"golden/letters/{kind}/{language}.txt", "\n".join(lines(page)) + "\n")


@pytest.mark.parametrize("language", PEOPLE)
def test_where_to_reply_stands_on_a_line_of_its_own(language: str, tmp_path: Path) -> None:
    """However long names are, no line ends at the hyphen of an address to write to."""
    data = MOST.replace("forum@rra.example", "red-river-forum@rra.example")
    (page,) = pages(make_batch(REPOSITORY, "invitation", tmp_path, data), [known(language)])
    found = [line for line in lines(page) if "red-river" in line]
    assert len(found) == 2
    for line in found:
        before = line.partition("red-river")[0]
        assert re.fullmatch(r"(\D{0,12}\+82 2 0555 0153, )?", before), line


def test_words_of_others_stand_only_for_whom_nothing_is_noted(tmp_path: Path) -> None:
    """Who said something is quoted alone; who said nothing is reminded of what was said beside them."""
    batch = make_batch(REPOSITORY, "thank-you", tmp_path, visits=SPAN)
    letters = {
        letter.id: letter for letter in tailor_letters(batch, recipients_of_visits(batch.workspace, SPAN)).letters
    }
    renderer = LetterRenderer(batch.workspace, batch.kit)
    own = letters["straits-meridian-rachel-tan"]
    mute = replace(own, visits=tuple(replace(v, said=tuple(s for s in v.said if not s.own)) for v in own.visits))
    first, second = (renderer.page(letter) for letter in (own, mute))
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert [line for line in lines(first) if line.startswith(">")] == [
        "> In 2028 two customers will ask me for one name. I do not have that name yet."
    ]
    assert (
        "> Take renewals from the contract register, not from memory. (Arjun Menon, Group Chief Financial Officer)"
        in (lines(second))
    )


def test_a_kind_is_one_file(workspace: MakeWorkspace, tmp_path: Path) -> None:
    """A new kind with its data in its header; an included part needs one blank line after it."""
    header = "---\nname: {en: News}\nsources: [list]\ncolumns: {item: words}\n---\n"
    body = (
        '{% set subject = "News" %}\n{% include "letters/parts/open.html.j2" %}\n\n'
        '**{{ row.item }}**\n\n{% include "letters/parts/close.html.j2" %}\n'
    )
    root = workspace({"templates/letters/news.md.j2": header + body})
    batch = make_batch(root, "news", tmp_path)
    (page,) = pages(batch, [replace(known("en"), row={"item": "A new law"})])
    assert "<p><strong>A new law</strong></p>" in page.html
    assert "Dear Mr Smith," in lines(page)
