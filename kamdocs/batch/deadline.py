"""A limit of time for what runs in this process."""

from __future__ import annotations

import ctypes
import threading
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

_MOMENT_SECONDS = 0.01


class Overdue(BaseException):
    """What was to be done took too long. It is no `Exception`, so that no handler on the way takes it for one."""


def within(seconds: float | None, make: Callable[[], T]) -> T:
    """What `make` gives. Raises Overdue where it takes longer than `seconds`; None sets no limit.

    It is raised between two steps of Python in the thread that `make` runs in; one long call of a library written in C
    is not broken off.
    """
    if seconds is None:
        return make()
    watch = _Watch(threading.get_ident())
    timer = threading.Timer(seconds, watch.strike)
    timer.daemon = True
    timer.start()
    try:
        return make()
    finally:
        timer.cancel()
        watch.end()


class _Watch:
    """Whether the time of the thread `thread` is over, and whether that came too late to matter."""

    def __init__(self, thread: int) -> None:
        self._thread, self._lock = thread, threading.Lock()
        self._ended = self._struck = False

    def strike(self) -> None:
        """Raise Overdue in the thread, unless it has ended."""
        with self._lock:
            if not self._ended:
                self._struck = True
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self._thread), ctypes.py_object(Overdue))

    def end(self) -> None:
        """Have no Overdue come from now on: one that is under way is waited for."""
        with self._lock:
            self._ended = True
        if self._struck:
            time.sleep(_MOMENT_SECONDS)
