"""A proposal that is drafted: what its file will hold, and what it begins with where nothing of the client says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, model_validator

from kamdocs.model.base import Misfit, Model, Portion, Prose, Text, Whole, refuse

FILL_IN = "fill in"
"""What a comment begins with that says what a person still has to do: `# fill in: …`."""


class StandardPayment(Model):
    """An instalment that every draft begins with."""

    on: Text = Field(description="The event; with `after`, what stands before the name of the phase.")
    percent: Portion = Field(description="Share of the total in per cent.")
    after: Literal["half", "end"] | None = Field(
        None, description="Due with the end of a phase: the one nearest to half of the weeks, or the last."
    )


class StandardStep(Model):
    """A next step that every draft begins with."""

    working_days: Annotated[Whole, Field(ge=0, le=250)] = Field(description="Working days after the proposal is due.")
    who: Literal["sender", "decider"] = Field(description="Our sender, or who decides at the client.")
    what: Text = Field(description="What happens.")
    unless_agreed: bool = Field(False, description="Left out where the visit has agreed on what follows it.")


class DraftStandard(Model):
    """`templates/proposal/draft.yaml`: what a drafted proposal says where nothing of the client does."""

    you_need: Text = Field(description="Stands before the needs in the summary.")
    we_propose: Text = Field(description="Stands before the services in the summary.")
    today: Text = Field(description="Stands before the figure of a need.")
    unit: Text = Field(description="Unit of each price line.")
    milestone: Text = Field(description="What ends each phase.")
    assumptions: tuple[Text, ...] = Field((), description="What is taken for granted.")
    exclusions: tuple[Text, ...] = Field((), description="What is not part of it.")
    client_duties: tuple[Text, ...] = Field((), description="What the client provides.")
    payments: tuple[StandardPayment, ...] = Field(min_length=1, description="Instalments; they add up to 100.")
    next_steps: tuple[StandardStep, ...] = Field(min_length=1, description="What follows.")
    terms: tuple[Prose, ...] = Field((), description="Further terms.")

    @model_validator(mode="after")
    def _whole(self) -> DraftStandard:
        if (total := sum(payment.percent for payment in self.payments)) != 100:
            refuse([Misfit(("payments",), f"add up to {total} %, not to 100 %")])
        return self


@dataclass(frozen=True, slots=True)
class Entry:
    """A value of a YAML file to be, with the lines of comment above it.

    `to_fill` is what a person still has to do there; it stands at the value as `# fill in: …`.
    """

    value: Value
    above: tuple[str, ...] = ()
    to_fill: str = ""


Value: TypeAlias = "str | int | Decimal | date | Mapping[str, Value] | Sequence[Value] | Entry"


@dataclass(frozen=True, slots=True)
class ProposalDraft:
    """A proposal that is not written yet: whose, its id, the comment at its top, and what it holds."""

    client_id: str
    id: str
    head: tuple[str, ...]
    data: Mapping[str, Value]
