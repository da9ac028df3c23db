"""Documents around a proposal: what each kind holds for whom, in every language, and that a new kind is a new file."""

from __future__ import annotations

import json
import re
import shutil
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
import yaml
from lxml import html
from support import REPOSITORY, MakeWorkspace, call_kamdocs

import kamdocs
from kamdocs.rules.pdf_text import page_count

TODAY = date(2026, 11, 23)
REPORTED = date(2027, 3, 15)
KINDS = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in REPOSITORY.glob("templates/proposal/kinds/*.yaml")
}
MADE_IN_WORD = {path.name.partition(".")[0] for path in REPOSITORY.glob("templates/proposal/kinds/*.docx")}
AROUND = sorted(set(KINDS) - {"proposal", "interim-results"} - MADE_IN_WORD)
CLIENTS = {"saeon-electronics": ("ko", "en"), "vam-co-foods": ("vi", "en"), "straits-meridian": ("en",)}


Built = Callable[[str, str, str], Mapping[str, Path]]
"""Gives the PDF files of a kind for a client in a language, by name."""


def build(
    client: str, kind: str, out: Path, *, root: Path = REPOSITORY, today: date = TODAY, **asked: Any
) -> dict[str, Path]:
    """The files of a kind by name, without their ending; PDF where nothing else is asked for."""
    request = kamdocs.ProposalRequest(root, client, today, out=out, kind=kind, **{"formats": ("pdf",), **asked})
    return {path.stem: path for path in kamdocs.build_proposal(request)}


