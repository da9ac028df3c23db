"""A theme's own files: its stylesheet with pictures, its logo; and letterheads by language."""

from __future__ import annotations

import base64
import shutil
from datetime import date
from pathlib import Path

import docx
import pytest
from load_support import MakeEdited
from support import REPOSITORY, call_kamdocs

from kamdocs.errors import InputError
from kamdocs.load import load, load_kit

THEME = (REPOSITORY / "templates/themes/modern/theme.yaml").read_text(encoding="utf-8")
CSS, CARRIER = "templates/themes/modern/theme.css", "templates/themes/modern/theme.docx"
LOGO = REPOSITORY / "profiles" / "house-logo.png"


def html(root: Path, *options: str) -> str:
    """The HTML of the offer in the workspace `root`."""
    command = ("proposal", "build", "acme", "--format", "html", "--today", "2026-11-23", "--out", "out", *options)
    done = call_kamdocs(*command, cwd=root)
    assert done.stderr == ""
    return (root / done.stdout.strip()).read_text(encoding="utf-8")


def test_the_stylesheet_of_a_theme_is_taken_as_it_is_written(edited: MakeEdited) -> None:
    """Its places are those of the file; a picture that it shows counts as an input."""
    css = "/* ours */\n.lead { background: url(profiles/x.png) }\n"
    root = edited(files={CSS: css})
    shutil.copy(LOGO, root / "profiles/x.png")
    kit = load_kit(root, "modern")
    assert kit.css == css
    assert {Path(CSS), Path("profiles/x.png")} <= set(kit.files)
    assert f'background: url("data:image/png;base64,{base64.b64encode(LOGO.read_bytes()).decode()}")' in html(root)


def test_a_theme_of_kamdocs_takes_a_stylesheet_of_the_workspace(edited: MakeEdited) -> None:
    """It stands after the rules made of the tokens, which stay those that come with kamdocs; other themes have none."""
    root = edited(files={CSS: "h2 { letter-spacing: 0.1em }\n"})
    text = html(root)
    sheet = text[text.index("<style>") : text.index("</style>")]
    assert "#0f5c6e" in sheet
    assert sheet.endswith("h2 { letter-spacing: 0.1em }\n")
    assert load_kit(root, "sober").css == ""


def test_a_drawing_in_a_stylesheet_is_told(edited: MakeEdited) -> None:
    """Nothing reads the text in it, and it could load more."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    root = edited(files={CSS: ".lead { background: url(x.svg) }\n", "x.svg": svg})
    with pytest.raises(InputError) as caught:
        load_kit(root, "modern")
    assert str(caught.value) == f"{CSS}:1:21: `x.svg` is a drawing, which no stylesheet shows"


def test_a_stylesheet_that_is_no_text_is_told(edited: MakeEdited) -> None:
    """With the place of what cannot be read."""
    root = edited(files={CSS: ""})
    (root / CSS).write_bytes(b"h2 { color: red }\n/* \xff */\n")
    with pytest.raises(InputError, match=r"theme\.css:2:4: "):
        load_kit(root, "modern")


def test_the_logo_of_a_theme_stands_in_place_of_the_houses(edited: MakeEdited) -> None:
    """In every template, as `logo`; what the house says of itself stays as it is."""
    root = edited(files={"templates/themes/modern/theme.yaml": f"{THEME}logo: profiles/white.png\n"})
    shutil.copy(LOGO, root / "profiles/white.png")
    workspace, _, _ = load(root, today=date(2026, 11, 23), use="proposal")
    assert workspace.house.logo is None
    assert html(root).count("data:image/png") >= 1


def test_a_house_changes_its_letterhead_in_one_file(edited: MakeEdited) -> None:
    """For every language, or for one of them alone."""
    own = '<header><p class="address">Lotus <strong>{}</strong> {{{{ house.phone }}}}</p></header>\n'
    root = edited(files={"templates/letterhead.html.j2": own.format("everywhere")})
    assert "Lotus <strong>everywhere</strong> " in html(root)
    edited(files={"templates/letterhead.en.html.j2": own.format("in English")})
    text = html(root)
    assert "Lotus <strong>in English</strong> " in text
    assert "everywhere" not in text


def test_a_document_made_in_word_carries_styles_into_word_files(edited: MakeEdited) -> None:
    """From beside `theme.yaml` into every DOCX; it counts as an input of them."""
    root = edited(files={CSS: ""})
    made = docx.Document()
    made.styles["Heading 1"].font.name = "Georgia"
    made.save(str(root / CARRIER))
    command = ("proposal", "build", "acme", "--format", "docx", "--today", "2026-11-23", "--out", "out")
    done = call_kamdocs(*command, cwd=root)
    assert done.stderr == ""
    assert docx.Document(str(root / done.stdout.strip())).styles["Heading 1"].font.name == "Georgia"
    assert Path(CARRIER) in load_kit(root, "modern").files
