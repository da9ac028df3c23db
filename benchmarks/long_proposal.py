"""A proposal of more than twenty pages in Korean.

It is the example's, in a copy of the workspace in which the reader is given every section in full and every case, and
the client's list of requirements is as long as that of a tender.
"""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import yaml

from kamdocs.load import load
from kamdocs.model.page import Page
from kamdocs.model.request import ProposalRequest
from kamdocs.model.theme import Theme
from kamdocs.render import render_proposals
from kamdocs.tailor import tailor

REPOSITORY = Path(__file__).resolve().parent.parent
SECTIONS = (
    "cover letter summary needs insight win-themes objectives method approach requirements scope schedule risks team "
    "people cases references price business-case terms exclusive-terms next-steps acceptance sources"
)
PROPOSAL, READER, LANGUAGE = "saeon-electronics", "finance", "ko"
REQUIREMENTS = 60


def make_workspace(root: Path) -> None:
    """A copy of the repository's workspace with the long proposal."""
    for name in ("profiles", "cases", "templates"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copy(REPOSITORY / "kamdocs.yaml", root)
    _give_everything(root)
    _lengthen(next((root / "profiles" / "clients" / PROPOSAL / "proposals").glob("*.yaml")))


def _give_everything(root: Path) -> None:
    file = root / "profiles" / "readers" / f"{READER}.yaml"
    head, _, _ = file.read_text(encoding="utf-8").partition("sections:")
    sections = "".join(f"  - {{id: {name}, detail: full}}\n" for name in SECTIONS.split())
    more = "cases:\n  count: 12\n  prefer: [money, figure]\npages:\n  max: 40\n"
    file.write_text(f"{head}sections:\n{sections}{more}", encoding="utf-8")


def _lengthen(file: Path) -> None:
    """Add requirements, each with words of its own."""
    text = file.read_text(encoding="utf-8")
    given = yaml.load(text, yaml.BaseLoader)["requirements"]
    lines = []
    for number in range(len(given) + 1, REQUIREMENTS + 1):
        one = given[number % len(given)]
        words = {language: f"{wording} ({number})" for language, wording in one["text"].items()}
        lines.append(f"  - {json.dumps({**one, 'id': f'more-{number}', 'text': words}, ensure_ascii=False)}\n")
    file.write_text(text.replace("requirements:\n", "requirements:\n" + "".join(lines)), encoding="utf-8")


def long_proposal(root: Path) -> tuple[Page, Theme]:
    """The page and the theme of the proposal in the workspace at `root`."""
    today = date(2026, 11, 23)
    workspace, kit, _ = load(root, today=today, use="proposal")
    request = ProposalRequest(root, PROPOSAL, today, readers=(READER,), language=LANGUAGE)
    (page,) = render_proposals(tailor(workspace, kit, request), workspace, kit)
    return page, kit.theme
