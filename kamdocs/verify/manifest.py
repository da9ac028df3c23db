"""Finished documents in their folder, held against what their manifest says they are and were made from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from kamdocs.model.page import MANIFEST
from kamdocs.model.rules import ALTERED_FILE, STALE_FILE
from kamdocs.rules.listing import listed


def altered(folder: Path, current: Mapping[str, str]) -> Iterator[tuple[Path, str, str, str]]:
    """What is to be said of the documents in `folder`: the file, the rule, what, and help.

    `current` are the SHA-256 of the files that documents are made from, by their paths in the workspace.
    """
    try:
        entries = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
        named = [
            (_inside(folder, name), str(entry["sha256"]), dict(entry["inputs"])) for name, entry in entries.items()
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        yield folder / MANIFEST, "bad-manifest", "is not a manifest", "delete it, and build the documents anew"
        return
    for file, digest, inputs in sorted(named, key=lambda one: one[0]):
        yield from _file(file, digest)
        if changed := sorted(name for name, given in inputs.items() if current.get(name, given) != given):
            names = listed(changed)
            yield file, STALE_FILE, f"was made before {names} changed", "build it anew"


def _inside(folder: Path, name: str) -> Path:
    """The file `name` of `folder`. Raises ValueError for one that leads out of it."""
    if Path(name).name != name:
        raise ValueError(name)
    return folder / name


def _file(file: Path, digest: str) -> Iterator[tuple[Path, str, str, str]]:
    try:
        found = hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        yield file, ALTERED_FILE, "is named in `manifest.json`, but cannot be read", "build it anew"
        return
    if found != digest:
        yield file, ALTERED_FILE, "is not the file that was built: somebody has edited it", "build it anew"
