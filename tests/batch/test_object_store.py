"""A batch in an object store: in memory, behind a file system, and in a real server that speaks S3."""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import gated_module

from kamdocs.batch import object_store
from kamdocs.batch.object_store import LEASE, ObjectStore, is_address
from kamdocs.errors import OutputError

START = "import sys; from moto.server import main; main(['-H', '127.0.0.1', '-p', '0'])"


@pytest.fixture(scope="module")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a bucket in an S3 server on this machine."""
    gated_module("s3fs")
    gated_module("moto")
    import fsspec

    said = tmp_path_factory.mktemp("s3") / "said"
    with said.open("wb") as stream:
        server = subprocess.Popen([sys.executable, "-c", START], stderr=stream, stdout=subprocess.DEVNULL)
    try:
        end = time.monotonic() + 60
        while not (found := re.search(r"http://127\.0\.0\.1:\d+", said.read_text(encoding="utf-8"))):
            assert time.monotonic() < end
            time.sleep(0.05)
        url = found[0]
        settings = {"AWS_ENDPOINT_URL": url, "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "y"}
        with pytest.MonkeyPatch.context() as patched:
            for name, value in {**settings, "AWS_DEFAULT_REGION": "us-east-1"}.items():
                patched.setenv(name, value)
            fsspec.filesystem("s3").mkdir("letters")
            yield "s3://letters"
    finally:
        server.kill()
        server.wait()


@pytest.fixture(params=["memory", "file", "s3"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place where nothing is yet, of each kind."""
    gated_module("fsspec")
    if request.param == "s3":
        return f"{request.getfixturevalue('s3')}/{secrets.token_hex(4)}/batch"
    return f"memory://{secrets.token_hex(4)}/batch" if request.param == "memory" else f"file://{tmp_path}/batch"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leases are not waited for as long as between machines."""
    monkeypatch.setattr(object_store, "_SETTLE_SECONDS", 0.05)


def test_what_is_put_is_read(address: str) -> None:
    """Whole, under names with letters of any language; what is put again takes its place."""
    store = ObjectStore(address)
    with store.alone():
        assert store.read("a.txt") is None
        assert store.digests(["a.txt"]) == {}
        store.put({"a.txt": b"one"})
        store.put({"김 철수.ko.pdf": b"two"})
        store.put({"edited/a b#1%.txt": b""})
        store.put({"a.txt": b"three"})
        assert store.read("a.txt") == b"three"
        names = ["김 철수.ko.pdf", "none", "a.txt", "edited/a b#1%.txt"]
        contents = {"김 철수.ko.pdf": b"two", "a.txt": b"three", "edited/a b#1%.txt": b""}
        assert store.digests(names) == {name: hashlib.sha256(text).hexdigest() for name, text in contents.items()}
        store.remove("a.txt")
        store.remove("a.txt")
        assert store.read("a.txt") is None
        assert store.digests([]) == {}


def test_notes_are_there_for_the_next_run(address: str) -> None:
    """In their order, also over several runs, until they are cleared."""
    with (first := ObjectStore(address)).alone():
        assert list(first.notes()) == []
        for number in range(12):
            first.note([f"a{number}".encode(), b"b"])
    with (second := ObjectStore(address)).alone():
        second.note([b"last"])
        lines = [line for number in range(12) for line in (f"a{number}".encode(), b"b")]
        assert list(second.notes()) == [*lines, b"last"]
        second.clear_notes()
        second.clear_notes()
        assert list(second.notes()) == []
        second.note([b"new"])
    assert list(ObjectStore(address).notes()) == [b"new"]


def test_two_runs_exclude_each_other(address: str) -> None:
    """The second is told at once; after the first has ended it may."""
    with ObjectStore(address).alone():
        with pytest.raises(OutputError, match="another run is at work in") as caught, ObjectStore(address).alone():
            pass
        assert caught.value.help == "wait until it has ended; one that was killed holds the place for two minutes"
    with ObjectStore(address).alone():
        pass
    assert ObjectStore(address).read(LEASE) is None


def test_the_place_of_a_killed_run_is_taken_over(address: str) -> None:
    """Once its lease is stale; the run itself, should it go on, writes nothing any more."""
    then = ObjectStore(address, wall=lambda: time.time() - 200)
    with then.alone(), ObjectStore(address).alone():
        assert json.loads(ObjectStore(address).read(LEASE) or b"")["run"] != then._run
    store = ObjectStore(address)
    store._put(LEASE, b"no lease")
    with store.alone():
        pass


def test_a_run_that_lost_its_place_writes_nothing(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told with the next file."""
    monkeypatch.setattr(object_store, "_RENEW_SECONDS", 0.02)
    store = ObjectStore(address)
    with store.alone():
        ObjectStore(address)._write_lease()
        store._lost.wait(30)
        for deed in (lambda: store.put({"a": b""}), lambda: store.note([b""]), lambda: store.remove("a")):
            with pytest.raises(OutputError, match="another run has taken"):
                deed()


