"""How far a batch is: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from kamdocs.model.batch import Progress

_MANY = 20
"""A batch with fewer is over before anybody looks."""

_LINES = 10


@contextmanager
def shown_progress(what: str) -> Iterator[Progress]:
    """Tells on stderr how many of `what`, as in `letters`, are made: how fast, and how long the others will take."""
    if sys.stderr.isatty():
        with _bar(what) as progress:
            yield progress
    else:
        yield plain_lines(what, clock=time.monotonic)


def plain_lines(what: str, *, clock: Callable[[], float]) -> Progress:
    """A line for each tenth of a batch, none for a small one."""
    begun: list[tuple[float, int]] = []
    told = 0

    def progress(done: int, of: int, failed: int = 0, /) -> None:
        nonlocal told
        begun[:] = begun or [(clock(), done)]
        tenth = done * _LINES // max(of, 1)
        if of < _MANY or tenth <= told:
            return
        told = tenth
        since, there = begun[0]
        seconds = clock() - since
        rate = (done - there) / seconds if seconds > 0 and done > there else 0.0
        click.echo(_line(what, done, of, failed, rate), err=True)

    return progress


def _line(what: str, done: int, of: int, failed: int, rate: float) -> str:
    parts = [f"{done:,} of {of:,} {what}"]
    parts += [f"{failed:,} failed"] if failed else []
    parts += [f"{rate:.1f} a second"] if rate else []
    parts += [f"{time_left((of - done) / rate)} left"] if rate and done < of else []
    return ", ".join(parts)


def time_left(seconds: float) -> str:
    """A span of time in words, as exact as it can be known: `40 s`, `3 min`, `2 h 5 min`."""
    if seconds < 60:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


@contextmanager
def _bar(what: str) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}{task.fields[failed]}"),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(compact=True),
    )
    # What is printed meanwhile goes where it always goes: stdout is data.
    with Bar(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        id = bar.add_task(what, total=None, failed="", rate="")

        def progress(done: int, of: int, failed: int = 0, /) -> None:
            speed = bar.tasks[0].speed
            rate = f"{speed:.1f} a second" if speed else ""
            bar.update(id, total=of, completed=done, failed=f", {failed:,} failed" if failed else "", rate=rate)

        yield progress
