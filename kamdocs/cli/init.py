"""`kamdocs init`: a workspace to begin with."""

from __future__ import annotations

import os
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import click

from kamdocs.cli.values import Folder
from kamdocs.errors import OutputError, RequestError

_SETTINGS = "kamdocs.yaml"
_PARTS = (_SETTINGS, "profiles", "cases")
_READERS = PurePosixPath("profiles/readers")
_SCHEMAS = PurePosixPath(".kamdocs/schemas")
_MODELINE = "# yaml-language-server: $schema="


@click.command()
@click.argument("folder", metavar="DIR", type=Folder())
def init(folder: Path) -> None:
    """Make the folder DIR a workspace with working examples, and print the paths written."""
    written = init_workspace(folder)
    for path in written:
        click.echo(path)
    click.echo(_next_steps(folder, written), err=True)


def init_workspace(folder: Path) -> list[Path]:
    """Make `folder` a workspace with working examples and their schemas; return the files written, sorted.

    The shipped readers are not copied, so that they stay those of the installed kamdocs. Nothing is left behind where
    a file cannot be written.

    Raises RequestError where `folder` holds anything but `.git`, OutputError where it cannot be written.
    """
    _refuse_used(folder)
    try:
        made = _make_folders(folder)
        try:
            return _fill(folder)
        except BaseException:
            for path in made:
                path.rmdir()
            raise
    except OSError as error:
        raise OutputError(f"cannot write `{folder}`: {(error.strerror or str(error)).lower()}") from error


def _next_steps(folder: Path, written: list[Path]) -> str:
    """What to do after `init`, on two lines; the example to build is the first client with a proposal."""
    client = next(path.parent.parent.name for path in written if path.parent.name == "proposals")
    enter = "" if folder.resolve() == Path.cwd() else f"cd {shlex.quote(str(folder))} && "
    return (
        f"Next: 1. edit `{folder / 'profiles' / 'house.yaml'}` and the files beside it; all names in them are made up\n"
        f"      2. run `{enter}kamdocs proposal build {client}`"
    )


def _refuse_used(folder: Path) -> None:
    help = "name a new folder, as in `kamdocs init my-house`"
    if folder.is_dir():
        others = sorted({path.name for path in folder.iterdir()} - {".git"})
        if others:
            raise RequestError(f"`{folder}` is not empty: it holds `{others[0]}`", help=help)
    elif folder.exists() or folder.is_symlink():
        raise RequestError(f"`{folder}` is no folder", help=help)


def _make_folders(folder: Path) -> list[Path]:
    """Make `folder` and the folders above it; return those that were missing, the innermost first."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _fill(folder: Path) -> list[Path]:
    """Write everything under a temporary name in `folder`, then move it to its place, the settings last: what has no
    `kamdocs.yaml` yet is no workspace."""
    draft = Path(tempfile.mkdtemp(prefix=".kamdocs-init-", dir=folder))
    moved: list[Path] = []
    try:
        for path, content in _contents():
            target = draft / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        _add_schemas(draft)
        written = sorted(path.relative_to(draft) for path in draft.rglob("*") if path.is_file())
        for part in sorted(draft.iterdir(), key=lambda path: path.name == _SETTINGS):
            moved.append(part.rename(folder / part.name))
    except BaseException:
        for place in moved:
            shutil.rmtree(place) if place.is_dir() else place.unlink()
        raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return [folder / path for path in written]


def _contents() -> Iterator[tuple[PurePosixPath, bytes]]:
    """The example workspace and a `.gitignore`: paths and what stands in them."""
    from kamdocs.load.shipped import shipped_root

    shipped = shipped_root()
    example = shipped / "example" if (shipped / "example").is_dir() else shipped
    for part in _PARTS:
        top = example / part
        for file in [top] if top.is_file() else sorted(path for path in top.rglob("*") if path.is_file()):
            path = PurePosixPath(file.relative_to(example).as_posix())
            if not path.is_relative_to(_READERS):
                yield path, file.read_bytes()
    yield PurePosixPath(".gitignore"), b"out/\n"


def _add_schemas(root: Path) -> None:
    """Write the schemas, and begin each YAML file with the line by which editors find its own."""
    from kamdocs.api import schemas, write_schemas
    from kamdocs.load.files import find_files

    places = {path.name: path for path in write_schemas(schemas(), root / _SCHEMAS)}
    for found in find_files(root).files:
        if found.opened.is_relative_to(root):
            way = os.path.relpath(places[f"{found.kind}.schema.json"], found.opened.parent)
            text = found.opened.read_text(encoding="utf-8")
            body = text.partition("\n")[2] if text.startswith(_MODELINE) else text
            found.opened.write_text(f"{_MODELINE}{Path(way).as_posix()}\n{body}", encoding="utf-8", newline="\n")
