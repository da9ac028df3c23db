"""Who makes the letters of a batch: nothing is lost, nothing comes twice, whatever becomes of a process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from crew_support import Order, Scribe, task, tasks
from support import REPOSITORY

from kamdocs.batch.crew import cores, crew
from kamdocs.batch.hands import WorkerFault
from kamdocs.errors import InputError, OutputError, Problem
from kamdocs.model.batch import Failure, Made, Task, Work

MODES = pytest.mark.parametrize("jobs", [1, 2], ids=["here", "processes"])


def ends_of(given: Iterable[Task], *, jobs: int = 2, work: Work | None = None, deadline: float = 60) -> dict[str, str]:
    """What became of each task, in words; each comes once."""
    with crew(work or Scribe(), jobs=jobs, few=0, deadline=deadline) as run:
        ends = [(task.id, _told(end)) for task, end in run(given)]
    assert len({id for id, _ in ends}) == len(ends), "a task came twice"
    return dict(ends)


def _told(end: Made | Failure) -> str:
    if isinstance(end, Made):
        said = "".join(f" ({warning})" for warning in end.warnings)
        return end.products[0].content.decode() + said
    mark = "stopped: " if end.stopped else ""
    return mark + "; ".join(f"{problem} [{problem.help}]" for problem in end.problems)


@MODES
def test_every_task_ends_once(jobs: int) -> None:
    """Whoever makes them."""
    assert ends_of(tasks(50), jobs=jobs) == {f"t{number}": f"t{number}" for number in range(50)}


@MODES
def test_no_tasks_are_no_fault(jobs: int) -> None:
    """An iterable without one gives nothing."""
    assert ends_of([], jobs=jobs) == {}


@MODES
def test_what_cannot_be_made_is_told_in_the_same_words(jobs: int) -> None:
    """Errors with arguments of their own come whole through the pipe, and the others go on."""
    given = tasks(9, t1="refuse", t2="no-font", t4="unknown", t6="no-room")
    assert ends_of(given, jobs=jobs) == {
        "t0": "t0",
        "t1": "list.csv: row 3: has no name []",
        "t2": "stopped: t2.txt: no font [install one]",
        "t3": "t3",
        "t4": "t4.txt: there is no `x` [take `y`]",
        "t5": "t5",
        "t6": "stopped: t6.txt: cannot use `/tmp/kamdocs-x`: no space left on device []",
        "t7": "t7",
        "t8": "t8",
    }


@MODES
def test_what_the_library_warns_of_is_among_the_warnings(jobs: int) -> None:
    """Of the maker, of the log as a problem, and of the log in words."""
    said = "t1 (list.csv: warning: is doubtful) (theme.css:2:1: warning: is odd) (t1.txt: warning: said of t1)"
    assert ends_of(tasks(3, t1="warn"), jobs=jobs)["t1"] == said


@MODES
@pytest.mark.parametrize(
    ("deed", "error", "words"),
    [("refuse", InputError, "list.csv: row 3: has no name"), ("no-font", OutputError, "no font")],
)
def test_work_that_cannot_start_stops_the_batch(jobs: int, deed: str, error: type[Exception], words: str) -> None:
    """With the error that was met, once."""
    with pytest.raises(error, match=words):
        ends_of(tasks(20), jobs=jobs, work=Scribe(at_start=deed))


def test_a_fault_of_ours_keeps_its_traceback() -> None:
    """It is no failure of a letter."""
    with pytest.raises(WorkerFault, match=r"(?s)Traceback.*in _bug.*KeyError: 't2'"):
        ends_of(tasks(5, t2="bug"))


def test_a_task_that_kills_its_process_is_told_and_the_others_are_made() -> None:
    """Also those that the process had beside it."""
    ends = ends_of(tasks(30, t5="die", t6="die", t29="die"))
    for id in ("t5", "t6", "t29"):
        assert ends.pop(id) == (
            f"{id}.txt: ended the process that made it, twice: it may take more memory than there is"
            " [build the others without it, and look at its data and pictures]"
        )
    assert ends == {f"t{number}": f"t{number}" for number in range(30) if number not in (5, 6, 29)}


def test_a_process_that_dies_once_costs_nothing(tmp_path: Path) -> None:
    """As when the system ends it for want of memory."""
    given = [*tasks(10), task("once", what="die-once", file=tmp_path / "died")]
    assert ends_of(given)["once"] == "once"
    assert (tmp_path / "died").exists()


@pytest.mark.parametrize("deed", ["loop", "stand-still"])
def test_a_task_without_end_is_given_up(deed: str) -> None:
    """Also one that stops its whole process."""
    ends = ends_of(tasks(12, t3=deed), deadline=0.5)
    assert ends.pop("t3") == (
        "t3.txt: was given up after 0.5 seconds: making it comes to no end"
        " [look for a loop in its template, or for a very large picture]"
    )
    assert len(ends) == 11


def test_a_task_without_end_is_given_up_in_this_process_too() -> None:
    """By an exception that none of its handlers takes for one."""
    ends = ends_of(tasks(3, t1="loop"), jobs=1, deadline=0.2)
    assert ends["t1"].startswith("t1.txt: was given up after 0.2 seconds")
    assert (ends["t0"], ends["t2"]) == ("t0", "t2")


def test_processes_that_cannot_start_are_an_error() -> None:
    """They are not started for ever."""
    with pytest.raises(OutputError, match="no process could be started"):
        ends_of(tasks(5), work=Scribe(at_start="die"))


def test_no_more_tasks_are_taken_than_are_needed_soon() -> None:
    """So that memory stays flat over any number."""
    taken = []

    def given() -> Iterator[Task]:
        for each in tasks(200):
            taken.append(each.id)
            yield each

    most = 0
    with crew(Scribe(), jobs=2, few=0) as run:
        for done, _ in enumerate(run(given()), start=1):
            most = max(most, len(taken) - done)
    assert len(taken) == 200
    assert most <= 24


def test_few_tasks_are_made_in_this_process(tmp_path: Path) -> None:
    """No process is started for them; for one more there are."""
    for count in (3, 4):
        folder = tmp_path / str(count)
        folder.mkdir()
        with crew(Scribe(), jobs=2, few=3) as run:
            list(run(task(f"t{number}", what="tell-process", file=folder) for number in range(count)))
        here = {file.read_text(encoding="utf-8") for file in folder.iterdir()} == {str(os.getpid())}
        assert here == (count == 3)


def test_large_tasks_pass_though_a_process_dies() -> None:
    """What fills the pipe to a dead process holds nobody up."""
    large = [Task(f"l{number}", (), "", Order("x" * 3_000_000)) for number in range(12)]
    ends = ends_of([*tasks(4, t1="die"), *large], work=Scribe())
    assert len(ends) == 16
    assert all(ends[each.id] == each.payload.text for each in large)


def test_the_cores_are_those_this_process_may_use() -> None:
    """Not all that the machine has."""
    code = "import os; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}); "
    code += "from kamdocs.batch.crew import cores; print(cores())"
    done = subprocess.run([sys.executable, "-c", code], env=_environment(), capture_output=True, check=True)
    assert done.stdout == b"1\n"
    assert cores() >= 1


RUNNING = """
import sys, pathlib, signal
from crew_support import Scribe, task
from kamdocs.batch.crew import crew
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
folder = pathlib.Path(sys.argv[1])
try:
    with crew(Scribe(), jobs=2, few=0) as run:
        for _ in run(task(f"t{number}", what="leave-files", file=folder / f"{number}") for number in range(9)):
            pass
