"""An object store, or whatever else fsspec knows by an address, as the place of a batch.

An object appears whole by the nature of such stores; in file systems behind fsspec it gets its name by a move. There is
no appending, so that the journal is a folder of small objects, and there are no locks, so that an object with a time
holds the place for one run.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from kamdocs.errors import OutputError
from kamdocs.model.page import JOURNAL

LEASE = ".kamdocs-lease"

LEASE_SECONDS = 120.0
"""A lease that was not renewed for so long is that of a run that was killed."""

_RENEW_SECONDS = 20.0
_SETTLE_SECONDS = 1.0
_AT_ONCE = 16
"""Objects read at a time."""

_WHOLE = {"memory", "s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "adl", "oss", "oci", "r2"}
"""Protocols in which an object is there whole or not at all."""

_PASSWORD = re.compile(r"(?<=://)[^/@]*@")
_DRIVERS = {"s3": "s3fs", "s3a": "s3fs", "gs": "gcsfs", "gcs": "gcsfs", "az": "adlfs", "abfs": "adlfs", "oss": "ossfs"}


def is_address(out: object) -> bool:
    """Whether `out` names a store by an address, as `s3://bucket/letters`, and no folder of this machine."""
    return isinstance(out, str) and re.match(r"[a-z][a-z0-9+.-]*(::[a-z0-9+.-]+)*://", out) is not None


class ObjectStore:
    """The store of a batch at `address`. Raises OutputError where nothing that is installed knows such addresses.

    `wall` is the clock that leases are held against: those of the machines that share a store have to agree by a
    minute.
    """

    def __init__(self, address: str, *, wall: Callable[[], float] = time.time) -> None:
        self.place = _PASSWORD.sub("", address)
        self._wall, self._run = wall, secrets.token_hex(8)
        self._fs, path = self._opened(address)
        self._root = path.rstrip("/")
        protocols = self._fs.protocol if isinstance(self._fs.protocol, tuple | list) else (self._fs.protocol,)
        self._is_whole = not _WHOLE.isdisjoint(protocols)
        self._notes = 0
        self._lost = threading.Event()

    @contextmanager
    def alone(self) -> Iterator[None]:
        with self._told(LEASE):
            if not self._is_whole:
                self._fs.makedirs(self._root, exist_ok=True)
            self._take_lease()
        ended = threading.Event()
        keeper = threading.Thread(target=self._keep_lease, args=(ended,), daemon=True)
        keeper.start()
        try:
            yield
        finally:
            ended.set()
            keeper.join()
            self._give_up_lease()

    def read(self, name: str) -> bytes | None:
        with self._told(name, "read"):
            try:
                return bytes(self._fs.cat_file(self._at(name)))
            except FileNotFoundError:
                return None

    def digests(self, names: Iterable[str]) -> Mapping[str, str]:
        wanted, found = list(names), dict[str, str]()
        for start in range(0, len(wanted), _AT_ONCE):
            some = {self._key(name): name for name in wanted[start : start + _AT_ONCE]}
            with self._told(next(iter(some.values())), "read"):
                contents = self._fs.cat([*some], on_error="return") if some else {}
                contents = contents if isinstance(contents, dict) else {next(iter(some)): contents}
            for path, content in contents.items():
                name = some[path]
                if isinstance(content, FileNotFoundError):
                    continue
                with self._told(name, "read"):
                    found[name] = _digest(content)
        return {name: found[name] for name in wanted if name in found}

    def put(self, files: Mapping[str, bytes]) -> None:
        from concurrent.futures import ThreadPoolExecutor

        self._refuse_lost_lease()
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            for done in [threads.submit(self._put_one, name, content) for name, content in files.items()]:
                done.result()

    def _put_one(self, name: str, content: bytes) -> None:
        with self._told(name):
            self._put(name, content)

    def note(self, lines: Iterable[bytes]) -> None:
        self._refuse_lost_lease()
        if not self._notes:
            self._notes = max((int(name[:12]) for name in self._note_names()), default=0)
        self._notes += 1
        with self._told(JOURNAL):
            self._put(f"{JOURNAL}/{self._notes:012}", b"".join(line + b"\n" for line in lines))

    def notes(self) -> Iterator[bytes]:
        for name in self._note_names():
            content = self.read(f"{JOURNAL}/{name}") or b""
            yield from content.rpartition(b"\n")[0].split(b"\n")

    def clear_notes(self) -> None:
        names = self._note_names()
        with self._told(JOURNAL):
            if names:
                self._fs.rm([self._at(f"{JOURNAL}/{name}") for name in names])
            if not self._is_whole and self._fs.isdir(self._at(JOURNAL)):
                self._fs.rmdir(self._at(JOURNAL))
        self._notes = 0

    def remove(self, name: str) -> None:
        self._refuse_lost_lease()
        with self._told(name), suppress(FileNotFoundError):
            self._fs.rm_file(self._at(name))

    def _opened(self, address: str) -> tuple[Any, str]:
        protocol = address.partition("://")[0].partition("::")[0]
        try:
            from fsspec.core import url_to_fs

            with self._told(""):
                file_system, path = url_to_fs(address, use_listings_cache=False)
                return file_system, str(path)
        except ImportError as error:
            wanted = _DRIVERS.get(protocol, "") if error.name != "fsspec" else ""
            needed = " ".join(["'kamdocs[object-store]'", wanted]).strip()
            what = f"what `{protocol}://` addresses need is not installed"
            raise OutputError(what, help=f"install it with `pip install {needed}`") from error

    def _at(self, name: str) -> str:
        return f"{self._root}/{name}"

    def _key(self, name: str) -> str:
        """The path of `name` as fsspec gives it back."""
        return str(self._fs._strip_protocol(self._at(name)))

    def _put(self, name: str, content: bytes) -> None:
        if self._is_whole:
            self._fs.pipe_file(self._at(name), content)
            return
        unfinished = self._at(f".kamdocs-{self._run}.tmp")
        try:
            self._fs.makedirs(self._at(name).rpartition("/")[0], exist_ok=True)
            self._fs.pipe_file(unfinished, content)
            self._fs.mv(unfinished, self._at(name))
        except BaseException:
            with suppress(Exception):
                self._fs.rm_file(unfinished)
            raise

    def _note_names(self) -> list[str]:
        with self._told(JOURNAL, "read"):
            try:
                self._fs.invalidate_cache(self._at(JOURNAL))
                found = self._fs.ls(self._at(JOURNAL), detail=False)
            except FileNotFoundError:
                return []
        return sorted(name for path in found if (name := path.rpartition("/")[2]).isdecimal())

    def _take_lease(self) -> None:
        lease = self._lease()
        if lease is not None and self._wall() - lease[1] < LEASE_SECONDS:
            raise self._taken()
        self._write_lease()
        # Of two runs that take the place at once, the one that wrote last has it.
        time.sleep(_SETTLE_SECONDS if lease is not None or self._is_whole else 0.0)
        if (lease := self._lease()) is None or lease[0] != self._run:
            raise self._taken()

    def _keep_lease(self, ended: threading.Event) -> None:
        """Renew the lease until `ended`; where another run has taken it, nothing is written any more."""
        renewed = self._wall()
        while not ended.wait(_RENEW_SECONDS):
            with suppress(Exception):
                lease = self._lease()
                if lease is None or lease[0] != self._run:
                    break
                self._write_lease()
                renewed = self._wall()
            if self._wall() - renewed > LEASE_SECONDS / 2:
                break
        if not ended.is_set():
            self._lost.set()

    def _give_up_lease(self) -> None:
        with suppress(Exception):
            lease = self._lease()
            if lease is not None and lease[0] == self._run:
                self._fs.rm_file(self._at(LEASE))

    def _write_lease(self) -> None:
        self._put(LEASE, json.dumps({"run": self._run, "time": self._wall()}).encode())

    def _lease(self) -> tuple[str, float] | None:
        """The run that has the place, and when it last said so; None where nobody has it."""
        content = self.read(LEASE)
        if content is None:
            return None
        try:
            said = json.loads(content)
            return str(said["run"]), float(said["time"])
        except (ValueError, KeyError, TypeError):
            return "", 0.0

    def _refuse_lost_lease(self) -> None:
        if self._lost.is_set():
            what = f"another run has taken `{self.place}`, or it could not be reached for a minute"
            raise OutputError(what, help="run the command again: what is there is not made a second time")

    def _taken(self) -> OutputError:
        help = "wait until it has ended; one that was killed holds the place for two minutes"
        return OutputError(f"another run is at work in `{self.place}`", help=help)

    @contextmanager
    def _told(self, name: str, deed: str = "write") -> Iterator[None]:
        """Raises OutputError that names the object where the store refuses; each kind has errors of its own."""
        try:
            yield
        except (OutputError, ImportError):
            raise
        except Exception as error:
            reason = error.strerror.lower() if isinstance(error, OSError) and error.strerror else str(error)
            what = _PASSWORD.sub("", reason).strip() or type(error).__name__
            shown = "/".join(part for part in (self.place.rstrip("/"), name) if part)
            help = "check the address, your rights and the key that the store asks for"
            raise OutputError(f"cannot {deed} `{shown}`: {what}", help=help) from error


def _digest(content: object) -> str:
    """The SHA-256 of what an object holds; an error that came instead is raised."""
    if isinstance(content, Exception):
        raise content
    assert isinstance(content, bytes)
    return hashlib.sha256(content).hexdigest()
