"""Word files as a program lays them out: the page numbers of their contents hold there too."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from support import REPOSITORY, gate

from kamdocs.word.names import NAMESPACES
from kamdocs.word.package import parse_part, read_package

SPACES = {prefix: address for prefix, address in NAMESPACES.items() if prefix != "xml"}


def contents(file: Path) -> dict[str, int]:
    """The headings that the contents of a DOCX list, with their page numbers."""
    body = parse_part(read_package(file)["word/document.xml"])
    entries = body.xpath("//w:p[.//w:instrText[contains(., 'PAGEREF')]]", namespaces=SPACES)
    texts = ["".join(entry.xpath(".//w:t/text()", namespaces=SPACES)).split("\u00a0\u00a0") for entry in entries]
    return {" ".join(heading.split()): int(number) for heading, number in texts}


WITH_CONTENTS = [file for file in sorted((REPOSITORY / "examples").rglob("*.docx")) if contents(file)]


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, list[list[str]]]:
    """The lines of each page of the example files that have contents, as LibreOffice lays them out."""
    folder = tmp_path_factory.mktemp("pages")
    command = [gate("soffice"), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    files = [*map(str, WITH_CONTENTS)]
    subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", str(folder), *files], check=True, capture_output=True, timeout=180
    )
    return {file: [*_pages(folder / f"{file.stem}.pdf")] for file in WITH_CONTENTS}


def _pages(file: Path) -> Iterator[list[str]]:
    with closing(pdfium.PdfDocument(file)) as document:
        for number in range(len(document)):
            text = document[number].get_textpage().get_text_range()
            yield [_tight(line) for line in text.splitlines()]


def _tight(text: str) -> str:
    # LibreOffice sets Hangul and figures apart whatever a file says.
    return "".join(text.split())


def test_there_are_files_with_contents() -> None:
    """In more than one language."""
    assert {file.stem.rpartition(".")[2] for file in WITH_CONTENTS} >= {"en", "ko"}


@pytest.mark.parametrize("file", WITH_CONTENTS, ids=[file.stem for file in WITH_CONTENTS])
def test_each_heading_stands_on_the_page_that_the_contents_name(
    laid_out: dict[Path, list[list[str]]], file: Path
) -> None:
    """Where the fonts of the machine are as wide as those that the file names, which LibreOffice brings."""
    pages = laid_out[file]
    wrong = {
        heading: (number, [at for at, lines in enumerate(pages, start=1) if _tight(heading) in lines])
        for heading, number in contents(file).items()
        if _tight(heading) not in pages[number - 1]
    }
    assert wrong == {}
