"""`kamdocs template`: templates made in Word, looked at, checked and filled."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kamdocs.cli.check import FORMATS
from kamdocs.cli.paths import shown
from kamdocs.cli.usage import Argument, Command, Group
from kamdocs.cli.values import word
from kamdocs.cli.where import option

if TYPE_CHECKING:
    from kamdocs.filling import FillFormat

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_FILES = click.Path(path_type=Path, exists=True)
_OUT = click.Path(path_type=Path)


@click.group(cls=Group)
def template() -> None:
    """Show, check and fill templates made in Word."""


@template.command(cls=Command)
@click.argument("file", cls=Argument, type=_FILE, metavar="FILE.docx")
def show(file: Path) -> None:
    """Print what FILE is: each tag with its place and with what it takes, the pictures, charts and boxes to tick."""
    import kamdocs
    from kamdocs.cli.template_text import outline_text

    click.echo(outline_text(kamdocs.outline_template(file)))


@template.command(cls=Command)
@click.argument("file", cls=Argument, type=_FILE, metavar="FILE.docx")
@option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@option("--yaml", "as_yaml", is_flag=True, help="Print data to fill in, for `kamdocs template fill`.")
def fields(file: Path, as_json: bool, as_yaml: bool) -> None:
    """Print what FILE needs: each name, its kind as far as it shows, and where it is used."""
    import kamdocs
    from kamdocs.cli.template_text import fields_text, fields_yaml

    found = kamdocs.WordTemplate(file).fields()
    if as_json:
        content = {"file": file.as_posix(), "fields": [field.as_data() for field in found]}
        click.echo(json.dumps(content, ensure_ascii=False, indent=2))
    else:
        click.echo(fields_yaml(found) if as_yaml else fields_text(found))


@template.command(cls=Command)
@click.argument("files", nargs=-1, required=True, cls=Argument, type=_FILES, metavar="FILE...")
@option("--schema", type=_FILE, metavar="FILE", help="JSON Schema of the data, to check names and kinds against.")
@option("--data", type=_FILE, metavar="FILE", help="Sample data, YAML or JSON, to check names and kinds against.")
@option("--annotate", type=_OUT, metavar="OUT.docx", help="Write a copy with each problem as a comment.")
@option("--format", "format_", type=click.Choice(FORMATS), default="text", help="How problems are printed; else text.")
@click.pass_context
def check(
    ctx: click.Context,
    /,
    files: tuple[Path, ...],
    schema: Path | None,
    data: Path | None,
    annotate: Path | None,
    format_: str,
) -> None:
    """Print everything that is wrong or doubtful in templates, without filling them.

    FILE may be a folder: all templates in it are meant. The exit code is 1 where anything is wrong, and 0 where all is
    sound or only doubtful.
    """
    import kamdocs
    from kamdocs.cli.check_formats import formatted_templates

    request = kamdocs.TemplateCheckRequest(files, schema=schema, data=data, annotate=annotate)
    looked_at, problems = kamdocs.check_templates(request)
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    click.echo(formatted_templates(problems, format_, files=looked_at, root=Path.cwd(), colour=colour), nl=False)
    found = "" if problems else ": nothing to report"
    click.echo(f"checked {looked_at} template{'' if looked_at == 1 else 's'}{found}", err=True)
    ctx.exit(1 if any(problem.severity == "error" for problem in problems) else 0)


@template.command(cls=Command)
@click.argument("file", cls=Argument, type=_FILE, metavar="FILE.docx")
@option("--data", required=True, type=_FILE, metavar="FILE", help="Data, YAML or JSON; a list makes several documents.")
@option("--out", type=_OUT, help="File to write, or folder for several; else the template's name with `-filled`.")
@option("--format", "format_", type=click.Choice(("docx", "pdf")), help="Else as --out ends, or docx.")
@option("--lang", callback=word, metavar="LANGUAGE", help="Language of dates and numbers.")
def fill(file: Path, data: Path, out: Path | None, format_: FillFormat | None, lang: str | None) -> None:
    """Fill FILE with data and print the paths written; no workspace is needed."""
    import kamdocs

    form: FillFormat = format_ or ("pdf" if out is not None and out.suffix.lower() == ".pdf" else "docx")
    request = kamdocs.FillRequest(file, data, out=out, format=form, language=lang)
    for path in kamdocs.fill_template(request):
        click.echo(shown(path))
