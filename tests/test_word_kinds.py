"""Kinds of documents that are made from a Word file: found, filled, written, and held to every promise."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from support import REPOSITORY, MakeWorkspace, call_kamdocs

import kamdocs
from kamdocs.errors import InputError, RequestError
from kamdocs.load import load
from kamdocs.model.page import Draft, WordPage
from kamdocs.model.plan import Plan
from kamdocs.model.request import ProposalRequest
from kamdocs.render import render_proposals
from kamdocs.rules.pdf_text import page_count, read_pdf
from kamdocs.tailor import tailor
from kamdocs.verify import verify
from kamdocs.word.package import read_package, write_package
from kamdocs.word.reader import outline
from kamdocs.write import write_page

TODAY = date(2026, 11, 23)
CLIENT, FOLDER = "straits-meridian", "key-account-programme-2027"
KIND = "name: Note\nper: proposal\npages: {max: 2}\n"
KINDS = "templates/proposal/kinds"

needs_office = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")

Make = Callable[..., list[Path]]
Said = Callable[..., list[str]]


def word(*paragraphs: str, header: str = "", rows: tuple[tuple[str, ...], ...] = ()) -> bytes:
    """A Word file with these paragraphs, and a table below them."""
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    if rows:
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_note(*paragraphs: str, header: str = "", rows: tuple[tuple[str, ...], ...] = ()) -> dict[str, bytes | str]:
    """The files of a kind `note` that is made from a Word file."""
    return {f"{KINDS}/note.yaml": KIND, f"{KINDS}/note.docx": word(*paragraphs, header=header, rows=rows)}


def shown(file: Path) -> str:
    """The body of a Word file, its spaces all alike."""
    return outline(file).replace("\u00a0", " ")


@pytest.fixture
def make(workspace: MakeWorkspace, tmp_path: Path) -> Make:
    """Builds the kind `note` of the example client in a workspace with these files."""

    def make(files: Mapping[str, bytes | str], **asked: object) -> list[Path]:
        request = {"formats": ("docx",), "kind": "note", "out": tmp_path / "out", **asked}
        return kamdocs.build_proposal(ProposalRequest(workspace(files, base="example"), CLIENT, TODAY, **request))

    return make


@pytest.fixture
def told(make: Make) -> Said:
    """What is wrong with a kind, a problem each."""

    def told(files: Mapping[str, bytes | str], **asked: object) -> list[str]:
        with pytest.raises(InputError) as error:
            make(files, **asked)
        return [str(problem) for problem in error.value.problems]

    return told


# ---- what is made ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("client", "language", "lines"),
    [
        (
            "straits-meridian",
            "en",
            (
                "Title: Order form",
                "Diagnosis | 5 | country | 11,450.00 | 57,250.00",
                "Total, GST included | SGD 244,942.18",
                "Board report delivered | 6 Aug 2027 | 25% | 61,235.54",
                "☐ | Refresher in the second year | 5 × country | 16,666.65",
            ),
        ),
        (
            "saeon-electronics",
            "ko",
            (
                "Title: 용역 발주서",
                "합계 (부가세 포함) | 289,391,438원",
                "Normal: 합계 금액: 일금 이억팔천구백삼십구만일천사백삼십팔원정",
                "이관 확인서 서명 시 | 2027. 6. 18. | 30% | 86,817,432",
            ),
        ),
        (
            "vam-co-foods",
            "vi",
            (
                "Title: Đơn đặt hàng dịch vụ",
                "Tổng cộng, đã bao gồm thuế GTGT | 1.917.337.500 đồng",
                "Trong đó thuế GTGT 10% | 174.303.411",
                "ĐẠI DIỆN BÊN A / CÔNG TY CỔ PHẦN THỰC PHẨM VÀM CỎ",
            ),
        ),
    ],
)
def test_the_order_form_states_the_offer_of_each_example_client(
    client: str, language: str, lines: tuple[str, ...], tmp_path: Path
) -> None:
    """In the client's language, as it writes numbers and dates; no tag and no row of a loop is left over."""
    request = ProposalRequest(REPOSITORY, client, TODAY, kind="order-form", formats=("docx",), out=tmp_path)
    (file,) = kamdocs.build_proposal(request)
    said = shown(file)
    assert file.name == f"order-form.{language}.docx"
    assert [line for line in lines if line not in said] == []
    assert "{" not in said
    assert "%}" not in said


