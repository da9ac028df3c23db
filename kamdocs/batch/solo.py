"""A crew of one: this process makes one task after the other."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kamdocs.errors import InputError, OutputError, Problem
from kamdocs.model.batch import Failure, Made, Maker, Task, Work

Crew = Callable[[Iterable[Task]], Iterator[tuple[Task, Made | Failure]]]
"""Makes tasks, in any order, a bounded number of them at once."""


@contextlib.contextmanager
def crew(work: Work, *, jobs: int | None = None, scheduler: str | None = None) -> Iterator[Crew]:
    """A crew that is there as long as the block; it is made ready when the first task is asked for."""
    del jobs, scheduler

    def made_by(tasks: Iterable[Task]) -> Iterator[tuple[Task, Made | Failure]]:
        maker = work.start()
        return ((task, _made(task, maker)) for task in tasks)

    yield made_by


def _made(task: Task, maker: Maker) -> Made | Failure:
    try:
        return maker(task.payload)
    except InputError as error:
        return Failure(task.id, error.problems)
    except OutputError as error:
        problem = Problem(Path(task.names[0]), 0, 0, "not-made", str(error), help=error.help)
        return Failure(task.id, (problem,), stopped=True)
