"""The manifest of an output folder: what each file in it is and was made from.

    {"files": {"kim.ko.pdf": {"sha256": …, "inputs": {…}, "facts": {…},
                               "made_of": …, "recipient": …, "mailing": "1f2e…"}},
     "mailings": {"1f2e…": {"kind": …, "source": …, "inputs": {…}}},
     "beside": {"problems.csv": "9c5b…"}}

What follows `facts` stands only for a file of a batch, `held` only where it is not to be sent, and `mailings` only
where there is one: what all letters of a batch are made from is said once, or else the manifest of 10,000 letters
would be larger than some hundred megabytes. `beside` has the SHA-256 of what stands there for people to edit.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

_OF_A_BATCH = ("made_of", "recipient", "mailing", "held")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a manifest says of one file: its SHA-256, the files it was made from with theirs, the facts it states.

    For a file of a batch also the digest of all that decides its content, the id of its recipient, and that of the
    mailing it belongs to; `inputs` are then those beside the mailing's. `held` says why it is not to be sent: a later
    run would not have made it.
    """

    sha256: str
    inputs: Mapping[str, str]
    facts: Mapping[str, str]
    made_of: str = ""
    recipient: str = ""
    mailing: str = ""
    held: str = ""


@dataclass(frozen=True, slots=True)
class Mailing:
    """What all letters of a batch have in common: their kind, where the recipients come from, in words that are the
    same on each run, and empty for rows that are given back corrected, and the files that all are made from, with their
    SHA-256."""

    kind: str = ""
    source: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)

    def id(self) -> str:
        """A name that no other mailing has."""
        said = json.dumps([self.kind, self.source, self.inputs], sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Manifest:
    """The entries of all files by their names, and the mailings by their ids; of what a batch puts beside its letters
    the SHA-256, by name."""

    files: dict[str, Entry] = field(default_factory=dict)
    mailings: dict[str, Mailing] = field(default_factory=dict)
    beside: dict[str, str] = field(default_factory=dict)

    def inputs(self, entry: Entry) -> Mapping[str, str]:
        """All files that the file of `entry` was made from."""
        common = self.mailings.get(entry.mailing)
        return {**common.inputs, **entry.inputs} if common else entry.inputs


def is_name(name: str) -> bool:
    """Whether `name` is that of a file in the folder itself."""
    return name not in ("", ".", "..") and not set(name) & set("/\\\0")


def read_manifest(content: bytes) -> Manifest:
    """The manifest that `content` is. Raises ValueError where it is none, or names a file outside its folder."""
    try:
        document = json.loads(content)
        files = {name: entry_of(name, said) for name, said in document["files"].items()}
        mailings = {id: mailing_of(said) for id, said in document.get("mailings", {}).items()}
        beside = dict(_texts(document.get("beside", {})))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("is not a manifest") from error
    return Manifest(files, mailings, beside)


def entry_of(name: str, said: Mapping[str, Any]) -> Entry:
    """The entry of the file `name`. Raises ValueError, KeyError, TypeError or AttributeError where it is none."""
    if not is_name(name):
        raise ValueError(name)
    more = {key: _text(said.get(key, "")) for key in _OF_A_BATCH}
    return Entry(_text(said["sha256"]), _texts(said["inputs"]), _texts(said["facts"]), **more)


def mailing_of(said: Mapping[str, Any]) -> Mailing:
    """The mailing that `said` is; raises as `entry_of` does."""
    return Mailing(_text(said["kind"]), _text(said["source"]), _texts(said["inputs"]))


def said_of(entry: Entry) -> dict[str, Any]:
    """`entry` as it stands in files."""
    said: dict[str, Any] = {"sha256": entry.sha256, "inputs": dict(entry.inputs), "facts": dict(entry.facts)}
    return said | {key: value for key in _OF_A_BATCH if (value := getattr(entry, key))}


def said_of_mailing(mailing: Mailing) -> dict[str, Any]:
    """`mailing` as it stands in files."""
    return {"kind": mailing.kind, "source": mailing.source, "inputs": dict(mailing.inputs)}


def manifest_content(manifest: Manifest) -> bytes:
    """`manifest` as JSON, sorted; of its mailings those that a file belongs to.

    Why: put together file by file, which takes a sixth of the time of `json.dumps` with an indent, and less memory.
    """
    used = {entry.mailing for entry in manifest.files.values()}
    mailings = {id: said_of_mailing(one) for id, one in sorted(manifest.mailings.items()) if id in used}
    parts = [_block("files", ((name, said_of(entry)) for name, entry in sorted(manifest.files.items())))]
    if mailings:
        parts.append(_block("mailings", iter(mailings.items())))
    if manifest.beside:
        parts.append(f'  "beside": {_mapping(manifest.beside, 2)}')
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def _block(name: str, members: Iterator[tuple[str, Mapping[str, Any]]]) -> str:
    inner = ",\n".join(f"    {_quoted(key)}: {_mapping(said, 4)}" for key, said in members)
    return f'  "{name}": ' + ("{\n" + inner + "\n  }" if inner else "{}")


def _mapping(said: Mapping[str, Any], depth: int) -> str:
    if not said:
        return "{}"
    blanks = " " * depth
    lines = (
        f"{blanks}  {_quoted(key)}: {_mapping(value, depth + 2) if isinstance(value, dict) else _quoted(value)}"
        for key, value in sorted(said.items())
    )
    return "{\n" + ",\n".join(lines) + f"\n{blanks}}}"


_quoted = json.JSONEncoder(ensure_ascii=False).encode


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _texts(value: Any) -> dict[str, str]:
    return {_text(key): _text(one) for key, one in value.items()}
