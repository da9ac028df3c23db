"""Who is answered by what, on which proof, and what a proposal leaves open."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from support import REPOSITORY
from tailor_support import CLIENT, OFFER, changed, found, plan, rules

from kamdocs.load import load
from kamdocs.tailor import findings

EXPECTED: dict[str, Any] = yaml.safe_load((REPOSITORY / "tests" / "expected.yaml").read_text(encoding="utf-8"))
TODAY = date(2026, 11, 23)
SECOND = """\
stakeholders:
  - id: lee
    name: Lee
    title: Finance
    reader: finance
    role: approves
    criteria:
      - {id: payback, text: Back in two years, weight: 4}
    concerns:
      - Savings that stand on slides alone
      - {id: cash, text: Payments before acceptance}
"""


def test_the_matrix_holds_everybody_and_everything_they_ask(tmp_path: Path) -> None:
    """Stakeholder by criterion by argument by proof: criteria, needs they voiced, concerns."""
    read = changed(tmp_path, {OFFER: {"criteria: [capacity]": "criteria: [capacity, output]"}})
    assert [
        (
            row.stakeholder,
            row.kind,
            row.id,
            row.weight,
            [(one.argument, one.proof, one.proof_id) for one in row.answers],
        )
        for row in plan(read).coverage.rows
    ] == [
        ("kim", "criterion", "capacity", 5, [("proved", "result", "pilot/oee")]),
        ("kim", "need", "output", None, [("proved", "result", "pilot/oee")]),
    ]
    assert found(read) == []


def test_the_examples_leave_open_what_was_worked_out_by_hand() -> None:
    """The unanswered criteria, at their lines in the client's file."""
    workspace, kit, _ = load(REPOSITORY, today=TODAY, use="proposal")
    for name, expected in EXPECTED["proposals"].items():
        client, _, proposal = name.partition("/")
        problems = findings(workspace, kit, workspace.clients[client], proposal, today=TODAY)
        said = [one for one in problems if one.rule == "unanswered-criterion"]
        assert len(said) == len(expected["unanswered_criteria"])
        for problem, id in zip(said, expected["unanswered_criteria"], strict=True):
            line = (REPOSITORY / problem.file).read_text(encoding="utf-8").splitlines()[problem.line - 1]
            assert f"id: {id}" in line


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        (
            {OFFER: {"    criteria: [capacity]\n": ""}},
            f"{CLIENT}:26:14: warning: no argument answers criterion `capacity` of `kim`, which weighs 5 of 5 "
            "[unanswered-criterion]",
        ),
        (
            {OFFER: {"    criteria: [capacity]\n": ""}},
            f"{CLIENT}:18:9: warning: no argument of `L-2026-001` speaks to `kim` [unaddressed-stakeholder]",
        ),
        (
            {OFFER: {"    criteria: [capacity]\n": ""}},
            f"{OFFER}:8:9: note: argument `proved` answers no criterion, need or concern [idle-argument]",
        ),
        (
            {OFFER: {"criteria: [capacity]": "criteria: [capacity]\n    readers: [finance]"}},
            f"{CLIENT}:26:14: warning: criterion `capacity` of `kim` is answered only by arguments for other readers "
            "[unseen-answer]",
        ),
        (
            {CLIENT: {"role: decides": "role: uses"}},
            f"{CLIENT}:18:3: warning: nobody in this decision group decides [no-decider]",
        ),
        (
            {CLIENT: {"stakeholders:\n": SECOND}, OFFER: {"services:": "to: [lee]\nservices:"}},
            f"{OFFER}:5:5: warning: nobody who decides gets a version of this proposal [no-decider]",
        ),
        ({}, f"{CLIENT}:12:9: note: no argument answers need `output` [unanswered-need]"),
        (
            {OFFER: {"brought ten lines from 61.4% to 74.2%": "works", "    proof: {case: pilot, result: oee}\n": ""}},
            f"{OFFER}:8:9: note: argument `proved` has no `proof` [unproved-argument]",
        ),
    ],
)
def test_a_gap_is_found_at_the_line_to_mend(tmp_path: Path, changes: dict[str, dict[str, str]], line: str) -> None:
    """Each gap by itself, planted in a workspace that has few."""
    assert line in found(changed(tmp_path, changes))


def test_a_concern_is_answered_by_its_name_or_comes_near_by_its_words(tmp_path: Path) -> None:
    """A plain text cannot be named; an argument that shares telling words with it is marked as near."""
    more = (
        "  - {id: book, kind: money, claim: Savings count when they leave the slides, criteria: [payback, cash]}\n"
        "facts:"
    )
    read = changed(tmp_path, {CLIENT: {"stakeholders:\n": SECOND}, OFFER: {"facts:": more}})
    from kamdocs.rules.likeness import Likeness
    from kamdocs.tailor import coverage

    workspace, kit = read
    folder = workspace.clients["acme"]
    matrix = coverage(workspace, folder.client, folder.proposals["offer"], Likeness(kit.languages, ["en"]))
    concerns = [
        (row.id, [(one.argument, one.near) for one in row.answers]) for row in matrix.rows if row.kind == "concern"
    ]
    assert concerns == [(None, [("book", True)]), ("cash", [("book", False)])]


def test_an_unknown_concern_is_a_dangling_reference(tmp_path: Path) -> None:
    """And one id may not name two things of a client."""
    from kamdocs.errors import InputError

    with pytest.raises(InputError, match="unknown criterion, need or concern `casch`"):
        changed(tmp_path, {CLIENT: {"stakeholders:\n": SECOND}, OFFER: {"[capacity]": "[casch]"}})
    with pytest.raises(InputError, match="id `payback` is given twice"):
        changed(tmp_path, {CLIENT: {"stakeholders:\n": SECOND.replace("id: cash", "id: payback")}})


def test_the_house_decides_how_grave_a_gap_is(tmp_path: Path) -> None:
    """By `rules` in `kamdocs.yaml`; `off` silences one."""
    settings = {"kamdocs.yaml": {"calendar: VN": "calendar: VN\nrules: {unanswered-need: off}"}}
    assert "unanswered-need" not in rules(changed(tmp_path, settings))


def test_a_build_says_nothing_of_gaps(tmp_path: Path) -> None:
    """They are for `check` and `explain`."""
    from kamdocs.tailor import remarks

    read = changed(tmp_path, {OFFER: {"    criteria: [capacity]\n": ""}})
    assert remarks([plan(read)], *read, today=TODAY) == ()
