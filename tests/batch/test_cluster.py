"""A crew on a Dask cluster: a real scheduler and its workers, each a process of its own on this machine."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pytest
from crew_support import Copyist, Scribe, task, tasks
from support import REPOSITORY, gated_module

from kamdocs.batch import cluster_worker
from kamdocs.batch.crew import crew
from kamdocs.batch.hands import WorkerFault
from kamdocs.batch.snapshot import packed
from kamdocs.errors import InputError, OutputError
from kamdocs.model.batch import Failure, Made, Task, Work

_PATHS = os.pathsep.join(map(str, (REPOSITORY, REPOSITORY / "tests")))


@dataclass(frozen=True, slots=True)
class Cluster:
    """A scheduler, and what it takes to add workers and end them."""

    address: str
    folder: Path
    processes: ExitStack

    def add_worker(self, *options: str, path: str = _PATHS) -> subprocess.Popen[bytes]:
        """A worker, in a process that ends with the cluster."""
        arguments = ("--nthreads", "1", "--no-dashboard", "--local-directory", str(self.folder), *options)
        return self.processes.enter_context(_dask("dask_worker", self.address, *arguments, path=path))


@contextmanager
def _dask(program: str, *arguments: str, path: str = _PATHS) -> Iterator[subprocess.Popen[bytes]]:
    """A program of Dask, started; ended at the end, with what it has started."""
    command = [sys.executable, "-m", f"distributed.cli.{program}", *arguments]
    started = subprocess.Popen(
        command,
        cwd="/",
        env=os.environ | {"PYTHONPATH": path},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield started
    finally:
        with suppress(ProcessLookupError):
            os.killpg(started.pid, signal.SIGKILL)
        started.wait()


@contextmanager
def _scheduler(folder: Path) -> Iterator[Cluster]:
    gated_module("distributed")
    file = folder / "scheduler.json"
    options = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))
    with ExitStack() as processes:
        processes.enter_context(_dask("dask_scheduler", *options))
        _until(lambda: file.is_file() and file.stat().st_size > 0)
        yield Cluster(json.loads(file.read_text(encoding="utf-8"))["address"], folder, processes)


@pytest.fixture
def lone_scheduler(tmp_path: Path) -> Iterator[Cluster]:
    """A scheduler without workers."""
    with _scheduler(tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler with two workers, which are started anew when they die."""
    with _scheduler(tmp_path_factory.mktemp("cluster")) as made:
        made.add_worker()
        made.add_worker()
        yield made


def ends_of(cluster: Cluster, given: list[Task], *, work: Work | None = None, deadline: float = 60) -> dict[str, str]:
    """What became of each task; each comes once."""
    with crew(work or Scribe(), scheduler=cluster.address, deadline=deadline) as run:
        ends = [(task.id, _told(end)) for task, end in run(given)]
    assert len({id for id, _ in ends}) == len(ends), "a task came twice"
    return dict(ends)


def _told(end: Made | Failure) -> str:
    if isinstance(end, Made):
        return end.products[0].content.decode()
    return "; ".join(str(problem) for problem in end.problems)


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def test_a_cluster_makes_what_this_machine_would(cluster: Cluster) -> None:
    """Every task once; failures, and tasks without end, in the same words."""
    ends = ends_of(cluster, tasks(60, t5="refuse", t7="loop"), deadline=0.5)
    assert ends.pop("t5") == "list.csv: row 3: has no name"
    assert ends.pop("t7") == "t7.txt: was given up after 0.5 seconds: making it comes to no end"
    assert ends == {f"t{number}": f"t{number}" for number in range(60) if number not in (5, 7)}


def test_files_travel_once_and_nothing_of_them_stays(cluster: Cluster, tmp_path: Path) -> None:
    """A worker finds them in a folder of its own, as they were when the batch began."""
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "words.txt").write_text("안녕 ", encoding="utf-8")
    work = Copyist(tmp_path)
    with crew(work, scheduler=cluster.address) as run:
        made = {task.id: _told(end) for task, end in run(tasks(9))}
        assert list(cluster.folder.rglob("words.txt"))
    assert made == {f"t{number}": f"안녕 t{number}" for number in range(9)}
    assert not list(cluster.folder.rglob("words.txt"))


def test_a_fault_of_ours_keeps_its_traceback(cluster: Cluster) -> None:
    """From wherever it was met."""
    with pytest.raises(WorkerFault, match=r"(?s)Traceback.*in _bug"):
        ends_of(cluster, tasks(3, t1="bug"))


def test_work_that_cannot_start_stops_the_batch(cluster: Cluster) -> None:
    """With the error that was met."""
    with pytest.raises(InputError, match="row 3: has no name"):
        ends_of(cluster, tasks(3), work=Scribe(at_start="refuse"))


def test_a_worker_that_is_killed_costs_nothing(lone_scheduler: Cluster, tmp_path: Path) -> None:
    """Killed in the middle, and not started again: the other makes what it had, and each task ends once."""
    workers = [lone_scheduler.add_worker("--no-nanny") for _ in range(2)]
    with crew(Copyist(tmp_path), scheduler=lone_scheduler.address) as run:
        (tmp_path / "words.txt").write_text("", encoding="utf-8")
        ends = []
        for each, end in run(task(f"t{number}", what="slow") for number in range(150)):
            ends.append((each.id, _told(end)))
            if len(ends) == 40:
                workers[0].send_signal(signal.SIGKILL)
    assert sorted(ends) == sorted((f"t{number}", f"t{number}") for number in range(150))
    assert workers[0].wait() == -signal.SIGKILL
    assert workers[1].poll() is None