def text_of(file: Path) -> str:
    """All that the pages of a PDF say, in one line."""
    with pdfium.PdfDocument(file) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return unicodedata.normalize("NFC", " ".join(" ".join(pages).split()))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Builds the kinds around the proposal for the example clients, each once."""
    out = tmp_path_factory.mktemp("kinds")
    return cache(lambda client, kind, language: build(client, kind, out / language, language=language))


def test_the_kinds_are_there() -> None:
    """Each in the three languages of the example."""
    assert {"proposal", "cover-letter", "executive-summary", "follow-up", "interim-results", "case-sheet"} <= set(KINDS)
    assert {"team-cv", "combined"} <= set(KINDS)
    for kind in KINDS.values():
        assert set(kind["name"]) == {"en", "ko", "vi"}


@pytest.mark.parametrize("kind", AROUND)
def test_each_document_keeps_to_the_pages_of_its_kind(kind: str, built: Built) -> None:
    """For every example client; one page has to do in each of its languages, a book is only built in the first."""
    most = KINDS[kind]["pages"]["max"]
    for client, languages in CLIENTS.items():
        for language in languages if most == 1 else languages[:1]:
            counts = {name: page_count(file) for name, file in built(client, kind, language).items()}
            assert counts
            assert {name: count for name, count in counts.items() if count > most} == {}


def test_files_are_named_by_what_they_are_made_for(built: Built) -> None:
    """By stakeholder, case or person, then the kind and the language; a case without a name by its number."""
    names = {kind: sorted(built("saeon-electronics", kind, "ko")) for kind in AROUND}
    assert names["cover-letter"] == [
        f"{who}.cover-letter.ko" for who in ("do-manh-cuong", "kang-dong-hyun", "seo-mi-kyung", "yoon-tae-ho")
    ]
    assert names["combined"] == ["combined.ko"]
    assert "le-minh-duc.team-cv.ko" in names["team-cv"]
    assert "circuit-boards-oee.case-sheet.ko" in names["case-sheet"]
    assert "case-2.case-sheet.ko" in names["case-sheet"]


def test_a_case_whose_consent_does_not_name_sheets_is_told_without_its_client(built: Built) -> None:
    """Named and quoted in the proposal, it is anonymous on its sheet; one that names sheets keeps its name."""
    case = yaml.safe_load((REPOSITORY / "cases" / "wire-harness-changeover.yaml").read_text(encoding="utf-8"))
    assert "sheet" not in case["consent"]["uses"]
    texts = {name: text_of(file) for name, file in built("saeon-electronics", "case-sheet", "en").items()}
    (own,) = [text for text in texts.values() if case["title"]["en"] in text]
    assert case["anonymous_as"]["en"] in own
    assert not any(
        name in " ".join(texts.values()) for name in (case["client"]["name"]["en"], case["quote"]["text"]["en"])
    )
    assert "Duon Circuit Vina" in texts["circuit-boards-oee.case-sheet.en"]


@pytest.mark.parametrize("kind", AROUND)
def test_nothing_internal_changes_a_document_of_any_kind(kind: str, tmp_path: Path) -> None:
    """Promise 1: with an internal value changed, the same bytes; what other formats are made of is the page."""
    one, other = tmp_path / "one", tmp_path / "other"
    for root in (one, other):
        for name in ("profiles", "cases"):
            shutil.copytree(REPOSITORY / name, root / name)
        shutil.copy(REPOSITORY / "kamdocs.yaml", root)
    client = other / "profiles/clients/vam-co-foods/client.yaml"
    text = client.read_text(encoding="utf-8")
    assert "Sundays" in text
    client.write_text(text.replace("calls her on Sundays", "writes to her on Mondays"), encoding="utf-8")
    files = [build("vam-co-foods", kind, root / "out", root=root, formats=("html",)) for root in (one, other)]
    assert files[0].keys() == files[1].keys()
    assert [file.read_bytes() for file in files[0].values()] == [file.read_bytes() for file in files[1].values()]


PHRASES = {
    "en": {
        "cover-letter": ("Dear Mr Vo", "Enclosed: Proposal RRA-P-2026-043; Executive summary", "23 December 2026"),
        "follow-up": ("30 days remain", "Shall we include it?"),
        "executive-summary": ("Executive summary", "VND 1,917,337,500", "23 December 2026", "lan.nguyen@"),
    },
    "vi": {
        "cover-letter": ("Kính thưa Ông Khoa", "Tài liệu gửi kèm: Hồ sơ đề xuất số RRA-P-2026-043", "Trân trọng"),
        "follow-up": ("tức là còn 30 ngày",),
        "executive-summary": ("Bản tóm tắt đề xuất", "1.917.337.500 đồng", "23/12/2026"),
    },
}


@pytest.mark.parametrize(("language", "kind"), [(code, kind) for code, kinds in PHRASES.items() for kind in kinds])
def test_letters_hold_what_their_kind_needs(language: str, kind: str, built: Built) -> None:
    """Visit, benefit, validity, enclosures; open questions and days left; the whole offer on a page."""
    text = text_of(built("vam-co-foods", kind, language)[f"vo-dinh-khoa.{kind}.{language}"])
    for phrase in PHRASES[language][kind]:
        assert phrase in text


def test_a_korean_letter_counts_the_days_and_names_its_enclosures(
    built: Built,
) -> None:
    """기한까지 남은 날과 붙임."""
    follow = text_of(built("saeon-electronics", "follow-up", "ko")["kang-dong-hyun.follow-up.ko"])
    cover = text_of(built("saeon-electronics", "cover-letter", "ko")["kang-dong-hyun.cover-letter.ko"])
    assert "기한까지 24일 남았습니다" in follow
    assert re.search(r"붙임 1\. 제안서\(RRA-P-2026-041\) 1부\. 2\. 제안 요약서 1부\.\s+끝\.", cover)
    assert "강동현 재무담당 이사님" in cover


def test_a_follow_up_asks_about_requirements_where_its_reader_is_told_of_them(built: Built) -> None:
    """The engineer hears of the hotline, the finance director of the options alone."""
    files = built("saeon-electronics", "follow-up", "ko")
    assert "24시간 상시 지원 창구" in text_of(files["do-manh-cuong.follow-up.ko"])
    finance = text_of(files["kang-dong-hyun.follow-up.ko"])
    assert "24시간 상시 지원 창구" not in finance
    assert "이관 후 원격 지원" in finance


def test_a_follow_up_after_the_last_day_says_so(tmp_path: Path) -> None:
    """On the last day the terms hold to its end; a day later it only offers to say what can be confirmed."""
    phrases = {date(2026, 12, 23): "which is today, to the end of the day", date(2026, 12, 24): "were guaranteed until"}
    for today, phrase in phrases.items():
        asked = {"language": "en", "to": ("vo-dinh-khoa",)}
        (file,) = build("vam-co-foods", "follow-up", tmp_path / today.isoformat(), today=today, **asked).values()
        assert phrase in text_of(file)


@pytest.mark.parametrize("language", ["en", "vi"])
def test_interim_results_set_promised_against_achieved(language: str, tmp_path: Path) -> None:
    """The figure of the need is the start; sources, issues, steps and the decision stand in it."""
    (file,) = build("vam-co-foods", "interim-results", tmp_path, today=REPORTED, language=language).values()
    assert file.name == f"interim-results.{language}.pdf"
    assert page_count(file) <= 3
    text = text_of(file)
    for figure in ("8.4%", "7.2%", "7.9%", "42%"):
        assert (figure if language == "en" else figure.replace(".", ",")) in text
    assert "Báo cáo định mức nhà máy số 2, tuần 8–9/2027" in text
    assert ("What we ask you to decide" if language == "en" else "cần Quý Công ty quyết định") in text
    assert ("(by 19 March 2027, Huynh Kim Phuong)" if language == "en" else "2027, Bà Huỳnh Kim Phượng)") in text


def test_the_latest_report_of_the_day_counts(workspace: MakeWorkspace, tmp_path: Path) -> None:
    """A later report takes the place of the earlier one from its own day on."""
    root = workspace(base="example")
    file = root / "profiles/clients/vam-co-foods/proposals/plant-2-and-export-2027.yaml"
    text = file.read_text(encoding="utf-8")
    later = """\
  - on: 2027-06-25
    period: April to June
    summary: The mango season has begun.
    results: [{text: Shipments without a claim, before: 80, target: 95, value: 92, unit: "%", source: Claims register}]
    next: [{on: 2027-07-02, what: Final measurement, who: le-minh-duc}]
