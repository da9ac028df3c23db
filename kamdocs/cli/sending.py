"""`kamdocs letters send`: the drafts of a folder, over SMTP."""

from __future__ import annotations

import json
import logging
import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kamdocs.cli.clock import moment
from kamdocs.cli.usage import Argument, Command
from kamdocs.cli.values import Folder, word, words
from kamdocs.cli.where import option

if TYPE_CHECKING:
    from kamdocs.model.mailing import Outgoing, SendReport

_PASSWORD = "KAMDOCS_SMTP_PASSWORD"  # the name of a variable of the environment, no password
_LOG = logging.getLogger("kamdocs")


@click.command(cls=Command)
@click.argument("folder", cls=Argument, type=Folder(), metavar="FOLDER")
@option("--server", required=True, callback=word, metavar="ADDRESS", help="As smtp://host:587 or smtps://host.")
@option("--send", "really", is_flag=True, help="Send, the first letter alone at first; else only show who gets what.")
@option("--resume", is_flag=True, help="With --send: send those that are left.")
@option("--limit", type=click.IntRange(min=1), metavar="N", help="With --resume: send no more than so many.")
@option("--again", multiple=True, callback=words, metavar="ID", help="Send this letter whatever was sent before.")
@option("--skip", multiple=True, callback=words, metavar="ID", help="Never send this letter.")
@option("--user", callback=word, metavar="NAME", help=f"User of the server; the password is read from {_PASSWORD}.")
@option("--password-file", type=click.Path(path_type=Path), metavar="FILE", help="File whose first line it is.")
@option("--unencrypted", is_flag=True, help="Send where the server offers no encryption; never with a password.")
@option("--pause", type=click.FloatRange(0, 3600), default=2.0, metavar="SECONDS", help="Between two letters; else 2.")
@option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def send(folder: Path, really: bool, password_file: Path | None, as_json: bool, user: str | None, **what: Any) -> None:
    """Send the drafts in FOLDER, each once."""
    import kamdocs

    if (what["again"] or what["skip"] or what["resume"]) and not really:
        raise click.UsageError("`--again`, `--skip` and `--resume` need `--send`.")
    if what["limit"] and not what["resume"]:
        raise click.UsageError("`--limit` needs `--resume`.")
    password = _password(password_file) if user and really else None
    request = kamdocs.SendRequest(folder=folder, now=moment(), send=really, user=user, password=password, **what)
    report = kamdocs.send_letters(request, tell=None if as_json else _tell)
    _show(report, really=really, as_json=as_json)
    _end(report)


def _password(file: Path | None) -> str:
    """The password, from a file, from the environment, or from who sits before the terminal."""
    if file is not None:
        lines = file.read_bytes().decode(errors="replace").splitlines()
        return lines[0] if lines else ""
    if (found := os.environ.get(_PASSWORD)) is not None:
        return found
    if not sys.stdin.isatty():
        raise click.UsageError(f"`--user` needs a password: set {_PASSWORD}, or name a file with `--password-file`.")
    return str(click.prompt("Password", hide_input=True, err=True))


def _tell(letter: Outgoing) -> None:
    click.echo(f"{letter.id}\t{letter.address}")


def _show(report: SendReport, *, really: bool, as_json: bool) -> None:
    from dataclasses import asdict

    if as_json:
        shown = {
            "letters": [asdict(letter) for letter in report.letters],
            "sent": report.sent,
            "stopped": report.stopped,
        }
        click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
    elif not really:
        for letter in report.letters:
            fields = (letter.state, letter.id, f"{letter.name} <{letter.address}>", letter.subject, *letter.attached)
            click.echo("\t".join(fields))
    click.echo(_summary(report, really=really), err=True)


def _summary(report: SendReport, *, really: bool) -> str:
    """What was done or would be, and what to say next."""
    counts = Counter(letter.state for letter in report.letters)
    left, before = counts["ready"], counts["sent"] - len(report.sent)
    told = [f"sent {len(report.sent)}" if really else "dry run: nothing is sent"]
    told += [f"{left} left to send"] if left else []
    told += [f"{before} sent before"] if before else []
    following = "--send --resume" if counts["sent"] else "--send"
    told += [f"`{following}` sends {'them' if counts['sent'] else 'the first one'}"] if left else []
    return "; ".join(told)


def _end(report: SendReport) -> None:
    """End as the report says: stopped, with what somebody has to decide, or well."""
    import kamdocs

    wrong = [problem for problem in report.problems if problem.severity == "error"]
    if report.stopped:
        for problem in report.problems:
            _LOG.warning(problem)
        raise kamdocs.OutputError(report.stopped)
    if wrong:
        raise kamdocs.InputError(report.problems)
    for problem in report.problems:
        _LOG.warning(problem)
