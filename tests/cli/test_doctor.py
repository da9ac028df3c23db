"""`kamdocs doctor` tells what is missing, and works where much is missing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import yaml
from support import REPOSITORY, run_kamdocs

from kamdocs.cli.doctor import examine
from kamdocs.model.theme import Theme


@pytest.fixture
def theme() -> Theme:
    """The theme that comes with kamdocs."""
    tokens = (REPOSITORY / "templates/themes/modern/theme.yaml").read_text(encoding="utf-8")
    return Theme.model_validate(yaml.load(tokens, yaml.BaseLoader))


def test_all_that_is_needed_is_here() -> None:
    """Each thing on a line of stdout, and exit code 0."""
    result = run_kamdocs("doctor", cwd=REPOSITORY)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert f"ok       Python: {sys.version.split()[0]}" in lines
    assert any(line.startswith("ok       WeasyPrint, for PDF: ") for line in lines)
    assert any("BeVietnamPro-Bold.ttf" in line for line in lines)
    assert not any(line.startswith("missing") for line in lines)
    assert result.stderr == ""


@pytest.mark.skipif(sys.platform != "linux", reason="libraries are found in another way there")
def test_a_missing_library_is_one_finding_among_others(tmp_path: Path) -> None:
    """Pango cannot be loaded: the command names what brings it, goes on, and ends with 3."""
    (tmp_path / "libpango-1.0.so.0").write_bytes(b"no library")
    result = run_kamdocs("doctor", cwd=REPOSITORY, env={"LD_LIBRARY_PATH": str(tmp_path)})
    assert result.exit_code == 3
    lines = result.stdout.splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("missing  WeasyPrint, for PDF: "))
    assert lines[place + 1].strip() == "run `sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`"
    assert any(line.startswith("ok       Time zones") for line in lines)
    assert result.stderr == "error: missing: WeasyPrint, for PDF\n"


def test_missing_fonts_are_told_with_their_packages(theme: Theme) -> None:
    """Each script on its own; a package that is there and does not bring the font is none that would."""
    tokens = theme.model_dump(mode="json")
    tokens["fonts"]["latin"]["pdf"], tokens["fonts"]["hangul"]["pdf"] = ["Lato Pro"], ["No Such Font"]
    found = {finding.what: finding for finding in examine(Theme.model_validate(tokens))}
    latin, hangul = found["Latin font, for PDF"], found["Hangul font, for PDF"]
    assert (latin.ok, latin.detail, latin.mend) == (
        False,
        "none of `Lato Pro` is installed",
        "`fontpkg-be-vietnam-pro` is installed and brings none: install `Lato Pro`, or name another font in the theme",
    )
    assert (hangul.ok, hangul.detail) == (False, "none of `No Such Font` is installed")
    assert hangul.mend == "install `No Such Font`, or name another font in the theme"


def test_libreoffice_is_no_need(theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the PDF of a Word template needs it."""
    monkeypatch.setenv("PATH", str(tmp_path))
    found = {finding.what: finding for finding in examine(theme)}
    libreoffice = found["LibreOffice, for PDF of Word templates"]
    assert not libreoffice.ok
    assert not libreoffice.needed
    assert found["Python"].ok
