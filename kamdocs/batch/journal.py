"""What is known of the files in a store: by its manifest, and by the journal of a run that has not ended.

A line of the journal is written *before* its file gets its name. So every file that a killed run leaves is one that an
entry vouches for, whichever moment it was killed at; a line whose file never came says nothing that a look at the file
does not put right. At the end the journal becomes the manifest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kamdocs.errors import OutputError
from kamdocs.model.batch import Store
from kamdocs.model.manifest import (
    Entry,
    Mailing,
    Manifest,
    entry_of,
    mailing_of,
    manifest_content,
    read_manifest,
    said_of,
    said_of_mailing,
)
from kamdocs.model.page import JOURNAL, MANIFEST

VERSION = 1
"""Of the lines of a journal; those of another are not understood."""


class Ledger:
    """The entries of every file in a store, and the journal of this run."""

    def __init__(self, store: Store) -> None:
        """Raises OutputError where the manifest is none, or the journal is not ours."""
        self._store = store
        content = store.read(MANIFEST)
        self._as_it_stands = _digest(content)
        self._mailings: dict[str, Mailing] = {}
        self._entries: dict[str, list[Entry]] = {}
        self._beside: dict[str, set[str]] = {}
        self._shared: dict[tuple[tuple[str, str], ...], Mapping[str, str]] = {}
        self._noted = set[str]()
        self._begin(_manifest(content, store.place))
        self._read_journal()

    def names(self) -> Collection[str]:
        """Every file that an entry tells of, whether it is there or not."""
        return self._entries.keys()

    def entries(self, name: str) -> Sequence[Entry]:
        """What was ever said of `name`, the latest last."""
        return self._entries.get(name, ())

    def vouches(self, name: str, digest: str) -> bool:
        """Whether what stands under `name` with that SHA-256 was made by a batch, or another run of ours."""
        return any(entry.sha256 == digest for entry in self.entries(name))

    def mailing(self, entry: Entry) -> Mailing:
        """The mailing of `entry`; one without name where it is not known."""
        return self._mailings.get(entry.mailing, Mailing())

    def join(self, mailing: Mailing) -> str:
        """The id of `mailing`, which entries can belong to from now on."""
        self._mailings[id := mailing.id()] = mailing
        return id

    def expect(self, entries: Mapping[str, Entry]) -> None:
        """Note what files are about to be, by name, before they are put; raises OutputError."""
        lines = [] if self._noted else [_line(journal=VERSION)]
        for id in {entry.mailing for entry in entries.values()} - self._noted:
            lines.append(_line(mailing_id=id, **said_of_mailing(self._mailings[id])))
            self._noted.add(id)
        self._store.note([*lines, *(_line(name=name, **said_of(entry)) for name, entry in entries.items())])
        for name, entry in entries.items():
            self._add(name, entry)

    def is_ours(self, name: str, digest: str) -> bool:
        """Whether what stands under `name` beside the letters is as a run put it there."""
        return digest in self._beside.get(name, ())

    def expect_beside(self, name: str, digest: str) -> None:
        """Note what is about to stand under `name` beside the letters; raises OutputError."""
        if not self.is_ours(name, digest):
            self._store.note([_line(journal=VERSION), _line(beside=name, sha256=digest)])
            self._beside.setdefault(name, set()).add(digest)

    def close(self, files: Mapping[str, Entry], beside: Mapping[str, str]) -> None:
        """Have `files` in the manifest and what stands `beside` them, and no journal; what stands so already is not
        written again."""
        content = manifest_content(Manifest(dict(files), self._mailings, dict(beside)))
        if _digest(content) != self._as_it_stands and (files or beside or self._as_it_stands):
            self._store.put({MANIFEST: content})
        self._store.clear_notes()

    def _begin(self, manifest: Manifest) -> None:
        self._mailings |= manifest.mailings
        self._beside = {name: {digest} for name, digest in manifest.beside.items()}
        for name, entry in manifest.files.items():
            self._add(name, entry)

    def _add(self, name: str, entry: Entry) -> None:
        shared = self._shared.setdefault(tuple(entry.inputs.items()), entry.inputs)
        known = self._entries.setdefault(name, [])
        if entry not in known[-1:]:
            known.append(replace(entry, inputs=shared))

    def _read_journal(self) -> None:
        """Take in the lines of the journal, if there is one. Lines that are damaged are as if they were not there."""
        lines = list(self._store.notes())
        said = [one for line in lines if (one := _said(line)) is not None]
        versions = {one["journal"] for one in said if isinstance(one.get("journal"), int)}
        if lines and not versions:
            raise _foreign(self._store.place, "is no journal of kamdocs", "move it away")
        if versions - {VERSION}:
            help = "end the run with that version, or choose another folder with `--out`"
            raise _foreign(self._store.place, "was written by another version of kamdocs", help)
        for one in said:
            self._take(one)

    def _take(self, said: dict[str, Any]) -> None:
        try:
            if "mailing_id" in said:
                self._mailings[str(said["mailing_id"])] = mailing_of(said)
            elif "name" in said:
                self._add(said["name"], entry_of(said["name"], said))
            elif "beside" in said:
                self._beside.setdefault(str(said["beside"]), set()).add(str(said["sha256"]))
        except (ValueError, KeyError, TypeError, AttributeError):
            return


def _digest(content: bytes | None) -> str:
    return "" if content is None else hashlib.sha256(content).hexdigest()


def _manifest(content: bytes | None, place: str) -> Manifest:
    try:
        return read_manifest(content) if content is not None else Manifest()
    except ValueError as error:
        help = "delete it; what is built now is entered anew"
        raise OutputError(f"`{_inside(place, MANIFEST)}` is not a manifest", help=help) from error


def _foreign(place: str, what: str, help: str) -> OutputError:
    return OutputError(f"`{_inside(place, JOURNAL)}` {what}", help=help)


def _inside(place: str, name: str) -> str:
    return f"{place.rstrip('/')}/{name}"


def _line(**said: object) -> bytes:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def _said(line: bytes) -> dict[str, Any] | None:
    """What a line of a journal says; None for one that is damaged."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None
