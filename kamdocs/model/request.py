"""What is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kamdocs.model.page import Format

DEFAULT_KIND = "proposal"
"""The kind of document that is built where none is named; its sections are those of the readers' files."""


@dataclass(frozen=True, slots=True)
class ProposalRequest:
    """Versions of one proposal.

    `proposal` is `<client>` or `<client>/<id>`; the id may be left out where the client has one proposal only.
    Without `readers` and `to`, everybody the proposal is addressed to gets a version. `language` overrides each
    recipient's own. `out` is the output folder; else that of `kamdocs.yaml`. `kind` names a file of
    `templates/proposal/kinds`, the document that is made of the proposal.
    """

    workspace: Path
    proposal: str
    today: date
    readers: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    formats: tuple[Format, ...] = ("docx", "pdf")
    language: str | None = None
    out: Path | None = None
    kind: str = DEFAULT_KIND