def test_a_lease_is_renewed(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as its run goes on."""
    monkeypatch.setattr(object_store, "_RENEW_SECONDS", 0.02)
    with (store := ObjectStore(address)).alone():
        first = store.read(LEASE)
        end = time.monotonic() + 30
        while store.read(LEASE) in (first, None):
            assert time.monotonic() < end
            time.sleep(0.01)


def test_a_file_system_never_shows_half_a_file(tmp_path: Path) -> None:
    """What cannot be written leaves what was there, and nothing beside it."""
    gated_module("fsspec")
    store = ObjectStore(f"file://{tmp_path}/batch")
    with store.alone():
        store.put({"a.txt": b"one"})
        (tmp_path / "batch" / "b.txt").mkdir()
        (tmp_path / "batch" / "b.txt" / "x").touch()
        with pytest.raises(OutputError, match=r"cannot write `file://.*/batch/b\.txt/x/y`: file exists"):
            store.put({"b.txt/x/y": b"two"})
    assert sorted(path.name for path in (tmp_path / "batch").iterdir()) == ["a.txt", "b.txt"]


@pytest.mark.parametrize(
    ("address", "words", "help"),
    [
        (
            "s3://no-such-bucket-here/x",
            "cannot write `s3://no-such-bucket-here/x/.kamdocs-lease`: ",
            "check the address",
        ),
        ("nonsense://x", "cannot write `nonsense://x`: Protocol not known: nonsense", "check the address"),
        (
            "gs://x",
            "what `gs://` addresses need is not installed",
            "install it with `pip install 'kamdocs[object-store]' gcsfs`",
        ),
    ],
)
def test_what_a_store_refuses_is_told(s3: str, address: str, words: str, help: str) -> None:
    """In words, with what mends it."""
    with pytest.raises(OutputError) as caught, ObjectStore(address).alone():
        pass
    assert words in str(caught.value)
    assert caught.value.help.startswith(help)


def test_no_password_is_shown() -> None:
    """One that stands in the address."""
    gated_module("fsspec")
    with pytest.raises(OutputError) as caught:
        ObjectStore("nonsense://me:secret@host/x")
    assert "secret" not in str(caught.value)


def test_without_fsspec_its_command_is_told() -> None:
    """It is needed for addresses alone."""
    code = "import sys; sys.modules['fsspec'] = None; from kamdocs.batch.object_store import ObjectStore\n"
    code += "from kamdocs.errors import OutputError\n"
    code += "try: ObjectStore('s3://x')\nexcept OutputError as error: print(error, error.help, sep='; ')"
    done = subprocess.run([sys.executable, "-c", code], env=dict(os.environ), capture_output=True, check=True)
    assert done.stdout.decode().startswith("what `s3://` addresses need is not installed; install it with `pip install")


def test_addresses_are_told_from_folders() -> None:
    """A folder of Windows is none."""
    assert all(map(is_address, ("s3://x/y", "memory://x", "file:///tmp/x", "simplecache::s3://x")))
    assert not any(map(is_address, ("out", "C:\\out", "/tmp/x", "a/b://c", Path("out"))))
