"""What a drafted proposal is made of."""

from __future__ import annotations

from datetime import date

import pytest
import yaml
from support import MakeWorkspace, small_proposal

import kamdocs
from kamdocs.rules.search import fold
from kamdocs.tailor.draft_words import as_markdown

SERVICE = """\
name: {ko: 진단}
summary: We look.
deliverables: [A report]
phases:
  - {name: {ko: 준비}, weeks: 2, text: We prepare.}
  - {name: Đo đạc tại hiện trường, weeks: 3, text: We measure.}
  - {name: {ko: 준비}, weeks: 1, text: We report.}
"""


@pytest.mark.parametrize(
    ("number", "year", "following"),
    [
        ("T-1", 2026, "T-2"),
        ("A-09/x", 2026, "A-10/x"),
        ("9", 2026, "10"),
        ("P-2026-009", 2026, "P-2026-010"),
        ("P-2026-009", 2027, "P-2027-001  # fill in: its number: this is the first of the year"),
        ("2026/099", 2026, "2026/100"),
        ("Offer", 2026, "P-2026-001  # fill in: its number"),
    ],
)
def test_the_number_follows_those_of_the_house(
    number: str, year: int, following: str, workspace: MakeWorkspace
) -> None:
    """In their own pattern; a new year begins anew, which a person looks at."""
    files = small_proposal()
    files["profiles/clients/tiny/proposals/p.yaml"] = files["profiles/clients/tiny/proposals/p.yaml"].replace(
        "number: T-1", f"number: {number}"
    )
    root = workspace(files, base="example")
    for folder in ("saeon-electronics", "straits-meridian", "vam-co-foods"):
        for file in (root / f"profiles/clients/{folder}/proposals").iterdir():
            file.unlink()
    request = kamdocs.DraftRequest(root, "tiny", date(year, 11, 23), services=("oee-dashboard",))
    lines = kamdocs.preview_proposal(request).splitlines()
    assert next(line for line in lines if line.startswith("number:")).replace('"', "") == f"number: {following}"


def test_phases_get_ids_weeks_and_payments(workspace: MakeWorkspace) -> None:
    """Names without Latin letters give numbers; half of what is left is paid with the phase nearest to half-way."""
    root = workspace({**small_proposal(), "profiles/services/look.yaml": SERVICE}, base="example")
    request = kamdocs.DraftRequest(root, "tiny", date(2026, 11, 23), services=("look",))
    data = yaml.safe_load(kamdocs.preview_proposal(request))
    assert [(phase["id"], phase["weeks"]) for phase in data["phases"]] == [
        ("phase-1", [1, 2]),
        ("do-dac-tai-hien-truong", [3, 5]),
        ("phase-3", [6, 6]),
    ]
    assert [payment.get("phase") for payment in data["price"]["payments"]] == [None, "phase-1", "phase-3"]


def test_one_phase_is_paid_at_once(workspace: MakeWorkspace) -> None:
    """There is no half-way."""
    service = SERVICE[: SERVICE.index("  - {name: Đo")]
    root = workspace({**small_proposal(), "profiles/services/look.yaml": service}, base="example")
    request = kamdocs.DraftRequest(root, "tiny", date(2026, 11, 23), services=("look",))
    data = yaml.safe_load(kamdocs.preview_proposal(request))
    assert [(payment["percent"], payment.get("phase")) for payment in data["price"]["payments"]] == [
        (30, None),
        (70, "phase-1"),
    ]


@pytest.mark.parametrize("text", ["*a* _b_ `c`", "- a", "1. b", "# c", "<d> [e](f) | g ~h~", "a\n\nb", "7", "1.10"])
def test_plain_text_stays_plain_in_markdown(text: str) -> None:
    """Its signs print as they are, and no list or heading comes of it."""
    from markdown_it import MarkdownIt

    html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(as_markdown(text))
    assert html.startswith("<p>")
    assert html.count("<") == 2
    assert fold(html.replace("&lt;", "<").replace("&gt;", ">")[3:-5]) == fold(text)
