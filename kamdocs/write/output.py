"""Files that appear whole or not at all, and the manifest that says what they were made from."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import platform
import secrets
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypedDict

from kamdocs.errors import OutputError
from kamdocs.model.page import MANIFEST, Draft
from kamdocs.write.locks import alone_in

_PREFIX = ".kamdocs-"
_SUFFIX = ".tmp"
_ATTEMPTS = 5
_HELP = {
    "ENOENT": "choose another folder with `--out`",
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
    """A new name beside `target`: short, so that it fits wherever that of `target` does, and telling which process of
    which machine it belongs to."""
    return target.with_name(f"{_own_prefix()}{os.getpid()}-{secrets.token_hex(6)}{_SUFFIX}")


def make_file(file: Path) -> Path:
    """`file`, new and empty, in a folder that is made where it is missing; raises OutputError where it cannot be."""
    with _told(file.parent):
        for _ in range(_ATTEMPTS - 1):
            # Another process may remove the folder just made, as its own and still empty.
            with contextlib.suppress(FileNotFoundError):
                return _made(file)
        return _made(file)


def temporary_file(target: Path) -> Path:
    """A new, empty file under a temporary name beside `target`; raises OutputError where it cannot be made."""
    return make_file(temporary_name(target))


def _own_prefix() -> str:
    """What the names of temporary files begin with on this machine; a folder may be shared with others."""
    return f"{_PREFIX}{hashlib.sha256(platform.node().encode()).hexdigest()[:6]}-"


def _made(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(exist_ok=False)
    return file


def missing_folders(folder: Path) -> list[Path]:
    """`folder` and the folders around it that are not there yet, the innermost first."""
    return [path for path in (folder, *folder.parents) if not os.path.lexists(path)]


def remove_empty(folders: Iterable[Path]) -> None:
    """Remove those of `folders` in which nothing is, in their order."""
    for folder in folders:
        with contextlib.suppress(OSError):
            folder.rmdir()


def write_whole(file: Path, content: bytes) -> None:
    """Write `content` to `file`; where that fails, no part of it stays.

    Raises OutputError that names `file`, or its folder where the name is a temporary one.
    """
    try:
        with _told(file.parent if file.name.startswith(_PREFIX) else file):
            file.write_bytes(content)
    except BaseException:
        _remove([file])
        raise


def replace_whole(file: Path, content: bytes) -> None:
    """Have `content` in `file`, and never a part of it; folders are made. Raises OutputError."""
    unfinished = temporary_file(file)
    try:
        write_whole(unfinished, content)
        with _told(file):
            unfinished.replace(file)
    finally:
        _remove([unfinished])


def discard(drafts: Iterable[Draft]) -> None:
    """Remove the temporary files of `drafts` that are still there."""
    _remove(draft.file for draft in drafts)


def _remove_leftovers(folder: Path) -> None:
    """Remove the temporary files in `folder` whose process on this machine was killed; of one that runs they stay."""
    for file in folder.glob(f"{_own_prefix()}*{_SUFFIX}"):
        process = file.name.removeprefix(_own_prefix()).partition("-")[0]
        if process.isdecimal() and not _runs(int(process)):
            _remove([file])


def deliver(drafts: Sequence[Draft]) -> list[Path]:
    """Give each draft its final name, enter it in the manifest of its folder, and return the names in order.

    All drafts and manifests are written through to the disk before the
    first is renamed. Raises OutputError where one cannot be delivered; no file is then half written, and what stood
    under their names is as it was.
    """
    folders = dict.fromkeys(draft.target.parent for draft in drafts)
    for draft in drafts:
        _write_through(draft.file, told_as=draft.target)
        _refuse_folder(draft.target)
    # What another process enters in a manifest between its reading and its renaming would be lost.
    with alone_in(folders):
        _rename_with_manifests(folders, drafts)
    for folder in folders:
        _write_through(folder, told_as=folder)
        _remove_leftovers(folder)
    return [draft.target for draft in drafts]


def _rename_with_manifests(folders: Iterable[Path], drafts: Sequence[Draft]) -> None:
    manifests: list[tuple[Path, Path]] = []
    try:
        for folder in folders:
            manifests.append((_manifest_draft(folder, drafts), folder / MANIFEST))
        _rename_all([*((draft.file, draft.target) for draft in drafts), *manifests])
    finally:
        _remove(unfinished for unfinished, _ in manifests)


def _manifest_draft(folder: Path, drafts: Iterable[Draft]) -> Path:
    """What `manifest.json` of `folder` will hold, under a temporary name: for each draft that goes there its SHA-256,
    its inputs with theirs, and its facts.

    What it said of other files stays, as long as they exist. Raises OutputError where it cannot be read or written.
    """
    manifest = folder / MANIFEST
    entries = {name: entry for name, entry in _read(manifest).items() if (folder / name).is_file()}
    for draft in drafts:
        if draft.target.parent == folder:
            entries[draft.target.name] = _entry(draft)
    text = json.dumps({"files": entries}, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    unfinished = temporary_file(manifest)
    write_whole(unfinished, text.encode())
    _write_through(unfinished, told_as=manifest)
    return unfinished


def _rename_all(renames: Sequence[tuple[Path, Path]]) -> None:
    """Give each file its name; where one cannot be given, as when a program holds the file, those before are undone."""
    kept: list[tuple[Path, Path | None]] = []
    try:
        for file, target in renames:
            kept.append((target, _copy_of(target)))
            with _told(target):
                file.replace(target)
    except BaseException:
        for target, copy in reversed(kept):
            _put_back(target, copy)
        raise
    finally:
        _remove(copy for _, copy in kept if copy is not None)


def _copy_of(target: Path) -> Path | None:
    """A copy of what stands under `target`, or None where nothing does."""
    if not target.exists():
        return None
    copy = temporary_file(target)
    try:
        with _told(target):
            shutil.copy2(target, copy)
    except BaseException:
        _remove([copy])
        raise
    return copy


def _put_back(target: Path, copy: Path | None) -> None:
    with contextlib.suppress(OSError):
        if copy is None:
            target.unlink()
        else:
            copy.replace(target)


def _runs(process: int) -> bool:
    """Whether a process of this machine has that number; where that cannot be asked, as on Windows, it is taken to."""
    if os.name == "nt":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _remove(files: Iterable[Path]) -> None:
    for file in files:
        with contextlib.suppress(OSError):
            file.unlink()


def _entry(draft: Draft) -> Entry:
    with _told(draft.target):
        digest = hashlib.sha256(draft.file.read_bytes()).hexdigest()
    inputs = {file.as_posix(): given for file, given in draft.page.inputs.items()}
    return Entry(sha256=digest, inputs=inputs, facts=dict(draft.page.facts))


def _read(manifest: Path) -> dict[str, Entry]:
    """The entries of an earlier manifest; none where there is no file."""
    if not manifest.exists():
        return {}
    try:
        files = json.loads(manifest.read_text(encoding="utf-8"))["files"]
        return {str(name): Entry(sha256=e["sha256"], inputs=e["inputs"], facts=e["facts"]) for name, e in files.items()}
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(f"cannot read `{manifest}`: {reason}", help="move it away, or mend its rights") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
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
        raise OutputError(f"cannot write `{path}`: {(error.strerror or str(error)).lower()}", help=help) from error
