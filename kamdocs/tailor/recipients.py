"""The people of clients as recipients of letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kamdocs.model.client import Stakeholder, Visit
from kamdocs.model.kinds import file_of
from kamdocs.model.recipient import Origin, Recipient
from kamdocs.model.workspace import ClientFolder, Workspace


def recipients_of_clients(workspace: Workspace, clients: Sequence[str]) -> tuple[Recipient, ...]:
    """Everybody in the decision groups of `clients`, in their order."""
    folders = (workspace.clients[id] for id in clients)
    return tuple(recipient_of(folder, person) for folder in folders for person in folder.client.stakeholders)


def recipients_of_visits(workspace: Workspace, span: tuple[date, date]) -> tuple[Recipient, ...]:
    """Everybody met in a visit between the two days of `span`, both included; each once."""
    return tuple(
        recipient_of(folder, person)
        for folder in workspace.clients.values()
        for person in folder.client.stakeholders
        if visits_with(person.id, folder, span)
    )


def visits_with(stakeholder: str, folder: ClientFolder, span: tuple[date, date]) -> tuple[Visit, ...]:
    """The visits to a client at which the person was, the oldest first, of the two days of `span` and between them."""
    visits = sorted(folder.visits.items())
    return tuple(visit for day, visit in visits if span[0] <= day <= span[1] and stakeholder in visit.with_)


def recipient_of(folder: ClientFolder, person: Stakeholder | None) -> Recipient:
    """A person of a client as the recipient of a letter; the client itself where there is no person."""
    client = folder.client
    organisation = Recipient(
        id=folder.id,
        name=None,
        origin=Origin(file_of("client", folder.id)),
        company=client.name,
        address=client.address,
        country=client.country,
        email=client.email,
        language=client.language,
        language_from="client",
        client=folder.id,
    )
    if person is None:
        return organisation
    return replace(
        organisation,
        id=f"{folder.id}-{person.id}",
        name=person.name,
        family_name=person.family_name,
        given_name=person.given_name,
        gender=person.gender,
        title=person.title,
        email=person.email,
        language=person.language or client.language,
        language_from="profile" if person.language else "client",
        address_as=person.address_as,
        stakeholder=person.id,
    )
