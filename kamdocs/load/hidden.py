"""The internal values of a workspace, read from its files when they are asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kamdocs.load.document import Document
from kamdocs.load.records import Block, Record, block_values
from kamdocs.load.tree import Plain, plain
from kamdocs.load.wording import dotted
from kamdocs.model.case import Case, PublicCase
from kamdocs.model.secrets import ClientNames, Secret
from kamdocs.model.workspace import KeyPath


@dataclass(frozen=True, slots=True)
class Hiding:
    """A file with internal values, and where in it they stood when it had that digest."""

    file: Path
    opened: Path
    digest: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class SecretReader:
    """Reads the internal values of files; it holds none of them itself, so that it may be sent to other processes."""

    files: tuple[Hiding, ...]

    def __call__(self) -> tuple[Secret, ...]:
        """Every single internal value, in the order of the files."""
        return tuple(secret for hiding in self.files for secret in _secrets(hiding))


def secret_reader(records: Iterable[Record]) -> SecretReader:
    """The reader of what `records` left out."""
    return SecretReader(tuple(Hiding(r.found.file, r.found.opened, r.digest, r.blocks) for r in records if r.blocks))


def client_names(
    records: Iterable[Record], cases: Mapping[str, Case], public: Mapping[str, PublicCase]
) -> tuple[ClientNames, ...]:
    """The names of all clients and of the clients of all cases; consent given once covers the same name elsewhere."""
    names = {record.found.id: _names_in(record.data) for record in records if record.found.kind == "client"}
    folders = {name: id for id, known in names.items() for name in known}
    of_cases = {id: _names_of(case, names) for id, case in cases.items()}
    free = {name for id, case in public.items() if case.named for name in of_cases[id]}
    entries = list(names.items())
    for id, known in of_cases.items():
        folder = next((folders[name] for name in known if name in folders), id)
        entries.append((cases[id].client.ref or folder, known))
    return tuple(ClientNames(owner, known, not free.isdisjoint(known)) for owner, known in entries if known)


def _names_in(client: Mapping[str, Plain]) -> tuple[str, ...]:
    texts = (text for key in ("name", "short_name", "aliases") for _, text in _leaves(client.get(key), ()))
    return tuple(dict.fromkeys(texts))


def _names_of(case: Case, clients: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    own = case.client.name.each() if case.client.name is not None else ()
    return tuple(dict.fromkeys((*own, *clients.get(case.client.ref or "", ()))))


def _secrets(hiding: Hiding) -> Iterator[Secret]:
    content = hiding.opened.read_bytes()
    same = hashlib.sha256(content).hexdigest() == hiding.digest
    for path, value in block_values(content, hiding.blocks) if same else _found_anew(hiding.file, content):
        for leaf, text in _leaves(value, path):
            yield Secret(hiding.file, dotted(leaf), text)


def _found_anew(file: Path, content: bytes) -> Iterator[tuple[KeyPath, Plain]]:
    return ((path, plain(node)) for path, node in Document(file, content).internal.items())


def _leaves(value: Plain, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _leaves(item, (*path, index))
    elif isinstance(value, dict):
        for key, below in value.items():
            yield from _leaves(below, (*path, key))
