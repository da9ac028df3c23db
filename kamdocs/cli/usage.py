"""Commands that answer wrong usage in full: every wrong option at once, and the command that was probably meant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from kamdocs.rules.listing import listed

_WRONG = "kamdocs.wrong-options"


class Group(click.Group):
    """A group that answers an unknown command with the nearest it has."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[Any, Any, list[str]]:
        from difflib import get_close_matches

        known = self.list_commands(ctx)
        if args and args[0] not in known and not args[0].startswith("-"):
            close = get_close_matches(args[0].lower(), known, n=1)
            help = f"Did you mean `{close[0]}`?" if close else f"There are {listed(known)}."
            ctx.fail(f"No such command `{args[0]}`. {help}")
        return super().resolve_command(ctx, args)


class Command(click.Command):
    """A command that tells all its wrong options and arguments, not the first alone; they are `Option`s and
    `Argument`s of this module."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        wrong: list[click.UsageError] = ctx.meta.setdefault(_WRONG, [])
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as last:
            if not wrong:
                raise
            wrong.append(last)
        if wrong:
            raise _Several(ctx, wrong)
        return rest


class Option(click.Option):
    """An option whose wrong value is told together with those of the others; the name of an option is no value."""

    def handle_parse_result(
        self, ctx: click.Context, opts: Mapping[str, Any], args: list[str]
    ) -> tuple[Any, list[str]]:
        given = opts.get(self.name or "")
        options = {name for param in ctx.command.params for name in param.opts if name.startswith("-")}
        try:
            for value in given if isinstance(given, list | tuple) else (given,):
                if isinstance(value, str) and value in options:
                    raise click.BadParameter(f"`{value}` follows where its value is read", ctx, self)
            return super().handle_parse_result(ctx, opts, args)
        except click.BadParameter as wrong:
            _note(ctx, wrong)
            return None, args


class Argument(click.Argument):
    """An argument that, where it is missing, is told together with wrong options."""

    def handle_parse_result(
        self, ctx: click.Context, opts: Mapping[str, Any], args: list[str]
    ) -> tuple[Any, list[str]]:
        try:
            return super().handle_parse_result(ctx, opts, args)
        except click.BadParameter as wrong:
            _note(ctx, wrong)
            return None, args


class _Several(click.UsageError):
    """All that is wrong with a command line, a line each."""

    def __init__(self, ctx: click.Context, wrong: list[click.UsageError]) -> None:
        super().__init__("\nError: ".join(one.format_message() for one in wrong), ctx)


def _note(ctx: click.Context, wrong: click.UsageError) -> None:
    ctx.meta.setdefault(_WRONG, []).append(wrong)
