"""Which versions of a proposal are asked for: for whom, as which reader, in which language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from kamdocs.errors import RequestError
from kamdocs.model.client import Client, Stakeholder
from kamdocs.model.proposal import Proposal
from kamdocs.model.request import ProposalRequest
from kamdocs.model.workspace import ClientFolder, Workspace


@dataclass(frozen=True, slots=True)
class Version:
    """One version: `recipient` is None where it is addressed to the organisation."""

    recipient: Stakeholder | None
    reader: str
    language: str


def find_proposal(workspace: Workspace, asked: str) -> tuple[ClientFolder, str]:
    """The client folder and proposal id that `asked`, `<client>` or `<client>/<id>`, names.

    Raises RequestError where there is no such client or proposal, or where the client has several.
    """
    client_id, _, proposal_id = asked.strip("/").partition("/")
    folder = workspace.clients.get(client_id)
    if folder is None:
        raise _absent("client", client_id, workspace.clients)
    if proposal_id:
        if proposal_id not in folder.proposals:
            raise _absent(f"proposal of `{client_id}`", proposal_id, folder.proposals)
        return folder, proposal_id
    if not folder.proposals:
        where = f"profiles/clients/{client_id}/proposals/<id>.yaml"
        raise RequestError(f"client `{client_id}` has no proposal", help=f"write one in `{where}`")
    if len(folder.proposals) > 1:
        names = ", ".join(f"`{client_id}/{id}`" for id in folder.proposals)
        raise RequestError(f"client `{client_id}` has {len(folder.proposals)} proposals", help=f"name one of {names}")
    return folder, next(iter(folder.proposals))


def find_versions(workspace: Workspace, client: Client, proposal: Proposal, request: ProposalRequest) -> list[Version]:
    """The versions that `request` asks for, in the order of the client's stakeholders.

    Raises RequestError for a reader, stakeholder or language that there is not.
    """
    _check(request, workspace, client)
    people = [person for person in client.stakeholders if _is_wanted(person, proposal, request)]
    versions = [Version(person, person.reader, _language(person, client, proposal, request)) for person in people]
    if not people and not request.readers:
        raise RequestError("nobody is addressed by this proposal", help="name a reader with `--reader`")
    lonely = [reader for reader in request.readers if reader not in {person.reader for person in people}]
    return versions + [Version(None, reader, _language(None, client, proposal, request)) for reader in lonely]


def recipients(client: Client, proposal: Proposal) -> tuple[Stakeholder, ...]:
    """Everybody the proposal is addressed to."""
    return tuple(person for person in client.stakeholders if not proposal.to or person.id in proposal.to)


def _is_wanted(person: Stakeholder, proposal: Proposal, request: ProposalRequest) -> bool:
    if person.id in request.to:
        return True
    addressed = not proposal.to or person.id in proposal.to
    if request.readers:
        return addressed and person.reader in request.readers
    return addressed and not request.to


def _check(request: ProposalRequest, workspace: Workspace, client: Client) -> None:
    for reader in request.readers:
        if reader not in workspace.readers:
            raise _absent("reader", reader, workspace.readers)
    ids = [person.id for person in client.stakeholders]
    for id in request.to:
        if id not in ids:
            raise _absent("stakeholder", id, ids)
    if request.language and request.language not in workspace.settings.languages:
        raise _absent("language in `kamdocs.yaml`", request.language, workspace.settings.languages)


def _language(person: Stakeholder | None, client: Client, proposal: Proposal, request: ProposalRequest) -> str:
    own = person.language if person else None
    return request.language or own or proposal.language or client.language


def _absent(what: str, name: str, there_are: Iterable[str]) -> RequestError:
    names = list(there_are)
    close = get_close_matches(name, names, n=1)
    listed = ", ".join(f"`{name}`" for name in names[:12])
    help = f"did you mean `{close[0]}`?" if close else f"there is {listed}" if listed else ""
    return RequestError(f"there is no {what} `{name}`", help=help)
