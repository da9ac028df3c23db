"""What each letter of a batch is: whom it speaks to, in which language, who signs it, and what it can speak of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from kamdocs.errors import Problem
from kamdocs.model.client import Client, Stakeholder, Visit
from kamdocs.model.kinds import file_of
from kamdocs.model.kit import Kit
from kamdocs.model.letter import Fact, Heard, Kept, Letter, LetterKind, Meeting, Occasion, Organisation, Promised
from kamdocs.model.recipient import Recipient, RecipientList
from kamdocs.model.request import LettersRequest
from kamdocs.model.workspace import ClientFolder, Workspace
from kamdocs.rules.hints import hint
from kamdocs.tailor.recipients import people_met


@dataclass(frozen=True, slots=True)
class Tailored:
    """The letters of a batch in the order of their recipients, and what is doubtful or wrong about some."""

    letters: tuple[Letter, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """What all letters of one batch share: `data` are the values of `--data`, `files` the files they come from;
    `listed` is the list of the recipients, where they come from one."""

    workspace: Workspace
    kit: Kit
    request: LettersRequest
    kind: LetterKind
    data: Mapping[str, Any]
    files: Mapping[Path, str] = field(default_factory=dict)
    listed: RecipientList | None = None


def tailor_letters(batch: Batch, recipients: Sequence[Recipient]) -> Tailored:
    """A letter for each of `recipients` that can get one."""
    letters, problems = [], list[Problem]()
    for recipient in recipients:
        against = [*_against(batch, recipient)]
        problems += against
        if not any(problem.severity == "error" for problem in against):
            letters.append(_letter(batch, recipient))
    return Tailored(tuple(letters), tuple(problems))


def language_of_letter(batch: Batch, recipient: Recipient) -> str:
    """The language of the letter to `recipient`: that asked for, its own, or else the first of the house."""
    return batch.request.language or recipient.language or batch.workspace.settings.languages[0]


def _against(batch: Batch, recipient: Recipient) -> Iterator[Problem]:
    """What is wrong or doubtful about a letter to `recipient`."""
    file, row, place = recipient.origin.file, recipient.origin.row, recipient.origin.place
    language = language_of_letter(batch, recipient)
    if language not in batch.kit.languages:
        what, help = f"there are no rules for the language `{language}`", hint(language, batch.kit.languages)
        yield Problem(file, row, 1, "no-language", what, help=help, place=place)
    elif not (batch.request.language or recipient.language):
        what = f"the language of `{recipient.id}` is not known; the letter is in `{language}`"
        help = "add a column `language`, or use `--lang`"
        yield Problem(file, row, 1, "language-unknown", what, "warning", help, place=place)
    if recipient.sender and recipient.sender not in batch.workspace.team:
        what = f"there is nobody `{recipient.sender}` in `profiles/team`"
        yield Problem(file, row, 1, "dangling-reference", what, place=place)


def _letter(batch: Batch, recipient: Recipient) -> Letter:
    workspace, request = batch.workspace, batch.request
    language = language_of_letter(batch, recipient)
    folder = workspace.clients.get(recipient.client or "")
    visits = people_met(folder, recipient.stakeholder, request.visits) if folder and recipient.stakeholder else ()
    sender_id = request.sender or recipient.sender or (visits[-1].by[0] if visits else workspace.house.signatory)
    return Letter(
        id=recipient.id,
        kind_id=request.kind,
        kind=batch.kind,
        language=language,
        addressee=recipient,
        recipient=recipient if recipient.name else None,
        organisation=_organisation(recipient, folder),
        sender_id=sender_id,
        sender=workspace.team[sender_id],
        today=request.today,
        visits=tuple(_meeting(visit, folder.client, recipient, workspace) for visit in visits) if folder else (),
        facts=_facts(folder.client) if folder else (),
        situation=folder.client.situation if folder else None,
        occasion=occasion_for(batch, recipient, language),
        data=batch.data,
        row=recipient.row,
        files={**batch.files, **_files(workspace, recipient, sender_id, visits)},
    )


def _organisation(recipient: Recipient, folder: ClientFolder | None) -> Organisation | None:
    if recipient.company is None:
        return None
    short = folder.client.short_name if folder else recipient.company
    return Organisation(recipient.company, recipient.address, short)


def _meeting(visit: Visit, client: Client, recipient: Recipient, workspace: Workspace) -> Meeting:
    people = {person.id: person for person in client.stakeholders}
    return Meeting(
        date=visit.date,
        place=visit.place,
        said=tuple(
            _heard(people[said.who], said.text, own=said.who == recipient.stakeholder)
            for said in visit.said
            if said.who in people
        ),
        promises=tuple(Promised(one.what, one.by, workspace.team[one.owner]) for one in visit.promises),
        next_on=visit.next.on if visit.next else None,
        next_what=visit.next.what if visit.next else None,
    )


def _heard(person: Stakeholder, text: Any, *, own: bool) -> Heard:
    return Heard(person.name, person.title, own, text)


def _facts(client: Client) -> tuple[Fact, ...]:
    found = (Fact(line.year, line.text) for line in client.cooperation)
    return tuple(sorted(found, key=lambda fact: -fact.year))


def occasion_for(batch: Batch, recipient: Recipient, language: str) -> Kept | None:
    """The occasion that is greeted on the day of the batch: of those that the kind is for, the nearest that is kept in
    the recipient's country and greeted in their language."""
    found = []
    for id in batch.kind.occasions:
        occasion = batch.kit.occasions[id]
        fits = recipient.country in (None, *occasion.countries) or not occasion.countries
        if fits and (not occasion.languages or language in occasion.languages):
            found += [Kept(id, occasion.name, day, occasion.wish) for day in _near(occasion, batch.request.today)]
    return min(found, key=lambda kept: abs(kept.on - batch.request.today), default=None)


def _near(occasion: Occasion, today: date) -> Iterator[date]:
    before, after = timedelta(occasion.from_days_before), timedelta(occasion.until_days_after)
    return (day for day in occasion.dates.values() if day - before <= today <= day + after)


def _files(workspace: Workspace, recipient: Recipient, sender_id: str, visits: Sequence[Visit]) -> Mapping[Path, str]:
    """The files of the workspace that a letter draws on."""
    named = [file_of("kamdocs"), file_of("house"), file_of("team", sender_id)]
    if recipient.client:
        named += [file_of("client", recipient.client), *(file_of("visit", recipient.client, v.date) for v in visits)]
    return {file: workspace.files[file] for file in named if file in workspace.files}
