"""Which versions of a proposal are asked for: for whom, as which reader, in which language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from kamdocs.errors import RequestError
from kamdocs.model.client import Client, Stakeholder
from kamdocs.model.page import FORMATS
from kamdocs.model.proposal import Proposal
from kamdocs.model.request import ProposalRequest
from kamdocs.model.workspace import ClientFolder, Workspace
from kamdocs.rules.hints import hint, meant, meant_language, there_are
from kamdocs.rules.listing import listed
from kamdocs.rules.time import renewed

_SOURCES = ("profiles", "cases", "templates")
Refused = tuple[str, str]
"""What is wrong with what was asked for, and help."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version: `recipient` is None where it is addressed to the organisation."""

    recipient: Stakeholder | None
    reader: str
    language: str


def find_proposal(workspace: Workspace, request: ProposalRequest, kinds: Iterable[str]) -> tuple[ClientFolder, str]:
    """The client folder and the id of the proposal that `request` names; one that is to be renewed is so in the folder.

    `kinds` are the kinds of documents that there are. Raises RequestError with everything in `request` that there is
    not, and where the client has several proposals and none is named.
    """
    client_id, _, proposal_id = request.proposal.strip("/").partition("/")
    folder = workspace.clients.get(client_id)
    refused = [
        *(refused_client(request.proposal, workspace) if folder is None else _no_proposal(folder, proposal_id)),
        *_not_there(request, workspace, folder),
        *_unknown(f"there is no {'form' if request.form else 'kind'} `{{}}`", (request.kind,), kinds),
    ]
    if folder is None or refused:
        (what, help), *more = refused
        raise RequestError(what, help=help, more=more)
    proposal_id = proposal_id or next(iter(folder.proposals))
    if not request.renew:
        return folder, proposal_id
    anew = renewed(folder.proposals[proposal_id], workspace.settings, request.today)
    return replace(folder, proposals={**folder.proposals, proposal_id: anew}), proposal_id


def find_versions(folder: ClientFolder, proposal: Proposal, request: ProposalRequest) -> list[Version]:
    """The versions that `request` asks for, in the order of the client's stakeholders.

    Raises RequestError where there is nobody to address.
    """
    client = folder.client
    people = [person for person in client.stakeholders if _is_wanted(person, proposal, request)]
    versions = [Version(person, person.reader, _language(person, client, proposal, request)) for person in people]
    if not people and not request.readers:
        help = "list them in its `client.yaml`, or name a reader with `--reader`"
        raise RequestError(f"client `{folder.id}` has no stakeholders to address", help=help)
    readers = dict.fromkeys(request.readers)
    lonely = [reader for reader in readers if reader not in {person.reader for person in people}]
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


def _language(person: Stakeholder | None, client: Client, proposal: Proposal, request: ProposalRequest) -> str:
    own = person.language if person else None
    return request.language or own or proposal.language or client.language


def refused_client(asked: str, workspace: Workspace) -> Iterator[Refused]:
    """`asked` may also be the path of a client that there is."""
    client_id, _, _ = asked.strip("/").partition("/")
    in_path = next((part for part in Path(asked).parts if part in workspace.clients), None)
    help = f"did you mean `{in_path}`?" if in_path else meant(client_id, workspace.clients)
    help = help or _by_name(client_id, workspace) or there_are(workspace.clients)
    yield f"there is no client `{client_id or asked}`", help or "write `profiles/clients/<client>/client.yaml`"


def _by_name(name: str, workspace: Workspace) -> str:
    """Help where `name` is not the id of a client, but its name in some language or nearly that."""
    ids: dict[str, str] = {}
    for id, folder in workspace.clients.items():
        client = folder.client
        for one in (*client.name.each(), *client.short_name.each(), *client.aliases):
            ids.setdefault(one.casefold(), id)
    close = get_close_matches(name.casefold(), ids, n=1, cutoff=0.75)
    return f"did you mean `{ids[close[0]]}`?" if close else ""


def _no_proposal(folder: ClientFolder, proposal_id: str) -> Iterator[Refused]:
    client, proposals = f"client `{folder.id}`", list(folder.proposals)
    if not proposals:
        yield f"{client} has no proposal", f"write `profiles/clients/{folder.id}/proposals/<id>.yaml`"
    elif proposal_id and proposal_id not in proposals:
        yield f"{client} has no proposal `{proposal_id}`", hint(proposal_id, proposals)
    elif not proposal_id and len(proposals) > 1:
        names = ", ".join(f"`{folder.id}/{id}`" for id in proposals)
        yield f"{client} has {len(proposals)} proposals", f"name one of {names}"


def _not_there(request: ProposalRequest, workspace: Workspace, folder: ClientFolder | None) -> Iterator[Refused]:
    """What `request` asks for beside the proposal; without the client's `folder` nobody is known who may be unknown."""
    yield from _unknown("there is no reader `{}`", request.readers, workspace.readers)
    if folder is not None:
        people = [person.id for person in folder.client.stakeholders]
        yield from _unknown(f"client `{folder.id}` has no stakeholder `{{}}`", request.to, people)
    languages = workspace.settings.languages
    if request.language is not None and request.language not in languages:
        what = f"language `{request.language}` is none of the `languages` in `kamdocs.yaml`"
        yield what, meant_language(request.language, languages) or there_are(languages)
    yield from _unknown("there is no format `{}`", request.formats, FORMATS)
    out = (request.out or workspace.root / workspace.settings.output).resolve()
    for name in _SOURCES:
        if out.is_relative_to(workspace.root.resolve() / name):
            yield (
                f"the output folder stands in `{name}`, where the workspace's own files are",
                "choose another with `--out`",
            )


def _unknown(what: str, names: Iterable[str], known: Iterable[str]) -> Iterator[Refused]:
    """For each of `names` that is not `known`: `what` is wrong."""
    names_known = list(known)
    for name in dict.fromkeys(names):
        if name not in names_known:
            parts = [part.strip() for part in name.split(",")]
            several = f"give each by itself: {listed(parts)}" if len(parts) > 1 else ""
            yield what.format(name), several or hint(name, names_known)
