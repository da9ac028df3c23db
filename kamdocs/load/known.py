"""What there is in a workspace that a file can name."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kamdocs.load.records import Record
from kamdocs.load.tree import Plain
from kamdocs.model.workspace import KeyPath

Known = Mapping[str, Collection[str]]
"""Ids by kind. A kind that is not in it is not checked."""


class Place(NamedTuple):
    """An id and where it is given."""

    id: str
    file: Path
    path: KeyPath


Given = Mapping[str, Sequence[Place]]
"""The ids that one file gives, by kind, in their order."""

_LISTS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "client": {
        "stakeholder": ("stakeholders",),
        "need": ("needs",),
        "criterion": ("stakeholders", "criteria"),
        "concern": ("stakeholders", "concerns"),
    },
    "service": {"service-argument": ("arguments",)},
    "proposal": {
        "argument": ("arguments",),
        "line": ("price", "lines"),
        "phase": ("phases",),
        "requirement": ("requirements",),
    },
    "case": {"result": ("results",)},
}
"""Which lists of a kind of file give ids to their items, and ids of what."""


def _given(record: Record) -> Given:
    lists = _LISTS.get(record.found.kind, {})
    return {kind: _ids(record.found.file, record.data, keys) for kind, keys in lists.items()}


def _ids(file: Path, data: Mapping[str, Plain], keys: tuple[str, ...]) -> list[Place]:
    items: list[tuple[KeyPath, Plain]] = [((), dict(data))]
    for key in keys:
        items = [found for path, item in items for found in _listed(path, item, key)]
    named = ((path, item) for path, item in items if isinstance(item, dict) and not _is_plain(path, item))
    places = (Place(str(item.get("id", "")), file, (*path, "id")) for path, item in named)
    return [place for place in places if place.id]


def _is_plain(path: KeyPath, item: Mapping[str, Plain]) -> bool:
    """Whether a concern is a text in several languages, one of which may be Indonesian, `id`."""
    return "concerns" in path and "text" not in item


def _listed(path: KeyPath, item: Plain, key: str) -> list[tuple[KeyPath, Plain]]:
    """The items of the list `key` of a mapping, or the mapping `key` itself."""
    below = item.get(key) if isinstance(item, dict) else None
    if isinstance(below, list):
        return [((*path, key, index), one) for index, one in enumerate(below)]
    return [((*path, key), below)] if isinstance(below, dict) else []


@dataclass(frozen=True, slots=True)
class Everything:
    """All ids of a workspace: what every file can name, what each client, service and case gives, and each file."""

    everywhere: Known
    clients: Mapping[str, Known]
    services: Mapping[str, Collection[str]]
    results: Mapping[str, Collection[str]]
    given: Mapping[Path, Given]

    def in_file(self, record: Record) -> Known:
        """What the file of `record` can name."""
        client = record.found.id if record.found.kind == "client" else record.found.client
        known = {**self.everywhere, **self.clients.get(client, {})}
        return {**known, **self._in_proposal(record)} if record.found.kind == "proposal" else known

    def _in_proposal(self, record: Record) -> dict[str, Collection[str]]:
        own = {kind: [place.id for place in places] for kind, places in self.given[record.found.file].items()}
        facts, services = record.data.get("facts"), record.data.get("services")
        named = [str(id) for id in services] if isinstance(services, list) else []
        if all(service in self.services for service in named):
            own["service-argument"] = [id for service in named for id in self.services[service]]
        return {**own, "fact": list(facts) if isinstance(facts, dict) else []}


def everything(records: Sequence[Record], everywhere: Known, *, unread: Collection[str] = ()) -> Everything:
    """All ids that `records` give; `everywhere` are those that file names give.

    What stands in a file, or in one of the folders `unread`, that could not be read is not known and therefore not
    checked.
    """
    clients = _visits(records, unread)
    services: dict[str, list[str]] = {}
    results: dict[str, list[str]] = {}
    metrics: list[str] = []
    given: dict[Path, Given] = {}
    for record in records:
        found = record.found
        given[found.file] = _given(record)
        ids = {kind: [place.id for place in places] for kind, places in given[found.file].items()}
        if not record.data:
            continue
        if found.kind == "client":
            clients[found.id].update(ids)
        elif found.kind == "service":
            services[found.id] = ids["service-argument"]
        elif found.kind == "case":
            results[found.id] = ids["result"]
        elif found.kind == "metrics":
            metrics = list(record.data)
    return Everything({**everywhere, "metric": metrics}, clients, services, results, given)


def _visits(records: Sequence[Record], unread: Collection[str]) -> dict[str, dict[str, list[str]]]:
    """The dates of the visits to each client, of which all are known."""
    ids = [record.found.id for record in records if record.found.kind == "client"]
    clients: dict[str, dict[str, list[str]]] = {
        id: {} if f"profiles/clients/{id}/visits" in unread else {"visit": []} for id in ids
    }
    for record in records:
        if record.found.kind == "visit":
            clients[record.found.client]["visit"].append(record.found.id)
    return clients
