"""`business_case` of a proposal: costs, benefits and what they take for granted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from pydantic import Field, model_validator

from kamdocs.model.base import Day, Misfit, Model, Number, Percent, Text, Whole, one_of, refuse
from kamdocs.model.service import ArgumentProof


class CostRow(Model):
    """A row of costs: values by year, or our own fee in year 0."""

    name: Text = Field(description="What it is.")
    by_year: tuple[Number, ...] | None = Field(None, description="One value a year, the first for year 0.")
    fee: Literal["net", "gross"] | None = Field(None, description="Our fee, without or with tax, in year 0.")

    @model_validator(mode="after")
    def _one(self) -> CostRow:
        refuse(one_of(self, "by_year", "fee"))
        return self


class BenefitRow(Model):
    """A row of benefits by year."""

    name: Text = Field(description="What it is.")
    by_year: tuple[Number, ...] = Field(description="One value a year, the first for year 0.")
    proof: ArgumentProof | None = Field(None, description="What the figures rest on.")


class Sensitivity(Model):
    """How much less and how much more than planned the benefits may be."""

    low: Annotated[Number, Field(ge=0, le=1000)] = Field(
        description="Least share of the benefits in per cent: `70` is 70 % of what is planned."
    )
    high: Annotated[Number, Field(ge=0, le=1000)] = Field(description="Greatest share of the benefits in per cent.")
    reason: Text | None = Field(None, description="Why this spread.")

    @model_validator(mode="after")
    def _around(self) -> Sensitivity:
        refuse(self._misfits())
        return self

    def _misfits(self) -> Iterator[Misfit]:
        if self.low > self.high:
            yield Misfit(("low",), f"is {self.low}, above `high`, which is {self.high}", "change them round")
        elif self.low > 100:
            yield Misfit(("low",), f"is {self.low}, above 100, the benefits as planned")
        elif self.high < 100:
            yield Misfit(("high",), f"is {self.high}, below 100, the benefits as planned")


class Assumption(Model):
    """What the figures of a business case take for granted."""

    text: Text = Field(description="The assumption.")
    source: Text | None = Field(None, description="Where it comes from.")
    on: Day | None = Field(None, description="Day it was established.")

    @model_validator(mode="after")
    def _sourced(self) -> Assumption:
        if self.on is not None and self.source is None:
            refuse([Misfit(("on",), "is the day of a source, which is not named", "write its `source`")])
        return self


class BusinessCase(Model):
    """Costs and benefits over some years."""

    years: Annotated[Whole, Field(ge=1, le=50)] = Field(description="Years after year 0.")
    discount_rate: Percent = Field(description="Discount rate in per cent a year.")
    costs: tuple[CostRow, ...] = Field(min_length=1, description="Costs.")
    benefits: tuple[BenefitRow, ...] = Field(min_length=1, description="Benefits.")
    sensitivity: Sensitivity | None = Field(
        None, description="Spread of the benefits; else from 80 to 120 %, and said to be our assumption."
    )
    assumptions: tuple[Assumption, ...] = Field((), description="What the figures take for granted.")

    @model_validator(mode="after")
    def _years(self) -> BusinessCase:
        refuse((*self._too_short("costs", self.costs), *self._too_short("benefits", self.benefits)))
        return self

    def _too_short(self, key: str, rows: Sequence[CostRow | BenefitRow]) -> Iterator[Misfit]:
        wanted = f"{self.years} {'year needs' if self.years == 1 else 'years need'} {self.years + 1}, year 0 included"
        for index, row in enumerate(rows):
            given = len(row.by_year) if row.by_year is not None else self.years + 1
            if given != self.years + 1:
                count = "1 value" if given == 1 else f"{given} values"
                yield Misfit((key, index, "by_year"), f"has {count}; {wanted}")
