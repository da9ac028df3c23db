"""A folder of this machine as the place of a batch."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import stat
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kamdocs.errors import OutputError
from kamdocs.rules.locks import claimed
from kamdocs.rules.refusals import told

JOURNAL = ".kamdocs-journal"
"""The file that tells what a run has done until its manifest is written."""

_PREFIX, _SUFFIX = ".kamdocs-batch-", ".tmp"
_READERS = 4
"""Threads that read back what is there; more are no faster on one disk."""
_SYNC_EVERY = 256
"""After so many lines of the journal they and the names put since are written through to the disk."""


class Folder:
    """A store of a batch in the folder `path`, which is made where it is missing."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._unfinished = path / f"{_PREFIX}{secrets.token_hex(4)}{_SUFFIX}"
        self._journal: int | None = None
        self._noted = 0
        self._is_settled = True

    @property
    def place(self) -> str:
        return str(self._path)

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        made = [path for path in (self._path, *self._path.parents) if not os.path.lexists(path)]
        with told(self._path):
            self._path.mkdir(parents=True, exist_ok=True)
        try:
            with claimed(self._path) as is_ours:
                if not is_ours:
                    what = f"another run is at work in `{self.place}`"
                    raise OutputError(what, help="wait until it has ended, or choose another folder with `--out`")
                self._remove_unfinished()
                try:
                    yield
                finally:
                    self._close()
        finally:
            for folder in made:
                with contextlib.suppress(OSError):
                    folder.rmdir()

    def read(self, name: str) -> bytes | None:
        file = self._path / name
        try:
            return file.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise OutputError(f"cannot read `{file}`: {reason}", help="move it away, or mend its rights") from error

    def digests(self, names: Iterable[str]) -> Mapping[str, str]:
        wanted = list(names)
        with ThreadPoolExecutor(_READERS) as readers:
            found = readers.map(_digest, (self._path / name for name in wanted), chunksize=64)
            return {name: digest for name, digest in zip(wanted, found, strict=True) if digest is not None}

    def put(self, name: str, content: bytes) -> None:
        target = self._path / name
        with told(target):
            if target.parent != self._path:
                target.parent.mkdir(exist_ok=True)
            try:
                _write_through(self._unfinished, content)
                self._is_settled = False
                self._unfinished.replace(target)
            except BaseException:
                with contextlib.suppress(OSError):
                    self._unfinished.unlink()
                raise

    def note(self, lines: Iterable[bytes]) -> None:
        with told(self._path / JOURNAL):
            if self._journal is None:
                self._journal = _open_journal(self._path / JOURNAL)
            _append(self._journal, b"".join(line + b"\n" for line in lines))
            self._noted += 1
            if self._noted % _SYNC_EVERY == 0:
                os.fsync(self._journal)
                self._settle()

    def notes(self) -> Iterator[bytes]:
        whole, _, _ = (self.read(JOURNAL) or b"").rpartition(b"\n")
        return iter(whole.split(b"\n") if whole else ())

    def clear_notes(self) -> None:
        self._close()
        self.remove(JOURNAL)

    def remove(self, name: str) -> None:
        file = self._path / name
        with told(file):
            self._settle()
            # A folder that is read-only refuses to remove even what is not there.
            if os.path.lexists(file):
                file.unlink()
                self._is_settled = False

    def _settle(self) -> None:
        """Have the names of the folder on the disk as they are now."""
        if self._is_settled or os.name == "nt":  # Windows cannot open a folder
            return
        handle = os.open(self._path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        self._is_settled = True

    def _close(self) -> None:
        if self._journal is not None:
            os.close(self._journal)
            self._journal = None

    def _remove_unfinished(self) -> None:
        """What runs of any machine left that were killed: no other one is in the folder now."""
        for file in self._path.glob(f"{_PREFIX}*{_SUFFIX}"):
            with contextlib.suppress(OSError):
                file.unlink()


def _digest(file: Path) -> str | None:
    try:
        # Asked first, since to open a pipe is to wait for whoever writes into it.
        if not stat.S_ISREG(file.stat().st_mode):
            return ""
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except FileNotFoundError:
        return "" if file.is_symlink() else None
    except OSError:
        return ""


def _write_through(file: Path, content: bytes) -> None:
    """Have `content` in the new `file`, and on the disk."""
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        _write(handle, content)
        os.fsync(handle)
    finally:
        os.close(handle)


def _open_journal(file: Path) -> int:
    """The journal, ready for a new line: one that a killed run left torn is ended first."""
    handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o666)
    try:
        if (size := os.fstat(handle).st_size) and _last_byte(handle, size) != b"\n":
            _append(handle, b"\n")
    except BaseException:
        os.close(handle)
        raise
    return handle


def _last_byte(handle: int, size: int) -> bytes:
    os.lseek(handle, size - 1, os.SEEK_SET)
    return os.read(handle, 1)


def _append(handle: int, content: bytes) -> None:
    """Add `content`, or nothing."""
    size = os.fstat(handle).st_size
    try:
        _write(handle, content)
    except OSError:
        with contextlib.suppress(OSError):
            os.ftruncate(handle, size)
        raise


def _write(handle: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        written = os.write(handle, left)
        if not written:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        left = left[written:]
