"""Templates, languages and themes: the workspace's over the shipped ones, and every fault with its place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from support import REPOSITORY, MakeWorkspace

from kamdocs.errors import InputError
from kamdocs.load import load_kit

THEME = (REPOSITORY / "templates" / "themes" / "standard" / "theme.yaml").read_text(encoding="utf-8")


def _problems(root: Path, theme: str = "standard") -> list[tuple[str, str]]:
    with pytest.raises(InputError) as caught:
        load_kit(root, theme)
    return [(problem.headline(), problem.help) for problem in caught.value.problems]


def test_a_file_of_the_workspace_replaces_the_shipped_one(workspace: MakeWorkspace) -> None:
    """By its path; the others stay."""
    root = workspace({"templates/proposal/sections/cover.html.j2": "<p>own</p>\n"})
    kit = load_kit(root, "standard")
    assert kit.templates["proposal/sections/cover.html.j2"].source == "<p>own</p>\n"
    assert "proposal/sections/letter.html.j2" in kit.templates
    assert {"en", "ko", "vi"} <= set(kit.languages)


def test_a_header_says_what_a_template_is(workspace: MakeWorkspace) -> None:
    """The body begins below it, and lines are counted from the top of the file."""
    source = "---\naudience: internal\nkinds: [money, risk]\n---\n<p>x</p>\n"
    template = load_kit(workspace({"templates/a.html.j2": source}), "standard").templates["a.html.j2"]
    assert (template.header.audience, template.header.kinds, template.body_line) == ("internal", ("money", "risk"), 5)


def test_a_template_without_a_header_is_for_clients(workspace: MakeWorkspace) -> None:
    """Its body is the whole file; a rule within the text is no header."""
    template = load_kit(workspace({"templates/a.md.j2": "Text\n\n---\n\nmore\n"}), "standard").templates["a.md.j2"]
    assert (template.header.audience, template.body_line) == ("client", 1)


def test_a_new_language_and_a_new_theme_are_new_files(workspace: MakeWorkspace) -> None:
    """No code knows their names."""
    german = 'name: German\nlocale: de_DE\ndate: d. MMMM y\ndate_short: dd.MM.y\nmoney: {default: "#,##0.00 ¤¤"}\n'
    root = workspace({"templates/languages/de.yaml": german, "templates/themes/red/theme.yaml": THEME})
    kit = load_kit(root, "red")
    assert kit.languages["de"].locale == "de_DE"


def test_every_fault_of_every_file_is_told(workspace: MakeWorkspace) -> None:
    """In headers, themes and languages, and in the bytes of templates."""
    root = workspace(
        {
            "templates/a.html.j2": "---\naudience: clients\nkind: [money]\n---\n",
            "templates/b.html.j2": b"<p>\xff</p>\n",
            "templates/c.html.j2": "<p>\n\ue000</p>\n",
            "templates/languages/xx.yaml": "name: X\n",
            "templates/themes/standard/theme.yaml": THEME.replace('"#0f5c6e"', "teal"),
        }
    )
    told = _problems(root)
    assert [place.partition(": ")[0] for place, _ in told] == [
        "templates/a.html.j2:2:11",
        "templates/a.html.j2:3:1",
        "templates/b.html.j2:1:1",
        "templates/c.html.j2:2:1",
        "templates/languages/xx.yaml:1:1",
        "templates/themes/standard/theme.yaml:7:11",
    ]
    assert told[0][1] == "did you mean `client`?"
    assert told[1][1] == "did you mean `kinds`?"


def test_a_theme_that_is_not_there_is_told_with_those_that_are(workspace: MakeWorkspace) -> None:
    """By the path it was looked for at."""
    assert _problems(workspace(), "standart") == [
        ("templates/themes/standart/theme.yaml: is not there", "there is `standard`")
    ]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_out_of_the_templates_is_not_followed(workspace: MakeWorkspace, tmp_path: Path) -> None:
    """Nor is a hidden file read."""
    root = workspace({"templates/.hidden.html.j2": "x"})
    outside = tmp_path / "outside.html.j2"
    outside.write_text("secret")
    (root / "templates" / "link.html.j2").symlink_to(outside)
    kit = load_kit(root, "standard")
    assert not {"link.html.j2", ".hidden.html.j2"} & set(kit.templates)
