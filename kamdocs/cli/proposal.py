"""`kamdocs proposal`: draft and build proposals, and explain them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kamdocs.cli.paths import shown
from kamdocs.cli.usage import Argument, Command, Group
from kamdocs.cli.values import Folder, Offered, day, word, words
from kamdocs.cli.where import option, root_and_day, root_of, today_option, workspace_option
from kamdocs.model.page import FORMATS

if TYPE_CHECKING:
    from kamdocs.model.request import DraftRequest, ProposalRequest


@click.group(cls=Group)
def proposal() -> None:
    """Draft and build proposals, and explain what each reader gets."""


def _who(command: Any) -> Any:
    """The options that say which versions are meant."""
    for decorate in (
        workspace_option,
        today_option("build"),
        option("--renew", is_flag=True, help="Issue the proposal anew on that day; its terms hold as long again."),
        option(
            "--kind",
            callback=word,
            metavar="KIND",
            help="Kind of document, as `kamdocs proposal kinds` lists them; else the proposal itself.",
        ),
        option("--lang", callback=word, metavar="LANGUAGE", help="Language of every version; else each reader's own."),
        option(
            "--to",
            multiple=True,
            callback=words,
            metavar="STAKEHOLDER",
            help="For this person; may be repeated. With --reader: for this person too.",
        ),
        option(
            "--reader",
            multiple=True,
            callback=words,
            metavar="READER",
            help="For everybody of this reader type, or for the organisation where there is nobody; may be repeated.",
        ),
        click.argument("client", cls=Argument, callback=word, metavar="CLIENT[/ID]"),
    ):
        command = decorate(command)
    return command


@proposal.command(cls=Command)
@_who
@option(
    "--format",
    "formats",
    multiple=True,
    type=Offered(FORMATS),
    help="Kind of file; may be repeated. Else docx and pdf.",
)
@option("--out", type=Folder(), help="Output folder; else that of kamdocs.yaml.")
@click.pass_context
def build(ctx: click.Context, /, formats: tuple[Any, ...], out: Path | None, **who: Any) -> None:
    """Build a version of CLIENT's proposal for each reader, or a document around it, and print the paths written."""
    from dataclasses import replace

    import kamdocs

    request = replace(_request(ctx, **who), formats=formats or ("docx", "pdf"), out=out)
    for path in kamdocs.build_proposal(request):
        click.echo(shown(path))


@proposal.command(cls=Command)
@_who
@option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def explain(ctx: click.Context, /, as_json: bool, **who: Any) -> None:
    """Print what was chosen for whom and why, and which criteria nothing answers."""
    import kamdocs
    from kamdocs.cli.explained import explained_text

    explanation = kamdocs.explain_proposal(_request(ctx, **who))
    click.echo(json.dumps(explanation, ensure_ascii=False, indent=2) if as_json else explained_text(explanation))


@proposal.command(cls=Command)
@click.argument("client", cls=Argument, callback=word, metavar="CLIENT[/ID]")
@option("--visit", callback=day, metavar="DATE", help="Day of the visit it answers; else the latest until today.")
@option(
    "--service",
    "services",
    multiple=True,
    callback=words,
    metavar="SERVICE",
    help="Service to offer; may be repeated. Else those that fit the client best.",
)
@option("--id", "id_", callback=word, metavar="ID", help="Name of its file; else the first service and the year.")
@option("--stdout", "only_shown", is_flag=True, help="Print the draft instead of writing it.")
@today_option("draft")
@workspace_option
@click.pass_context
def new(ctx: click.Context, /, only_shown: bool, **what: Any) -> None:
    """Draft a proposal for CLIENT that builds at once, and print its path."""
    import kamdocs

    request = _draft_request(ctx, **what)
    if only_shown:
        click.echo(kamdocs.preview_proposal(request), nl=False)
        return
    click.echo(shown(kamdocs.new_proposal(request)))
    click.echo("fill in what its comments name; `kamdocs check` lists what is left", err=True)


def _draft_request(
    ctx: click.Context,
    /,
    client: str,
    visit: date | None,
    services: tuple[str, ...],
    id_: str | None,
    workspace: Path | None,
    today: date | None,
) -> DraftRequest:
    from kamdocs.model.request import DraftRequest

    root, on = root_and_day(ctx, workspace, today)
    return DraftRequest(
        workspace=root,
        client=client,
        today=on,
        visit=visit,
        services=services,
        id=id_,
    )


@proposal.command(cls=Command)
@workspace_option
@option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def kinds(ctx: click.Context, /, as_json: bool, workspace: Path | None) -> None:
    """List the kinds of documents that can be made of a proposal."""
    import kamdocs
    from kamdocs.cli.listed import kinds_text

    found = kamdocs.document_kinds(root_of(ctx, workspace))
    click.echo(json.dumps(found, ensure_ascii=False, indent=2) if as_json else kinds_text(found))


def _request(
    ctx: click.Context,
    *,
    client: str,
    reader: tuple[str, ...],
    to: tuple[str, ...],
    lang: str | None,
    today: date | None,
    renew: bool,
    workspace: Path | None,
    kind: str | None,
) -> ProposalRequest:
    from kamdocs.model.request import DEFAULT_KIND, ProposalRequest

    root, on = root_and_day(ctx, workspace, today)
    return ProposalRequest(
        workspace=root,
        proposal=client,
        today=on,
        readers=reader,
        to=to,
        language=lang,
        renew=renew,
        kind=kind or DEFAULT_KIND,
    )
