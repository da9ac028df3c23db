"""The schedule, its payments for readers who ask for them, and the payments of the price for the others."""

from __future__ import annotations

from support import MakeWorkspace, call_kamdocs, small_proposal

from kamdocs.word.reader import outline

PHASES = """\
phases:
  - {id: count, name: Counting, weeks: [1, 2], milestone: Count signed}
  - {id: mend, name: Mending, weeks: [3, 5], milestone: Ovens run}
"""
PAID_AT_MILESTONES = """\
  payments:
    - {on: Signature, percent: 50}
    - {on: Count signed, percent: 30, phase: count}
    - {on: Acceptance, percent: 20, phase: mend}
"""


def proposal(more: str) -> dict[str, str]:
    """The small proposal with three payments, two of them at milestones, and `more`."""
    files = small_proposal(more=PHASES + more)
    (path,) = (path for path in files if path.endswith("p.yaml"))
    text = files[path].replace("  payments:\n    - {on: End, percent: 100}\n", PAID_AT_MILESTONES)
    assert text != files[path]
    return {**files, path: text}


def built(workspace: MakeWorkspace, reader: str, more: str, *, asks: bool = False) -> list[str]:
    """The lines of the version for `reader`, who `asks` for the payments beside the phases."""
    workspace(proposal(more), base="empty")
    root = workspace(base="example")
    if asks:
        file = root / f"profiles/readers/{reader}.yaml"
        text = file.read_text(encoding="utf-8")
        assert text.count("{id: schedule, detail: short}") == 1
        asking = text.replace("{id: schedule, detail: short}", "{id: schedule, detail: short, also: [payments]}")
        file.write_text(asking, encoding="utf-8")
    args = ("tiny", "--reader", reader, "--lang", "en", "--format", "docx", "--today", "2026-11-23")
    done = call_kamdocs("proposal", "build", *args, cwd=root)
    assert (done.exit_code, done.stderr) == (0, "")
    return outline(root / done.stdout.strip()).splitlines()


def table(lines: list[str], head: str) -> list[str]:
    """The rows of the one table whose head holds `head`."""
    (start,) = (number for number, line in enumerate(lines) if line.startswith("table ") and head in line)
    rows = []
    for line in lines[start + 1 :]:
        if not line.startswith("  "):
            break
        rows.append(line.strip().replace("\xa0", " "))
    return rows


STARTED = "start: 2027-01-04\npauses: [{from: 2027-01-11, until: 2027-01-15}]\n"


def test_a_reader_who_asks_gets_the_payments_beside_the_phases(workspace: MakeWorkspace) -> None:
    """With the day planned for each; one that its milestone does not name says which phase it ends. The price then
    says nothing of days."""
    lines = built(workspace, "finance", STARTED, asks=True)
    assert table(lines, "Planned for | Due on") == [
        "– | Signature | 550,000",
        "22 Jan 2027 | Count signed | 330,000",
        "19 Feb 2027 | Acceptance / End of “Mending”, week 5: Ovens run | 220,000",
        "Total | 1,100,000",
    ]
    assert table(lines, "Due on | Share") == [
        "Signature | 50% | 550,000",
        "Count signed | 30% | 330,000",
        "Acceptance | 20% | 220,000",
        "Total | 100% | 1,100,000",
    ]
    assert "Planned days follow the schedule" in "\n".join(lines)


def test_without_a_start_the_payments_have_weeks(workspace: MakeWorkspace) -> None:
    """And nothing is said of planned days."""
    lines = built(workspace, "finance", "", asks=True)
    assert table(lines, "Weeks | Due on") == [
        "– | Signature | 550,000",
        "Week 2 | Count signed | 330,000",
        "Week 5 | Acceptance / End of “Mending”, week 5: Ovens run | 220,000",
        "Total | 1,100,000",
    ]
    assert "Planned" not in "\n".join(lines)


def test_a_week_that_is_not_counted_is_told_once(workspace: MakeWorkspace) -> None:
    """The pause that it lies in says it; the holidays of Tet are told by themselves."""
    text = "\n".join(built(workspace, "technical", STARTED)).replace("\xa0", " ")
    assert "Two phases in five weeks, from 4 January 2027 to 19 February 2027." in text
    assert "Work pauses from 11 January 2027 to 15 January 2027." in text
    assert "No work is planned from 8 February 2027 to 12 February 2027; these days do not count towards" in text
    assert text.count("No work is planned") == 1


def test_terms_leave_the_payments_to_a_full_price(workspace: MakeWorkspace) -> None:
    """A reader of the price in brief finds them in the terms."""
    assert table(built(workspace, "finance", STARTED), "Due on | Planned for")[0] == "Signature | – | 50% | 550,000"
    said = "Payments | 50% on “Signature”, 30% on “Count signed” and 20% on “Acceptance”."
    assert not any(said in line for line in built(workspace, "finance", STARTED))
    assert any(said in line for line in built(workspace, "director", STARTED))
