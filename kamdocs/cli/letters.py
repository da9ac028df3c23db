"""`kamdocs letters`: letters in batches."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kamdocs.cli.batches import resumable, told
from kamdocs.cli.paths import shown
from kamdocs.cli.usage import Argument, Command, Group
from kamdocs.cli.values import Offered, day, word
from kamdocs.cli.where import option, root_and_day, root_of, today_option, workspace_option
from kamdocs.model.page import LETTER_FORMATS

if TYPE_CHECKING:
    from kamdocs.model.request import LettersRequest


@click.group(cls=Group)
def letters() -> None:
    """Build letters by the hundred, each by the right name, in the language of its reader."""


@letters.command(cls=Command)
@click.argument("kind", cls=Argument, callback=word, metavar="KIND")
@option("--to", type=click.Path(path_type=Path), metavar="FILE", help="List of recipients: CSV, XLSX or vCard.")
@option("--clients", callback=word, metavar="SELECTOR", help="The people of these clients, as `tier=A,region=Seoul`.")
@option("--visits", callback=word, metavar="FROM..UNTIL", help="Everybody met in visits on these days.")
@option("--proposals", callback=word, metavar="SELECTOR", help="Those that these proposals are addressed to.")
@option("--data", type=click.Path(path_type=Path), metavar="FILE", help="File with the letter's own values.")
@option("--format", "formats", multiple=True, type=Offered(LETTER_FORMATS), help="Kind of file; may be repeated.")
@option("--lang", callback=word, metavar="LANGUAGE", help="Language of every letter; else each recipient's own.")
@option("--sender", callback=word, metavar="ID", help="Who signs every letter, by id in profiles/team.")
@option("--out", callback=word, metavar="DIR", help="Output folder, or the address of an object store.")
@option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes at work; else one for each core.")
@option("--scheduler", callback=word, metavar="ADDRESS", help="Dask scheduler that works instead, as tcp://host:8786.")
@option("--dry-run", is_flag=True, help="Show who would get what, and what is doubtful; write nothing.")
@option("--prune", is_flag=True, help="Remove letters of earlier runs to people who are no longer meant.")
@option("--json", "as_json", is_flag=True, help="With --dry-run: print one JSON document.")
@today_option("build")
@workspace_option
@click.pass_context
def build(ctx: click.Context, /, dry_run: bool, as_json: bool, **what: Any) -> None:
    """Build a letter of KIND for each recipient, and print the paths written."""
    import kamdocs

    request = _request(ctx, **what)
    if dry_run:
        click.echo(json.dumps(kamdocs.preview_letters(request), ensure_ascii=False, indent=2))
        return
    with resumable():
        report = kamdocs.build_letters(request)
    for name in report.written:
        click.echo(shown(Path(report.folder) / name))
    told(report)


@letters.command(cls=Command)
@workspace_option
@option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def kinds(ctx: click.Context, /, as_json: bool, workspace: Path | None) -> None:
    """List the kinds of letters, with the data that each needs."""
    import kamdocs

    click.echo(json.dumps(kamdocs.letter_kinds(root_of(ctx, workspace)), ensure_ascii=False, indent=2))


def _request(
    ctx: click.Context,
    *,
    visits: str | None,
    formats: tuple[Any, ...],
    lang: str | None,
    workspace: Path | None,
    today: date | None,
    **given: Any,
) -> LettersRequest:
    from kamdocs.model.request import LettersRequest

    root, on = root_and_day(ctx, workspace, today)
    return LettersRequest(
        workspace=root,
        today=on,
        visits=_span(visits) if visits else None,
        formats=formats or ("docx", "pdf"),
        language=lang,
        **given,
    )


def _span(text: str) -> tuple[date, date]:
    """The days `FROM..UNTIL`, or the one day that is written."""
    context, (first, _, last) = click.get_current_context(), text.partition("..")
    parameter = click.Option(["--visits"])
    begin, end = day(context, parameter, first), day(context, parameter, last or first)
    if begin is None or end is None or begin > end:
        raise click.BadParameter(f"`{text}` is no span of days; write it as in `2026-11-01..2026-11-30`")
    return begin, end
