"""How a batch ended, as people read it."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kamdocs.cli.paths import shown
from kamdocs.cli.talk import LOGGER
from kamdocs.rules.listing import listed

if TYPE_CHECKING:
    from kamdocs.errors import Problem
    from kamdocs.model.batch import BatchReport, Failure

_RESUME = "what is done is safe; run the same command again to make the rest"
_NAMED = 10
"""How many of those who get nothing are named on one line."""


@contextlib.contextmanager
def resumable() -> Iterator[None]:
    """Where a signal ends what is inside, say how to go on."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit):
        click.echo(_RESUME, err=True)
        raise


def told(report: BatchReport, *, before: Collection[str] = ()) -> None:
    """Tell on stderr how the batch ended, without the warnings that were told `before`.

    Raises OutputError where something could not be made that is no fault of the user's files, else InputError where a
    letter failed, with every problem once.
    """
    from kamdocs.errors import InputError, OutputError

    click.echo(counts(report), err=True)
    if without := _without(report.failures):
        click.echo(without, err=True)
    for warning in (one for one in report.warnings if one.what not in before):
        LOGGER.warning(_from_here(warning))
    problems = {_from_here(problem) for failure in report.failures for problem in failure.problems}
    if report.stopped is None and not any(failure.stopped for failure in report.failures):
        if problems:
            raise InputError(problems)
        return
    for problem in problems:
        LOGGER.error(problem)
    if report.stopped is not None:
        raise OutputError(str(report.stopped), help=_after(report.stopped.help))
    raise OutputError("some letters could not be made", help="mend what is told above, then run the same command again")


def _from_here(problem: Problem) -> Problem:
    """`problem` with a path that is short to read."""
    return replace(problem, file=Path(shown(problem.file)))


def counts(report: BatchReport) -> str:
    """The report on one line: `24 files written, 2 unchanged, 1 removed; 1 letter failed`."""
    files = len(report.written)
    said = [f"{files} {'file' if files == 1 else 'files'} written", f"{len(report.unchanged)} unchanged"]
    if report.removed:
        said.append(f"{len(report.removed)} removed")
    failed = sum(failure.id != "" for failure in report.failures)
    return ", ".join(said) + (f"; {failed} {'letter' if failed == 1 else 'letters'} failed" if failed else "")


def _without(failures: tuple[Failure, ...]) -> str:
    """Who gets nothing."""
    ids = [failure.id for failure in failures if failure.id]
    return f"no letter for {listed(ids, most=_NAMED)}" if ids else ""


def _after(help: str) -> str:
    """`help`, and how to go on, said once."""
    first = help.removesuffix(", then run the command again")
    return f"{first}; {_RESUME}" if first else _RESUME
