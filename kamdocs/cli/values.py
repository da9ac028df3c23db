"""The values of options: what they may be, and what is said of others."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import click

_YEARS = range(1990, 2200)
"""Those that the dates in files may lie in too."""


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """The day that `value` names, written year-month-day."""
    if value is None:
        return None
    if [len(part) for part in value.split("-") if part.isascii() and part.isdecimal()] != [4, 2, 2]:
        raise click.BadParameter(f"`{value}` is not a date; write year-month-day, as in `2026-11-23`")
    try:
        found = date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"`{value}` is not a day of the calendar") from None
    if found.year not in _YEARS:
        raise click.BadParameter(f"`{value}` is not between the years {_YEARS[0]} and {_YEARS[-1]}")
    return found


def word(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """`value`, which is not empty: an empty one, as of a variable that is not set, would count as not given."""
    if value == "":
        raise click.BadParameter("it is empty")
    if value is not None and not value.isprintable():
        raise click.BadParameter("it holds a character that cannot be printed")
    return value


def selector(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """`value`, which selects something."""
    if value is not None and not value.strip():
        raise click.BadParameter("it is empty; `all` selects everybody")
    return word(ctx, param, value)


def words(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """`values`, none of which is empty."""
    for value in values:
        word(ctx, param, value)
    return values


class Offered(click.Choice[str]):
    """One of several words. Help and completion offer them, and the library answers any other, so that it is told
    together with all else that there is not."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return value


class Folder(click.Path):
    """A folder; an empty name is refused and not taken for the folder that we are in."""

    def __init__(self, *, exists: bool = False) -> None:
        super().__init__(path_type=Path, file_okay=False, exists=exists)

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        if not os.fspath(value):
            self.fail("it is empty", param, ctx)
        if isinstance(value, str) and not value.isprintable():
            self.fail("it holds a character that cannot be printed", param, ctx)
        return super().convert(value, param, ctx)
