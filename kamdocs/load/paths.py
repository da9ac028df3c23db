"""Files that profiles name: they lie in the workspace, and they are there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from kamdocs.load.records import Record
from kamdocs.load.references import Complaint
from kamdocs.rules.pictures import BITMAPS, is_bitmap

_ELSEWHERE = re.compile(r"[/\\\\~]|[A-Za-z]:|(.*[/\\\\])?\.\.([/\\\\]|$)|[a-z]+://")


def wrong_paths(records: Iterable[Record], root: Path) -> Iterator[Complaint]:
    """What is wrong with the files that `records` of the workspace `root` name."""
    for record in records:
        for named in record.names:
            if named.kinds == ("file",) and (wrong := wrong_path(named.value, root)):
                yield Complaint(record.found.file, named.path, "bad-path", *wrong)


def wrong_path(path: str, root: Path) -> tuple[str, str] | None:
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
        return f"`{path}` is a folder, not a file", ""
    if file.suffix.lower() in BITMAPS and not is_bitmap(file.read_bytes()):
        return f"`{path}` is no picture, or is cut off", "save it again, as PNG or JPEG"
    return None
