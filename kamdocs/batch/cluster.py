"""A crew on a Dask cluster: the same tasks, made by its workers, which need not share a disk with this machine."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, InvalidStateError, wait
from contextlib import contextmanager, suppress
from typing import Any

from kamdocs.batch import cluster_worker
from kamdocs.batch.cluster_worker import versions as our_versions
from kamdocs.batch.hands import Answer, Verdict
from kamdocs.batch.snapshot import Cargo, packed
from kamdocs.errors import OutputError
from kamdocs.model.batch import Task, Work

CONNECT_SECONDS = 10.0
"""How long a scheduler has to answer, and a cluster to have a worker."""

_PATIENCE_SECONDS = 60.0
"""How long a cluster may be without a worker in the middle of a batch."""

_LOOK_SECONDS = 2.0
_DEPTH = 2
"""Chunks for each worker, so that none need wait for the next one."""

_STARTS = 3
"""So often Dask is started here."""

_SCATTERINGS = 10
"""So often all workers that have the files of the work may be lost."""

_CANCELLED = (CancelledError, asyncio.CancelledError)
_AGAIN = "run the command again: what is there is not made a second time"


@contextmanager
def cluster(work: Work, address: str, deadline: float) -> Iterator[ClusterTeam]:
    """The workers of the cluster whose scheduler has that `address`, ready to do `work`.

    Raises OutputError where Dask is not installed, nobody answers, there is no worker, or one has other versions of
    what the bytes of a letter depend on.
    """
    distributed = _library()
    with _quiet():
        client = _connected(distributed, address)
        try:
            _look_for_workers(client, address)
            _refuse_other_versions(client)
            team = ClusterTeam(client, address, packed(work), deadline)
            try:
                yield team
            finally:
                team.leave()
        finally:
            with suppress(Exception):
                client.close(timeout=CONNECT_SECONDS)


class ClusterTeam:
    """The workers of a cluster as a team: a task may take `deadline` seconds."""

    chunk = 8

    def __init__(self, client: Any, address: str, cargo: Cargo, deadline: float) -> None:
        self._client, self._address, self._cargo, self._deadline = client, address, cargo, deadline
        self._run = secrets.token_hex(8)
        self._out: set[Future[Answer]] = set()
        self._scattered: Any = None
        self._scatterings = 0
        self._workers, self._looked, self._seen = 0, 0.0, time.monotonic()
        self._look()

    def submit(self, tasks: tuple[Task, ...], *, alone: bool) -> Future[Answer] | None:
        """Have `tasks` made; None where there is no room at present. `alone` waits until nothing else is being made,
        as all that a worker has falls under suspicion when it dies."""
        self._out = {future for future in self._out if not future.done()}
        if len(self._out) >= (1 if alone else _DEPTH * max(1, self._workers)):
            return None
        if self._scattered is None:
            self._scatter()
        arguments = (self._scattered, self._run, self._deadline, tasks)
        future = _followed(self._client.submit(cluster_worker.make, *arguments, pure=False))
        self._out.add(future)
        return future

    def wait(self, futures: Collection[Future[Answer]]) -> set[Future[Answer]]:
        """Those of `futures` that are done, at least one. Raises OutputError where the cluster is gone."""
        while True:
            done, _ = wait(futures, timeout=_LOOK_SECONDS, return_when=FIRST_COMPLETED)
            if self._client.status != "running":
                raise OutputError(f"the scheduler at `{self._address}` is gone", help=_AGAIN)
            if time.monotonic() - self._looked > _LOOK_SECONDS:
                self._look()
            if done:
                return done

    def verdict(self, future: Future[Answer]) -> Verdict:
        """What is known of a chunk that was lost: that workers may have died of it.

        Where all that had the files of the work died, no more is known than that chunks were cancelled.
        """
        if future.cancelled() or isinstance(future.exception(), _CANCELLED):
            self._scattered = None
        return "died"

    def is_lost(self, error: BaseException) -> bool:
        """Whether `error` says that a worker was lost."""
        from distributed.scheduler import KilledWorker

        return isinstance(error, (KilledWorker, *_CANCELLED))

    def leave(self) -> None:
        """Have nothing made any more, and nothing left on the workers, as far as they can be reached."""
        self._scattered = None
        if self._client.status != "running":
            return
        with suppress(Exception):
            for future in self._out:
                future.cancel()
            self._client.run(cluster_worker.forget, self._run, on_error="ignore")

    def _scatter(self) -> None:
        """Have the files of the work on every worker, once."""
        self._scatterings += 1
        if self._scatterings > _SCATTERINGS:
            raise OutputError(f"the workers of `{self._address}` die again and again", help=_AGAIN)
        try:
            self._scattered = self._client.scatter(self._cargo, broadcast=True, hash=False)
        except (OSError, RuntimeError, ValueError) as error:
            raise OutputError(
                f"nothing can be sent to the workers of `{self._address}`: {error}", help=_AGAIN
            ) from error

    def _look(self) -> None:
        """Count the workers; raises OutputError where there has been none for long."""
        with suppress(OSError):
            self._workers = len(self._client.nthreads())
        self._looked = time.monotonic()
        if self._workers:
            self._seen = self._looked
        elif self._looked - self._seen > _PATIENCE_SECONDS:
            raise OutputError(f"the cluster at `{self._address}` has no workers any more", help=_AGAIN)


def _followed(there: Any) -> Future[Answer]:
    """A future of `concurrent.futures` that ends as the one of Dask does.

    Why: the one of `Client.get_executor()` never ends where the worker is lost that holds a result
    (`distributed.cfexecutor._cascade_future` lets the error fall), and a batch would wait for it for ever.
    """
    here: Future[Answer] = Future()

    def follow(there: Any) -> None:
        # It may have been cancelled here meanwhile.
        with suppress(InvalidStateError):
            try:
                here.set_result(there.result())
            except (Exception, CancelledError, asyncio.CancelledError) as error:
                here.set_exception(error)

    def give_up(here: Future[Answer]) -> None:
        if here.cancelled():
            there.cancel()

    here.add_done_callback(give_up)
    there.add_done_callback(follow)
    return here


def _library() -> Any:
    try:
        import distributed
    except ImportError as error:
        help = "install it with `pip install 'kamdocs[dask]'`, or leave out `--scheduler`"
        raise OutputError("Dask, which `--scheduler` needs, is not installed", help=help) from error
    return distributed


def _connected(distributed: Any, address: str) -> Any:
    for _ in range(_STARTS):
        try:
            return distributed.Client(
                address, timeout=CONNECT_SECONDS, set_as_default=False, name="kamdocs", direct_to_workers=False
            )
        except AssertionError:
            continue  # its thread did not start within its ten seconds, as where the machine slept meanwhile
        except (OSError, ValueError, RuntimeError) as error:
            what = f"no Dask scheduler answers at `{address}`"
            raise OutputError(what, help="start one with `dask scheduler`; it prints its address") from error
    raise OutputError("Dask cannot start here: the machine is too busy", help=_AGAIN)


def _look_for_workers(client: Any, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=CONNECT_SECONDS)
    except TimeoutError as error:
        help = f"start some with `dask worker {address} --nthreads 1`"
        raise OutputError(f"the cluster at `{address}` has no workers", help=help) from error


def _refuse_other_versions(client: Any) -> None:
    """Why: the same letter would have other bytes when it is made by another worker."""
    ours = our_versions()
    found: Mapping[str, Any] = client.run(cluster_worker.versions, on_error="return")
    for worker, theirs in sorted(found.items()):
        if not isinstance(theirs, dict):
            help = f"install kamdocs {ours['kamdocs']} where the workers run"
            raise OutputError(f"the worker `{worker}` cannot use kamdocs", help=help)
        others = [f"{name} {theirs.get(name)}, not {version}" for name, version in ours.items()]
        if different := [other for name, other in zip(ours, others, strict=True) if theirs.get(name) != ours[name]]:
            what = f"the worker `{worker}` has {', '.join(different)}"
            raise OutputError(what, help="install the same versions on all machines of the cluster")


@contextmanager
def _quiet() -> Iterator[None]:
    """What Dask says of workers that come and go is not said: what matters of it is in our own errors."""
    loggers = [logging.getLogger(name) for name in ("distributed", "tornado")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)
