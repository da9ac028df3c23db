"""Proposals at the edges: hardly anything in them, or very much, and values that look like markup."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from support import REPOSITORY, MakeWorkspace, call_kamdocs, small_proposal

from kamdocs.word.reader import read_docx


@pytest.mark.parametrize("reader", ["director", "hr", "finance", "technical"])
def test_only_what_is_required_is_enough(reader: str, workspace: MakeWorkspace) -> None:
    """No visit, no needs, no criteria, no arguments, no scope: every reader's version builds, with no empty section."""
    root = workspace(small_proposal(), base="empty")
    root = workspace(base="example")
    args = ("proposal", "build", "tiny", "--reader", reader, "--format", "docx", "--today", "2026-11-23")
    done = call_kamdocs(*args, cwd=root)
    assert (done.exit_code, done.stderr) == (0, "")
    text = " ".join(read_docx(root / done.stdout.strip()).blocks)
    assert "VND 1,100,000" in text.replace("\xa0", " ")
    assert "23\u00a0December 2026" in text


def test_many_lines_add_up(workspace: MakeWorkspace) -> None:
    """Seventy lines over several pages, in Word and PDF, proved equal on the way."""
    workspace(small_proposal(lines=70), base="empty")
    root = workspace(base="example")
    done = call_kamdocs("proposal", "build", "tiny", "--reader", "finance", "--today", "2026-11-23", cwd=root)
    assert (done.exit_code, done.stderr) == (0, "")
    total = sum(range(1, 71)) * 1_100_000
    text = " ".join(read_docx(root / done.stdout.splitlines()[0]).blocks)
    assert f"VND {total:,}" in text.replace("\xa0", " ")


@pytest.mark.parametrize("name", ["A & B <b>C</b>", "*Ann* _x_ `y` [z](u)", "{{ 7*7 }} {% if %}", "# 1. | - >"])
def test_a_name_that_looks_like_markup_is_printed_as_it_is(name: str, workspace: MakeWorkspace) -> None:
    """Letter for letter, in every section; the promise of no template residue lets it pass, for it is data."""
    workspace(small_proposal(name=f'"{name}"'), base="empty")
    root = workspace(base="example")
    args = ("proposal", "build", "tiny", "--format", "docx", "--format", "html", "--today", "2026-11-23")
    done = call_kamdocs(*args, cwd=root)
    assert (done.exit_code, done.stderr) == (0, "")
    blocks = read_docx(root / done.stdout.splitlines()[0]).blocks
    assert len([block for block in blocks if name in block]) >= 3
    assert not [block for block in blocks if re.search(r"\b49\b", block)]


def test_what_is_too_much_for_a_drawing_stands_in_a_table(workspace: MakeWorkspace) -> None:
    """Thirteen risks, a long milestone and a long balance are data like any other."""
    proposal = Path("profiles/clients/straits-meridian/proposals/key-account-programme-2027.yaml")
    data = yaml.load((REPOSITORY / proposal).read_text(encoding="utf-8"), yaml.BaseLoader)
    data["risks"] = [{**data["risks"][0], "risk": f"Risk number {n}"} for n in range(1, 14)]
    data["phases"][0]["milestone"] = "Customer classes signed by every country head. " * 4
    cost = data["business_case"]["costs"][-1]
    data["business_case"]["costs"] += [{**cost, "name": f"Cost number {n}"} for n in range(1, 12)]
    root = workspace({str(proposal): json.dumps(data)}, base="example")
    for reader in ("technical", "finance"):
        options = ("--reader", reader, "--format", "docx", "--today", "2026-11-23")
        done = call_kamdocs("proposal", "build", "straits-meridian", *options, cwd=root)
        assert done.exit_code == 0, done.stderr
    (file,) = root.rglob("marcus-lindqvist.en.docx")
    assert "Risk number 13" in "\n".join(read_docx(file).blocks)
    assert "Customer classes signed by every country head." in "\n".join(read_docx(file).blocks)
