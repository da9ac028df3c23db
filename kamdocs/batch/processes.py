"""A crew of processes on this machine.

Each seat is a pool of `concurrent.futures` with one process. So it is known which tasks a process had when it died, and
one that comes to no end is killed without the others.
"""

from __future__ import annotations

import multiprocessing
import pickle
import tempfile
import time
from collections import deque
from collections.abc import Collection
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from kamdocs.batch import worker
from kamdocs.batch.hands import Answer, Verdict, refuse
from kamdocs.errors import OutputError
from kamdocs.model.batch import Task, Work

CHUNK = 4
"""Tasks sent at a time. Sending one alone costs 1 ms, of four each a fifth of that, of more hardly less; what a process
has when it dies is tried again one by one, so few are better."""

_START_SECONDS = 300.0
_DEPTH = 2
"""Chunks that a seat has at a time, so that it need not wait for the next one."""

_STARTS = 2


class ProcessTeam:
    """`jobs` processes that do `work`; one that takes longer than `deadline` seconds over what it has is killed.

    Leaving the context ends them all: they only hand on bytes, so that nothing is left half done.
    """

    chunk = CHUNK

    def __init__(self, work: Work, jobs: int, deadline: float) -> None:
        self._work, self._deadline, self._jobs = pickle.dumps(work), deadline, jobs
        self._seats: list[_Seat] = []
        self._verdicts: dict[Future[Answer], Verdict] = {}
        self._failed_starts = 0
        self._open = ExitStack()
        self._folder: Path | None = None

    def __enter__(self) -> ProcessTeam:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for seat in self._seats:
            seat.kill()
        for seat in self._seats:
            seat.leave()
        self._open.close()

    def submit(self, tasks: tuple[Task, ...], *, alone: bool) -> Future[Answer] | None:
        """Have `tasks` made; None where there is no room at present. `alone` takes a process that does nothing else."""
        self._sit_down()
        most = 0 if alone else _DEPTH - 1
        free = [seat for seat in self._seats if not seat.alone and len(seat.sent) <= most]
        if not free:
            return None
        return min(free, key=lambda seat: len(seat.sent)).send(tasks, alone=alone)

    def wait(self, futures: Collection[Future[Answer]]) -> set[Future[Answer]]:
        """Those of `futures` that are done, at least one; processes whose time is over are killed meanwhile."""
        while True:
            starting = [seat.starting for seat in self._seats if not seat.starting.done()]
            ends = min((seat.ends(self._deadline) for seat in self._seats), default=0.0)
            wait({*futures, *starting}, timeout=max(0.0, ends - time.monotonic()), return_when=FIRST_COMPLETED)
            for seat in self._seats:
                self._look_at(seat)
            if done := {future for future in futures if future.done()}:
                return done

    def verdict(self, future: Future[Answer]) -> Verdict:
        """What is known of a chunk that was lost: that its process was killed as it took too long or died of it, or
        that another chunk was the reason."""
        return self._verdicts.pop(future, "innocent")

    def is_lost(self, error: BaseException) -> bool:
        """Whether `error` says that a process was lost."""
        return isinstance(error, BrokenProcessPool)

    def _sit_down(self) -> None:
        """Have a process on each seat."""
        for seat in self._seats:
            if seat.is_broken:
                seat.leave()
        self._seats = [seat for seat in self._seats if not seat.is_broken]
        while len(self._seats) < self._jobs:
            self._seats.append(_Seat(self._work, self._new_folder()))

    def _new_folder(self) -> str:
        if self._folder is None:
            made = tempfile.TemporaryDirectory(prefix="kamdocs-", ignore_cleanup_errors=True)
            self._folder = Path(self._open.enter_context(made))
        return tempfile.mkdtemp(dir=self._folder)

    def _look_at(self, seat: _Seat) -> None:
        head = seat.move_on()
        if seat.is_broken and not seat.was_ready:
            self._count_failed_start()
        elif seat.is_broken and head is not None:
            self._verdicts.setdefault(head, "died")
        elif seat.ends(self._deadline) <= time.monotonic() and not seat.is_idle:
            if head is not None:
                self._verdicts[head] = "overdue"
            seat.kill()

    def _count_failed_start(self) -> None:
        self._failed_starts += 1
        if self._failed_starts > _STARTS * self._jobs:
            help = "use `--jobs 1`; a script that builds letters does so below `if __name__ == '__main__':`"
            raise OutputError("no process could be started that makes letters", help=help)


class _Seat:
    """A process with the chunks that it was sent, the one it is at first."""

    def __init__(self, work: bytes, folder: str) -> None:
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(1, context, initializer=worker.begin, initargs=(work, folder))
        with worker.without_interrupts():
            self.starting: Future[Answer] = self._pool.submit(worker.make, ())
        # From Python 3.14 on `kill_workers` does what they are kept for.
        self._processes = tuple(self._pool._processes.values())
        self.sent: deque[Future[Answer]] = deque()
        self.alone = self.is_broken = self.was_ready = False
        self._since = time.monotonic()

    @property
    def is_idle(self) -> bool:
        """Whether it waits for a chunk."""
        return self.was_ready and not self.sent

    def send(self, tasks: tuple[Task, ...], *, alone: bool) -> Future[Answer]:
        """Have `tasks` made after those it has."""
        if not self.sent:
            self._since = time.monotonic()
        self.alone = alone
        try:
            future = self._pool.submit(worker.make, tasks)
        except BrokenProcessPool as error:
            future = Future()
            future.set_exception(error)
        self.sent.append(future)
        return future

    def move_on(self) -> Future[Answer] | None:
        """Take note of what is done; the chunk that it is at, or was at when it broke."""
        if not self.was_ready and self.starting.done():
            self.is_broken = self.starting.exception() is not None
            self.was_ready, self._since = not self.is_broken, time.monotonic()
            if self.was_ready:
                refuse(self.starting.result())
        while not self.is_broken and self.sent and self.sent[0].done():
            self.is_broken = isinstance(self.sent[0].exception(), BrokenProcessPool)
            if not self.is_broken:
                self.sent.popleft()
                self._since = time.monotonic()
        self.alone = self.alone and bool(self.sent)
        return self.sent[0] if self.sent else None

    def ends(self, deadline: float) -> float:
        """When its time is over for what it is at, on the monotonic clock."""
        if not self.was_ready:
            return self._since + _START_SECONDS
        return self._since + deadline if self.sent else time.monotonic() + deadline

    def kill(self) -> None:
        """End the process at once."""
        for process in self._processes:
            if process.is_alive():
                process.kill()

    def leave(self) -> None:
        """Wait for the end of a process that was killed."""
        self._pool.shutdown(wait=True, cancel_futures=True)
