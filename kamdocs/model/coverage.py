"""Who of the client's people is answered by what, and what each answer rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kamdocs.model.base import Text
from kamdocs.model.client import Criterion, Role

AskKind = Literal["criterion", "need", "concern"]
ProofKind = Literal["result", "need", "fact", "none"]


@dataclass(frozen=True, slots=True)
class Answer:
    """An argument that answers something. `proof` says what it rests on, `proof_id` which one (of a case, with its
    result); `seen` says whether the person who asks gets the argument at all, `near` that it
    names nothing they ask, but shares telling words with a concern that has no name."""

    argument: str
    claim: Text
    proof: ProofKind
    proof_id: str
    seen: bool
    near: bool = False


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """What one person asks of us, a criterion, a need they voiced or a concern, and everything that answers it.

    `id` is None for a concern without one, `weight` is None for what has none.
    """

    stakeholder: str
    name: Text
    role: Role
    reader: str
    kind: AskKind
    id: str | None
    text: Text
    weight: int | None
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The whole proposal as a matrix, stakeholder by criterion by argument by proof, and what it leaves open.

    `unanswered` are criteria of recipients that no argument answers, `unseen` those answered only by arguments that
    their owner does not get, each as (stakeholder id, criterion). `unaddressed` are recipients to whom nothing speaks,
    `needs` the ids of needs that nothing answers, `unproved` and `idle` those of arguments without a proof and of
    arguments that answer nothing. `deciders` are the recipients who decide, `group_deciders` those of the whole group.
    """

    rows: tuple[CoverageRow, ...]
    unanswered: tuple[tuple[str, Criterion], ...]
    unseen: tuple[tuple[str, Criterion], ...]
    unaddressed: tuple[str, ...]
    needs: tuple[str, ...]
    unproved: tuple[str, ...]
    idle: tuple[str, ...]
    deciders: tuple[str, ...]
    group_deciders: tuple[str, ...]
