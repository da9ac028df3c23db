"""A character that no font has is told where it stands in the files that a version is made from, and nowhere else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support import REPOSITORY, MakeWorkspace, call_kamdocs, small_proposal

CLIENT = "profiles/clients/tiny/client.yaml"


def _told(root: Path, *args: str) -> list[str]:
    """The places of the problems that a build of a PDF has."""
    done = call_kamdocs(
        "proposal", "build", "tiny", "--format", "pdf", "--today", "2026-11-23", "--reader", "director", *args, cwd=root
    )
    assert done.exit_code == 1
    assert "no font of the theme has U+2713 CHECK MARK" in done.stderr
    return [line.partition(": ")[0] for line in done.stderr.splitlines() if ": no font" in line]


@pytest.fixture
def root(workspace: MakeWorkspace) -> Path:
    """The example workspace with a small client whose name has such a character."""
    workspace(small_proposal(name="Tiny \u2713 GmbH"), base="empty")
    return workspace(base="example")


def test_it_is_told_in_the_data_at_the_character(root: Path) -> None:
    """Once for each value, though it is printed many times."""
    assert _told(root) == [f"{CLIENT}:1:12", f"{CLIENT}:13:26"]


def test_what_a_version_does_not_draw_on_is_not_told(root: Path) -> None:
    """Another client's proposal, a member of no team, a section that no reader lists, and a remark in a template."""
    member = root / "profiles/team/tran-quoc-huy.yaml"
    member.chmod(0o644)
    member.write_text(member.read_text(encoding="utf-8").replace("{en: Tran", "{en: \u2713 Tran", 1), encoding="utf-8")
    sections = root / "templates/proposal/sections"
    sections.mkdir(parents=True)
    (sections / "never.md.j2").write_text("\u2713\n", encoding="utf-8")
    (sections / "terms.html.j2").write_text("{# \u2713 #}<h2>Terms</h2>\n", encoding="utf-8")
    assert _told(root) == [f"{CLIENT}:1:12", f"{CLIENT}:13:26"]


def test_it_is_told_in_the_template_of_a_section(root: Path) -> None:
    """At the character, and for one that is named at its line."""
    sections = root / "templates/proposal/sections"
    sections.mkdir(parents=True)
    (sections / "terms.html.j2").write_text("<h2>Terms</h2>\n<p>Agreed \u2713</p>\n<p>&#x2713;</p>\n", encoding="utf-8")
    template = "templates/proposal/sections/terms.html.j2"
    assert _told(root) == [f"{CLIENT}:1:12", f"{CLIENT}:13:26", f"{template}:2:11", f"{template}:3:1"]


def test_a_script_that_is_missing_is_told_in_the_theme(workspace: MakeWorkspace) -> None:
    """Once, with its font, and not at each letter: the theme names a font without Hangul."""
    workspace(small_proposal(name="Tiny GmbH"), base="empty")
    root = workspace(base="example")
    theme = root / "templates/themes/modern/theme.yaml"
    tokens = (REPOSITORY / theme.relative_to(root)).read_text(encoding="utf-8")
    theme.parent.mkdir(parents=True)
    theme.write_text(re.sub(r"hangul: \{pdf: \[.*?\]", "hangul: {pdf: [Nunito]", tokens), encoding="utf-8")
    args = ("proposal", "build", "tiny", "--today", "2026-11-23", "--reader", "director", "--lang", "ko")
    done = call_kamdocs(*args, "--format", "pdf", cwd=root)
    assert done.exit_code == 1
    told = [line for line in done.stderr.splitlines() if "no font of the theme" in line]
    (script,) = (line for line in told if "Hangul" in line)
    assert re.fullmatch(
        r"templates/themes/modern/theme\.yaml: no font of the theme has Hangul: \d{3} letters are missing in "
        "`Be Vietnam Pro` and `Nunito`",
        script,
    )
    assert "HANGUL SYLLABLE" not in done.stderr


def test_a_text_of_the_fallback_language_is_told(root: Path) -> None:
    """Where it is printed in place of one that is missing."""
    client = root / CLIENT
    text = client.read_text(encoding="utf-8").replace("name: Tiny \u2713 GmbH", "name: {en: Tiny \u2713 GmbH}", 1)
    client.write_text(text, encoding="utf-8")
    settings = root / "kamdocs.yaml"
    settings.chmod(0o644)
    settings.write_text(settings.read_text(encoding="utf-8") + "fallback_language: en\n", encoding="utf-8")
    assert f"{CLIENT}:1:17" in _told(root, "--lang", "ko")
