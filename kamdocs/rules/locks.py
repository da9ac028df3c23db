"""One process at a time in a folder."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

_FILE = ".kamdocs-lock"


@contextlib.contextmanager
def alone_in(folders: Iterable[Path]) -> Iterator[None]:
    """Wait until no other process is in such a block for one of `folders`, and keep others waiting until it is left.

    A process that dies keeps nobody waiting. Where the file system knows no locks, nobody waits.
    """
    with contextlib.ExitStack() as held:
        # In the same order everywhere, so that no two processes wait for each other.
        for folder in sorted({folder.resolve() for folder in folders}):
            with contextlib.suppress(OSError):
                _lock(folder, held, wait=True)
        yield


@contextlib.contextmanager
def claimed(folder: Path) -> Iterator[bool]:
    """Keep others out of `folder` as `alone_in` does, but wait for nobody: False where another process is in it."""
    with contextlib.ExitStack() as held:
        is_ours = True
        try:
            _lock(folder.resolve(), held, wait=False)
        except OSError as error:
            is_ours = error.errno not in _TAKEN
        yield is_ours


if sys.platform == "win32":
    import msvcrt

    _TAKEN = {errno.EACCES, errno.EDEADLK}

    def _lock(folder: Path, held: contextlib.ExitStack, *, wait: bool) -> None:
        """By a file, as folders cannot be opened; it can be removed once nobody else has it open."""
        file = folder / _FILE
        handle = os.open(file, os.O_RDWR | os.O_CREAT)
        held.callback(_remove, file)
        held.callback(os.close, handle)
        if not wait:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            return
        while not _locked(handle):
            pass

    def _locked(handle: int) -> bool:
        """Whether the file could be locked within ten seconds, during which the system asks once a second."""
        try:
            msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
        except OSError as error:
            if error.errno != errno.EDEADLK:
                raise
            return False
        return True

    def _remove(file: Path) -> None:
        with contextlib.suppress(OSError):
            file.unlink()

else:
    import fcntl

    _TAKEN = {errno.EAGAIN, errno.EACCES}

    def _lock(folder: Path, held: contextlib.ExitStack, *, wait: bool) -> None:
        handle = os.open(folder, os.O_RDONLY)
        held.callback(os.close, handle)
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
