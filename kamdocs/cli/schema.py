"""`kamdocs schema`: the JSON Schemas of all files."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command()
@click.argument("name", required=False)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Write files into this folder.")
def schema(name: str | None, out: Path | None) -> None:
    """Print the JSON Schema NAME, or write all of them into a folder with --out."""
    import kamdocs

    schemas = kamdocs.schemas(name)
    if out is None and name is not None:
        click.echo(json.dumps(schemas[name], ensure_ascii=False, indent=2))
        return
    for path in kamdocs.write_schemas(schemas, out or Path("schemas")):
        click.echo(path)
