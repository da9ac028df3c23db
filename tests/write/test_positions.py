"""Where things stand in a PDF, which a Word file with contents asks for: what goes wrong in it is told."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support import REPOSITORY

from kamdocs.errors import GlyphError, Problem, StyleError
from kamdocs.model.page import Page
from kamdocs.model.theme import Theme
from kamdocs.word.package import read_package
from kamdocs.write.pdf import Position, positions
from kamdocs.write.word import write_docx

MakePage = Callable[..., Page]
CONTENTS = (
    '<h1>Offer</h1><nav><ol><li><a href="#price">Price</a></li></ol></nav>'
    '<section class="new-page"><p>Text</p><h2 id="price">Price</h2></section>'
)


def without_hangul(theme: Theme) -> Theme:
    """`theme` on a machine that has not got its font for Hangul."""
    tokens = theme.model_dump(mode="json")
    tokens["fonts"]["hangul"]["pdf"] = ["No Such Font"]
    return Theme.model_validate(tokens)


def test_a_heading_stands_on_a_page(make_page: MakePage, theme: Theme) -> None:
    """Counted from 1; it does not begin that page where a text stands before it."""
    assert positions(make_page(CONTENTS), theme, assets=REPOSITORY)["price"] == Position(2, opens=False)


def test_faults_of_a_document_are_told_as_for_a_pdf(make_page: MakePage, theme: Theme) -> None:
    """Of the stylesheet of the theme, of its characters."""
    with pytest.raises(StyleError, match="colr"):
        positions(make_page(CONTENTS), theme, assets=REPOSITORY, css="h2 { colr: red }")
    with pytest.raises(GlyphError, match="GRINNING FACE"):
        positions(make_page(CONTENTS + "<p>\N{GRINNING FACE}</p>"), theme, assets=REPOSITORY)


@pytest.mark.parametrize("text", ["한국", "61 % → 74 %"])
def test_a_word_file_is_made_where_a_font_is_missing(
    text: str, make_page: MakePage, theme: Theme, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Its contents without page numbers, which is told."""
    with caplog.at_level(logging.WARNING, "kamdocs"):
        write_docx(
            make_page(f"{CONTENTS}<p>{text}</p>"), without_hangul(theme), tmp_path / "out.docx", assets=REPOSITORY
        )
    (problem,) = (record.msg for record in caplog.records)
    assert isinstance(problem, Problem)
    assert problem.headline().startswith("letter.en.docx: warning: the contents have no page numbers, which are ")
    assert "or name another font in the theme" in problem.help
    assert problem.help.endswith(", or press F9 in the contents in Word, which then counts the pages")
    assert "TOC " in read_package(tmp_path / "out.docx")["word/document.xml"].decode()


@pytest.mark.skipif(sys.platform != "linux", reason="libraries are found in another way there")
def test_a_word_file_is_made_where_a_library_is_missing(tmp_path: Path) -> None:
    """By the command, which warns of it and counts it as no error."""
    (tmp_path / "libpango-1.0.so.0").write_bytes(b"no library")
    command = "proposal build saeon-electronics --reader technical --format docx --today 2026-11-23"
    done = subprocess.run(
        [sys.executable, "-m", "kamdocs", *command.split(), "--workspace", REPOSITORY, "--out", tmp_path / "out"],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "LD_LIBRARY_PATH": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert list((tmp_path / "out").rglob("*.docx"))
    assert "warning: the contents have no page numbers" in done.stderr
    assert "libpango-1.0-0 libpangoft2-1.0-0" in done.stderr
    assert done.stderr.endswith("1 warning\n")
