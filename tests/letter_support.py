"""What tests of letters share: the example workspace as a batch has it, its data files, and recipients."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from support import REPOSITORY

from kamdocs.load import load
from kamdocs.load.letter_data import read_letter_data
from kamdocs.model.base import Text
from kamdocs.model.kit import Kit
from kamdocs.model.letter import Letter
from kamdocs.model.recipient import Origin, Recipient
from kamdocs.model.request import LettersRequest
from kamdocs.model.secrets import Secrets
from kamdocs.model.workspace import Workspace
from kamdocs.tailor.letters import Batch, tailor_letters
from kamdocs.tailor.recipients import recipients_of_clients

TODAY = date(2026, 11, 23)
DATA = REPOSITORY / "examples/letters"
KINDS = ("complaint-answer", "feedback-request", "introduction", "reference-request", "referral-request")
"""Kinds whose data stand in `examples/letters`."""

CLIENT_IN = {"en": "vam-co-foods", "ko": "saeon-electronics", "vi": "vam-co-foods"}
"""A client whose profile is written in a language."""

ORIGIN = Origin(Path("list.csv"), 2)
BARE = (
    Recipient("name-only", Text("Kim Min-jun"), ORIGIN, language_from="row"),
    Recipient("firm-only", None, ORIGIN, company=Text("Dong Hai Packaging"), language_from="row"),
)
"""People and firms of whom a list says as little as can be: no title, gender, address or e-mail."""


@cache
def load_example() -> tuple[Workspace, Kit, Secrets]:
    """The repository's own workspace, its kit and its secrets, as letters have them."""
    return load(REPOSITORY, today=TODAY, use="letter")


def batch_of(kind: str, language: str, data: Path | None = None) -> Batch:
    """A batch of letters of `kind` in `language`, with the data of `examples/letters`."""
    workspace, kit, _ = load_example()
    file = data or DATA / f"{kind}.yaml"
    request = LettersRequest(REPOSITORY, kind, TODAY, language=language)
    values, digest = read_letter_data(file, kit.letters[kind], workspace, shown=file)
    return Batch(workspace, kit, request, kit.letters[kind], values, {file: digest}, file)


def letters_to(batch: Batch, recipients: tuple[Recipient, ...]) -> tuple[Letter, ...]:
    """The letters of `batch` to `recipients`; nothing stands against any of them."""
    tailored = tailor_letters(batch, recipients)
    assert not [problem for problem in tailored.problems if problem.severity == "error"]
    return tailored.letters


def stakeholder_in(language: str) -> Recipient:
    """Somebody of the example clients whose profile is written in `language`."""
    workspace, _, _ = load_example()
    return recipients_of_clients(workspace, [CLIENT_IN[language]])[0]
