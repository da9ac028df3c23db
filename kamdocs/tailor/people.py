"""In which order the members of the project's team stand for a reader, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kamdocs.errors import Problem
from kamdocs.model.case import PublicCase
from kamdocs.model.client import Client
from kamdocs.model.kinds import file_of
from kamdocs.model.plan import Person, Reason
from kamdocs.model.proposal import Assignment, Proposal
from kamdocs.model.rules import TEAM_LANGUAGE
from kamdocs.model.weights import PeopleWeights
from kamdocs.model.workspace import ClientFolder, Workspace
from kamdocs.rules.listing import listed
from kamdocs.tailor.reading import Reading, counted, score, sentence
from kamdocs.tailor.versions import recipients


def rank_people(reading: Reading, shown: Collection[str]) -> tuple[Person, ...]:
    """The project's team, those who speak most for it with this reader first; of each person's projects first those
    that this version shows."""
    assigned = reading.proposal.team
    people = [_person(work, index == 0, reading, shown) for index, work in enumerate(assigned)]
    return tuple(sorted(people, key=lambda person: -person.score))


def _person(work: Assignment, leads: bool, reading: Reading, shown: Collection[str]) -> Person:
    member, cases = reading.workspace.team[work.person], reading.workspace.cases
    usable = sorted((id for id in member.projects if id in cases), key=lambda id: id not in shown)
    projects = tuple(cases[id] for id in usable)
    reasons = counted(_reasons(work, leads, projects, reading, shown, reading.reader.weights.people))
    told = sentence(reasons, otherwise="none of their projects is near this one")
    return Person(work.person, member, work.role, work.days, projects, score(reasons), told, reasons)


def _reasons(
    work: Assignment,
    leads: bool,
    projects: Collection[PublicCase],
    reading: Reading,
    shown: Collection[str],
    weights: PeopleWeights,
) -> Iterator[Reason]:
    told = [case.id for case in projects if case.id in shown]
    alike = [case.id for case in projects if case.industry == reading.client.industry]
    used = {id for case in projects for id in case.services} & set(reading.proposal.services)
    yield Reason("the proposal names them first, at the head of the team", weights.lead * leads)
    yield Reason(f"worked on {listed(told)}, shown here", weights.shown * len(told))
    yield Reason("knows the client's industry from a project", weights.industry * bool(alike))
    yield Reason(f"has done {listed(sorted(used))} before", weights.service * len(used))
    speaks = reading.language in reading.workspace.team[work.person].languages
    yield Reason(f"speaks `{reading.language}`", weights.language * speaks)
    days = sum(one.days for one in reading.proposal.team)
    share = work.days / days if days else days
    yield Reason(f"does {share:.0%} of the work", round(weights.work * share))


def unread_members(workspace: Workspace, folder: ClientFolder, proposal_id: str) -> Iterator[Problem]:
    """Members of the team who speak no language that the client or one of the recipients reads."""
    proposal = folder.proposals[proposal_id]
    read = _languages(folder.client, proposal)
    for index, work in enumerate(proposal.team):
        spoken = workspace.team[work.person].languages
        if not set(spoken) & set(read):
            what = f"`{work.person}` speaks {listed(spoken)}, but the client reads {listed(read)}"
            help = f"put somebody else in, or complete `languages` in `{file_of('team', work.person).as_posix()}`"
            file = file_of("proposal", folder.id, proposal_id)
            yield from workspace.doubt(file, ("team", index, "person"), TEAM_LANGUAGE, what, help=help)


def _languages(client: Client, proposal: Proposal) -> tuple[str, ...]:
    own = (person.language or proposal.language or client.language for person in recipients(client, proposal))
    return tuple(dict.fromkeys((client.language, *own)))
