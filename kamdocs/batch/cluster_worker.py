"""What a worker of a Dask cluster does for a crew.

A process makes one letter at a time, however many threads it has: the libraries behind PDFs are not made for more.
"""

from __future__ import annotations

import importlib.metadata
import platform
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from kamdocs._version import __version__
from kamdocs.batch.hands import Answer, Hands, work_through
from kamdocs.batch.snapshot import Cargo
from kamdocs.model.batch import Task

_KEPT = 2
"""Batches whose files a worker keeps at a time; of those that were broken off nobody tells it."""

_BYTES_DEPEND_ON = ("weasyprint", "pydyf", "python-docx", "lxml", "fonttools", "jinja2", "markdown-it-py", "babel")


class _Bench(NamedTuple):
    hands: Hands
    folder: tempfile.TemporaryDirectory[str]


_benches: dict[str, _Bench] = {}
_lock = threading.Lock()


def make(cargo: Cargo, run: str, deadline: float, tasks: tuple[Task, ...]) -> Answer:
    """What `tasks` of the batch `run` give, by the work in `cargo`."""
    with _lock:
        if run not in _benches:
            _benches[run] = _bench(cargo, deadline)
        while len(_benches) > _KEPT:
            _remove(next(iter(_benches)))
        return work_through(_benches[run].hands, tasks)


def forget(run: str) -> None:
    """Remove what is kept for the batch `run`."""
    with _lock:
        _remove(run)


def versions() -> Mapping[str, str]:
    """What the bytes of a letter depend on, with its version on this machine."""
    libraries = {name: importlib.metadata.version(name) for name in _BYTES_DEPEND_ON}
    return {"kamdocs": __version__, "python": ".".join(platform.python_version_tuple()[:2]), **libraries}


def _bench(cargo: Cargo, deadline: float) -> _Bench:
    folder = tempfile.TemporaryDirectory(prefix="kamdocs-", dir=_scratch())
    return _Bench(Hands(cargo.unpacked(Path(folder.name)), deadline), folder)


def _remove(run: str) -> None:
    bench = _benches.pop(run, None)
    if bench is not None:
        bench.folder.cleanup()


def _scratch() -> str | None:
    """The worker's own folder for what is temporary, which Dask removes even after one that was killed."""
    from distributed import get_worker

    return str(get_worker().local_directory)
