"""The folders of clients in a workspace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import cast

from kamdocs.load.records import Record
from kamdocs.model.client import Client, Visit
from kamdocs.model.proposal import Proposal
from kamdocs.model.workspace import ClientFolder


class ClientFolders(Mapping[str, ClientFolder]):
    """Client folders by id, each made when it is asked for first.

    Why: a proposal needs one of a thousand.
    """

    def __init__(self, records: Iterable[Record]) -> None:
        self._records: dict[str, list[Record]] = {}
        self._made: dict[str, ClientFolder] = {}
        for record in records:
            if record.found.kind == "client":
                self._records[record.found.id] = [record]
            elif record.found.client:
                self._records[record.found.client].append(record)

    def __getitem__(self, id: str) -> ClientFolder:
        if id not in self._made:
            self._made[id] = _folder(id, self._records[id])
        return self._made[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)


def _folder(id: str, records: Iterable[Record]) -> ClientFolder:
    client: Client | None = None
    visits: dict[date, Visit] = {}
    proposals: dict[str, Proposal] = {}
    for record in records:
        if isinstance(record.model, Client):
            client = record.model
        elif isinstance(record.model, Visit):
            visits[record.model.date] = record.model
        elif isinstance(record.model, Proposal):
            proposals[record.found.id] = record.model
    return ClientFolder(id, cast(Client, client), visits, proposals)
