"""What the printer of a batch gets: one PDF with bookmarks, envelopes and labels."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from support import REPOSITORY, MakeWorkspace, gated_module

from kamdocs import BatchReport, LettersRequest, RequestError, build_letters
from kamdocs.model.page import Page
from kamdocs.write.sheets import address_of

ASKED = LettersRequest(
    REPOSITORY,
    "thank-you",
    date(2026, 11, 23),
    visits=(date(2026, 11, 1), date(2026, 11, 30)),
    formats=("pdf",),
    combined=True,
    duplex=True,
    envelopes="dl",
    labels="3x8",
    first_label=22,
    jobs=1,
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BatchReport]:
    """The letters of a month with all that the printer gets."""
    gated_module("pikepdf")
    folder = tmp_path_factory.mktemp("letters")
    return folder, build_letters(replace(ASKED, out=folder))


def texts(file: Path) -> list[str]:
    """The text of each page of a PDF, in lines."""
    with pypdfium2.PdfDocument(file) as pdf:
        return [page.get_textpage().get_text_bounded().replace("\r\n", "\n").strip() for page in pdf]


def bookmarks(file: Path) -> Iterator[tuple[str, int]]:
    """Each bookmark with the page that it leads to, counted from 0."""
    with pypdfium2.PdfDocument(file) as pdf:
        for one in pdf.get_toc():
            dest = one.get_dest()
            assert dest is not None
            yield one.get_title(), dest.get_index()


def test_each_letter_has_a_bookmark_and_begins_on_a_new_sheet(built: tuple[Path, BatchReport]) -> None:
    """In the order of the batch, by name and organisation."""
    file = built[0] / "print" / "letters.pdf"
    found, pages = [*bookmarks(file)], texts(file)
    assert found[0] == ("윤태호, 새온전자 주식회사", 0)
    assert found[-1][0] == "Nguyễn Hoàng Sơn, Công ty Cổ phần Thực phẩm Vàm Cỏ"
    assert len(found) == sum(not name.startswith("print/") for name in built[1].written)
    assert all(page % 2 == 0 and pages[page] for _, page in found)
    assert pages[1] == ""


def test_an_envelope_has_both_addresses_as_its_language_writes_them(built: tuple[Path, BatchReport]) -> None:
    """Korean with the address first and 귀하 last, Vietnamese with Kính gửi."""
    pages = texts(built[0] / "print" / "envelopes.pdf")
    assert pages[0].endswith("새온전자 주식회사\n대표이사 윤태호 귀하")
    assert "레드리버 어드바이저리 유한회사" in pages[0]
    assert "Ms Rachel Tan Hui Min\nGroup Chief Executive Officer\nStraits Meridian" in pages[4]
    assert "Kính gửi: Ông Nguyễn Hoàng Sơn\nGiám đốc Nhà máy số 2" in pages[-1]


def test_labels_begin_where_the_sheet_is_still_whole(built: tuple[Path, BatchReport]) -> None:
    """Of 24 labels three are left on the first sheet."""
    first, second = texts(built[0] / "print" / "labels.pdf")
    assert first.count("귀하") == 3
    assert second.count("Kính gửi:") == 4


def test_a_postal_code_stays_with_the_word_before_it() -> None:
    """On a label too narrow for the address, the line breaks before both."""
    page = Page(
        Path("x"),
        "ko",
        "x",
        "x",
        "x",
        "<body><p class='address'>서울특별시 (우\xa006164)<br/>강샤론 귀하</p></body>",
        {},
        {},
        {},
    )
    assert address_of("x", page).recipient == ("서울특별시 (우\xa006164)", "강샤론 귀하")


def test_the_manifest_vouches_for_them_and_a_second_run_leaves_them(built: tuple[Path, BatchReport]) -> None:
    """They are made again only where a letter, an address or what was asked for has changed."""
    folder, names = built[0], ["print/letters.pdf", "print/envelopes.pdf", "print/labels.pdf"]
    manifest = json.loads((folder / "print" / "manifest.json").read_text(encoding="utf-8"))["files"]
    before = {name: (folder / name).read_bytes() for name in names}
    for name, content in before.items():
        assert manifest[Path(name).name]["sha256"] == hashlib.sha256(content).hexdigest()
    again = build_letters(replace(ASKED, out=folder))
    assert [*again.unchanged][-3:] == names
    single = build_letters(replace(ASKED, out=folder, duplex=False, envelopes=None, labels=None))
    assert "print/letters.pdf" in single.written
    build_letters(replace(ASKED, out=folder))
    assert {name: (folder / name).read_bytes() for name in names} == before
    assert not [problem for problem in single.warnings if problem.rule == "stale"]


def test_what_the_printer_has_of_letters_that_have_changed_is_told(workspace: MakeWorkspace) -> None:
    """Where nobody asks for it anew; not again where no letter changes. People have addresses without a company too."""
    template = "---\nname: Note\n---\nHello {{ recipient.name }}.\n"
    people = "id,name,gender,language,address\nann,Ann Lee,f,en,1 Long Street\n"
    root = workspace({"templates/letters/note.md.j2": template, "list.csv": people}, base="example")
    asked = LettersRequest(root, "note", ASKED.today, to=root / "list.csv", formats=("docx",), jobs=1)
    first = build_letters(replace(asked, envelopes="dl"))
    assert "print/envelopes.pdf" in first.written
    (envelope,) = texts(Path(first.folder) / "print" / "envelopes.pdf")
    assert envelope.splitlines()[-2:] == ["Ms Ann Lee", "1 Long Street"]
    assert [problem.rule for problem in first.warnings if problem.rule == "stale"] == []
    (root / "list.csv").write_text(people.replace("Lee", "Leigh"), encoding="utf-8")
    (told,) = (problem for problem in build_letters(asked).warnings if problem.rule == "stale")
    assert told.what == "`print/envelopes.pdf` stays as an earlier run made it, though letters have changed since"
    assert [problem.rule for problem in build_letters(asked).warnings if problem.rule == "stale"] == []


def test_a_letter_that_cannot_be_made_anew_is_not_printed(workspace: MakeWorkspace) -> None:
    """Its file of an earlier run stays where it is, and goes into no envelope and no PDF for the printer."""
    gated_module("pikepdf")
    template = "---\nname: Note\nsources: [list]\n---\nHello {{ row.remark }}.\n"
    people = "id,name,language,remark\nann,Ann Lee,en,dear Ann\nbob,Bob Ray,en,dear Bob\n"
    root = workspace({"templates/letters/note.md.j2": template, "list.csv": people}, base="example")
    asked = LettersRequest(root, "note", ASKED.today, to=root / "list.csv", formats=("pdf",), combined=True, jobs=1)
    for remark, names in (("dear Bob", ["Ann Lee", "Bob Ray"]), ("as at Haesol Securities", ["Ann Lee"])):
        (root / "list.csv").write_text(people.replace("dear Bob", remark), encoding="utf-8")
        folder = Path(build_letters(asked).folder)
        assert [title for title, _ in bookmarks(folder / "print/letters.pdf")] == names
    assert (folder / "bob.en.pdf").exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"formats": ("docx",)}, "`--combined` joins PDFs, which are not asked for"),
        ({"combined": False}, "`--duplex` says how `--combined` is printed"),
        ({"envelopes": "d1"}, "there is no size of envelopes `d1`"),
        ({"labels": "3x9"}, "there is no sheet of labels `3x9`"),
        ({"first_label": 25}, "there is no label 25 on the sheet `3x8`"),
        ({"out": "memory://letters"}, "what the printer gets is written into folders of this machine only"),
    ],
)
def test_what_the_printer_cannot_get_is_told_before_anything_is_written(
    tmp_path: Path, given: dict[str, object], said: str
) -> None:
    """Each with what helps."""
    with pytest.raises(RequestError) as refused:
        build_letters(replace(ASKED, **{"out": tmp_path / "out", **given}))  # type: ignore[arg-type]
    assert str(refused.value) == said
    assert not (tmp_path / "out").exists()
