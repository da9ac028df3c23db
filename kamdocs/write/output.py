"""Files that appear whole or not at all, and the manifest that says what they were made from."""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import secrets
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from kamdocs.errors import OutputError
from kamdocs.model.manifest import Entry, Manifest, manifest_content, read_manifest
from kamdocs.model.page import MANIFEST, Draft
from kamdocs.rules.locks import alone_in
from kamdocs.rules.refusals import IS_A_FOLDER, told

_PREFIX = ".kamdocs-"
_SUFFIX = ".tmp"
_ATTEMPTS = 5


def temporary_name(target: Path) -> Path:
    """A new name beside `target`: short, so that it fits wherever that of `target` does, and telling which process of
    which machine it belongs to."""
    return target.with_name(f"{_own_prefix()}{os.getpid()}-{secrets.token_hex(6)}{_SUFFIX}")


def make_file(file: Path) -> Path:
    """`file`, new and empty, in a folder that is made where it is missing; raises OutputError where it cannot be."""
    with told(file.parent):
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
        with told(file.parent if file.name.startswith(_PREFIX) else file):
            file.write_bytes(content)
    except BaseException:
        _remove([file])
        raise


def replace_whole(file: Path, content: bytes) -> None:
    """Have `content` in `file`, and never a part of it; folders are made. Raises OutputError."""
    unfinished = temporary_file(file)
    try:
        write_whole(unfinished, content)
        with told(file):
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
    known = _read(manifest)
    entries = {name: entry for name, entry in known.files.items() if (folder / name).is_file()}
    for draft in drafts:
        if draft.target.parent == folder:
            entries[draft.target.name] = _entry(draft)
    unfinished = temporary_file(manifest)
    write_whole(unfinished, manifest_content(Manifest(entries, known.mailings, known.beside)))
    _write_through(unfinished, told_as=manifest)
    return unfinished


def _rename_all(renames: Sequence[tuple[Path, Path]]) -> None:
    """Give each file its name; where one cannot be given, as when a program holds the file, those before are undone."""
    kept: list[tuple[Path, Path | None]] = []
    try:
        for file, target in renames:
            kept.append((target, _copy_of(target)))
            with told(target):
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
        with told(target):
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
    with told(draft.target):
        digest = hashlib.sha256(draft.file.read_bytes()).hexdigest()
    inputs = {file.as_posix(): given for file, given in draft.page.inputs.items()}
    return Entry(digest, inputs, dict(draft.page.facts))


def _read(manifest: Path) -> Manifest:
    """An earlier manifest; an empty one where there is no file."""
    if not manifest.exists():
        return Manifest()
    try:
        return read_manifest(manifest.read_bytes())
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(f"cannot read `{manifest}`: {reason}", help="move it away, or mend its rights") from error
    except ValueError as error:
        raise OutputError(
            f"`{manifest}` is not a manifest", help="delete it; what is built now is entered anew"
        ) from error


def _write_through(path: Path, *, told_as: Path) -> None:
    """Make sure that a file, or the names in a folder, are on the disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows cannot open a folder
    with told(told_as):
        handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _refuse_folder(target: Path) -> None:
    with told(target):
        is_folder = target.is_dir()
    if is_folder:
        raise OutputError(f"cannot write `{target}`: it is a folder", help=IS_A_FOLDER)
