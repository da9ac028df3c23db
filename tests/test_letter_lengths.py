"""Letters keep to their pages: a second one with two lines and a signature is none that a house would send."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from support import REPOSITORY, MakeWorkspace, call_kamdocs

import kamdocs
from kamdocs.model.request import LettersRequest

DATA = REPOSITORY / "examples" / "letters"
LIST = """\
id,name,gender,title,company,address,language,sender
muoi,Phạm Thị Út Mười,f,Phó Giám đốc,Hợp tác xã Gò Sậy,"Ấp 4, xã Cái Bè, tỉnh Đồng Tháp",vi,le-minh-duc
vy,Châu Khánh Vy,,Giám đốc Marketing,Công ty Cổ phần Mỹ phẩm Sen,"33 Pasteur, phường Sài Gòn",vi,tran-quoc-huy
"""


@pytest.mark.parametrize("kind", ["complaint-answer", "referral-request", "introduction"])
def test_a_vietnamese_letter_of_the_examples_has_one_page(kind: str, tmp_path: Path) -> None:
    """With a signer whose title takes two lines."""
    people = tmp_path / "people.csv"
    people.write_text(LIST, encoding="utf-8")
    request = LettersRequest(REPOSITORY, kind, date(2026, 11, 23), to=people, data=DATA / f"{kind}.yaml")
    assert lengths(request, tmp_path) == {"muoi.vi": 1, "vy.vi": 1}


def test_an_introduction_that_tells_position_and_case_has_one_page(tmp_path: Path) -> None:
    """In Vietnamese, the longest of the languages, with all that the profile of a firm says and a case with figures."""
    data = DATA / "introduction.yaml"
    request = LettersRequest(REPOSITORY, "introduction", date(2026, 11, 23), clients="vam-co-foods", data=data)
    assert set(lengths(request, tmp_path).values()) == {1}


def test_a_vietnamese_request_for_a_reference_is_a_page_and_a_slip(tmp_path: Path) -> None:
    """The reply stands overleaf."""
    data = DATA / "reference-request.yaml"
    request = LettersRequest(REPOSITORY, "reference-request", date(2026, 11, 23), clients="vam-co-foods", data=data)
    assert set(lengths(request, tmp_path).values()) == {2}


LONG = (
    "---\nname: Long\npages: 1\nsources: [list]\n---\n{% for line in range(row.lines|int) %}\nA line.\n\n{% endfor %}\n"
)


@pytest.mark.parametrize(("severity", "code", "written"), [("warning", 0, 2), ("error", 1, 1), ("off", 0, 2)])
def test_a_letter_that_runs_onto_a_page_too_many_is_told_at_its_row(
    severity: str, code: int, written: int, workspace: MakeWorkspace
) -> None:
    """As grave as the house says; as an error it keeps that letter back, and no other."""
    settings = (REPOSITORY / "kamdocs.yaml").read_text(encoding="utf-8") + f"rules: {{too-many-pages: {severity}}}\n"
    people = "id,name,language,lines\nann,Ann Lee,en,3\nbob,Bob Ray,en,50\n"
    files = {"templates/letters/long.md.j2": LONG, "list.csv": people, "kamdocs.yaml": settings}
    root = workspace(files, base="example")
    done = call_kamdocs(
        "letters", "build", "long", "--to", "list.csv", "--format", "pdf", "--today", "2026-11-23", cwd=root
    )
    assert (done.exit_code, len(done.stdout.splitlines())) == (code, written)
    kind = "" if severity == "error" else f"{severity}: "
    told = f"list.csv: row 3: {kind}the letter has 2 pages, more than the 1 of `pages` of its kind\n"
    assert (told in done.stderr) is (severity != "off")
    assert done.stderr.count("of `pages`") == (severity != "off")


def lengths(request: LettersRequest, folder: Path) -> dict[str, int]:
    """How many pages each letter has."""
    kamdocs.build_letters(replace(request, formats=("pdf",), out=folder / "out"))
    found = {}
    for file in (folder / "out").glob("*.pdf"):
        with pikepdf.open(file) as opened:
            found[file.stem] = len(opened.pages)
    return found
