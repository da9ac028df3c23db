"""What there is in a workspace that a file can name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kamdocs.load.records import Record
from kamdocs.load.tree import Plain
from kamdocs.model.workspace import KeyPath

GLOBAL = ("team", "reader", "service", "client", "case", "metric")
"""What every file can name."""

Known = Mapping[str, Collection[str]]
"""Ids by kind. A kind that is not in it is not checked."""


@dataclass(frozen=True, slots=True)
class Place:
    """An id and where it is given."""

    id: str
    file: Path
    path: KeyPath


# kind of file -> kind of thing -> lists that give it an id each
_GIVEN: Mapping[str, Mapping[str, tuple[tuple[str, ...], ...]]] = {
    "client": {"stakeholder": (("stakeholders",),), "need": (("needs",),), "criterion": (("stakeholders", "criteria"),)},
    "service": {"service-argument": (("arguments",),)},
    "proposal": {
        "argument": (("arguments",),),
        "line": (("price", "lines"),),
        "phase": (("phases",),),
        "requirement": (("requirements",),),
    },
    "case": {"result": (("results",),)},
}


def given(record: Record) -> dict[str, list[Place]]:
    """The ids that a file gives, by kind, in their order."""
    kinds = _GIVEN.get(record.found.kind, {})
    return {
        kind: [place for keys in lists for place in _ids(record, record.data, keys)] for kind, lists in kinds.items()
    }


def _ids(record: Record, data: Mapping[str, Plain], keys: tuple[str, ...]) -> Iterator[Place]:
    for path, item in _items(dict(data), keys, ()):
        if isinstance(item, dict) and isinstance(id := item.get("id"), str):
            yield Place(id, record.found.file, (*path, "id"))


def _items(value: Plain, keys: tuple[str, ...], path: KeyPath) -> Iterator[tuple[KeyPath, Plain]]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _items(item, keys, (*path, index)) if keys else iter([((*path, index), item)])
    elif isinstance(value, dict) and keys and keys[0] in value:
        yield from _items(value[keys[0]], keys[1:], (*path, keys[0]))


@dataclass(frozen=True, slots=True)
class Everything:
    """All ids of a workspace: what every file can name, and what one client, proposal, service or case gives."""

    everywhere: Known
    clients: Mapping[str, Known]
    services: Mapping[str, Collection[str]]
    results: Mapping[str, Collection[str]]

    def in_file(self, record: Record) -> Known:
        """What the file of `record` can name."""
        known = {**self.everywhere, **self.clients.get(_client_of(record), {})}
        if record.found.kind == "proposal":
            known |= self._in_proposal(record)
        return known

    def _in_proposal(self, record: Record) -> dict[str, Collection[str]]:
        own = {kind: [place.id for place in places] for kind, places in given(record).items()}
        facts, services = record.data.get("facts"), record.data.get("services")
        named = [id for id in services if isinstance(id, str)] if isinstance(services, list) else []
        return {
            **own,
            "fact": list(facts) if isinstance(facts, dict) else [],
            "service-argument": [id for service in named for id in self.services.get(service, ())],
        }


def everything(records: Iterable[Record], everywhere: Known) -> Everything:
    """All ids that `records` give; `everywhere` are those that file names give."""
    clients: dict[str, dict[str, list[str]]] = {id: {"visit": []} for id in everywhere["client"]}
    services: dict[str, list[str]] = {}
    results: dict[str, list[str]] = {}
    metrics: list[str] = []
    for record in records:
        ids = {kind: [place.id for place in places] for kind, places in given(record).items()}
        if record.found.kind == "client":
            clients[record.found.id].update(ids)
        elif record.found.kind == "visit":
            clients[record.found.client]["visit"].append(record.found.id)
        elif record.found.kind == "service":
            services[record.found.id] = ids["service-argument"]
        elif record.found.kind == "case":
            results[record.found.id] = ids["result"]
        elif record.found.kind == "metrics":
            metrics = list(record.data)
    return Everything({**everywhere, "metric": metrics}, clients, services, results)


def _client_of(record: Record) -> str:
    return record.found.id if record.found.kind == "client" else record.found.client
