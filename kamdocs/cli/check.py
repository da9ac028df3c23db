"""`kamdocs check`: everything that CI asks of a workspace."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kamdocs.cli.usage import Command
from kamdocs.cli.where import option, root_and_day, today_option, workspace_option

if TYPE_CHECKING:
    from kamdocs.model.report import CheckReport

FORMATS = ("text", "json", "github", "junit", "sarif")


@click.command(cls=Command)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@today_option("check")
@option("--format", "format_", type=click.Choice(FORMATS), default="text", help="How problems are printed; else text.")
@workspace_option
@click.pass_context
def check(
    ctx: click.Context, /, paths: tuple[Path, ...], today: date | None, format_: str, workspace: Path | None
) -> None:
    """Print everything that is wrong or doubtful in the workspace, or in what belongs to PATH.

    Every version of each proposal is planned and rendered; nothing is written. The exit code is 1 where anything is
    wrong, and 0 where all is sound or only doubtful.
    """
    import kamdocs
    from kamdocs.cli.check_formats import formatted

    root, on = root_and_day(ctx, workspace, today)
    report = kamdocs.check_workspace(kamdocs.CheckRequest(root, today=on, paths=paths))
    click.echo(formatted(report, format_, root=root, colour=_colour()), nl=False)
    click.echo(_summary(report), err=True)
    ctx.exit(1 if report.failed else 0)


def _summary(report: CheckReport) -> str:
    if not report.complete:
        return "the workspace cannot be read without errors; nothing more was looked at"
    counts = {"file": report.files, "proposal": report.proposals, "finished document": report.finished}
    if report.finished:
        counts = {what: count for what, count in counts.items() if count}
    else:
        del counts["finished document"]
    told = (f"{count} {what}{'' if count == 1 else 's'}" for what, count in counts.items())
    return f"checked {', '.join(told)}{'' if report.problems else ': nothing to report'}"


def _colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
