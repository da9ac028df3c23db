"""Templates, languages and themes: the workspace's over the shipped ones, and every fault with its place."""

from __future__ import annotations

import os
import socket
from contextlib import chdir
from pathlib import Path

import pytest
from support import REPOSITORY, MakeWorkspace

from kamdocs.errors import InputError
from kamdocs.load import load_kit

THEME = (REPOSITORY / "templates" / "themes" / "modern" / "theme.yaml").read_text(encoding="utf-8")


def _problems(root: Path, theme: str = "modern") -> list[tuple[str, str]]:
    with pytest.raises(InputError) as caught:
        load_kit(root, theme)
    return [(problem.headline(), problem.help) for problem in caught.value.problems]


def test_a_file_of_the_workspace_replaces_the_shipped_one(workspace: MakeWorkspace) -> None:
    """By its path; the others stay."""
    root = workspace({"templates/proposal/sections/cover.html.j2": "<p>own</p>\n"})
    kit = load_kit(root, "modern")
    assert kit.templates["proposal/sections/cover.html.j2"].source == "<p>own</p>\n"
    assert "proposal/sections/letter.html.j2" in kit.templates
    assert {"en", "ko", "vi"} <= set(kit.languages)


def test_a_header_says_what_a_template_is(workspace: MakeWorkspace) -> None:
    """The body begins below it, and lines are counted from the top of the file."""
    source = "---\naudience: internal\nkinds: [money, risk]\n---\n<p>x</p>\n"
    template = load_kit(workspace({"templates/a.html.j2": source}), "modern").templates["a.html.j2"]
    assert (template.header.audience, template.header.kinds, template.body_line) == ("internal", ("money", "risk"), 5)


def test_a_template_without_a_header_is_for_clients(workspace: MakeWorkspace) -> None:
    """Its body is the whole file; a rule within the text is no header."""
    template = load_kit(workspace({"templates/a.md.j2": "Text\n\n---\n\nmore\n"}), "modern").templates["a.md.j2"]
    assert (template.header.audience, template.body_line) == ("client", 1)


def test_a_new_language_and_a_new_theme_are_new_files(workspace: MakeWorkspace) -> None:
    """No code knows their names."""
    german = 'name: German\nlocale: de_DE\ndate: d. MMMM y\ndate_short: dd.MM.y\nmoney: {default: "#,##0.00 ¤¤"}\n'
    german += "figure_label: Abbildung\ntable_label: Tabelle\n"
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
            "templates/themes/modern/theme.yaml": THEME.replace('"#0f5c6e"', "teal"),
        }
    )
    told = _problems(root)
    assert [place.partition(": ")[0] for place, _ in told] == [
        "templates/a.html.j2:2:11",
        "templates/a.html.j2:3:1",
        "templates/b.html.j2:1:4",
        "templates/c.html.j2:2:1",
        "templates/languages/xx.yaml:1:1",
        "templates/themes/modern/theme.yaml:7:11",
    ]
    assert told[0][1] == "did you mean `client`?"
    assert told[1][1] == "did you mean `kinds`?"


