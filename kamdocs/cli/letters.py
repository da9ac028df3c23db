"""`kamdocs letters`: letters in batches."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kamdocs.cli.batches import resumable, told
from kamdocs.cli.letter_preview import preview_text
from kamdocs.cli.paths import shown
from kamdocs.cli.progress import shown_progress
from kamdocs.cli.sending import send
from kamdocs.cli.usage import Argument, Command, Group
from kamdocs.cli.values import Offered, day, selector, word
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
@option(
    "--clients", callback=selector, metavar="SELECTOR", help="The people of these clients, as `tier=A,region=Seoul`."
)
@option("--visits", callback=word, metavar="FROM..UNTIL", help="Everybody met in visits on these days.")
@option("--proposals", callback=selector, metavar="SELECTOR", help="Those that these proposals are addressed to.")
@option("--data", type=click.Path(path_type=Path), metavar="FILE", help="File with the letter's own values.")
@option("--occasion", callback=word, metavar="ID", help="Day that is greeted, as `tet`; else the one that is near.")
@option("--format", "formats", multiple=True, type=Offered(LETTER_FORMATS), help="Kind of file; may be repeated.")
@option("--lang", callback=word, metavar="LANGUAGE", help="Language of every letter; else each recipient's own.")
@option("--sender", callback=word, metavar="ID", help="Who signs every letter, by id in profiles/team.")
@option("--out", callback=word, metavar="DIR", help="Output folder, or the address of an object store.")
@option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes at work; else one for each core.")
@option("--scheduler", callback=word, metavar="ADDRESS", help="Dask scheduler that works instead, as tcp://host:8786.")
@option("--dry-run", is_flag=True, help="Show who would get what, and what is doubtful; write nothing.")
@option("--prune", is_flag=True, help="Remove letters of earlier runs to people who are no longer meant.")
@option("--combined", is_flag=True, help="Also one PDF of all letters, for the printer.")
@option("--duplex", is_flag=True, help="With --combined: each letter begins on a new sheet.")
@option("--envelopes", callback=word, metavar="SIZE", help="Also the envelopes, as `dl` or `c5`.")
@option("--labels", callback=word, metavar="SHEET", help="Also labels, as `3x8`.")
@option("--first-label", type=click.IntRange(min=1), default=1, metavar="N", help="The first label that is left.")
@option("--json", "as_json", is_flag=True, help="With --dry-run: print one JSON document.")
@today_option("build")
@workspace_option
@click.pass_context
def build(ctx: click.Context, /, dry_run: bool, as_json: bool, **what: Any) -> None:
    """Build a letter of KIND for each recipient, and print the paths written.

    The exit code is 1 where anything is wrong, also with --dry-run.
    """
    import kamdocs

    if as_json and not dry_run:
        raise click.UsageError("`--json` needs `--dry-run`.")
    request = _request(ctx, **what)
    if dry_run:
        preview = kamdocs.preview_letters(request)
        click.echo(json.dumps(preview, ensure_ascii=False, indent=2) if as_json else preview_text(preview), nl=as_json)
        ctx.exit(1 if any(problem["severity"] == "error" for problem in preview["problems"]) else 0)
    with shown_progress("letters") as progress, resumable():
        announced: list[str] = []
        report = kamdocs.build_letters(request, progress=progress, announce=partial(_announce, announced))
    for name in report.written:
        click.echo(f"{report.folder}/{name}" if "://" in report.folder else shown(Path(report.folder) / name))
    told(report, before=announced)


@letters.command(cls=Command)
@click.argument("kind", cls=Argument, required=False, callback=word, metavar="[KIND]")
@workspace_option
@option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@option("--schema", "as_schema", is_flag=True, help="Print the JSON Schema of the file of --data for KIND.")
@click.pass_context
def kinds(ctx: click.Context, /, kind: str | None, as_json: bool, as_schema: bool, workspace: Path | None) -> None:
    """List the kinds of letters; of KIND, show what it needs and a file of data to begin with."""
    import kamdocs
    from kamdocs.cli.letter_text import letter_kind_text, letter_kinds_text

    root = root_of(ctx, workspace)
    if as_schema:
        if kind is None:
            raise click.UsageError("--schema needs a KIND")
        click.echo(json.dumps(kamdocs.letter_data_schema(root, kind), ensure_ascii=False, indent=2))
        return
    found = kamdocs.letter_kinds(root)
    of_proposals = [one["id"] for one in kamdocs.document_kinds(root) if one["letter"]]
    one = _one(kind, found, of_proposals) if kind is not None else None
    if as_json:
        click.echo(json.dumps(one or found, ensure_ascii=False, indent=2))
    else:
        click.echo(letter_kind_text(one) if one else letter_kinds_text(found, of_proposals))


def _one(kind: str, found: Sequence[Mapping[str, Any]], of_proposals: Sequence[str]) -> Mapping[str, Any]:
    import kamdocs
    from kamdocs.rules.hints import hint

    there = {each["id"]: each for each in found}
    if kind in of_proposals:
        help = f"`kamdocs proposal build CLIENT --kind {kind}` makes one"
        raise kamdocs.RequestError(f"letters of the kind `{kind}` are made of proposals", help=help)
    if kind not in there:
        raise kamdocs.RequestError(f"there is no kind of letter `{kind}`", help=hint(kind, there))
    return there[kind]


letters.add_command(send)


def _announce(announced: list[str], preview: dict[str, Any]) -> None:
    """Say on stderr how the list was read and what is doubtful, before anything is written, and note in `announced`
    what need not be said again. What is wrong is told at the end; so is all where no letter can be built."""
    if not preview["letters"]:
        preview = {**preview, "problems": []}
    if preview["list"] or preview["problems"]:
        click.echo(preview_text(preview, letters=False), err=True)
    announced += (one["what"] for one in preview["problems"])


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
