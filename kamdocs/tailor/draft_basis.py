"""What a proposal is drafted from, and whether that is enough."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from kamdocs.errors import RequestError
from kamdocs.model.base import ID_PATTERN, LONGEST_ID
from kamdocs.model.case import PublicCase
from kamdocs.model.client import Client, Need, Stakeholder, Visit
from kamdocs.model.draft import DraftStandard, Value
from kamdocs.model.kinds import file_of
from kamdocs.model.kit import Kit
from kamdocs.model.request import DraftRequest
from kamdocs.model.service import Service
from kamdocs.model.workspace import ClientFolder, Workspace
from kamdocs.rules.hints import hint, there_are
from kamdocs.rules.language import Writer
from kamdocs.rules.time import Calendar, due_on
from kamdocs.tailor.draft_services import fitting_services, related_cases
from kamdocs.tailor.draft_words import Getter, Words
from kamdocs.tailor.versions import Refused, refused_client

_ID = re.compile(ID_PATTERN)
_NUMBER = 5
_DECIDERS = ("decides", "approves")


@dataclass(frozen=True)
class Basis:
    """What there is to draft from. `reasons` say why each service was taken, by its id; `others` were not."""

    workspace: Workspace
    kit: Kit
    standard: DraftStandard
    request: DraftRequest
    folder: ClientFolder
    visit: Visit | None
    reasons: Mapping[str, str]
    id: str

    @property
    def client(self) -> Client:
        """The client."""
        return self.folder.client

    @property
    def services(self) -> tuple[tuple[str, Service], ...]:
        """The services taken, each with its id."""
        return tuple((id, self.workspace.services[id]) for id in self.reasons)

    @property
    def others(self) -> tuple[str, ...]:
        """The services that were not taken."""
        return tuple(id for id in self.workspace.services if id not in self.reasons)

    @cached_property
    def words(self) -> Words:
        """Writes in the languages of all recipients, the house's order kept."""
        read = {person.language or self.client.language for person in self.client.stakeholders}
        return Words(code for code in self.workspace.settings.languages if code in {*read, self.client.language})

    @cached_property
    def calendar(self) -> Calendar:
        """The working days of the house."""
        return Calendar.of(self.workspace.settings)

    @property
    def sent_on(self) -> date:
        """The day on which the proposal is sent: when it is due, or today where that has passed."""
        settings, today = self.workspace.settings, self.request.today
        due = due_on(self.visit.date if self.visit else today, settings)
        return max(due, today)

    @property
    def sender(self) -> str:
        """Who sends it, as every proposal has it that names nobody."""
        return self.visit.by[0] if self.visit else self.workspace.house.signatory

    @property
    def decider(self) -> Stakeholder:
        """Who decides at the client, as far as that is known."""
        people = self.client.stakeholders
        return next((person for role in _DECIDERS for person in people if person.role == role), people[0])

    @cached_property
    def fitting_cases(self) -> list[PublicCase]:
        """The cases that have most in common with this proposal."""
        return related_cases(self.workspace, self.client, self.reasons)

    @property
    def untold(self) -> list[str]:
        """The arguments of the services that rest on what may not be shown."""
        arguments = [argument for _, service in self.services for argument in service.arguments]
        proofs = {argument.id: argument.proof for argument in arguments if argument.proof}
        return [id for id, proof in proofs.items() if proof.case and not self._shows(proof.case, proof.result)]

    def _shows(self, case: str, result: str | None) -> bool:
        known = self.workspace.cases.get(case)
        return known is not None and result in {one.id for one in known.results}

    def argument_id(self, need: Need) -> str:
        """The id of the argument that rests on `need`, such that it takes the place of none of a service's."""
        taken = {argument.id for _, service in self.services for argument in service.arguments}
        return next(id for id in _numbered(_short(f"need-{need.id}")) if id not in taken)

    def today(self, need: Need) -> Value:
        """The figure of `need` as a sentence."""
        return self.words.made(lambda get, code: self.figure_today(need, get, code))

    def figure_today(self, need: Need, get: Getter, code: str) -> str:
        """The figure of `need` in one language; empty without one."""
        if need.figure is None:
            return ""
        unit = get(need.figure.unit) if need.figure.unit else None
        figure = Writer(self.kit.languages[code]).figure(need.figure.value, unit)
        return f"{get(self.standard.today)}: {figure}."


