"""Proposals at the edges: hardly anything in them, or very much, and values that look like markup."""

from __future__ import annotations

import re

import pytest
from support import MakeWorkspace, call_kamdocs

from kamdocs.word.reader import read_docx

CLIENT = """\
name: {name}
short_name: Tiny
status: prospect
language: en
industry: food
region: Hanoi
address: 1 Street
business_scope: Bread
products: [Bread]
situation: They bake.
needs: []
stakeholders:
  - {{id: ann, name: {name}, title: Owner, reader: director, role: decides}}
"""

PROPOSAL = """\
number: T-1
title: Better bread
services: [lean-operations-audit]
summary: We help.
arguments: []
team:
  - {person: le-minh-duc, role: Lead, days: 3}
price:
  currency: VND
  vat: {rate: 10, included: false}
  rounding: line
  lines:
LINES  payments:
    - {on: End, percent: 100}
next_steps:
  - {on: 2026-12-01, what: Call, who: ann}
"""

LINE = "    - {{id: l{n}, name: Work package {n}, quantity: {n}, unit: day, unit_price: 1000000, kind: base}}\n"


def _files(lines: int = 1, name: str = "Tiny GmbH") -> dict[str, str]:
    folder = "profiles/clients/tiny"
    proposal = PROPOSAL.replace("LINES", "".join(LINE.format(n=number) for number in range(1, lines + 1)))
    return {f"{folder}/client.yaml": CLIENT.format(name=name), f"{folder}/proposals/p.yaml": proposal}


@pytest.mark.parametrize("reader", ["director", "hr", "finance", "technical"])
def test_only_what_is_required_is_enough(reader: str, workspace: MakeWorkspace) -> None:
    """No visit, no needs, no criteria, no arguments, no scope: every reader's version builds, with no empty section."""
    root = workspace(_files(), base="empty")
    root = workspace(base="example")
    args = ("proposal", "build", "tiny", "--reader", reader, "--format", "docx", "--today", "2026-11-23")
    done = call_kamdocs(*args, cwd=root)
    assert (done.exit_code, done.stderr) == (0, "")
    text = " ".join(read_docx(root / done.stdout.strip()).blocks)
    assert "VND 1,100,000" in text.replace("\xa0", " ")
    assert "23 December 2026" in text


def test_many_lines_add_up(workspace: MakeWorkspace) -> None:
    """Seventy lines over several pages, in Word and PDF, proved equal on the way."""
    workspace(_files(lines=70), base="empty")
    root = workspace(base="example")
    done = call_kamdocs("proposal", "build", "tiny", "--reader", "finance", "--today", "2026-11-23", cwd=root)
    assert (done.exit_code, done.stderr) == (0, "")
    total = sum(range(1, 71)) * 1_100_000
    text = " ".join(read_docx(root / done.stdout.splitlines()[0]).blocks)
    assert f"VND {total:,}" in text.replace("\xa0", " ")


@pytest.mark.parametrize("name", ["A & B <b>C</b>", "*Ann* _x_ `y` [z](u)", "{{ 7*7 }} {% if %}", "# 1. | - >"])
def test_a_name_that_looks_like_markup_is_printed_as_it_is(name: str, workspace: MakeWorkspace) -> None:
    """Letter for letter, in every section; the promise of no template residue lets it pass, for it is data."""
    workspace(_files(name=f'"{name}"'), base="empty")
    root = workspace(base="example")
    args = ("proposal", "build", "tiny", "--format", "docx", "--format", "html", "--today", "2026-11-23")
    done = call_kamdocs(*args, cwd=root)
    assert (done.exit_code, done.stderr) == (0, "")
    blocks = read_docx(root / done.stdout.splitlines()[0]).blocks
    assert len([block for block in blocks if name in block]) >= 3
    assert not [block for block in blocks if re.search(r"\b49\b", block)]
