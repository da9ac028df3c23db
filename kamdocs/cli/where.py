"""Where a command works and for which day: the options that commands share, and what they come to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click

from kamdocs.cli.clock import today_at
from kamdocs.cli.usage import Option
from kamdocs.cli.values import Folder, day

_Decorated = TypeVar("_Decorated", bound=Callable[..., Any])

option = partial(click.option, cls=Option)

workspace_option = option(
    "--workspace", type=Folder(exists=True), help="Folder with kamdocs.yaml, as before the command."
)


def today_option(what: str) -> Callable[[_Decorated], _Decorated]:
    """The option `--today` of a command that does `what` for a day."""
    help = f"Day to {what} for, as year-month-day; else today where the house is."
    return option("--today", callback=day, metavar="DATE", help=help)


def root_of(ctx: click.Context, workspace: Path | None) -> Path:
    """The workspace that is meant: the one named, here or before the command, else the one around us."""
    from kamdocs.load import find_workspace

    return find_workspace(workspace or ctx.obj or Path.cwd())


def root_and_day(ctx: click.Context, workspace: Path | None, today: date | None) -> tuple[Path, date]:
    """The workspace that is meant, and the day: the one given, else today where the house is."""
    root = root_of(ctx, workspace)
    return root, today or today_at(root)