def test_a_file_of_its_own_language_comes_before_the_one_for_all(make: Make) -> None:
    """As with templates in Markdown."""
    files = {
        **with_note("For all: {{ issued_on|date }}"),
        f"{KINDS}/note.ko.docx": word("한국어: {{ issued_on|date }}"),
    }
    (english,), (korean,) = make(files), make(files, language="ko")
    assert shown(english) == "Normal: For all: 19 November 2026\n"
    assert shown(korean) == "Normal: 한국어: 2026년 11월 19일\n"


def test_a_workspace_puts_a_word_file_of_its_own_in_place_of_the_shipped_one(make: Make) -> None:
    """The kind stays the shipped one, and needs no file of its own."""
    (file,) = make({f"{KINDS}/order-form.docx": word("{{ house.name }}")}, kind="order-form")
    assert shown(file) == "Normal: Red River Advisory\n"


def test_a_form_made_in_word_stays_in_the_house(make: Make, tmp_path: Path) -> None:
    """It stands in templates/forms beside its kind, sees what forms see, and goes into the folder `internal`."""
    files = {
        "templates/forms/talk.yaml": "name: Talk\nper: proposal\naudience: internal\n",
        "templates/forms/talk.docx": word("INTERNAL · {{ client.short_name }}: {{ coverage.rows|length }} lines"),
    }
    (file,) = make(files, kind="talk", form=True)
    assert file == tmp_path / f"out/internal/{CLIENT}/{FOLDER}/talk.en.docx"
    assert shown(file).startswith("Normal: INTERNAL · Straits Meridian: ")


def test_what_stays_in_the_house_and_what_is_not_finished_is_marked(told: Said, make: Make) -> None:
    """In Word it is for the template to say so; a document that does not is not made."""
    form = {"templates/forms/talk.yaml": "name: Talk\nper: proposal\naudience: internal\n"}
    form |= {"templates/forms/talk.docx": word("{{ client.short_name }}")}
    assert told(form, kind="talk", form=True) == [
        "templates/forms/talk.docx: nothing marks the document as `INTERNAL`, which stays in the house"
    ]
    path = f"profiles/clients/{CLIENT}/proposals/{FOLDER}.yaml"
    text = (REPOSITORY / path).read_text(encoding="utf-8")
    unfinished = {path: text.replace("\nsummary:", "\nsummary:  # fill in: what it is about", 1)}
    assert unfinished[path] != text
    found = told({**with_note("{{ proposal.number }}"), **unfinished})
    assert len(found) == 1
    assert found[0].startswith(f"{KINDS}/note.docx: nothing marks the document as `DRAFT`")
    (file,) = make({**with_note("{{ draft }}: {{ proposal.number }}"), **unfinished})
    assert shown(file) == "Normal: DRAFT: RRA-P-2026-042\n"
    assert make(unfinished, kind="order-form")


def test_a_version_for_each_reader_is_filled_from_one_file(make: Make) -> None:
    """What a kind is made for counts for Word files too."""
    files = with_note("Dear {{ recipient.name }}") | {f"{KINDS}/note.yaml": KIND.replace("proposal", "recipient")}
    found = {file.name: shown(file) for file in make(files)}
    assert len(found) > 1
    assert found["rachel-tan.note.en.docx"] == "Normal: Dear Rachel Tan Hui Min\n"


def test_sources_are_cited_by_number_and_listed(make: Make, told: Said) -> None:
    """A number as text, which the template may raise; what is cited must be listed."""
    cites = "{% for need in needs if need.source %}{{ cite(need.source) }};{% endfor %}"
    lists = "{% for source in cited() %}[{{ source.number }}]{% endfor %}"
    (file,) = make(with_note(cites, lists))
    numbers, listed = (line.removeprefix("Normal: ") for line in shown(file).splitlines())
    assert [f"[{number}]" for number in dict.fromkeys(numbers.split(";")[:-1])] == listed.replace("][", "] [").split()
    assert told(with_note(cites)) == [
        f"{KINDS}/note.docx: nothing lists the sources of the figures that it cites before"
    ]


