"""The table of objectives: as many columns as its rows fill."""

from __future__ import annotations

from support import MakeWorkspace, call_kamdocs, small_proposal

from kamdocs.word.reader import outline

OBJECTIVES = """\
objectives:
  - {text: Less waste, baseline: 9 percent, target: 5 percent, measured: weighed}
  - {text: Fewer stops, baseline: daily, target: weekly, measured: logged}
  - {text: Faster ovens, target: one hour, measured: timed, by: 2027-06-30}
"""


def test_a_column_that_few_rows_fill_gives_way_to_the_rows(workspace: MakeWorkspace) -> None:
    """Half of the rows make a column; a value of fewer stands with its objective, and none is lost."""
    workspace(small_proposal(more=OBJECTIVES), base="empty")
    root = workspace(base="example")
    done = call_kamdocs("proposal", "build", "tiny", "--format", "docx", "--today", "2026-11-23", cwd=root)
    assert (done.exit_code, done.stderr) == (0, "")
    lines = outline(root / done.stdout.strip()).splitlines()
    start = next(number for number, line in enumerate(lines) if "Objective |" in line)
    assert lines[start : start + 4] == [
        "table 4x4 [Kamdocs Table]: Objective | Today | Target | How it is measured",
        "  Less waste | 9 percent | 5 percent | weighed",
        "  Fewer stops | daily | weekly | logged",
        "  Faster ovens / By: 30\u00a0Jun 2027 | – | one hour | timed",
    ]
