"""`cases/<id>.yaml`, `cases/metrics.yaml`, and the form of a case that its consent allows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, RootModel, model_validator

from kamdocs.model.base import (
    CaseId,
    ClientId,
    Day,
    Id,
    Internal,
    Misfit,
    Model,
    Number,
    Prose,
    Ref,
    ServiceId,
    TeamId,
    Text,
    Words,
    refuse,
)
from kamdocs.model.house import ResultKind

ConsentLevel = Literal["none", "anonymous", "name", "logo", "quote", "contact"]
CONSENT_LEVELS: tuple[ConsentLevel, ...] = ("none", "anonymous", "name", "logo", "quote", "contact")
"""Each level includes the ones before it."""

Publish = Literal["exact", "range", "direction", "no"]


class Metric(Model):
    """A measure that several cases share."""

    name: Text = Field(description="Name.")
    unit: Text = Field(description="Unit.")
    better: Literal["up", "down"] = Field(description="Which way is good.")


class Metrics(RootModel[dict[Id, Metric]]):
    """`cases/metrics.yaml`: measures that several cases share, by id."""

    model_config = ConfigDict(frozen=True)


class CaseClient(Model):
    """Whose project it was."""

    ref: ClientId | None = Field(None, description="Client folder.")
    name: Text | None = Field(None, description="Name; else that of the client folder.")


class Result(Model):
    """A measured result."""

    id: Id = Field(description="Short name, unique in the case.")
    kind: ResultKind = Field(description="What sort of result it is.")
    metric: Text = Field(description="What was measured.")
    metric_id: Annotated[Id, Ref("metric")] | None = Field(None, description="Shared measure of `cases/metrics.yaml`.")
    before: Number | None = Field(None, description="Value before.")
    after: Number | None = Field(None, description="Value after.")
    unit: Text | None = Field(None, description="Unit or currency.")
    period: Text = Field(description="When it was measured, before and after.")
    source: Text = Field(description="Where it is written down.")
    measured_on: Day = Field(description="Day of the measurement.")
    publish: Publish = Field(description="How exactly it may be told.")


class Quote(Model):
    """Words of the client."""

    text: Text = Field(description="The words.")
    by: Text = Field(description="Position of the speaker.")
    approved: bool = Field(description="Whether the speaker has released them.")


class Span(Model):
    """From a day to a day."""

    start: Day = Field(description="First day.")
    end: Day = Field(description="Last day.")

    @model_validator(mode="after")
    def _forward(self) -> Span:
        if self.end < self.start:
            refuse([Misfit(("end",), "is before `start`")])
        return self


class Consent(Model):
    """What the client of the case allows."""

    level: ConsentLevel = Field(description="How far it goes; each level includes the ones before it.")
    uses: tuple[Words, ...] = Field(description="What it is given for: proposal, letter, sheet, website …")
    until: Day | None = Field(None, description="Last day.")
    evidence: Words | None = Field(None, description="Where it is written down.")


class Governance(Model):
    """Who answers for the case."""

    owner: TeamId = Field(description="Who keeps it.")
    status: Literal["draft", "approved", "retired"] = Field(description="Only approved cases are used.")
    review_by: Day = Field(description="Day of the next review.")
    supersedes: CaseId | None = Field(None, description="The case it replaces.")


class CaseInternal(Internal):
    """What stays in the house about a case."""


class Case(Model):
    """`cases/<id>.yaml`: a project and what came of it."""

    title: Text = Field(description="Title, without the client's name.")
    client: CaseClient = Field(description="Whose project it was.")
    anonymous_as: Text = Field(description="What stands in place of the name, in running text.")
    industry: Text = Field(description="Industry.")
    region: Text | None = Field(None, description="Region.")
    size: Words | None = Field(None, description="Number of people, as a range.")
    services: tuple[ServiceId, ...] = Field(description="Services it used.")
    tags: tuple[Words, ...] = Field((), description="Key words.")
    problem: Prose = Field(description="What was wrong.")
    solution: Prose = Field(description="What we did.")
    results: tuple[Result, ...] = Field(min_length=1, description="What came of it.")
    quote: Quote | None = Field(None, description="Words of the client.")
    dates: Span = Field(description="When it ran.")
    team: tuple[TeamId, ...] = Field((), description="Who did it.")
    consent: Consent = Field(description="What the client allows.")
    governance: Governance = Field(description="Who answers for it.")
    internal: CaseInternal | None = Field(None, description="Never leaves the house.")


@dataclass(frozen=True, slots=True)
class Range:
    """A value told only as lying between two round ones."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class PublicResult:
    """A result as far as it may be told.

    `before` and `after` are exact values, ranges, or None where only `direction` may be told.
    """

    id: str
    kind: ResultKind
    metric: Text
    before: Decimal | Range | None
    after: Decimal | Range | None
    direction: Literal["up", "down"] | None
    unit: Text | None
    period: Text
    source: Text
    measured_on: date


@dataclass(frozen=True, slots=True)
class PublicQuote:
    """Released words of the client of a case."""

    text: Text
    by: Text


@dataclass(frozen=True, slots=True)
class PublicCase:
    """A case reduced to what its consent covers; what is not covered is not here at all.

    `client` is the name where it may be told, else the anonymous description; `named` says which. `client_ref` is
    the client folder of a named case. `callable` says that the client may be given as a contact.
    """

    id: str
    title: Text
    client: Text
    named: bool
    client_ref: str | None
    callable: bool
    industry: Text
    region: Text | None
    size: str | None
    services: tuple[str, ...]
    tags: tuple[str, ...]
    problem: Text
    solution: Text
    results: tuple[PublicResult, ...]
    quote: PublicQuote | None
    start: date
    end: date
    team: tuple[str, ...]