def test_the_manifest_names_the_word_file_among_the_inputs(make: Make) -> None:
    """With its digest, so that `check` tells a document whose template has changed since."""
    (file,) = make(with_note("{{ proposal.number }}"))
    entry = json.loads((file.parent / "manifest.json").read_text(encoding="utf-8"))["files"][file.name]
    assert {f"{KINDS}/note.docx", f"{KINDS}/note.yaml", "profiles/house.yaml"} <= set(entry["inputs"])
    assert entry["facts"]["grand total"] == "244942.18 SGD"


def test_equal_inputs_give_equal_bytes(make: Make) -> None:
    """On two runs, and whatever the internal values are."""
    files = with_note("{{ price.grand_total|money }}", header="{{ house.name }}")
    first = make(files)[0].read_bytes()
    assert make(files)[0].read_bytes() == first
    path = f"profiles/clients/{CLIENT}/proposals/{FOLDER}.yaml"
    text = (REPOSITORY / path).read_text(encoding="utf-8")
    assert "floor_price: 209500.00" in text
    assert make({**files, path: text.replace("floor_price: 209500.00", "floor_price: 1.00")})[0].read_bytes() == first


def test_the_kinds_are_listed() -> None:
    """Those made in Word too."""
    assert "order-form" in call_kamdocs("proposal", "kinds", cwd=REPOSITORY).stdout


# ---- PDF ------------------------------------------------------------------------------------------------------------


@needs_office
def test_the_pdf_says_the_same_on_every_run_in_the_same_bytes(make: Make, tmp_path: Path) -> None:
    """LibreOffice makes it; its dates and ids are fixed, its fonts embedded."""
    files = with_note("Total: {{ price.grand_total|money }} · 합계 · Tổng cộng", header="{{ house.name }}")
    (file,) = make(files, formats=("pdf",))
    (again,) = make(files, formats=("pdf",), out=tmp_path / "again")
    _, kit, _ = load(REPOSITORY, today=TODAY, use="proposal")
    read = read_pdf(file, margins=kit.theme.margins)
    assert file.read_bytes() == again.read_bytes()
    assert read.pages == ("Total: SGD 244,942.18 · 합계 · Tổng cộng",)
    assert "Red River Advisory" in read.sheets[0]
    assert all(read.fonts.values())


@needs_office
def test_a_table_goes_on_over_pages(make: Make) -> None:
    """Also where a cell begins on one page and ends on the next."""
    rows = tuple((f"{{{{ proposal.title }}}} {number}", "{{ proposal.number }}") for number in range(60))
    (file,) = make(with_note("{{ house.name }}", rows=rows), formats=("pdf",))
    assert page_count(file) > 1


@needs_office
def test_letters_that_no_font_has_are_caught(told: Said) -> None:
    """LibreOffice shows boxes and says nothing."""
    found = told(with_note("{{ proposal.number }} \U00010380\U00010381"), formats=("pdf",))
    assert any("the text differs from the page" in line for line in found)


