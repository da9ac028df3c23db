"""Files that profiles and templates name: they lie in the workspace, they are there, and pictures are sound."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from kamdocs.load.records import Record
from kamdocs.load.references import Complaint
from kamdocs.rules.pictures import MOST_BYTES, Wrong, picture_fault

_ELSEWHERE = re.compile(r"[/\\\\~]|[A-Za-z]:|(.*[/\\\\])?\.\.([/\\\\]|$)|[a-z]+://")


def wrong_paths(records: Iterable[Record], root: Path) -> Iterator[Complaint]:
    """What is wrong with the files that `records` of the workspace `root` name."""
    for record in records:
        for named in record.names:
            if named.kinds[0] in FAULT_OF and (wrong := FAULT_OF[named.kinds[0]](named.value, root)):
                yield Complaint(record.found.file, named.path, "bad-path", *wrong)


def wrong_file(path: str, root: Path) -> Wrong | None:
    """What is wrong with the file that `path` names in the workspace `root`, and help; None for a sound one."""
    if _ELSEWHERE.match(path):
        return f"`{path}` is no path in the workspace", "write it from the folder of `kamdocs.yaml` on, with `/`"
    file = root / path
    try:
        inside = file.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError, ValueError):
        return f"file `{path}` is missing", "paths begin at the folder of `kamdocs.yaml`"
    if not inside:
        return f"`{path}` leads out of the workspace", "copy the file into the workspace"
    if not file.is_file():
        return f"`{path}` is a folder, not a file" if file.is_dir() else f"`{path}` is no file", ""
    return None


def wrong_picture(path: str, root: Path, *, unpacked: bool = False) -> Wrong | None:
    """What is wrong with the picture that `path` names in the workspace `root`, and help; None for a sound one.

    Only with `unpacked` are its points looked at.
    """
    if wrong := wrong_file(path, root):
        return wrong
    file = root / path
    try:
        if (size := file.stat().st_size) > MOST_BYTES:
            return f"`{path}` has {size:,} bytes; {MOST_BYTES:,} are the most", "make it smaller"
        wrong = picture_fault(file.read_bytes(), file.suffix, unpacked=unpacked)
    except OSError as error:
        return f"`{path}` cannot be read: {(error.strerror or str(error)).lower()}", "mend its rights"
    return (f"`{path}` {wrong[0]}", wrong[1]) if wrong else None


FAULT_OF: Mapping[str, Callable[[str, Path], Wrong | None]] = {"file": wrong_file, "picture": wrong_picture}
"""What says of each kind of named file whether it is sound."""