def test_a_task_that_kills_every_worker_is_told(cluster: Cluster) -> None:
    """The others are made, by workers that are started anew, though the files of the batch died with the old ones."""
    ends = ends_of(cluster, tasks(20, t3="die"), work=Copyist(None))
    assert ends.pop("t3") == "t3.txt: ended the process that made it, twice: it may take more memory than there is"
    assert ends == {f"t{number}": f"t{number}" for number in range(20) if number != 3}


def test_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error in time, and nothing made."""
    gated_module("distributed")
    monkeypatch.setattr("kamdocs.batch.cluster.CONNECT_SECONDS", 0.5)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    words = "no Dask scheduler answers at"
    for wrong in (address, "tcp://nowhere.invalid:8786", "nonsense://x", "tcp://127.0.0.1:port"):
        with pytest.raises(OutputError, match=words) as caught, crew(Scribe(), scheduler=wrong):
            pass
        assert wrong in str(caught.value)
        assert caught.value.help == "start one with `dask scheduler`; it prints its address"


def test_a_cluster_without_workers_is_told(lone_scheduler: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not waited for without end."""
    monkeypatch.setattr("kamdocs.batch.cluster.CONNECT_SECONDS", 1.0)
    with pytest.raises(OutputError, match="has no workers") as caught:
        ends_of(lone_scheduler, tasks(1))
    assert caught.value.help == f"start some with `dask worker {lone_scheduler.address} --nthreads 1`"


@pytest.mark.parametrize(("slow", "told"), [(2, "has no workers"), (3, "Dask cannot start here")])
def test_a_start_that_dask_gives_up_is_tried_again(
    slow: int, told: str, lone_scheduler: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It gives its thread ten seconds, which a machine that sleeps does not keep, and raises AssertionError."""
    import distributed

    real, starts = distributed.Client, list[int]()

    def client(*args: object, **options: object) -> object:
        starts.append(1)
        assert len(starts) > slow
        return real(*args, **options)

    monkeypatch.setattr("distributed.Client", client)
    monkeypatch.setattr("kamdocs.batch.cluster.CONNECT_SECONDS", 1.0)
    with pytest.raises(OutputError, match=told):
        ends_of(lone_scheduler, tasks(1))


def test_a_worker_without_kamdocs_is_told(lone_scheduler: Cluster, tmp_path: Path) -> None:
    """What to install is said, with its version."""
    (tmp_path / "kamdocs.py").write_text("raise ImportError", encoding="utf-8")
    lone_scheduler.add_worker("--no-nanny", path=str(tmp_path))
    with pytest.raises(OutputError, match="cannot use kamdocs") as caught:
        ends_of(lone_scheduler, tasks(1))
    assert caught.value.help.startswith("install kamdocs ")


def test_a_worker_with_another_version_is_told(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """As its letters would have other bytes."""
    theirs = cluster_worker.versions()["weasyprint"]
    real = dict(cluster_worker.versions())
    monkeypatch.setattr("kamdocs.batch.cluster.our_versions", lambda: {**real, "weasyprint": "1.0"})
    with pytest.raises(OutputError, match=f"has weasyprint {theirs}, not 1.0"):
        ends_of(cluster, tasks(1))


def test_a_scheduler_that_ends_is_told(lone_scheduler: Cluster) -> None:
    """In the middle of a batch; what was made is there."""
    lone_scheduler.add_worker("--no-nanny")
    given = (task(f"t{number}", what="slow") for number in range(500))
    with crew(Scribe(), scheduler=lone_scheduler.address) as run:
        made = run(given)
        assert len({each.id for each, _ in islice(made, 20)}) == 20
        lone_scheduler.processes.close()
        with pytest.raises(OutputError, match="is gone"):
            list(made)


def test_dask_that_is_not_installed_is_told() -> None:
    """With the command that installs it."""
    code = """
import sys
sys.modules["distributed"] = None
from kamdocs.batch.crew import crew
from kamdocs.errors import OutputError
from crew_support import Scribe
try:
    with crew(Scribe(), scheduler="tcp://127.0.0.1:1"): pass
except OutputError as error:
    print(error, error.help, sep="\\n")
"""
    environment = os.environ | {"PYTHONPATH": _PATHS}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True)
    assert done.stdout.decode().splitlines() == [
        "Dask, which `--scheduler` needs, is not installed",
        "install it with `pip install 'kamdocs[dask]'`, or leave out `--scheduler`",
    ]


def test_the_same_files_make_the_same_cargo(tmp_path: Path) -> None:
    """Whenever it is packed, and whatever order they are found in."""
    (tmp_path / "b.txt").write_text("b", encoding="utf-8")
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    first = packed(Copyist(tmp_path))
    (tmp_path / "a.txt").touch()
    assert packed(Copyist(tmp_path)) == first
    (tmp_path / "a.txt").write_text("c", encoding="utf-8")
    assert packed(Copyist(tmp_path)).digest != first.digest
