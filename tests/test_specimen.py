"""One document with the whole vocabulary, in each language and theme: its text, its looks, and what validators say."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from lxml import etree
from page_pictures import CheckPages
from specimen import SPECIMENS, THEME_OF, THEMES, body_of, faults_of, names_in, specimen, theme, whole_vocabulary
from support import REPOSITORY, CheckGolden, gate, gated_fonts, write_pdf
from verapdf import failed_rules

from kamdocs.model.page import Draft, Format
from kamdocs.rules.pdf_text import read_pdf
from kamdocs.verify.finished import read_back
from kamdocs.verify.glyphs import missing_glyphs
from kamdocs.verify.same_text import texts_differ
from kamdocs.word.reader import outline
from kamdocs.write.drafts import write_page

_CENTIMETRE = 72 / 2.54
_LEADER = re.compile(r"(?: \.){3,} ")
FORMATS: tuple[Format, ...] = ("docx", "pdf", "html")


@dataclass(frozen=True, slots=True)
class Written:
    """The document in one language, in every format."""

    language: str
    drafts: dict[Format, Draft]

    @property
    def pdf(self) -> Path:
        """The PDF."""
        return self.drafts["pdf"].file

    @property
    def docx(self) -> Path:
        """The Word file."""
        return self.drafts["docx"].file


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Written]:
    """The document by its language, each format written once."""
    return {language: _write(language, tmp_path_factory.mktemp("specimen")) for language in SPECIMENS}


def _write(language: str, folder: Path) -> Written:
    page = specimen(language)
    drafts: dict[Format, Draft] = {}
    for format in FORMATS:
        file = folder / f"{page.path}.{format}"
        write_page(page, format, theme(THEME_OF[language]), file, assets=REPOSITORY)
        drafts[format] = Draft(page, format, file, file)
    return Written(language, drafts)


@pytest.fixture(params=SPECIMENS)
def written(request: pytest.FixtureRequest, every: dict[str, Written]) -> Written:
    """The document in one language."""
    return every[request.param]


@pytest.mark.parametrize("language", SPECIMENS)
def test_it_shows_the_whole_vocabulary(language: str) -> None:
    """What is added to the vocabulary is added to the document in each language, so that it is looked at."""
    assert not sorted(set(whole_vocabulary()) - names_in(body_of(language)))
    assert faults_of(body_of(language)) == []


LEFT_OUT = {
    "hr": ("<hr class='page-break'/>", "<p>x</p>"),
    "p.seal": ("<p class='seal'>x</p>", "<p>x</p>"),
    "th rowspan": ("<th rowspan='2'>x</th>", "<th>x</th>"),
    "lang": ("<p lang='ko'>x</p>", "<p>x</p>"),
}


@pytest.mark.parametrize("name", LEFT_OUT)
def test_what_is_left_out_is_noticed(name: str) -> None:
    """An element, a class, an attribute of one element and one that all may carry."""
    shown, not_shown = (names_in(etree.fromstring(f"<body>{html}</body>")) for html in LEFT_OUT[name])
    assert name in set(whole_vocabulary()) & shown
    assert name not in not_shown


def test_it_is_built_alike_in_every_language() -> None:
    """The same elements, classes and values in the same order; only words differ."""
    first, *others = [_built(body_of(language)) for language in SPECIMENS]
    assert others
    for other in others:
        assert other == first


def _built(body: etree._Element) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each element with its attributes, but for those in words."""
    nodes = ((str(node.tag), sorted((str(key), str(text)) for key, text in node.items())) for node in body.iter())
    return [(tag, [(key, text) for key, text in items if key not in ("alt", "lang")]) for tag, items in nodes]


def test_every_theme_is_seen() -> None:
    """Each in one of the languages."""
    assert sorted(THEME_OF.values()) == sorted(path.name for path in THEMES.iterdir())


def test_the_pages_look_as_they_did(written: Written, page_pictures: CheckPages) -> None:
    """Each page of the PDF; `--update-golden` renews what changed."""
    gated_fonts(theme(THEME_OF[written.language]))
    page_pictures(f"specimen-{THEME_OF[written.language]}.{written.language}", written.pdf)


