"""Files that appear whole or not at all, and the manifest that says what they were made from."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypedDict

from kamdocs.errors import OutputError
from kamdocs.model.page import Draft

MANIFEST = "manifest.json"

_PREFIX = ".kamdocs-"
_SUFFIX = ".tmp"
_HELP = {
    "ENOSPC": "free some space, then run the command again",
    "EDQUOT": "free some space, then run the command again",
    "EROFS": "choose another folder with `--out`",
    "EACCES": "make the folder writable, or choose another with `--out`",
    "EPERM": "make the folder writable, or choose another with `--out`",
    "ENAMETOOLONG": "choose a folder with a shorter path with `--out`",
    "EISDIR": "a folder has the name of the file: move it away",
    "ENOTEMPTY": "a folder has the name of the file: move it away",
    "EEXIST": "a file stands where a folder is needed: move it away",
    "ENOTDIR": "a file stands where a folder is needed: move it away",
}


class Entry(TypedDict):
    """What a manifest says of one file."""

    sha256: str
    inputs: dict[str, str]
    facts: dict[str, str]


def temporary_name(target: Path) -> Path:
    """A new name beside `target`, in a folder that exists from now on.

    It is short, so that it fits wherever the name of `target` does. Raises OutputError where the folder cannot be
    made.
    """
    with _told(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
    return target.with_name(f"{_PREFIX}{secrets.token_hex(6)}{_SUFFIX}")


def write_whole(file: Path, content: bytes) -> None:
    """Write `content` to `file`; where that fails, no part of it stays and OutputError names the file."""
    try:
        with _told(file):
            file.write_bytes(content)
    except BaseException:
        _remove([file])
        raise


def discard(drafts: Iterable[Draft]) -> None:
    """Remove the temporary files of `drafts` that are still there."""
    _remove(draft.file for draft in drafts)


def remove_leftovers(folder: Path) -> None:
    """Remove the temporary files that a killed run has left in `folder`."""
    _remove(folder.glob(f"{_PREFIX}*{_SUFFIX}"))


def deliver(drafts: Sequence[Draft], files: Mapping[Path, str]) -> list[Path]:
    """Give each draft its final name, enter it in the manifest of its folder, and return the names in order.

    `files` are the files read, with their SHA-256. All drafts are written through to the disk before the first is
    renamed. Raises OutputError where one cannot be delivered; no file is then half written, and a file that stood
    under its name is as it was.
    """
    for draft in drafts:
        _write_through(draft.file, told_as=draft.target)
        _refuse_folder(draft.target)
    for draft in drafts:
        with _told(draft.target):
            draft.file.replace(draft.target)
    for folder in dict.fromkeys(draft.target.parent for draft in drafts):
        write_manifest(folder, drafts, files)
        _write_through(folder, told_as=folder)
    return [draft.target for draft in drafts]


def write_manifest(folder: Path, drafts: Iterable[Draft], files: Mapping[Path, str]) -> Path:
    """Write `manifest.json` of `folder` and return it: for each delivered draft that lies there its SHA-256, its
    inputs with theirs, from `files`, and its facts.

    What it said of other files stays, as long as they exist. Raises OutputError where it cannot be read or written.
    """
    manifest = folder / MANIFEST
    entries = {name: entry for name, entry in _read(manifest).items() if (folder / name).is_file()}
    for draft in drafts:
        if draft.target.parent == folder:
            entries[draft.target.name] = _entry(draft, files)
    text = json.dumps({"files": entries}, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    unfinished = temporary_name(manifest)
    try:
        write_whole(unfinished, text.encode())
        _write_through(unfinished, told_as=manifest)
        with _told(manifest):
            unfinished.replace(manifest)
    finally:
        _remove([unfinished])
    return manifest


def _remove(files: Iterable[Path]) -> None:
    for file in files:
        with contextlib.suppress(OSError):
            file.unlink()


def _entry(draft: Draft, files: Mapping[Path, str]) -> Entry:
    with _told(draft.target):
        digest = hashlib.sha256(draft.target.read_bytes()).hexdigest()
    inputs = {file.as_posix(): files[file] for file in draft.page.inputs}
    return Entry(sha256=digest, inputs=inputs, facts=dict(draft.page.facts))


def _read(manifest: Path) -> dict[str, Entry]:
    """The entries of an earlier manifest; none where there is no file."""
    if not manifest.exists():
        return {}
    try:
        files = json.loads(manifest.read_text(encoding="utf-8"))["files"]
        return {str(name): Entry(sha256=e["sha256"], inputs=e["inputs"], facts=e["facts"]) for name, e in files.items()}
    except OSError as error:
        raise OutputError(f"cannot read `{manifest}`: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise OutputError(
            f"`{manifest}` is not a manifest", help="delete it; what is built now is entered anew"
        ) from error


def _write_through(path: Path, *, told_as: Path) -> None:
    """Make sure that a file, or the names in a folder, are on the disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows cannot open a folder
    with _told(told_as):
        handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _refuse_folder(target: Path) -> None:
    with _told(target):
        is_folder = target.is_dir()
    if is_folder:
        raise OutputError(f"cannot write `{target}`: it is a folder", help=_HELP["EISDIR"])


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """Raises OutputError that names `path` where the system refuses something inside."""
    try:
        yield
    except OSError as error:
        help = _HELP.get(errno.errorcode.get(error.errno or 0, ""), "")
        raise OutputError(f"cannot write `{path}`: {error.strerror or error}", help=help) from error
