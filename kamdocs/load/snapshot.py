"""The files of a workspace as they were read, for machines that do not share the disk."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from kamdocs.errors import InputError, OutputError, Problem
from kamdocs.load.document import read_bytes
from kamdocs.load.files import find_files
from kamdocs.load.paths import FAULT_OF
from kamdocs.load.records import new_record
from kamdocs.model.kit import Kit
from kamdocs.model.workspace import Workspace
from kamdocs.rules.pictures import PICTURES

MOST_PICTURES_BYTES = 500_000_000
"""How much the pictures of a workspace may have that travel with it."""

_MARKS_OF_OTHERS = ("pyvenv.cfg", "CACHEDIR.TAG")
"""Files that mark a folder as one of programs and caches."""


def files_of(workspace: Workspace, kit: Kit) -> dict[str, bytes]:
    """What loading `workspace` and rendering its documents reads below its root, by path.

    These are its YAML files whole, with what is internal, which verify searches for; its own templates, and all its
    pictures. Of other files that it names, as papers and evidence, only the names: they are empty. What comes with
    kamdocs is left out. Raises InputError where a file is no longer what it was when it was read, OutputError where the
    pictures are too many.
    """
    root = workspace.root
    read = {file: digest for file, digest in files_read(workspace, kit).items() if (root / file).is_file()}
    content = {file.as_posix(): (root / file).read_bytes() for file in read}
    changed = (file for file, digest in read.items() if _digest(content[file.as_posix()]) != digest)
    refuse_changed(changed)
    shown = dict(_pictures(root, root / workspace.settings.output))
    named = dict.fromkeys(_named(root), b"")
    return {**named, **shown, **content}


def files_read(workspace: Workspace, kit: Kit) -> Mapping[Path, str]:
    """The files that `workspace` and `kit` were loaded from, with their SHA-256."""
    return {**workspace.files, **kit.files}


def refuse_changed(files: Iterator[Path]) -> None:
    """Raises InputError where there are `files`: those that have changed since a command read them."""
    what, help = "was changed while the command was at work", "run the command again"
    if problems := [Problem(file, 0, 0, "changed-meanwhile", what, help=help) for file in files]:
        raise InputError(problems)


def changed_between(before: Mapping[Path, str], after: Mapping[Path, str]) -> Iterator[Path]:
    """The files that are not the same `before` and `after`, by their SHA-256; those included that came and went."""
    return (file for file in sorted(before.keys() | after.keys()) if before.get(file) != after.get(file))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _pictures(root: Path, output: Path) -> Iterator[tuple[str, bytes]]:
    """The pictures below `root`; those that were put out are left out, as are hidden folders."""
    size = 0
    for folder, folders, files in os.walk(root):
        here = Path(folder)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and here / name != output)
        if here != root and not set(files).isdisjoint(_MARKS_OF_OTHERS):
            folders.clear()
            continue
        for file in (here / name for name in sorted(files) if Path(name).suffix.lower() in PICTURES):
            if (size := size + file.stat().st_size) > MOST_PICTURES_BYTES:
                what = f"the pictures of the workspace have more than {MOST_PICTURES_BYTES:,} bytes"
                raise OutputError(what, help="move those out of it that no letter shows, or leave out `--scheduler`")
            yield file.relative_to(root).as_posix(), file.read_bytes()


def _named(root: Path) -> Iterator[str]:
    """The files that the records of the workspace name."""
    finds = find_files(root)
    for found in finds.files:
        content = read_bytes(found.file, opened=found.opened)
        if isinstance(content, Problem):
            continue
        record, _ = new_record(found, content, internal=True)
        for named in record.names:
            if named.kinds[0] in FAULT_OF and (root / named.value).is_file():
                yield named.value
