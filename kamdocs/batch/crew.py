"""Who makes what a batch asks for: this process, a process for each core, or a Dask cluster."""

from __future__ import annotations

import os
import sys
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from functools import partial
from itertools import chain, islice
from typing import Protocol

from kamdocs.batch.hands import Answer, Hands, Outcome, Verdict, deadly, outcome_of, overdue, refuse
from kamdocs.batch.processes import ProcessTeam
from kamdocs.model.batch import Failure, Made, Task, Work

DEADLINE_SECONDS = 60.0
"""How long a letter may take; they take tens of milliseconds."""

FEW = 40
"""Up to so many letters one process is done before others have started, which takes them a second or two."""

_LIVES = 2
"""How many processes may die of a task."""

Run = Callable[[Iterable[Task]], Iterator[tuple[Task, Made | Failure]]]
"""Makes tasks, and gives each with what became of it as soon as it is known, in any order.

No more of the tasks are taken than are soon needed. Raises InputError or OutputError where nothing can be made at all.
"""


class Team(Protocol):
    """Processes that make chunks of tasks."""

    @property
    def chunk(self) -> int:
        """How many tasks are best sent at a time."""

    def submit(self, tasks: tuple[Task, ...], *, alone: bool) -> Future[Answer] | None:
        """Have `tasks` made; None where there is no room at present. `alone` takes a process that does nothing else."""

    def wait(self, futures: Collection[Future[Answer]]) -> set[Future[Answer]]:
        """Those of `futures` that are done, at least one."""

    def verdict(self, future: Future[Answer]) -> Verdict:
        """What is known of a chunk that was lost."""

    def is_lost(self, error: BaseException) -> bool:
        """Whether `error` says that a process was lost."""


def cores() -> int:
    """How many processes can work at once on this machine."""
    if sys.version_info >= (3, 13):
        return os.process_cpu_count() or 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def crew(
    work: Work,
    *,
    jobs: int | None = None,
    scheduler: str | None = None,
    deadline: float = DEADLINE_SECONDS,
    few: int = FEW,
) -> Iterator[Run]:
    """Those that do `work`: `jobs` processes, one for each core where it is None, or the workers of the Dask cluster
    whose `scheduler` has that address.

    A task that takes longer than `deadline` seconds, or of which two processes die, is a Failure; the others go on.
    With one job, or no more than `few` tasks, this process works itself. Raises OutputError where there is no cluster.
    """
    if scheduler is not None:
        from kamdocs.batch.cluster import cluster

        with cluster(work, scheduler, deadline) as team:
            yield partial(_spread, team, deadline)
        return
    jobs = jobs or cores()
    with ProcessTeam(work, jobs, deadline) as team_here:
        yield partial(_at_home, Hands(work, deadline), team_here if jobs > 1 else None, deadline, few)


def _at_home(
    hands: Hands, team: Team | None, deadline: float, few: int, tasks: Iterable[Task]
) -> Iterator[tuple[Task, Outcome]]:
    tasks = iter(tasks)
    first = list(islice(tasks, few + 1))
    if team is not None and len(first) > few:
        yield from _spread(team, deadline, chain(first, tasks))
    else:
        yield from ((task, outcome_of(hands, task)) for task in chain(first, tasks))


def _spread(team: Team, deadline: float, tasks: Iterable[Task]) -> Iterator[tuple[Task, Outcome]]:
    """What `tasks` give, made by `team`."""
    queue = _Queue(iter(tasks), team.chunk)
    sent: dict[Future[Answer], tuple[Task, ...]] = {}
    while True:
        while chunk := queue.peek():
            future = team.submit(chunk, alone=queue.is_doubtful)
            if future is None:
                break
            sent[future] = queue.take()
        if not sent:
            return
        for future in team.wait(sent.keys()):
            yield from _settled(team, deadline, queue, future, sent.pop(future))


def _settled(
    team: Team, deadline: float, queue: _Queue, future: Future[Answer], chunk: tuple[Task, ...]
) -> Iterator[tuple[Task, Outcome]]:
    """What became of `chunk`; what was lost with its process and may still be made goes back into `queue`."""
    error = CancelledError() if future.cancelled() else future.exception()
    if error is None:
        yield from zip(chunk, refuse(future.result()), strict=True)
    elif not team.is_lost(error):
        raise error
    else:
        verdict = team.verdict(future)
        for task in queue.put_back(chunk, verdict):
            yield task, overdue(task, deadline) if verdict == "overdue" else deadly(task)


class _Queue:
    """Tasks that are still to be sent. Those that a process may have died of come first, each alone."""

    def __init__(self, tasks: Iterator[Task], chunk: int) -> None:
        self._chunks = iter(lambda: tuple(islice(tasks, chunk)), ())
        self._again: deque[tuple[Task, ...]] = deque()
        self._doubtful: deque[Task] = deque()
        self._deaths: Counter[str] = Counter()

    @property
    def is_doubtful(self) -> bool:
        """Whether the next chunk is a task that a process may have died of."""
        return bool(self._doubtful)

    def peek(self) -> tuple[Task, ...]:
        """The next chunk; empty at the end."""
        if self._doubtful:
            return (self._doubtful[0],)
        if not self._again and (chunk := next(self._chunks, ())):
            self._again.append(chunk)
        return self._again[0] if self._again else ()

    def take(self) -> tuple[Task, ...]:
        """The chunk that `peek` gave, taken out."""
        return (self._doubtful.popleft(),) if self._doubtful else self._again.popleft()

    def put_back(self, chunk: tuple[Task, ...], verdict: Verdict) -> tuple[Task, ...]:
        """Take back a chunk that was lost; those of its tasks that are given up."""
        if verdict == "innocent":
            self._again.appendleft(chunk)
            return ()
        self._deaths.update(task.id for task in chunk)
        if len(chunk) == 1 and self._deaths[chunk[0].id] >= _LIVES:
            return chunk
        self._doubtful.extend(chunk)
        return ()
