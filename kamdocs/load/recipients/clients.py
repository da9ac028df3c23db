"""Recipients of a list who are people of our clients."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kamdocs.load.recipients.knowledge import Knowledge
from kamdocs.model.client import Client, Stakeholder
from kamdocs.model.workspace import Workspace
from kamdocs.rules.search import fold


@dataclass(frozen=True, slots=True)
class Clients:
    """The clients of a workspace by each of their names, without legal forms."""

    workspace: Workspace
    knowledge: Knowledge
    _ids: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for id, folder in self.workspace.clients.items():
            for name in _names(folder.client):
                self._ids.setdefault(self.knowledge.firms.bare(name), id)

    def client_of(self, company: str) -> str | None:
        """The id of the client that `company` is."""
        return self._ids.get(self.knowledge.firms.bare(company)) if company else None

    def person_of(self, client: str, name: str) -> Stakeholder | None:
        """The person of that name in the decision group of a client; None where there is none, or several."""
        wanted = fold(name)
        people = self.workspace.clients[client].client.stakeholders
        found = [person for person in people if wanted in map(fold, person.name.each())]
        return found[0] if wanted and len(found) == 1 else None


def _names(client: Client) -> Iterator[str]:
    yield from client.name.each()
    yield from client.short_name.each()
    yield from client.aliases
