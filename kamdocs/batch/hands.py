"""What each process of a crew does: it makes one task after the other, and tells in words that travel what went wrong.

Nothing here writes into an output folder: what is made goes back as bytes, so a process that nobody waits for any more
does no harm.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Literal

from kamdocs.batch.deadline import Overdue, within
from kamdocs.errors import InputError, KamdocsError, OutputError, Problem, RequestError
from kamdocs.model.batch import Failure, Made, Maker, Task, Work

_LOGGER = logging.getLogger("kamdocs")


@dataclass(frozen=True, slots=True)
class Refusal:
    """That a process cannot work at all, as its files are wrong or a library is missing, and why.

    Why: exceptions with arguments of their own do not come whole through a pipe.
    """

    problems: tuple[Problem, ...] = ()
    what: str = ""
    help: str = ""

    def error(self) -> KamdocsError:
        """The error that was met in the process."""
        return InputError(self.problems) if self.problems else OutputError(self.what, help=self.help)


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of kamdocs itself, met in another process, with its traceback."""

    text: str


class WorkerFault(RuntimeError):
    """A fault of kamdocs itself that a process of the crew met; the text is its traceback there."""


Outcome = Made | Failure
Answer = tuple[Outcome, ...] | Refusal | Fault
"""What becomes of a chunk of tasks: an outcome for each, in order, or what stopped the process."""

Verdict = Literal["innocent", "died", "overdue"]
"""What is known of a chunk that was lost with its process."""


class Hands:
    """The maker of one process, ready from its first task on; `deadline` are the seconds that a task may take."""

    def __init__(self, work: Work, deadline: float | None = None) -> None:
        self._work, self._deadline = work, deadline
        self._maker: Maker | None = None

    def begin(self) -> None:
        """Start the work, where it is not."""
        if self._maker is None:
            self._maker = self._work.start()

    def make(self, task: Task) -> Outcome:
        """What `task` gives, or why it gives nothing. What `begin` raises is raised, as are faults of kamdocs."""
        self.begin()
        assert self._maker is not None
        try:
            return within(self._deadline, partial(self._maker, task.payload))
        except Overdue:
            # What was broken off may have left half of something in the maker.
            self._maker = None
            return overdue(task, self._deadline or 0)
        except (KamdocsError, OSError, MemoryError) as error:
            return _failure(task, error)


def outcome_of(hands: Hands, task: Task) -> Outcome:
    """What `task` gives, with what the library says of it meanwhile among its warnings."""
    with _Ear(task) as ear:
        outcome = hands.make(task)
    return replace(outcome, warnings=(*outcome.warnings, *ear.problems)) if isinstance(outcome, Made) else outcome


def work_through(hands: Hands, tasks: Sequence[Task]) -> Answer:
    """What `tasks` give, one after the other, told in what another process can be sent; the work is started even for
    none."""
    try:
        hands.begin()
        return tuple(outcome_of(hands, task) for task in tasks)
    except KamdocsError as error:
        return _refusal(error)
    except Exception:
        return Fault(traceback.format_exc())


def refuse(answer: Answer) -> tuple[Outcome, ...]:
    """The outcomes in `answer`; what stopped the process is raised."""
    if isinstance(answer, Refusal):
        raise answer.error()
    if isinstance(answer, Fault):
        raise WorkerFault(answer.text)
    return answer


def overdue(task: Task, seconds: float) -> Failure:
    """That `task` came to no end."""
    what = f"was given up after {seconds:g} seconds: making it comes to no end"
    return Failure(task.id, (_problem(task, what, "look for a loop in its template, or for a very large picture"),))


def deadly(task: Task) -> Failure:
    """That each process that tried `task` died of it."""
    what = "ended the process that made it, twice: it may take more memory than there is"
    return Failure(task.id, (_problem(task, what, "build the others without it, and look at its data and pictures"),))


def _failure(task: Task, error: KamdocsError | OSError | MemoryError) -> Failure:
    if isinstance(error, InputError):
        return Failure(task.id, error.problems)
    if isinstance(error, RequestError):
        return Failure(task.id, tuple(_problem(task, what, help) for what, help in error.refused))
    if isinstance(error, OSError):
        reason = (error.strerror or str(error)).lower()
        what = f"cannot use `{error.filename}`: {reason}" if error.filename else reason
        return Failure(task.id, (_problem(task, what),), stopped=True)
    if isinstance(error, MemoryError):
        return Failure(task.id, (_problem(task, "takes more memory than there is"),), stopped=True)
    help = error.help if isinstance(error, OutputError) else ""
    return Failure(task.id, (_problem(task, str(error), help),), stopped=True)


def _refusal(error: KamdocsError) -> Refusal:
    if isinstance(error, InputError):
        return Refusal(error.problems)
    return Refusal(what=str(error), help=error.help if isinstance(error, OutputError) else "")


def _problem(task: Task, what: str, help: str = "") -> Problem:
    """A problem of the first file that `task` gives."""
    return Problem(Path(task.names[0] if task.names else task.id), 0, 0, "not-made", what, help=help)


class _Ear(logging.Handler):
    """Listens to the library while a task is made, in place of all others; what it warns of is kept in `problems`."""

    def __init__(self, task: Task) -> None:
        super().__init__()
        self._task, self.problems = task, list[Problem]()
        self._others = list(_LOGGER.handlers)

    def emit(self, record: logging.LogRecord) -> None:
        if isinstance(record.msg, Problem):
            self.problems.append(record.msg)
        elif record.levelno >= logging.WARNING:
            self.problems.append(replace(_problem(self._task, record.getMessage()), severity="warning"))
        else:
            for other in self._others:
                other.handle(record)

    def __enter__(self) -> _Ear:
        _LOGGER.handlers[:] = [self]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _LOGGER.handlers[:] = self._others
