"""What each letter of a batch is: whom it speaks to, in which language, who signs it, and what it can speak of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from kamdocs.errors import Problem
from kamdocs.model.client import Client, Visit
from kamdocs.model.kinds import file_of
from kamdocs.model.kit import Kit
from kamdocs.model.letter import Fact, Heard, Kept, Letter, LetterKind, Meeting, Organisation, Promised, Told
from kamdocs.model.recipient import Recipient
from kamdocs.model.request import LettersRequest
from kamdocs.model.rules import LANGUAGE_UNKNOWN
from kamdocs.model.workspace import ClientFolder, Workspace
from kamdocs.rules.hints import hint
from kamdocs.tailor.letter_case import case_for, cases_in
from kamdocs.tailor.mail import mail_problems
from kamdocs.tailor.occasions import against_forced, kept_occasion
from kamdocs.tailor.recipients import visits_with

_A_YEAR = timedelta(365)


@dataclass(frozen=True, slots=True)
class Tailored:
    """The letters of a batch in the order of their recipients, and what is doubtful or wrong about some."""

    letters: tuple[Letter, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """What all letters of one batch share: `data` are the values of `--data`, which stand in `data_file`, a path in the
    workspace where it lies there; `files` are the files they come from."""

    workspace: Workspace
    kit: Kit
    request: LettersRequest
    kind: LetterKind
    data: Mapping[str, Any]
    files: Mapping[Path, str] = field(default_factory=dict)
    data_file: Path | None = None


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
    language = language_of_letter(batch, recipient)
    if language not in batch.kit.languages:
        what, help = f"there are no rules for the language `{language}`", hint(language, batch.kit.languages)
        yield recipient.problem("no-language", what, help=help)
        return
    if not (batch.request.language or recipient.language):
        what = f"the language is not known; the letter is in `{language}`"
        help = "add a column `language`, or use `--lang`"
        yield recipient.problem(LANGUAGE_UNKNOWN, what, help=help, severity="warning")
    if batch.kind.occasions:
        yield from _against_occasion(batch, recipient, language)
    if recipient.sender and recipient.sender not in batch.workspace.team:
        what = f"there is nobody `{recipient.sender}` in `profiles/team`"
        yield recipient.problem("dangling-reference", what)
        return
    folder = batch.workspace.clients.get(recipient.client or "")
    sender_id = _sender_id(batch, recipient, _visits(batch, recipient, folder))
    yield from mail_problems(recipient, sender_id, batch.workspace.team[sender_id], language, batch.request.formats)


def _against_occasion(batch: Batch, recipient: Recipient, language: str) -> Iterator[Problem]:
    """That there is nothing to greet, or what is doubtful about the occasion that was asked for."""
    kept, today = occasion_for(batch, recipient, language), batch.request.today
    if kept is None:
        yield _no_occasion(batch, recipient)
    elif batch.request.occasion is not None:
        occasion = batch.kit.occasions[kept.id]
        for rule, what in against_forced(kept, occasion, country=recipient.country, language=language, today=today):
            help = "leave out `--occasion`: then the day is that of each reader"
            yield recipient.problem(rule, what, help=help, severity="warning")


def _no_occasion(batch: Batch, recipient: Recipient) -> Problem:
    where = f" in `{recipient.country}`" if recipient.country else ""
    what = f"nothing is greeted{where} on {batch.request.today}: there is no letter"
    help = "name the day with `--occasion`, or write it into `templates/letters/occasions.yaml`"
    if recipient.country is None:
        help = f"give the country in a column `country`; else {help}"
    return recipient.problem("no-occasion", what, help=help)


def _letter(batch: Batch, recipient: Recipient) -> Letter:
    workspace, request = batch.workspace, batch.request
    language = language_of_letter(batch, recipient)
    folder = workspace.clients.get(recipient.client or "")
    visits = _visits(batch, recipient, folder)
    told = case_for(batch.kind, batch.data, recipient, language, workspace)
    sender_id = _sender_id(batch, recipient, visits)
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
        facts=_facts(folder.client, request.today) if folder else (),
        occasion=occasion_for(batch, recipient, language),
        told=told,
        data=batch.data,
        data_file=batch.data_file,
        row={**dict.fromkeys(name.removesuffix("?") for name in batch.kind.columns), **recipient.row},
        files={**batch.files, **_files(workspace, recipient, sender_id, visits), **_case_files(batch, told)},
    )


def _span(batch: Batch) -> tuple[date, date] | None:
    """The days whose visits letters speak of: those asked for, or else the last year where a shared fact is wanted."""
    if batch.request.visits or "shared-fact" not in batch.kind.wants:
        return batch.request.visits
    return batch.request.today - _A_YEAR, batch.request.today


def _visits(batch: Batch, recipient: Recipient, folder: ClientFolder | None) -> Sequence[Visit]:
    span = _span(batch)
    return visits_with(recipient.stakeholder, folder, span) if folder and recipient.stakeholder and span else ()


def _sender_id(batch: Batch, recipient: Recipient, visits: Sequence[Visit]) -> str:
    met_by = visits[-1].by[0] if visits and batch.request.visits else batch.workspace.house.signatory
    return batch.request.sender or recipient.sender or met_by


def _organisation(recipient: Recipient, folder: ClientFolder | None) -> Organisation | None:
    if recipient.company is None:
        return None
    if folder is None:
        return Organisation(recipient.company, recipient.address, recipient.company)
    return Organisation(recipient.company, recipient.address, folder.client.short_name, folder.client.situation)


def _meeting(visit: Visit, client: Client, recipient: Recipient, workspace: Workspace) -> Meeting:
    people = {person.id: person for person in client.stakeholders}
    return Meeting(
        date=visit.date,
        place=visit.place,
        said=tuple(
            Heard(people[said.who].name, people[said.who].title, said.who == recipient.stakeholder, said.text)
            for said in visit.said
            if said.who in people
        ),
        promises=tuple(Promised(one.what, one.by, workspace.team[one.owner]) for one in visit.promises),
        next_on=visit.next.on if visit.next else None,
        next_what=visit.next.what if visit.next else None,
    )


def _facts(client: Client, today: date) -> tuple[Fact, ...]:
    found = (Fact(line.year, line.text, today.year - 1 <= line.year) for line in client.cooperation)
    return tuple(sorted(found, key=lambda fact: -fact.year))


def occasion_for(batch: Batch, recipient: Recipient, language: str) -> Kept | None:
    """The occasion that is greeted in the letter to `recipient`."""
    return kept_occasion(
        batch.kind.occasions,
        batch.kit.occasions,
        country=_country(batch, recipient, language),
        language=language,
        today=batch.request.today,
        forced=batch.request.occasion,
    )


def _country(batch: Batch, recipient: Recipient, language: str) -> str:
    """The country of `recipient`; where it is not known, that of the language counts (`KR` for Korean)."""
    return recipient.country or batch.kit.languages[language].country


def _files(workspace: Workspace, recipient: Recipient, sender_id: str, visits: Sequence[Visit]) -> Mapping[Path, str]:
    """The files of the workspace that a letter draws on."""
    named = [file_of("kamdocs"), file_of("house"), file_of("team", sender_id)]
    if recipient.client:
        named += [file_of("client", recipient.client), *(file_of("visit", recipient.client, v.date) for v in visits)]
    return {file: workspace.files[file] for file in named if file in workspace.files}


def _case_files(batch: Batch, told: Told | None) -> Mapping[Path, str]:
    """The files of the cases that a letter tells."""
    cases = {case.id for case in (*cases_in(batch.data), *([told.case] if told else ()))}
    return {file: batch.workspace.files[file] for file in (file_of("case", id) for id in sorted(cases))}