def find_basis(workspace: Workspace, kit: Kit, standard: DraftStandard, request: DraftRequest) -> Basis:
    """What `request` gives to draft from. Raises RequestError with everything that is wrong with it."""
    client_id, _, asked_id = request.client.strip("/").partition("/")
    request = replace(request, id=asked_id) if asked_id and request.id is None else request
    folder = workspace.clients.get(client_id)
    if folder is None:
        refused = [*refused_client(request.client, workspace), *_wrong_services(workspace, request)]
        raise RequestError(refused[0][0], help=refused[0][1], more=refused[1:])
    visit = _visit(folder, request)
    asked = dict.fromkeys(request.services, "asked for")
    reasons = asked or fitting_services(workspace, folder.client, visit)
    id = request.id if request.id is not None else f"{_short(next(iter(reasons), ''))}-{request.today.year}"
    if refused := [*_wrong(workspace, folder, request), *_too_little(workspace, folder, reasons, id)]:
        raise RequestError(refused[0][0], help=refused[0][1], more=refused[1:])
    return Basis(workspace, kit, standard, request, folder, visit, reasons, id)


def _visit(folder: ClientFolder, request: DraftRequest) -> Visit | None:
    if request.visit:
        return folder.visits.get(request.visit)
    return next((folder.visits[day] for day in sorted(folder.visits, reverse=True) if day <= request.today), None)


def _wrong(workspace: Workspace, folder: ClientFolder, request: DraftRequest) -> Iterator[Refused]:
    """What `request` names that there is not, or that cannot be."""
    if request.visit and request.visit not in folder.visits:
        days = [day.isoformat() for day in folder.visits]
        help = there_are(days) or f"write `{file_of('visit', folder.id, request.visit)}`"
        yield f"client `{folder.id}` has no visit on {request.visit}", help
    yield from _wrong_services(workspace, request)
    if request.id is not None and not (_ID.fullmatch(request.id) and len(request.id) <= LONGEST_ID):
        yield f"no proposal can have the id `{request.id}`", "use lower-case letters, digits and hyphens"


def _wrong_services(workspace: Workspace, request: DraftRequest) -> Iterator[Refused]:
    for id in dict.fromkeys(request.services):
        if id not in workspace.services:
            yield f"there is no service `{id}`", hint(id, workspace.services) or "write `profiles/services/<id>.yaml`"


def _too_little(workspace: Workspace, folder: ClientFolder, reasons: Mapping[str, str], id: str) -> Iterator[Refused]:
    """What keeps a proposal of this client from being drafted."""
    if not folder.client.stakeholders:
        yield f"client `{folder.id}` has no stakeholders to address", "list them in its `client.yaml`"
    if not workspace.services:
        yield "there is no service to offer", "write `profiles/services/<id>.yaml`"
    elif not reasons:
        help = f"name one with `--service`; {there_are(workspace.services)}"
        yield f"nothing that is known of client `{folder.id}` speaks for any service", help
    elif id in folder.proposals:
        file = file_of("proposal", folder.id, id)
        yield f"`{file}` is there already", "go on with it, or give the new one an id of its own with `--id`"


def _short(id: str) -> str:
    """`id`, cut such that a number can follow."""
    return id[: LONGEST_ID - _NUMBER].rstrip("-")


def _numbered(id: str) -> Iterator[str]:
    yield id
    number = 2
    while True:
        yield f"{id}-{number}"
        number += 1
