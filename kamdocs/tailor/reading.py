"""Who reads, what, and with which eyes: what every choice for one version is made from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kamdocs.model.client import Client, Stakeholder
from kamdocs.model.house import Reader
from kamdocs.model.plan import Reason
from kamdocs.model.proposal import Proposal
from kamdocs.model.workspace import ClientFolder, Workspace
from kamdocs.rules.likeness import Likeness


@dataclass(frozen=True, slots=True)
class Reading:
    """One version's reader; `recipient` is None where it is addressed to the organisation, `on` is the day of issue."""

    workspace: Workspace
    folder: ClientFolder
    proposal_id: str
    reader_id: str
    recipient: Stakeholder | None
    language: str
    on: date
    likeness: Likeness

    @property
    def client(self) -> Client:
        """The client."""
        return self.folder.client

    @property
    def proposal(self) -> Proposal:
        """The proposal."""
        return self.folder.proposals[self.proposal_id]

    @property
    def reader(self) -> Reader:
        """The type of reader."""
        return self.workspace.readers[self.reader_id]


def counted(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Those of `reasons` that count."""
    return tuple(reason for reason in reasons if reason.points)


def score(reasons: Iterable[Reason]) -> int:
    """What `reasons` come to."""
    return sum(reason.points for reason in reasons)


def sentence(reasons: Sequence[Reason], *, otherwise: str) -> str:
    """`reasons` on one line; what speaks against comes last."""
    said_for = [reason.what for reason in reasons if reason.points > 0]
    against = [reason.what for reason in reasons if reason.points < 0]
    told = "; ".join(said_for) or otherwise
    return f"{told}; but {', '.join(against)}" if against else told
