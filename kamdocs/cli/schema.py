"""`kamdocs schema`: the JSON Schemas of all files."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kamdocs.cli.values import Folder


@click.command()
@click.argument("name", required=False)
@click.option("--out", type=Folder(), help="Folder to write files into; else `schemas`.")
def schema(name: str | None, out: Path | None) -> None:
    """Print the JSON Schema NAME; without a NAME, or with --out, write files and print their paths."""
    import kamdocs

    schemas = kamdocs.schemas(name)
    if out is None and name is not None:
        click.echo(json.dumps(schemas[name], ensure_ascii=False, indent=2))
        return
    for path in kamdocs.write_schemas(schemas, out or Path("schemas")):
        click.echo(path)
