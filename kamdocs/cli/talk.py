"""What the library says while a command runs."""

from __future__ import annotations

import logging
from types import TracebackType

import click

from kamdocs.errors import Problem

LOGGER = logging.getLogger("kamdocs")


class Talk(logging.Handler):
    """Listens to the library as a context: problems it warns of are kept in `warnings` for the end of the command, all
    else goes to stderr at once. What is said of the stages is heard where the level of `LOGGER` is set to it inside."""

    def __init__(self) -> None:
        super().__init__()
        self.warnings: list[Problem] = []

    def emit(self, record: logging.LogRecord) -> None:
        if isinstance(record.msg, Problem):
            self.warnings.append(record.msg)
        else:
            click.echo(self.format(record), err=True)

    def __enter__(self) -> Talk:
        LOGGER.addHandler(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        LOGGER.removeHandler(self)
        LOGGER.setLevel(logging.NOTSET)
