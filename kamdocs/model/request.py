"""What is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kamdocs.model.page import Format


@dataclass(frozen=True, slots=True)
class ProposalRequest:
    """Versions of one proposal.

    `proposal` is `<client>` or `<client>/<id>`; the id may be left out where the client has one proposal only.
    Without `readers` and `to`, everybody the proposal is addressed to gets a version. `language` overrides each
    recipient's own. `out` is the output folder; else that of `kamdocs.yaml`. `renew` issues the proposal anew on
    `today`, its terms granted for as many days as before; its file stays as it is.
    """

    workspace: Path
    proposal: str
    today: date
    readers: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    formats: tuple[Format, ...] = ("docx", "pdf")
    language: str | None = None
    out: Path | None = None
    renew: bool = False
