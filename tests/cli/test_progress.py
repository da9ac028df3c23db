"""How far a batch is, as people see it."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

import pytest
from support import REPOSITORY

from kamdocs.cli.progress import plain_lines, time_left

RUN = """
import sys
from kamdocs.cli.progress import shown_progress
with shown_progress("letters") as progress:
    for done in range(0, 41):
        progress(done, 40, done // 20)
print("out/a.pdf")
print("rich" in sys.modules)
"""


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(REPOSITORY), "TERM": "xterm", "COLUMNS": "100"}


def test_each_tenth_is_a_line_on_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    """With the rate of this run, not of what was there before, and the time that is left."""
    now = iter(range(1000))
    progress = plain_lines("letters", clock=lambda: float(next(now)))
    progress(1000, 5000)
    progress(1400, 5000)
    progress(1500, 5000, 2)
    progress(5000, 5000, 2)
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [
        "1,000 of 5,000 letters",
        "1,500 of 5,000 letters, 2 failed, 250.0 a second, 14 s left",
        "5,000 of 5,000 letters, 2 failed, 1333.3 a second",
    ]


@pytest.mark.parametrize("of", [0, 1, 19])
def test_a_small_batch_says_nothing(of: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Nor does an empty one."""
    progress = plain_lines("letters", clock=lambda: 0.0)
    for done in range(of + 1):
        progress(done, of)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.2, "1 s"), (59.4, "59 s"), (61, "1 min"), (3599, "1 h 0 min"), (7500, "2 h 5 min")]
)
def test_the_time_left_is_no_more_exact_than_it_is_known(seconds: float, words: str) -> None:
    """Seconds below a minute, minutes below an hour."""
    assert time_left(seconds) == words


def test_a_pipe_gets_lines_and_needs_no_library() -> None:
    """stdout has the data alone."""
    done = subprocess.run([sys.executable, "-c", RUN], env=_environment(), capture_output=True, check=True, text=True)
    assert done.stdout == "out/a.pdf\nFalse\n"
    assert len(done.stderr.splitlines()) == 10
    assert done.stderr.startswith("4 of 40 letters")


def test_a_terminal_gets_a_bar() -> None:
    """On stderr, and it is gone at the end."""
    ours, theirs = pty.openpty()
    done = subprocess.Popen([sys.executable, "-c", RUN], env=_environment(), stdout=subprocess.PIPE, stderr=theirs)
    os.close(theirs)
    out, _ = done.communicate(timeout=60)
    said = b""
    while True:
        try:
            said += os.read(ours, 65536)
        except OSError:
            break
    os.close(ours)
    assert out == b"out/a.pdf\nTrue\n"
    assert b"40/40" in said
    assert b"letters, 2 failed" in said
