"""`kamdocs form`: documents that stay in the house."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click

from kamdocs.cli.clock import today_at
from kamdocs.cli.paths import shown
from kamdocs.cli.usage import Argument, Command, Option
from kamdocs.cli.values import Folder, Offered, day, word
from kamdocs.model.page import FORMATS

option = partial(click.option, cls=Option)


@click.command(cls=Command)
@click.argument("kind", cls=Argument, callback=word, metavar="KIND")
@click.argument("client", cls=Argument, callback=word, metavar="CLIENT[/ID]")
@option(
    "--format",
    "formats",
    multiple=True,
    type=Offered(FORMATS),
    help="Kind of file; may be repeated. Else docx and pdf.",
)
@option("--lang", callback=word, metavar="LANGUAGE", help="Language; else that of the proposal.")
@option(
    "--today", callback=day, metavar="DATE", help="Day to build for, as year-month-day; else today where the house is."
)
@option("--out", type=Folder(), help="Output folder; else that of kamdocs.yaml.")
@option("--workspace", type=Folder(exists=True), help="Folder with kamdocs.yaml, as before the command.")
@click.pass_context
def form(
    ctx: click.Context,
    /,
    kind: str,
    client: str,
    formats: tuple[Any, ...],
    lang: str | None,
    today: date | None,
    out: Path | None,
    workspace: Path | None,
) -> None:
    """Build the form KIND of CLIENT's proposal, for the house alone, and print the paths written.

    `coverage` shows who of the client's people is answered by what, and on which proof.
    """
    import kamdocs
    from kamdocs.load import find_workspace

    root = find_workspace(workspace or ctx.obj or Path.cwd())
    request = kamdocs.ProposalRequest(
        workspace=root,
        proposal=client,
        today=today or today_at(root),
        formats=formats or ("docx", "pdf"),
        language=lang,
        out=out,
        kind=kind,
        form=True,
    )
    for path in kamdocs.build_proposal(request):
        click.echo(shown(path))
