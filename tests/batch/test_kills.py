"""A batch killed at every point at which it touches the disk, and run again."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from batch_support import (
    ENVIRONMENT,
    PROGRAM,
    ROOT,
    Person,
    given,
    hold_right,
    make,
    people,
    points,
    run,
    torn,
    was_killed,
)
from support import gate

CALLS = ("write", "fsync", "rename,renameat,renameat2", "unlink,unlinkat")
BEFORE = [*people(3), Person("gone")]
AFTER = [Person("p0", "ko"), Person("p1", "en", "changed"), Person("p2"), Person("new", "vi")]
"""One whose language changes, one whose letter does, one that stays, one more."""


@pytest.mark.parametrize(("call", "together"), [*((call, "64") for call in CALLS), (CALLS[0], "1"), (CALLS[2], "2")])
def test_a_run_killed_anywhere_goes_on_to_one_right_file_each(call: str, together: str, tmp_path: Path) -> None:
    """Over an earlier run whose letters change: no torn file is seen after the kill, none too many after the next."""
    start, folder = tmp_path / "start", tmp_path / "out"
    make(start, BEFORE)
    killed = 0
    for under in points(call, gate("strace")):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(start, folder)
        if not was_killed(run(folder, AFTER, "Folder", together, under=under)):
            break
        killed += 1
        assert torn(folder, BEFORE, AFTER) == []
        make(folder, AFTER, prune=True)
        hold_right(folder, AFTER)
    assert killed >= 3


@pytest.mark.parametrize("call", CALLS[:3])
def test_a_first_run_killed_anywhere_and_then_changed_is_right_too(call: str, tmp_path: Path) -> None:
    """What the killed run left is known to be ours even where the next one makes other letters."""
    killed = 0
    for under in points(call, gate("strace")):
        folder = tmp_path / str(killed)
        if not was_killed(run(folder, people(2), under=under)):
            break
        killed += 1
        assert torn(folder, people(2)) == []
        report = make(folder, people(2, text="other"))
        assert (report.failures, report.warnings) == ((), ())
        hold_right(folder, people(2, text="other"))
    assert killed >= 5


def test_a_resumed_run_killed_again_and_again_ends(tmp_path: Path) -> None:
    """Each run is killed at its second rename, so each gets one file further."""
    folder, under = tmp_path / "out", next(points("rename,renameat,renameat2", gate("strace")))
    second = [argument.replace("when=1", "when=2") for argument in under]
    runs = 0
    while was_killed(run(folder, people(4), "Folder", "1", under=second)):
        runs += 1
        assert runs < 10
    assert runs >= 4
    hold_right(folder, people(4))


@pytest.mark.parametrize("store", ["InPlace", "skip"])
def test_the_kills_catch_what_writes_in_place(store: str, tmp_path: Path) -> None:
    """Planted faults: torn files are seen after a kill and the next run does not end that, as one that skips them."""
    seen, lasting = 0, 0
    for number, under in enumerate(points("write", gate("strace"))):
        folder = tmp_path / str(number)
        if not was_killed(run(folder, people(2), store, under=under)):
            break
        seen += bool(torn(folder, people(2)))
        run(folder, people(2), store)
        lasting += bool(torn(folder, people(2)))
    assert seen > 4
    assert lasting == seen


def _started(folder: Path, to: Sequence[Person]) -> subprocess.Popen[bytes]:
    return subprocess.Popen([*PROGRAM, folder, given(to)], env=ENVIRONMENT, cwd=ROOT, stderr=subprocess.DEVNULL)


def _wait_for(folder: Path, count: int, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None and sum(1 for _ in folder.glob("p*")) < count:
        time.sleep(0.002)


def test_kills_at_any_moment_lose_and_double_nothing(tmp_path: Path) -> None:
    """SIGKILL when some number of files are there, five times over; then the run that ends it."""
    folder, to, chance = tmp_path / "out", people(400), random.Random(6)
    killed = 0
    for count in sorted(chance.randrange(5, 700) for _ in range(5)):
        process = _started(folder, to)
        _wait_for(folder, count, process)
        process.kill()
        killed += process.wait() == -signal.SIGKILL
        assert torn(folder, to) == []
    assert killed >= 3
    make(folder, to)
    hold_right(folder, to)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_run_that_is_asked_to_end_leaves_nothing_unfinished(number: signal.Signals, tmp_path: Path) -> None:
    """But its journal, from which the next one goes on; what is done is not made again."""
    folder, to = tmp_path / "out", people(1000)
    process = _started(folder, to)
    _wait_for(folder, 100, process)
    process.send_signal(number)
    assert process.wait() in (128 + number, -number)
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == [".kamdocs-journal"]
    assert torn(folder, to) == []
    report = make(folder, to)
    assert len(report.unchanged) >= 98
    assert len(report.written) + len(report.unchanged) == 2000
    hold_right(folder, to)


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory, where there is one: what is tested there is not the disk."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


def test_ten_thousand_letters_with_a_kill_in_the_middle_are_ten_thousand(quick: Path) -> None:
    """Counted exactly; the second run makes only what the first one did not."""
    folder, to = quick / "out", people(10_000)
    script = quick / "to.json"
    script.write_text(given(to), encoding="utf-8")
    command = f"import sys, batch_support as b; b._main({str(folder)!r}, open({str(script)!r}).read())"
    process = subprocess.Popen([PROGRAM[0], "-c", command], env=ENVIRONMENT, cwd=ROOT)
    _wait_for(folder, 10_000, process)
    process.kill()
    assert process.wait() == -signal.SIGKILL
    there = len(list(folder.glob("p*")))
    assert 10_000 <= there < 20_000
    report = make(folder, to)
    assert len(report.written) + len(report.unchanged) == 20_000
    assert len(report.unchanged) >= there - 2
    hold_right(folder, to)
    again = make(folder, to)
    assert (again.written, len(again.unchanged)) == ((), 20_000)
    assert not os.path.lexists(folder / ".kamdocs-journal")
