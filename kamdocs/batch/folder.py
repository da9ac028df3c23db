"""A folder of this machine as the place of a batch."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import stat
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

from kamdocs.errors import OutputError
from kamdocs.model.page import JOURNAL
from kamdocs.rules.locks import claimed
from kamdocs.rules.refusals import told

_PREFIX, _SUFFIX = ".kamdocs-batch-", ".tmp"
_READERS = 4
"""Threads that read back what is there; more are no faster on one disk."""
_WRITERS, _FEW = 8, 16
"""Threads that write, since a disk writes many files through in the time of a few; not for so few as these."""


class Folder:
    """A store of a batch in the folder `path`, which is made where it is missing."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._token = secrets.token_hex(4)
        self._journal: int | None = None

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

    def put(self, files: Mapping[str, bytes]) -> None:
        unfinished = {
            name: self._path / f"{_PREFIX}{self._token}-{number}{_SUFFIX}" for number, name in enumerate(files)
        }
        try:
            self._write_through({unfinished[name]: (self._path / name, content) for name, content in files.items()})
            for name, file in unfinished.items():
                with told(self._path / name):
                    (self._path / name).parent.mkdir(exist_ok=True)
                    file.replace(self._path / name)
            self._settle({(self._path / name).parent for name in files})
        except BaseException:
            for file in unfinished.values():
                with contextlib.suppress(OSError):
                    file.unlink()
            raise

    def note(self, lines: Iterable[bytes]) -> None:
        with told(self._path / JOURNAL):
            if self._journal is None:
                self._journal = _open_journal(self._path / JOURNAL)
            _append(self._journal, b"".join(line + b"\n" for line in lines))
            os.fsync(self._journal)

    def notes(self) -> Iterator[bytes]:
        whole, _, _ = (self.read(JOURNAL) or b"").rpartition(b"\n")
        return iter(whole.split(b"\n") if whole else ())

    def clear_notes(self) -> None:
        self._close()
        self.remove(JOURNAL)

    def remove(self, name: str) -> None:
        file = self._path / name
        with told(file):
            # A folder that is read-only refuses to remove even what is not there.
            if os.path.lexists(file):
                file.unlink()

    def _write_through(self, files: Mapping[Path, tuple[Path, bytes]]) -> None:
        """Have each content in its new file, and on the disk; where one fails, it is told by the name given with it."""
        if len(files) <= _FEW:
            for file, (name, content) in files.items():
                _write_new(file, content, told_as=name)
            return
        with ThreadPoolExecutor(_WRITERS) as writers:
            written = [
                writers.submit(_write_new, file, content, told_as=name) for file, (name, content) in files.items()
            ]
            wait(written)
        for one in written:
            one.result()

    def _settle(self, folders: Iterable[Path]) -> None:
        """Have the names in `folders` on the disk as they are now."""
        for folder in folders if os.name != "nt" else ():  # Windows cannot open a folder
            with told(folder):
                handle = os.open(folder, os.O_RDONLY)
                try:
                    os.fsync(handle)
                finally:
                    os.close(handle)

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


def _write_new(file: Path, content: bytes, *, told_as: Path) -> None:
    """Have `content` in the new `file`, and on the disk."""
    with told(told_as):
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
