"""The people of clients as recipients of letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kamdocs.model.client import Client, Stakeholder, Visit
from kamdocs.model.kinds import file_of
from kamdocs.model.recipient import Origin, Recipient
from kamdocs.model.workspace import ClientFolder, Workspace


def recipients_of_clients(workspace: Workspace, clients: Sequence[str]) -> tuple[Recipient, ...]:
    """Everybody in the decision groups of `clients`, in their order."""
    folders = (workspace.clients[id] for id in clients)
    return tuple(_recipient(folder, person) for folder in folders for person in folder.client.stakeholders)


def recipients_of_visits(workspace: Workspace, span: tuple[date, date]) -> tuple[Recipient, ...]:
    """Everybody met in a visit between the two days of `span`, both included; each once."""
    return tuple(
        _recipient(folder, person)
        for folder in workspace.clients.values()
        for person in folder.client.stakeholders
        if people_met(folder, person.id, span)
    )


def people_met(folder: ClientFolder, stakeholder: str, span: tuple[date, date] | None) -> tuple[Visit, ...]:
    """The visits to a client at which the person was, the oldest first; those between the two days of `span`, or none
    where no span is asked for."""
    if span is None:
        return ()
    return tuple(_attended(folder, stakeholder, span))


def _attended(folder: ClientFolder, stakeholder: str, span: tuple[date, date]) -> Iterator[Visit]:
    for day, visit in sorted(folder.visits.items()):
        if span[0] <= day <= span[1] and stakeholder in visit.with_:
            yield visit


def _recipient(folder: ClientFolder, person: Stakeholder) -> Recipient:
    client: Client = folder.client
    return Recipient(
        id=f"{folder.id}-{person.id}",
        name=person.name,
        origin=Origin(file_of("client", folder.id)),
        family_name=person.family_name,
        given_name=person.given_name,
        gender=person.gender,
        title=person.title,
        company=client.name,
        address=client.address,
        country=client.country,
        email=person.email,
        language=person.language or client.language,
        language_from="profile" if person.language else "client",
        address_as=person.address_as,
        client=folder.id,
        stakeholder=person.id,
    )