def test_the_text_is_the_golden_one(written: Written, golden: CheckGolden) -> None:
    """Word's paragraphs and tables with their styles, and all that each page of the PDF shows."""
    golden(f"golden/specimen/{written.language}.docx.txt", outline(written.docx))
    gated_fonts(theme(THEME_OF[written.language]))
    sheets = read_pdf(written.pdf, margins=theme(THEME_OF[written.language]).margins).sheets
    pages = "".join(f"--- page {number}\n{sheet}\n" for number, sheet in enumerate(sheets, start=1))
    golden(f"golden/specimen/{written.language}.pdf.txt", _LEADER.sub(" … ", pages))


@pytest.mark.parametrize("format", FORMATS)
def test_each_format_says_what_the_page_says(format: Format, written: Written) -> None:
    """Every word in its order, and every character has its glyph."""
    finished = read_back(written.drafts[format], theme(THEME_OF[written.language]).margins)
    assert [*texts_differ(finished, quote=True), *missing_glyphs(finished)] == []


def test_the_word_file_holds_to_the_format(written: Written) -> None:
    """The Open XML SDK finds nothing."""
    done = subprocess.run(
        [gate("ooxml-validator"), str(written.docx)], capture_output=True, encoding="utf-8", check=False
    )
    assert json.loads(done.stdout)["ok"] is True, done.stdout


def test_the_pdf_holds_to_both_standards(written: Written) -> None:
    """veraPDF finds nothing against PDF/A-2a and PDF/UA-1."""
    assert failed_rules(written.pdf) == []


def test_libre_office_shows_the_word_file(every: dict[str, Written], tmp_path: Path) -> None:
    """Each part that begins a page begins one, the wide part is on a wide page, and nothing is cut off at the sides.

    Why no pictures: the fonts in which LibreOffice shows a Word file, and so where its lines and pages end, are those
    of the machine.
    """
    profile, files = (tmp_path / "profile").as_uri(), [str(written.docx) for written in every.values()]
    command = [gate("soffice"), f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), *files], check=True, capture_output=True, timeout=180)
    assert every
    for language, written in every.items():
        with closing(pdfium.PdfDocument(tmp_path / f"{written.docx.stem}.pdf")) as document:
            pages = [document[number] for number in range(len(document))]
            assert [page.get_width() > page.get_height() for page in pages].count(True) == 1
            tops = [_lines(page)[:2] for page in pages]
            for text in _begin_a_page(body_of(language)):
                assert any(text in top for top in tops), (language, text, tops)
            for number, page in enumerate(pages, start=1):
                assert list(_cut_off(page)) == [], (language, number)


def _lines(page: pdfium.PdfPage) -> list[str]:
    return [" ".join(line.split()) for line in page.get_textpage().get_text_range().splitlines()]


def _begin_a_page(body: etree._Element) -> Iterator[str]:
    """The first words of each part that begins a page and has a heading."""
    for part in body.iterfind("section"):
        before = part.getprevious()
        begins = part.get("class") in ("new-page", "landscape") or (before is not None and before.tag == "hr")
        if begins and part.find("h2") is not None:
            yield " ".join("".join(map(str, part[0].itertext())).split())


def _cut_off(page: pdfium.PdfPage) -> Iterator[str]:
    """Characters that stand nearer to an edge of the page than a centimetre."""
    text, width = page.get_textpage(), page.get_width()
    for index in range(text.count_chars()):
        left, _, right, _ = text.get_charbox(index)
        if right > left and (left < _CENTIMETRE or right > width - _CENTIMETRE):
            yield text.get_text_range(index, 1)


def test_what_is_cut_off_at_the_side_is_noticed(tmp_path: Path) -> None:
    """A line that runs to the edge of the page."""
    page, file = replace(specimen("en"), html="<body><p>Within</p><p>Without</p></body>"), tmp_path / "a.pdf"
    write_pdf(page, theme("modern"), file, assets=REPOSITORY, css="p + p { margin-left: -20mm }")
    with closing(pdfium.PdfDocument(file)) as document:
        assert "".join(_cut_off(document[0])) == "Wit"
