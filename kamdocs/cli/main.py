"""The command line: it parses, calls the library and prints.

Heavy imports stand inside the functions that need them, so that `kamdocs --help` answers at once.
"""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import click

from kamdocs._version import __version__
from kamdocs.cli.report import format_failure, format_problems
from kamdocs.cli.talk import LOGGER, Talk
from kamdocs.cli.usage import Group
from kamdocs.cli.values import Folder
from kamdocs.errors import InputError, KamdocsError, OutputError, Problem

_COMMANDS: Mapping[str, tuple[str, str]] = {
    "init": ("kamdocs.cli.init:init", "Make a workspace with working examples."),
    "proposal": ("kamdocs.cli.proposal:proposal", "Draft and build proposals, and explain what each reader gets."),
    "letters": ("kamdocs.cli.letters:letters", "Build letters by the hundred, each by the right name."),
    "form": ("kamdocs.cli.form:form", "Build internal documents, as who is answered by what."),
    "template": ("kamdocs.cli.template:template", "Show, check and fill templates made in Word."),
    "check": ("kamdocs.cli.check:check", "Check the workspace: all that is wrong or doubtful, for people and for CI."),
    "schema": ("kamdocs.cli.schema:schema", "Write the JSON Schemas of all files."),
    "doctor": ("kamdocs.cli.doctor:doctor", "Show what is missing on this machine, and what mends it."),
}
"""Each command: where it stands, and its line in the help."""

_STOPPED = 128
"""Exit code of a process that a signal ended, the number of the signal added; so do shells."""


class LazyGroup(Group):
    """A group whose commands are imported when they are called, not when they are listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, help) for name, (_, help) in _COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        with Talk() as talk:
            try:
                result = super().invoke(ctx)
                _tell(talk.warnings)
            except KamdocsError as failure:
                return _fail(ctx, failure, talk.warnings)
            except BrokenPipeError:
                raise
            except KeyboardInterrupt:
                click.echo("stopped", err=True)
                return ctx.exit(_STOPPED + signal.SIGINT)
            except OSError as failure:
                reason = (failure.strerror or str(failure)).lower()
                what = f"cannot use `{failure.filename}`: {reason}" if failure.filename else reason
                return _fail(ctx, OutputError(what), talk.warnings)
        return result


def _fail(ctx: click.Context, failure: KamdocsError, warnings: Sequence[Problem]) -> None:
    if isinstance(failure, InputError):
        _tell([*failure.problems, *warnings])
    else:
        _tell(warnings)
        click.echo(format_failure(failure, colour=_colour()), err=True)
    ctx.exit(failure.exit_code)


def _tell(problems: Sequence[Problem]) -> None:
    click.echo(format_problems(problems, colour=_colour()), err=True, nl=False)


def _colour() -> bool:
    import os

    return sys.stderr.isatty() and not os.environ.get("NO_COLOR")


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--workspace",
    type=Folder(exists=True),
    help="Folder with kamdocs.yaml; else it is looked for upwards from here.",
)
@click.option("--verbose", is_flag=True, help="Say which of the five stages is at work.")
@click.version_option(__version__, message="kamdocs %(version)s")
@click.pass_context
def main(ctx: click.Context, workspace: Path | None, verbose: bool) -> None:
    """Proposals and letters, tailored to each reader, from plain files."""
    ctx.obj = workspace
    if verbose:
        LOGGER.setLevel(logging.INFO)


def run() -> None:
    """Run the command line as a process; asked to end, it removes what is unfinished first."""
    signal.signal(signal.SIGTERM, _end)
    main(prog_name="kamdocs")


def _end(number: int, frame: FrameType | None) -> NoReturn:
    sys.exit(_STOPPED + number)
