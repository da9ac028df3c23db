"""A process of this machine that works for a crew: how it begins, and how it ends with the process that started it."""

from __future__ import annotations

import contextlib
import multiprocessing
import multiprocessing.connection
import os
import pickle
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

from kamdocs.batch.hands import Answer, Hands, work_through
from kamdocs.model.batch import Task

_GONE = 1
_hands: list[Hands] = []


def begin(work: bytes, folder: str) -> None:
    """Take up the pickled `work`; temporary files go into `folder`, which the process that started this one removes."""
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    tempfile.tempdir = folder
    threading.Thread(target=_end_with_parent, args=(Path(folder),), daemon=True).start()
    _hands[:] = [Hands(pickle.loads(work))]


def make(tasks: tuple[Task, ...]) -> Answer:
    """What `tasks` give; of none, whether the work could be started."""
    return work_through(_hands[0], tasks)


@contextlib.contextmanager
def without_interrupts() -> Iterator[None]:
    """A block in which processes are started that no Ctrl-C in the terminal reaches: it is for the one who waits for
    them, who gets it at the end of the block."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_parent(folder: Path) -> None:
    """End this process at once where the one that started it was killed, and leave nothing in the temporary folder."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    multiprocessing.connection.wait([parent.sentinel])
    shutil.rmtree(folder, ignore_errors=True)
    with contextlib.suppress(OSError):
        folder.parent.rmdir()
    os._exit(_GONE)
