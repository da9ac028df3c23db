"""What a batch of letters would be, as one document: who gets what, how that is known, and what is doubtful."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kamdocs.errors import Problem
from kamdocs.letters.planning import PlannedLetters
from kamdocs.model.base import Text
from kamdocs.model.kit import Kit
from kamdocs.model.letter import Letter
from kamdocs.model.recipient import Recipient, RecipientList
from kamdocs.rules.address import Address
from kamdocs.tailor.mail import formats_of


def preview_of(planned: PlannedLetters) -> dict[str, Any]:
    """`kind`; `list`, how the list of recipients was read, None without one; `letters`, each with its recipient,
    language, salutation, signer and files; `problems`, what is doubtful (warnings) or keeps somebody from a letter
    (errors), sorted by place."""
    return {
        "kind": planned.request.kind,
        "list": _list(planned.listed) if planned.listed else None,
        "letters": [_letter(letter, planned) for letter in planned.letters],
        "problems": [_problem(problem) for problem in sorted(planned.problems)],
    }


def _list(listed: RecipientList) -> dict[str, Any]:
    columns = (
        {"header": column.header, "field": column.field, "filled": column.filled, "why": column.why}
        for column in listed.columns
    )
    return {
        "file": str(listed.file),
        "form": listed.form,
        "rows": len(listed.rows),
        "columns": [*columns],
    }


def _letter(letter: Letter, planned: PlannedLetters) -> dict[str, Any]:
    one, language = letter.addressee, letter.language
    override = planned.request.language
    return {
        "id": letter.id,
        "name": _shown(one.name, language),
        "company": _shown(one.company, language),
        "language": language,
        "language_from": "--lang" if override else one.language_from,
        "salutation": _salutation(letter, planned.kit),
        "signed_by": letter.sender_id,
        "place": one.origin.place,
        "files": [f"{letter.file_name}.{format}" for format in formats_of(letter, planned.request.formats)],
    }


def _salutation(letter: Letter, kit: Kit) -> str:
    address = Address(kit.languages[letter.language].address)
    people = [dict(_person(letter.recipient, letter.language))] if letter.recipient else []
    return address.salutation(people)


def _person(one: Recipient, language: str) -> Iterator[tuple[str, str | None]]:
    yield from {"family_name": one.family_name, "given_name": one.given_name, "gender": one.gender}.items()
    for part, text in {"name": one.name, "title": one.title, "address_as": one.address_as}.items():
        yield part, _shown(text, language) or None


def _shown(text: Text | None, language: str) -> str:
    return " ".join(text.shown(language).split()) if text else ""


def _problem(problem: Problem) -> Mapping[str, Any]:
    return {
        "file": problem.file.as_posix(),
        "row": problem.line,
        "column": problem.column,
        "place": problem.place,
        "severity": problem.severity,
        "rule": problem.rule,
        "what": problem.what,
        "help": problem.help,
    }
