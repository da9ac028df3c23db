"""Letters keep to their pages: a second one with two lines and a signature is none that a house would send."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from support import REPOSITORY

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


def test_a_vietnamese_request_for_a_reference_is_a_page_and_a_slip(tmp_path: Path) -> None:
    """The reply stands overleaf."""
    data = DATA / "reference-request.yaml"
    request = LettersRequest(REPOSITORY, "reference-request", date(2026, 11, 23), clients="vam-co-foods", data=data)
    assert set(lengths(request, tmp_path).values()) == {2}


def lengths(request: LettersRequest, folder: Path) -> dict[str, int]:
    """How many pages each letter has."""
    kamdocs.build_letters(replace(request, formats=("pdf",), out=folder / "out"))
    found = {}
    for file in (folder / "out").glob("*.pdf"):
        with pikepdf.open(file) as opened:
            found[file.stem] = len(opened.pages)
    return found
