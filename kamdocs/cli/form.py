"""`kamdocs form`: documents that stay in the house."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from kamdocs.cli.paths import shown
from kamdocs.cli.usage import Argument, Command
from kamdocs.cli.values import Folder, Offered, word
from kamdocs.cli.where import option, root_and_day, today_option, workspace_option
from kamdocs.model.page import FORMATS


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
@today_option("build")
@option("--out", type=Folder(), help="Output folder; else that of kamdocs.yaml.")
@workspace_option
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

    root, on = root_and_day(ctx, workspace, today)
    request = kamdocs.ProposalRequest(
        workspace=root,
        proposal=client,
        today=on,
        formats=formats or ("docx", "pdf"),
        language=lang,
        out=out,
        kind=kind,
        form=True,
    )
    for path in kamdocs.build_proposal(request):
        click.echo(shown(path))
