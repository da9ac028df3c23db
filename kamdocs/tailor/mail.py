"""Letters as messages: who gets a draft, from whom, and what keeps somebody from getting one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from kamdocs.errors import Problem
from kamdocs.model.house import TeamMember
from kamdocs.model.kinds import file_of
from kamdocs.model.letter import Letter
from kamdocs.model.mail import Envelope, Mailbox
from kamdocs.model.page import LetterFormat
from kamdocs.model.recipient import Recipient
from kamdocs.model.workspace import Workspace
from kamdocs.rules.mail import mail_address, name_fault

_NOON = time(12)
_ADDRESS, _NAME = "bad-email", "bad-name"


def formats_of(letter: Letter, formats: Sequence[LetterFormat]) -> tuple[LetterFormat, ...]:
    """Which of `formats` there are of `letter`: no draft of a message to somebody without an e-mail address."""
    return tuple(format for format in formats if format != "eml" or letter.addressee.email)


def mail_problems(
    recipient: Recipient, sender_id: str, sender: TeamMember, language: str, formats: Sequence[LetterFormat]
) -> Iterator[Problem]:
    """What keeps a draft to `recipient` from being made, where `formats` ask for drafts.

    Without an address there is no draft, which is a warning as long as there is a letter in another format. An address
    that is more than one address, or a name that no header may hold, is an error.
    """
    if "eml" not in formats:
        return
    if not recipient.email:
        alone = set(formats) == {"eml"}
        told = f"there is no e-mail address: no {'letter' if alone else 'draft'} is made"
        yield recipient.problem("no-email", told, severity="error" if alone else "warning", column="email")
    else:
        for rule, field, fault in _faults(recipient.email, _name(recipient, language)):
            yield recipient.problem(rule, f"the {field} {fault}", column=field)
    for rule, field, fault in _faults(sender.email, sender.name.shown(language)):
        yield Problem(file_of("team", sender_id), 0, 0, rule, f"the {field} of `{sender_id}`, who signs, {fault}")


def envelope_of(letter: Letter, workspace: Workspace) -> Envelope:
    """The head of the message that `letter` is: at noon of its day where the house is, as the hour decides nothing."""
    language, kind = letter.language, letter.kind
    at = datetime.combine(letter.today, _NOON, tzinfo=ZoneInfo(workspace.settings.timezone))
    return Envelope(
        sender=Mailbox(letter.sender.name.shown(language), mail_address(letter.sender.email)),
        recipient=Mailbox(_name(letter.addressee, language), mail_address(letter.addressee.email or "")),
        fallback=(kind.title or kind.name).shown(language),
        at=at,
    )


def attachment_name(letter: Letter, format: LetterFormat) -> str:
    """What the file of `letter` is called in a message: the kind of letter, in its language."""
    title = (letter.kind.title or letter.kind.name).shown(letter.language)
    plain = "".join(" " if not sign.isprintable() or sign in '/\\:*?"<>|' else sign for sign in title)
    return f"{' '.join(plain.split()).strip('. ') or letter.id}.{format}"


def _name(recipient: Recipient, language: str) -> str:
    named = recipient.name or recipient.company
    return named.shown(language) if named else ""


def _faults(address: str, name: str) -> Iterator[tuple[str, str, str]]:
    try:
        mail_address(address)
    except ValueError as error:
        yield _ADDRESS, "email", str(error)
    if fault := name_fault(name):
        yield _NAME, "name", fault
