"""How much each reason counts where arguments, cases and people are ranked for a reader; a house may change it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kamdocs.model.base import Model, Whole

Points = Annotated[Whole, Field(ge=0, le=1000)]
"""How much a reason counts beside the others; 0 leaves it out of account."""


class ArgumentWeights(Model):
    """What makes an argument strong for a reader."""

    kind: Points = Field(10, description="The kind this reader leads with; each further kind a fifth of it less.")
    weight: Points = Field(2, description="Each step of the argument's own `weight`.")
    criterion: Points = Field(3, description="A criterion of the reader that it answers, for each step of its weight.")
    need: Points = Field(4, description="A need that the reader voiced and it answers.")
    concern: Points = Field(6, description="A concern of the reader that it names; half where only the words are near.")
    role: Points = Field(3, description="A kind that suits the reader's part in the decision.")
    cooperation: Points = Field(4, description="A proof from work done with this client before.")
    strength: Points = Field(
        1, description="Proof: three times for a measured result, twice for a need, once for a fact."
    )


class CaseWeights(Model):
    """What makes a case convince a reader."""

    proof: Points = Field(
        8,
        description="It proves an argument this reader gets; twice for their second one, three times for the first.",
    )
    industry: Points = Field(6, description="The client's industry.")
    region: Points = Field(3, description="The client's region.")
    service: Points = Field(4, description="Each service of the offer that it used.")
    result: Points = Field(5, description="The result kind trusted least; each kind trusted more counts once more.")
    own: Points = Field(4, description="A project with this client.")
    problem: Points = Field(2, description="Each need of the client that its problem, results or key words come near.")
    tag: Points = Field(1, description="Each key word it shares with the services of the offer.")
    size: Points = Field(3, description="A firm of the client's size.")
    fresh: Points = Field(3, description="Lost where no result is younger than 36 months.")
    consent: Points = Field(1, description="Its client may be named; counts once more for a quote, once for a call.")
    used: Points = Field(2, description="Lost for each earlier proposal to this client that told it.")


class PeopleWeights(Model):
    """What makes a member of the project's team come early in the list of people."""

    lead: Points = Field(20, description="Named first in the proposal, and so at the head of the team.")
    shown: Points = Field(4, description="Each case shown to this reader that the person worked on.")
    industry: Points = Field(3, description="A project in the client's industry.")
    service: Points = Field(2, description="Each service of the offer that the person has a project in.")
    language: Points = Field(3, description="Speaks the language this reader reads.")
    work: Points = Field(10, description="All the work of the project; the person's share of its days counts.")


class Weights(Model):
    """How much each reason counts where arguments, cases and people are ranked."""

    arguments: ArgumentWeights = Field(ArgumentWeights(), description="For the order of the arguments.")
    cases: CaseWeights = Field(CaseWeights(), description="For the choice and order of the cases.")
    people: PeopleWeights = Field(PeopleWeights(), description="For the order of the team.")