except KeyboardInterrupt:
    sys.exit(130)
"""
"""A batch whose processes write their number and a temporary folder to files of `sys.argv[1]`, and wait."""


def _environment() -> dict[str, str]:
    paths = os.pathsep.join(map(str, (REPOSITORY, REPOSITORY / "tests")))
    return os.environ | {"PYTHONPATH": paths}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_processes_end_with_the_one_that_started_them(number: signal.Signals, tmp_path: Path) -> None:
    """Asked to, by Ctrl-C in the terminal, or killed: nothing runs on, no temporary file stays, nobody complains."""
    told, scratch = tmp_path / "told", tmp_path / "scratch"
    told.mkdir()
    scratch.mkdir()
    started = subprocess.Popen(
        [sys.executable, "-c", RUNNING, str(told)],
        env=_environment() | {"TMPDIR": str(scratch)},
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    _until(lambda: len([file for file in told.iterdir() if file.stat().st_size]) >= 2)
    processes = [int(file.read_text(encoding="utf-8").split()[0]) for file in told.iterdir()]
    assert list(scratch.iterdir())
    # A terminal sends Ctrl-C to all that run in it.
    os.killpg(started.pid, number) if number == signal.SIGINT else started.send_signal(number)
    _, stderr = started.communicate(timeout=30)
    assert started.returncode == {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGKILL: -9}[number]
    _until(lambda: not any(_runs(process) for process in processes))
    _until(lambda: not list(scratch.iterdir()))
    assert "Traceback" not in stderr.decode()


def _until(holds: object) -> None:
    """Wait until `holds()`, 30 seconds at most."""
    assert callable(holds)
    end = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def _runs(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_problems_are_equal_wherever_they_are_found() -> None:
    """With their place and severity, not only their words."""
    for jobs in (1, 2):
        with crew(Scribe(), jobs=jobs, few=0) as run:
            (_, end), *_ = run(tasks(1, t0="refuse"))
        assert isinstance(end, Failure)
        assert end.problems == (Problem(Path("list.csv"), 0, 0, "no-name", "has no name", place="row 3"),)