"""
    file.write_text(text.replace("progress:\n", "progress:\n" + later), encoding="utf-8")
    for today, phrase in {date(2027, 6, 24): "8.4%", date(2027, 6, 25): "The mango season has begun."}.items():
        (made,) = build(
            "vam-co-foods", "interim-results", tmp_path / str(today), root=root, today=today, language="en"
        ).values()
        assert phrase in text_of(made)


def test_the_combined_edition_tells_nothing_twice(built: Built) -> None:
    """Each case, claim and drawing stands once, and each reader's question opens a chapter."""
    for client, languages in CLIENTS.items():
        (file,) = built(client, "combined", languages[0]).values()
        text = text_of(file)
        request = kamdocs.ProposalRequest(REPOSITORY, client, TODAY, kind="combined")
        (version,) = kamdocs.explain_proposal(request)["versions"]
        claims = [id for section in version["sections"] for id in section["arguments"]]
        assert sorted(claims) == sorted(set(claims)) == sorted(line["id"] for line in version["arguments"])
        cases = [line["id"] for line in version["cases"]]
        assert cases
        assert len(cases) == len(set(cases))
        for id in cases:
            title = yaml.safe_load((REPOSITORY / "cases" / f"{id}.yaml").read_text(encoding="utf-8"))["title"]
            assert title[languages[0]] in text
        for reader in ("director", "finance", "hr", "technical"):
            asks = yaml.safe_load((REPOSITORY / f"profiles/readers/{reader}.yaml").read_text(encoding="utf-8"))["asks"]
            assert text.count(asks[languages[0]]) == 1


def test_the_combined_edition_tells_nobody_what_is_another_persons_own(tmp_path: Path) -> None:
    """Neither criteria nor words of a visit stand in it."""
    client = yaml.safe_load((REPOSITORY / "profiles/clients/vam-co-foods/client.yaml").read_text(encoding="utf-8"))
    visit = yaml.safe_load(
        (REPOSITORY / "profiles/clients/vam-co-foods/visits/2026-11-18.yaml").read_text(encoding="utf-8")
    )
    (file,) = build("vam-co-foods", "combined", tmp_path, language="en", formats=("html",)).values()
    text = " ".join("".join(html.fromstring(file.read_text(encoding="utf-8")).itertext()).split())
    assert client["name"]["en"] in text
    own = [criterion["text"]["en"] for person in client["stakeholders"] for criterion in person["criteria"]]
    own += [concern["text"]["en"] for person in client["stakeholders"] for concern in person["concerns"]]
    own += [said["text"]["en"] for said in visit["said"]]
    assert own
    assert [words for words in own if words in text] == []


def test_a_kind_of_the_house_is_one_file(workspace: MakeWorkspace, tmp_path: Path) -> None:
    """A file names sections that there are; the list of kinds and the build know it."""
    root = workspace(
        {
            "templates/proposal/kinds/price-sheet.yaml": """\
name: Price sheet
title: Price sheet
per: proposal
sections:
  - {id: price, detail: full}
  - {id: terms, detail: short}
  - {id: sources, detail: short}
pages: {max: 2}
"""
        },
        base="example",
    )
    assert "price-sheet" in [kind["id"] for kind in kamdocs.document_kinds(root)]
    (file,) = build("vam-co-foods", "price-sheet", tmp_path, root=root, language="en").values()
    assert file.name == "price-sheet.en.pdf"
    assert "1,917,337,500" in text_of(file)
    manifest = json.loads((file.parent / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["files"]["price-sheet.en.pdf"]["facts"]["grand total"] == "1917337500 VND"


def test_a_kind_of_the_house_takes_the_place_of_the_shipped_one(workspace: MakeWorkspace, tmp_path: Path) -> None:
    """The same name, other sections."""
    name = "templates/proposal/kinds/cover-letter.yaml"
    root = workspace({name: "name: Letter\nper: recipient\nsections: [{id: letter, detail: full}]\n"}, base="example")
    (file,) = build("vam-co-foods", "cover-letter", tmp_path, root=root, to=("vo-dinh-khoa",)).values()
    assert "Tài liệu gửi kèm" not in text_of(file)


def test_the_list_of_kinds_is_data() -> None:
    """A line each on stdout; with `--json` one document."""
    shown = call_kamdocs("proposal", "kinds", cwd=REPOSITORY)
    assert shown.exit_code == 0
    assert [line.split()[0] for line in shown.stdout.splitlines()] == [
        "kind",
        "proposal",
        *sorted(set(KINDS) - {"proposal"}),
    ]
    (letter,) = [
        kind
        for kind in json.loads(call_kamdocs("proposal", "kinds", "--json", cwd=REPOSITORY).stdout)
        if kind["id"] == "cover-letter"
    ]
    assert (letter["per"], letter["pages"], letter["name"]["ko"]) == ("recipient", 1, "제안서 제출 서한")