def test_without_libreoffice_there_is_no_pdf(make: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The help says what brings it, and what can be had without."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(kamdocs.OutputError, match="LibreOffice, which is not installed") as error:
        make(with_note("{{ proposal.number }}"), formats=("docx", "pdf"))
    assert "`--format docx` alone" in error.value.help
    assert not list((tmp_path / "out").rglob("*"))


def test_html_is_refused(make: Make) -> None:
    """A Word file is no page for the screen."""
    with pytest.raises(RequestError, match=r"`note\.en` is made from a Word template, of which there is no `html`"):
        make(with_note("{{ proposal.number }}"), formats=("html",))


# ---- faults of templates --------------------------------------------------------------------------------------------


def test_all_faults_of_all_versions_are_told_with_their_place(told: Said) -> None:
    """A misspelt name, a filter that is not there, a value that does not fit, each where it stands in Word."""
    files = with_note(
        "{{ proposal.titel }}", header="{{ house.nam }}", rows=(("Total", "{{ price.grand_total|date }}"),)
    )
    found = told(files)
    assert found == [
        f"{KINDS}/note.docx: paragraph 1: `titel` is no field of `proposal`",
        f"{KINDS}/note.docx: table 1, row 1, column 2: `date` needs a date",
        f"{KINDS}/note.docx: page header, paragraph 1: `nam` is no field of `house`",
    ]


def test_a_text_that_is_missing_in_the_language_is_told_in_the_data(told: Said, make: Make) -> None:
    """At its own place, as with templates in Markdown; the template is sound."""
    path = f"profiles/clients/{CLIENT}/proposals/{FOLDER}.yaml"
    text = (REPOSITORY / path).read_text(encoding="utf-8")
    changed = text.replace("\ntitle: ", "\ntitle: {vi: Tiêu đề}\n# ", 1)
    assert changed != text
    found = told({**with_note("{{ proposal.title }}"), path: changed})
    assert any("`title` is not given in `en`, which this document is written in" in line for line in found)


@pytest.mark.parametrize(
    ("files", "wanted"),
    [
        (
            {f"{KINDS}/note.docx": b""},
            "note.docx: nothing says what document it is: there is no `note.yaml` beside it",
        ),
        (
            {**with_note("Lotus"), f"{KINDS}/note.yaml": f"{KIND}sections: [{{id: price, detail: full}}]\n"},
            "note.yaml:4:11: are given, but the document is made from `note.docx`",
        ),
        (
            {**with_note("Lotus"), f"{KINDS}/note.de.docx": word("Lotus")},
            "note.de.docx: there are no rules for the language `de`",
        ),
        ({**with_note("Lotus"), f"{KINDS}/note.dotx": b"PK"}, "note.dotx: is not read"),
        ({**with_note("Lotus"), f"{KINDS}/Our Note.docx": b"PK"}, "Our Note.docx: no template can have this name"),
        ({"templates/proposal/sections/price.docx": b"PK"}, "price.docx: is not read: no section is made in Word"),
        ({**with_note("Lotus"), f"{KINDS}/note.docx": b"no zip"}, "note.docx: "),
        (
            {f"{KINDS}/note.yaml": KIND, f"{KINDS}/note.ko.docx": word("Lotus")},
            "note.en.docx: is missing: documents in `en` need it",
        ),
    ],
)
def test_files_that_make_no_document_are_told(files: Mapping[str, bytes | str], wanted: str, told: Said) -> None:
    """By their name in the workspace, with what to do."""
    assert any(wanted in line for line in told(files)), told(files)


def test_what_word_keeps_beside_an_open_file_is_nothing(make: Make) -> None:
    """`~$note.docx` is no template."""
    (file,) = make({**with_note("{{ proposal.number }}"), f"{KINDS}/~$note.docx": b"\x05Mai"})
    assert shown(file) == "Normal: RRA-P-2026-042\n"


def test_a_template_that_no_document_asks_for_is_not_read_but_checked(make: Make, workspace: MakeWorkspace) -> None:
    """A build of another kind goes on; `check` tells it."""
    files = {
        **with_note("{{ proposal.number }}"),
        f"{KINDS}/other.yaml": KIND,
        f"{KINDS}/other.docx": word("{% if price %}"),
    }
    assert len(make(files)) == 1
    result = call_kamdocs("check", "--today", str(TODAY), cwd=workspace(base="example"))
    assert f"{KINDS}/other.docx: paragraph 1: " in result.stdout
    assert result.exit_code == 1


# ---- promises -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paragraph", "wanted"),
    [
        ("If price is pressed, drop the win library first; keep the coaching days.", "an internal value stands"),
        ("As we did for Haesol Securities", "names another client, `haesol-securities`"),
        ("{{ 'None' }}", "`None` in place of a value stands"),
        ("{{ '{{ proposal.number }}' }}", "template code stands"),
        ("SGD {{ (12345 * 7)|number }}", "the amount `SGD 86,415` stands"),
        ("By {{ '7 Mar' ~ 'ch 2031' }}", "the date `7 March 2031` stands"),
    ],
)
@pytest.mark.parametrize("where", ["text", "header"])
def test_what_must_not_leave_is_caught_in_the_finished_file(
    paragraph: str, wanted: str, where: str, told: Said
) -> None:
    """Planted in the template itself, in its text or its header: nothing is delivered."""
    number = "{{ proposal.number }}"
    files = with_note(paragraph, number) if where == "text" else with_note(number, header=paragraph)
    assert any(wanted in line for line in told(files)), told(files)


