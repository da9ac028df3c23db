"""`profiles/services/`, and the arguments that services and proposals make."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, model_validator

from kamdocs.model.base import (
    CaseId,
    Id,
    Internal,
    Misfit,
    Model,
    NeedId,
    Prose,
    ReaderId,
    Ref,
    Scale,
    Text,
    Weeks,
    Words,
    refuse,
)
from kamdocs.model.house import ArgumentKind


class ArgumentProof(Model):
    """What proves a claim: a result of a case, a need with its figure, or a fact of the proposal."""

    case: CaseId | None = Field(None, description="Case.")
    result: Annotated[Id, Ref("result")] | None = Field(None, description="Result of that case.")
    need: NeedId | None = Field(None, description="Need of this client.")
    fact: Annotated[Id, Ref("fact")] | None = Field(None, description="Fact of the proposal.")

    @model_validator(mode="after")
    def _one(self) -> ArgumentProof:
        refuse(self._misfits())
        return self

    def _misfits(self) -> Iterator[Misfit]:
        if (self.case is None) != (self.result is None):
            yield Misfit((), "needs both `case` and `result`")
        elif sum(given is not None for given in (self.case, self.need, self.fact)) != 1:
            yield Misfit((), "needs exactly one of `case` with `result`, `need`, and `fact`")


class Argument(Model):
    """A claim that speaks for us."""

    id: Id = Field(description="Short name, unique in its proposal.")
    kind: ArgumentKind = Field(description="What sort of claim it is.")
    claim: Prose = Field(description="The claim.")
    proof: ArgumentProof | None = Field(None, description="Its proof; a claim that states a figure needs one.")
    criteria: tuple[Annotated[Id, Ref("criterion|need|concern")], ...] = Field(
        (), description="Criteria, needs and concerns that it answers."
    )
    readers: tuple[ReaderId, ...] = Field((), description="Reader types it is meant for; else all.")
    weight: Scale = Field(3, description="How strong it is, 1 to 5.")


class ServicePhase(Model):
    """A phase of a packaged offer."""

    name: Text = Field(description="Name.")
    weeks: Weeks = Field(description="Length in weeks.")
    text: Prose = Field(description="What happens.")


class ServiceInternal(Internal):
    """What stays in the house about a service."""

    notes: Text | None = Field(None, description="Notes.")


class Service(Model):
    """`profiles/services/<id>.yaml`: a packaged offer."""

    name: Text = Field(description="Name.")
    summary: Prose = Field(description="What it is.")
    deliverables: tuple[Text, ...] = Field(min_length=1, description="What is handed over.")
    phases: tuple[ServicePhase, ...] = Field(min_length=1, description="Phases in order.")
    arguments: tuple[Argument, ...] = Field((), description="Claims that every proposal with it may use.")
    tags: tuple[Words, ...] = Field((), description="Key words.")
    internal: ServiceInternal | None = Field(None, description="Never leaves the house.")
