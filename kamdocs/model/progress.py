"""`progress` of a proposal that was accepted: what the work has reached, report by report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, model_validator

from kamdocs.model.base import Day, Id, Misfit, Model, NeedId, Number, Prose, Ref, StakeholderId, TeamId, Text, refuse
from kamdocs.model.client import Who


class ReachedResult(Model):
    """A figure that was promised, and where it stands."""

    need: NeedId | None = Field(None, description="Need whose figure it is; it gives the start and the unit.")
    text: Text | None = Field(None, description="What is measured; else the text of the need.")
    before: Number | None = Field(None, description="Where it stood at the start.")
    target: Number = Field(description="Where it shall stand.")
    value: Number = Field(description="Where it stands.")
    unit: Text | None = Field(None, description="Unit or currency of the values.")
    source: Text = Field(description="Report or register that the value stands in.")

    @model_validator(mode="after")
    def _fits(self) -> ReachedResult:
        refuse(self._misfits())
        return self

    def _misfits(self) -> Iterator[Misfit]:
        if self.need is None and self.text is None:
            yield Misfit((), "needs `need` or `text`")
        if self.need is not None:
            for name in ("before", "unit"):
                if getattr(self, name) is not None:
                    yield Misfit((name,), "stands beside `need`, which gives it", "remove one of them")


class Issue(Model):
    """Something that goes otherwise than planned, and what is done about it."""

    text: Text = Field(description="What goes otherwise than planned.")
    action: Text = Field(description="What is done about it.")
    owner: TeamId = Field(description="Who does it.")
    by: Day | None = Field(None, description="By when.")


class ComingStep(Model):
    """Something that follows a report."""

    on: Day = Field(description="Day.")
    what: Text = Field(description="What happens.")
    who: Who = Field(description="Member of our team or stakeholder.")


class Decision(Model):
    """Something that the client is asked to decide."""

    what: Text = Field(description="What is to be decided.")
    by: Day = Field(description="By when.")
    who: StakeholderId | None = Field(None, description="Who decides it.")


class Progress(Model):
    """A report on the work: promised against achieved."""

    on: Day = Field(description="Day of the report.")
    period: Text = Field(description="Time that it covers.")
    phase: Annotated[Id, Ref("phase")] | None = Field(None, description="Phase that the work is in.")
    summary: Prose = Field(description="Where the work stands, in a few sentences.")
    results: tuple[ReachedResult, ...] = Field(min_length=1, description="Figures promised and reached.")
    issues: tuple[Issue, ...] = Field((), description="What goes otherwise than planned.")
    next: tuple[ComingStep, ...] = Field(min_length=1, description="What follows in the next 30 days.")
    decisions: tuple[Decision, ...] = Field((), description="What the client is asked to decide.")
