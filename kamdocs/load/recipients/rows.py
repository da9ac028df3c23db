"""One row of a list as a recipient."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kamdocs.errors import Problem
from kamdocs.load.recipients.cells import LONGEST_NAMED, Row
from kamdocs.load.recipients.clients import Clients
from kamdocs.load.recipients.further import FurtherColumns
from kamdocs.load.recipients.ids import is_device, plain_words
from kamdocs.load.recipients.knowledge import Knowledge
from kamdocs.load.recipients.names import Person, name_doubts, person_in
from kamdocs.load.recipients.places import address_in, are_several, email_in
from kamdocs.model.base import ID_PATTERN, LONGEST_ID, Text
from kamdocs.model.client import Stakeholder
from kamdocs.model.recipient import Recipient
from kamdocs.model.rules import FOREIGN_NAME, FOREIGN_TITLE, LANGUAGE_UNCLEAR, NO_FAMILY_NAME, NO_GENDER, NO_TITLE
from kamdocs.model.workspace import Workspace
from kamdocs.rules.excerpts import excerpt
from kamdocs.rules.hints import hint

_ID = re.compile(ID_PATTERN)


@dataclass(frozen=True, slots=True)
class Read:
    """A row, read: the recipient, still without an id, and what is wrong or doubtful."""

    row: Row
    recipient: Recipient
    problems: tuple[Problem, ...]


def read_row(
    row: Row, further: FurtherColumns, clients: Clients, *, headers_language: str | None, letters_language: str | None
) -> Read:
    """The recipient that `row` is, with the `further` columns, and what is wrong or doubtful about it.

    `headers_language` is the language of the headers; `letters_language` that of all letters, where it is set.
    """
    workspace, knowledge = clients.workspace, clients.knowledge
    said = knowledge.language_named(row.get("language")) if row.get("language") else None
    otherwise = letters_language or workspace.settings.languages[0]
    person = person_in(row, said or headers_language, knowledge, otherwise=otherwise)
    client = clients.client_of(row.get("company"))
    known = clients.person_of(client, person.name) if client else None
    language, known_from = _language(said, known, headers_language, _language_of_name(row, person, knowledge))
    shown_in = letters_language or language or otherwise
    values, wrong_values = further.of(row)
    address = address_in(row, language, home=workspace.settings.calendar, shown_in=shown_in, knowledge=knowledge)
    recipient = replace(
        _recipient(row, person, knowledge),
        title=_text(_own_title(person.title, shown_in, knowledge)),
        address=_text(address),
        language=language,
        language_from=known_from,
        client=client,
        stakeholder=known.id if known else None,
        row=values,
    )
    told = _as_known(recipient, known) if known else recipient
    problems = (
        *wrong_values,
        *_faults(row, recipient, workspace, knowledge),
        *_doubts(row),
        *_address_doubts(row, person, told, shown_in, knowledge),
        *_script_doubts(row, person, recipient, shown_in, knowledge),
    )
    return Read(row, told, problems)


def _recipient(row: Row, person: Person, knowledge: Knowledge) -> Recipient:
    """What the row itself says of a recipient, whichever language the letter is in."""
    return Recipient(
        id="",
        name=_text(person.name),
        origin=row.origin,
        family_name=person.family_name or None,
        given_name=person.given_name or None,
        gender=person.gender,
        company=_text(row.get("company")),
        country=knowledge.countries.code_of(row.get("country")) if row.get("country") else None,
        email=email_in(row.fields.get("email", ""))[0],
        address_as=_text(row.get("address_as")),
        sender=row.get("sender") or None,
    )


def _own_title(title: str, language: str, knowledge: Knowledge) -> str:
    """The title, where it is written in the letters of `language`; else none."""
    title = knowledge.without_politeness(title)
    return title if title and knowledge.is_in_script_of(language, title) else ""


def _address_doubts(
    row: Row, person: Person, told: Recipient, language: str, knowledge: Knowledge
) -> Iterator[Problem]:
    """What is doubtful about how somebody is addressed, beside what their profile tells."""
    title = person.title
    person = replace(person, gender=told.gender, family_name=person.family_name or told.family_name or "")
    is_foreign = bool(title) and not _own_title(title, language, knowledge)
    if is_foreign:
        what = f"the title `{title}` is not written in the letters of `{language}`; it is left out"
        yield row.problem("title", FOREIGN_TITLE, what, help="write the title in that language")
    for field, rule, what, help in name_doubts(row, person, language, knowledge):
        is_settled = told.address_as is not None and rule in (NO_GENDER, NO_FAMILY_NAME, NO_TITLE)
        if not is_settled and not (rule == NO_TITLE and (is_foreign or told.title)):
            yield row.problem(field, rule, what, help=help)


def wrong_id(row: Row, id: str) -> Problem | None:
    """What is wrong with an id that stands in a list; None where nothing is."""
    if is_device(id):
        what = f"`{id}` cannot be an id: Windows keeps that name for a device"
        return row.problem("id", "bad-id", what, help=f"write another one, as `{id}-1`", severity="error")
    if _ID.fullmatch(id) and len(id) <= LONGEST_ID:
        return None
    nearest = plain_words(id)[:LONGEST_ID].strip("-")
    help = f"use lower-case letters, digits and hyphens, as in `{nearest}`" if nearest else ""
    what = f"`{excerpt(id, LONGEST_NAMED)}` cannot be an id, which the names of files begin with"
    if len(id) > LONGEST_ID:
        help = f"write one of no more than {LONGEST_ID} characters"
    return row.problem("id", "bad-id", what, help=help, severity="error")


def _text(text: str) -> Text | None:
    return Text(text) if text else None


def _language(
    said: str | None, known: Stakeholder | None, headers: str | None, script: str | None
) -> tuple[str | None, str]:
    """The language of a recipient whose name is in that of `script`, and in which way it is known."""
    ways = (
        (said, "row"),
        (known.language if known else None, "profile"),
        (headers, "headers"),
        (script, "script"),
    )
    return next(((language, way) for language, way in ways if language), (None, ""))


def _language_of_name(row: Row, person: Person, knowledge: Knowledge) -> str | None:
    """The language that the name of a person tells, or else that of a company with its address."""
    if person.name:
        return knowledge.language_of(person.name)
    of_firm = " ".join((row.get("company"), row.get("street"), row.get("address")))
    return knowledge.language_of(of_firm) or knowledge.firms.language_of(row.get("company"))


def _as_known(recipient: Recipient, known: Stakeholder) -> Recipient:
    """`recipient` with what their profile says of how they are addressed, where the list says nothing."""
    return replace(
        recipient,
        gender=recipient.gender or known.gender,
        title=recipient.title or known.title,
        address_as=recipient.address_as or known.address_as,
        family_name=recipient.family_name or known.family_name,
        given_name=recipient.given_name or known.given_name,
    )


def _faults(row: Row, recipient: Recipient, workspace: Workspace, knowledge: Knowledge) -> Iterator[Problem]:
    """What keeps a recipient from getting a letter."""
    if recipient.name is None and recipient.company is None:
        what = "names neither a person nor a company"
        yield row.problem("name", "no-name", what, help="write the name, or remove the row", severity="error")
    elif recipient.name is None:
        what = "names no person: the letter goes to the company"
        yield row.problem("name", "no-name", what, help="write the name of a person there")
    if row.get("language") and knowledge.language_named(row.get("language")) is None:
        what = f"there are no rules for the language `{row.get('language')}`"
        help = hint(row.get("language"), workspace.settings.languages)
        yield row.problem("language", "no-language", what, help=help, severity="error")
    if recipient.sender and recipient.sender not in workspace.team:
        what = f"there is nobody `{recipient.sender}` in `profiles/team`"
        help = hint(recipient.sender, workspace.team)
        yield row.problem("sender", "dangling-reference", what, help=help, severity="error")
    if row.get("country") and recipient.country is None:
        what = f"`{row.get('country')}` is no country that is known; it stands in the address as it is"
        yield row.problem("country", "unknown-country", what, help="write its ISO 3166 code, as in `VN`")


def _doubts(row: Row) -> Iterator[Problem]:
    if wrong_email := email_in(row.fields.get("email", ""))[1]:
        is_what = "is more than one e-mail address" if are_several(row.fields["email"]) else "is no e-mail address"
        what = f"`{wrong_email}` {is_what}; the recipient is taken to have none"
        yield row.problem("email", "bad-email", what, help="write it as in `kim@acme.example`")


def _script_doubts(
    row: Row, person: Person, recipient: Recipient, shown_in: str, knowledge: Knowledge
) -> Iterator[Problem]:
    """A name in the letters of another language than the headers', which say what is in no row, or than that which the
    letter is in."""
    written = knowledge.language_of(person.name)
    if recipient.language_from == "headers" and written and written != recipient.language:
        what = f"the name is written in the letters of `{written}`, but the list is in `{recipient.language}`"
        yield row.problem("name", LANGUAGE_UNCLEAR, what, help="add a column `language`")
        return
    for field, text in (("name", person.name), ("company", row.get("company"))):
        if knowledge.is_strange_to(shown_in, text):
            what = f"the {field} has letters that `{shown_in}`, the language of the letter, is not written in"
            yield row.problem(field, FOREIGN_NAME, what, help=f"write it as it is read in `{shown_in}`")
