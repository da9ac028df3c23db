"""`kamdocs form`: documents that stay in the house."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import REPOSITORY, MakeWorkspace, call_kamdocs

from kamdocs.model.theme import Margins
from kamdocs.rules.pdf_text import read_pdf

TODAY = ("--today", "2026-11-23")


def text_of(path: Path) -> str:
    """The text of a page, tags taken out."""
    from lxml import html

    return " ".join(html.parse(str(path)).getroot().text_content().split())


@pytest.mark.parametrize(
    ("client", "language", "said"),
    [
        ("straits-meridian", "en", "What is still open No argument answers “"),
        ("saeon-electronics", "ko", "남은 과제 모든 이해관계자에 대한 논거가 있고"),
        ("vam-co-foods", "vi", "Những điểm còn bỏ ngỏ Mọi người nhận đều có luận điểm dành riêng"),
    ],
)
def test_the_coverage_tells_who_is_answered_by_what(client: str, language: str, said: str, tmp_path: Path) -> None:
    """What is open first; then each person with what they ask, our answer and its proof."""
    done = call_kamdocs("form", "coverage", client, "--format", "html", "--out", str(tmp_path), *TODAY, cwd=REPOSITORY)
    assert (done.exit_code, done.stderr) == (0, "")
    (file,) = tmp_path.glob(f"internal/{client}/*/coverage.{language}.html")
    assert done.stdout == f"{file}\n"
    assert said in text_of(file)


def test_it_says_on_each_page_that_it_is_internal(tmp_path: Path) -> None:
    """In the running head, and on the first page above its title."""
    args = ("form", "coverage", "saeon-electronics", "--lang", "en", "--format", "pdf", "--out", str(tmp_path), *TODAY)
    assert call_kamdocs(*args, cwd=REPOSITORY).exit_code == 0
    (file,) = tmp_path.rglob("coverage.en.pdf")
    first, *others = read_pdf(file, margins=Margins(top=20, right=20, bottom=20, left=20)).sheets
    assert "Internal · not for the client" in first
    assert others
    assert all("INTERNAL" in sheet for sheet in others)


def test_a_document_for_clients_is_no_form_and_the_reverse() -> None:
    """Each has its own door, so that neither is sent by mistake."""
    done = call_kamdocs("form", "cover-letter", "saeon-electronics", *TODAY, cwd=REPOSITORY)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "error: there is no form `cover-letter`\n  = help: did you mean `coverage`?\n"
    done = call_kamdocs("proposal", "build", "saeon-electronics", "--kind", "coverage", *TODAY, cwd=REPOSITORY)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("error: there is no kind `coverage`\n")


SECTION = "<h2>{{ kind.name }}</h2>\n{% for row in coverage.rows %}\n<p>{{ row.text }}</p>\n{% endfor %}\n"


def test_no_document_for_clients_sees_the_coverage(workspace: MakeWorkspace) -> None:
    """A section that asks for it is told that there is no such thing; as a form of the house it has it."""
    kind = "name: Answers\nper: group\nsections: [{id: answers, detail: full}]\n"
    files = {"templates/proposal/kinds/answers.yaml": kind, "templates/proposal/sections/answers.html.j2": SECTION}
    root = workspace(files, base="example")
    done = call_kamdocs("proposal", "build", "straits-meridian", "--kind", "answers", *TODAY, cwd=root)
    assert done.exit_code == 1
    assert "templates/proposal/sections/answers.html.j2:2:15: `coverage` is not defined" in done.stderr


@pytest.mark.parametrize(
    ("folder", "audience", "said"),
    [
        ("forms", "", "a form stays in the house, which its `audience` does not say"),
        ("proposal/kinds", "audience: internal\n", "`audience` is `internal`, but clients read what is made here"),
    ],
)
def test_a_form_and_a_kind_stand_in_folders_of_their_own(
    folder: str, audience: str, said: str, workspace: MakeWorkspace
) -> None:
    """A file in the other's folder is told with the remedy."""
    sections = "templates/forms/answers.html.j2" if folder == "forms" else "templates/proposal/sections/answers.html.j2"
    kind = f"name: Answers\nper: group\n{audience}sections: [{{id: answers, detail: full}}]\n"
    root = workspace({f"templates/{folder}/answers.yaml": kind, sections: SECTION}, base="example")
    done = call_kamdocs("proposal", "explain", "straits-meridian", *TODAY, cwd=root)
    assert done.exit_code == 1
    assert said in done.stderr