@needs_office
def test_they_are_caught_in_a_pdf_too(told: Said) -> None:
    """Where no Word file is made of it."""
    found = told(with_note("Floor price 209,500.00", "{{ 'None' }}", "SGD {{ (12345 * 7)|number }}"), formats=("pdf",))
    assert any("an internal value stands" in line for line in found)
    assert any("`None` in place of a value" in line for line in found)
    assert any("an amount stands" in line or "the amount stands" in line for line in found)


def test_what_the_conventions_of_a_language_forbid_is_doubtful(make: Make, caplog: pytest.LogCaptureFixture) -> None:
    """A warning, and the file is delivered."""
    (file,) = make(with_note("Offer {{ proposal.number }} of 19/11/2026", "{{ issued_on|date }}"))
    assert file.is_file()
    assert any(getattr(record.msg, "rule", "") == "en-date" for record in caplog.records)


def _drafted(root: Path, tmp_path: Path, change: Callable[[bytes], bytes]) -> list[str]:
    """What verify says of a note whose text is changed after it was filled."""
    workspace, kit, secrets = load(root, today=TODAY, use="proposal")
    plans: tuple[Plan, ...] = tailor(workspace, kit, ProposalRequest(root, CLIENT, TODAY, kind="note"))
    (page,) = render_proposals(plans, workspace, kit)
    assert isinstance(page, WordPage)
    draft = Draft(page, "docx", tmp_path / "note.docx", Path("out/note.docx"))
    write_page(page, "docx", kit.theme, draft.file, assets=root)
    parts = read_package(draft.file)
    parts["word/document.xml"] = change(parts["word/document.xml"])
    draft.file.write_bytes(write_package(parts))
    try:
        verify([draft], kit, secrets, own_client=CLIENT)
    except InputError as error:
        return [problem.rule for problem in error.problems]
    return []


def test_what_is_lost_on_the_way_is_caught(workspace: MakeWorkspace, tmp_path: Path) -> None:
    """A paragraph that is filled and not written, and a fact that is written otherwise."""
    root = workspace(with_note("Lotus in bloom", "{{ price.grand_total|money }}"), base="example")
    assert _drafted(root, tmp_path, lambda xml: xml) == []
    assert _drafted(root, tmp_path, lambda xml: xml.replace(b"in bloom", b"")) == ["texts-differ"]
    changed = _drafted(root, tmp_path, lambda xml: xml.replace(b"244,942.18", b"244,942.81"))
    assert sorted(changed) == ["facts-differ", "texts-differ", "unsourced-amount"]


def test_page_numbers_are_no_text_that_could_be_lost(make: Make) -> None:
    """What a field works out is another value on each page."""
    assert make({**with_note("x"), f"{KINDS}/note.docx": _numbered()})


def _numbered() -> bytes:
    parts = read_package(word("Page 7 of {{ proposal.number }}"))
    field = b'<w:fldSimple w:instr=" PAGE "><w:r><w:t>7</w:t></w:r></w:fldSimple>'
    text = parts["word/document.xml"]
    before, after = b"<w:r><w:t>Page 7 of ", b'<w:r><w:t xml:space="preserve">Page </w:t></w:r>'
    assert before in text
    parts["word/document.xml"] = text.replace(before, after + field + b'<w:r><w:t xml:space="preserve"> of ')
    return write_package(parts)


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("{{ proposal.titel }}", "`titel` is no field of `proposal`"),
        ("{{ client.stakeholders|length }}", "`stakeholders` is no field of `client`"),
    ],
)
def test_check_tells_names_that_no_data_have_without_a_build(tag: str, said: str, workspace: MakeWorkspace) -> None:
    """What is kept back is as if it were not there."""
    workspace(with_note(tag), base="example")
    result = call_kamdocs("check", "--today", str(TODAY), cwd=workspace(base="example"))
    assert f"{KINDS}/note.docx: paragraph 1: {said}" in result.stdout
