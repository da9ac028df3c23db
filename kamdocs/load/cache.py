"""What was read of sound files, kept from run to run by the hash of their content; nothing internal is in it."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pydantic

from kamdocs._version import __version__
from kamdocs.load.paths import FAULT_OF
from kamdocs.load.records import Block, Kept, Record
from kamdocs.rules.cache import cache_folder


class Shelf:
    """The kept files of one workspace.

    `known` are the ids that there are, by kind: references under `internal:` are not kept and therefore not checked
    again, so a file that has some is read anew once the ids of their kinds have changed.
    """

    def __init__(self, root: Path, known: Mapping[str, Collection[str]]) -> None:
        self._file = _file_of(root)
        self._known = {kind: _hash("\n".join(sorted(ids))) for kind, ids in known.items()}
        stored = _stored(self._file)
        then = stored.get("known", {})
        self._changed = {kind for kind, ids in self._known.items() if then.get(kind) != ids}
        self._kept: Mapping[str, Any] = stored.get("files", {})
        self._sound: Mapping[str, Any] = stored.get("sound", {})

    def vouches(self, records: Sequence[Record], root: Path) -> bool:
        """Whether `records` are those of the last run, nothing was wrong between them, and the files they name are
        there."""
        if self._sound.get("state") != _state(records):
            return False
        return all(FAULT_OF[kind](path, root) is None for kind, path in self._sound["paths"])

    def take(self, kind: str, digest: str) -> Kept | None:
        """What is kept of the file of `kind` whose content has the SHA-256 `digest`."""
        entry = self._kept.get(_key(kind, digest))
        if entry is None or not self._changed.isdisjoint(entry["asks"]):
            return None
        blocks = tuple(Block(tuple(path), start, end, column) for path, start, end, column in entry["blocks"])
        return Kept(entry["data"], blocks, tuple(entry["asks"]))

    def keep(self, records: Sequence[Record], unsound: Collection[Path]) -> None:
        """Keep those of `records` whose files are not `unsound`; that nothing can be written is no fault."""
        sound = [record for record in records if record.is_sound and record.found.file not in unsound]
        paths = {(one.kinds[0], one.value) for record in sound for one in record.names if one.kinds[0] in FAULT_OF}
        content = {
            "made_by": _maker(),
            "known": self._known,
            "sound": {} if unsound else {"state": _state(records), "paths": sorted(paths)},
            "files": {_key(record.found.kind, record.digest): _entry(record) for record in sound},
        }
        try:
            if self._file is not None:
                _write(self._file, content)
        except OSError:
            return


def _state(records: Iterable[Record]) -> str:
    return _hash("\n".join(f"{record.found.file.as_posix()} {record.digest}" for record in records))


def _key(kind: str, digest: str) -> str:
    return f"{kind} {digest}"


def _entry(record: Record) -> dict[str, Any]:
    blocks = [[block.path, block.start, block.end, block.column] for block in record.blocks]
    return {"data": record.data, "blocks": blocks, "asks": record.asks}


def _stored(file: Path | None) -> Mapping[str, Any]:
    """What the cache `file` holds, or nothing where it is missing, broken or of another version."""
    if file is None:
        return {}
    try:
        seal, _, content = file.read_bytes().partition(b"\n")
    except OSError:
        return {}
    if seal != _seal(content):
        return {}
    stored: Mapping[str, Any] = json.loads(content)
    return stored if stored["made_by"] == _maker() else {}


def _file_of(root: Path) -> Path | None:
    try:
        return cache_folder() / "load" / f"{_hash(os.fspath(root))[:32]}.json"
    except OSError:
        return None


def _seal(content: bytes) -> bytes:
    """What the first line of a cache says of the rest, so that a broken one is seen."""
    return hashlib.sha256(content).hexdigest().encode()


def _write(file: Path, stored: Mapping[str, Any]) -> None:
    content = json.dumps(stored, ensure_ascii=False, separators=(",", ":")).encode()
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, name = tempfile.mkstemp(dir=file.parent, suffix=".tmp")
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(_seal(content) + b"\n" + content)
        draft.replace(file)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


@cache
def _maker() -> str:
    """What stands for the code that reads files; with another one, everything is read anew."""
    package = Path(__file__).parent.parent
    sources = sorted([*(package / "load").glob("*.py"), *(package / "model").glob("*.py")])
    digest = hashlib.sha256(f"{__version__} {pydantic.VERSION}".encode())
    for source in sources:
        digest.update(source.read_bytes())
    return digest.hexdigest()


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