def test_a_theme_that_is_not_there_is_told_with_those_that_are(workspace: MakeWorkspace) -> None:
    """By the path it was looked for at."""
    root = workspace({"templates/themes/blue/theme.yaml": THEME, "templates/themes/red": ""})
    file = "templates/themes/{}/theme.yaml: is not there"
    assert _problems(root, "modren") == [(file.format("modren"), "did you mean `modern`?")]
    assert _problems(root, "red") == [(file.format("red"), "there are `blue`, `modern`, `sober` and `warm`")]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_is_followed_only_inside_the_workspace(workspace: MakeWorkspace, tmp_path: Path) -> None:
    """One that leads out of it, nowhere or to itself is told; a hidden file is not read."""
    root = workspace({"templates/.hidden.html.j2": "x", "templates/a.html.j2": "x"})
    templates = root / "templates"
    (templates / "same.html.j2").symlink_to("a.html.j2")
    kit = load_kit(root, "modern")
    assert "same.html.j2" in kit.templates
    assert ".hidden.html.j2" not in kit.templates
    outside = tmp_path / "outside.html.j2"
    outside.write_text("secret")
    (templates / "out.html.j2").symlink_to(outside)
    (templates / "folder").symlink_to(tmp_path)
    (templates / "inside").mkdir()
    (templates / "linked").symlink_to("inside")
    (templates / "gone.html.j2").symlink_to("nowhere")
    (templates / "loop.html.j2").symlink_to("loop.html.j2")
    assert [place for place, _ in _problems(root)] == [
        "templates/folder: is a link that leads out of the workspace",
        "templates/gone.html.j2: is a link that leads nowhere",
        "templates/linked: is a link to a folder, which is not followed",
        "templates/loop.html.j2: is a link that leads nowhere",
        "templates/out.html.j2: is a link that leads out of the workspace",
    ]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_the_folder_of_templates_is_no_link_out_of_the_workspace(workspace: MakeWorkspace, tmp_path: Path) -> None:
    """Nothing of what it leads to is read."""
    root = workspace()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "bad.html.j2").write_text("\ue000")
    (root / "templates").symlink_to(tmp_path / "elsewhere")
    assert [place for place, _ in _problems(root)] == ["templates: is a link that leads out of the workspace"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes there")
def test_what_is_no_file_is_told_and_not_waited_for(workspace: MakeWorkspace) -> None:
    """A pipe, a socket, and folders with the names of files; what nothing reads may be anything."""
    root = workspace({"templates/a.html.j2/x.png": "", "templates/themes/modern/theme.yaml/x.png": ""})
    os.mkfifo(root / "templates/b.md.j2")
    os.mkfifo(root / "templates/pipe")
    (root / "templates/languages").mkdir()
    with socket.socket(socket.AF_UNIX) as listening, chdir(root / "templates/languages"):
        listening.bind("de.yaml")
        problems = _problems(root)
    special = "is no file that can be read, but a pipe, a socket or a device"
    assert [place for place, _ in problems] == [
        "templates/a.html.j2: is a folder, not a file",
        f"templates/b.md.j2: {special}",
        f"templates/languages/de.yaml: {special}",
        "templates/themes/modern/theme.yaml: is a folder, not a file",
    ]


def test_a_template_replaces_the_shipped_one_in_either_markup(workspace: MakeWorkspace) -> None:
    """`scope` comes in Markdown; a house writes it in HTML, for one language too, and the others stay."""
    own = {"scope.html.j2": "<p>own</p>", "insight.ko.html.j2": "<p>own</p>"}
    root = workspace({f"templates/proposal/sections/{name}": text for name, text in own.items()})
    names = {name.rpartition("/")[2] for name in load_kit(root, "modern").templates}
    assert {"scope.html.j2", "insight.ko.html.j2", "insight.md.j2"} <= names
    assert "scope.md.j2" not in names


def test_a_template_is_no_longer_than_other_files(workspace: MakeWorkspace) -> None:
    """It is not even opened."""
    root = workspace({"templates/a.html.j2": "x" * 2_000_001})
    assert [place for place, _ in _problems(root)] == [
        "templates/a.html.j2: has 2,000,001 bytes; no more than 2,000,000 are read"
    ]


def test_clients_read_every_part_of_a_proposal(workspace: MakeWorkspace) -> None:
    """Internal templates stand elsewhere."""
    source = "---\n\naudience: internal\n---\n<p>x</p>\n"
    root = workspace({"templates/forms/card.html.j2": source})
    assert load_kit(root, "modern").templates["forms/card.html.j2"].header.audience == "internal"
    workspace({"templates/proposal/parts.html.j2": source, "templates/proposal/sections/own.md.j2": source})
    told = "no part of a proposal can be `internal`: clients read it"
    assert [place for place, _ in _problems(root)] == [
        f"templates/proposal/parts.html.j2:3:11: {told}",
        f"templates/proposal/sections/own.md.j2:3:11: {told}",
    ]


def test_a_header_may_be_empty_but_not_open(workspace: MakeWorkspace) -> None:
    """An open one would be printed for the client; a mark at the beginning of the file is none of the text."""
    root = workspace(
        {"templates/a.html.j2": "---\n---\n<p>x</p>\n", "templates/b.html.j2": "\ufeff---\nkinds: [risk]\n---\n"}
    )
    kit = load_kit(root, "modern")
    assert (kit.templates["a.html.j2"].body_line, kit.templates["b.html.j2"].header.kinds) == (3, ("risk",))
    (root / "templates/a.html.j2").write_text("---\naudience: client\n<p>x</p>\n")
    assert _problems(root) == [
        ("templates/a.html.j2:1:1: the header that begins here is not closed", "end it with a line `---`")
    ]


ENGLISH = (REPOSITORY / "templates" / "languages" / "en.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("languages/en.yaml", "locale: en_GB", "locale: xx_YY", "2:9: unknown locale `xx_YY`"),
        ("languages/en.yaml", "locale: en_GB", "locale: no locale", "2:9: unknown locale `no locale`"),
        ("languages/en.yaml", r'date: "d\u00a0MMMM y"', "date: d 'of MMMM", "3:7: `date` is no pattern of a date"),
        ("languages/en.yaml", "time: HH:mm", "time: h:mm a", "5:7: `time` is no pattern of a time in 24 hours"),
        ("languages/en.yaml", "weekday: EEEE", "weekday: d", "6:10: `weekday` is no pattern of a day of the week"),
        (
            "languages/en.yaml",
            r'date_short: "d\u00a0MMM y"',
            "date_short: QQQQQQ",
            "4:13: `date_short` is no pattern of a date",
        ),
        ("languages/en.yaml", '"¤¤\\u00a0#,##0.00"', "abc", "8:12: `default` is no pattern of an amount"),
        ("languages/en.yaml", "kg: {other", "kg: {one", "13:7: unit `kg` has no form `other`"),
        ("themes/modern/theme.yaml", "left: 24", "left: 124", "13:49: `left` and `right` leave less than 120 mm"),
    ],
)
def test_what_no_document_can_be_made_with_is_told(
    file: str, old: str, new: str, told: str, workspace: MakeWorkspace
) -> None:
    """Though each field by itself is sound."""
    text = THEME if "theme" in file else ENGLISH
    assert text.count(old) == 1
    place, _ = _problems(workspace({f"templates/{file}": text.replace(old, new)}))[0]
    assert place.startswith(f"templates/{file}:{told}")
