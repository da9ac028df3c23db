"""Finished documents in their folder, held against what their manifest says they are and were made from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from kamdocs.model.manifest import read_manifest
from kamdocs.model.page import MANIFEST
from kamdocs.model.rules import ALTERED_FILE, STALE_FILE
from kamdocs.rules.listing import listed


def altered(folder: Path, current: Mapping[str, str]) -> Iterator[tuple[Path, str, str, str]]:
    """What is to be said of the documents in `folder`: the file, the rule, what, and help.

    `current` are the SHA-256 of the files that documents are made from, by their paths in the workspace.
    """
    try:
        manifest = read_manifest((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        yield folder / MANIFEST, "bad-manifest", "is not a manifest", "delete it, and build the documents anew"
        return
    common = {id: _changed(one.inputs, current) for id, one in manifest.mailings.items()}
    for name, entry in sorted(manifest.files.items()):
        yield from _file(folder / name, entry.sha256)
        if changed := sorted({*common.get(entry.mailing, ()), *_changed(entry.inputs, current)}):
            yield folder / name, STALE_FILE, f"was made before {listed(changed)} changed", "build it anew"


def files_in(folder: Path) -> tuple[Path, ...]:
    """The documents that the manifest of `folder` names; none where it is no manifest."""
    try:
        return tuple(folder / name for name in read_manifest((folder / MANIFEST).read_bytes()).files)
    except (OSError, ValueError):
        return ()


def _changed(inputs: Mapping[str, str], current: Mapping[str, str]) -> list[str]:
    return [name for name, given in inputs.items() if current.get(name, given) != given]


def _file(file: Path, digest: str) -> Iterator[tuple[Path, str, str, str]]:
    try:
        found = hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        yield file, ALTERED_FILE, "is named in `manifest.json`, but cannot be read", "build it anew"
        return
    if found != digest:
        yield file, ALTERED_FILE, "is not the file that was built: somebody has edited it", "build it anew"
