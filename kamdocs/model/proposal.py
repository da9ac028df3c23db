"""`profiles/clients/<client>/proposals/<id>.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator

from kamdocs.model.base import (
    MOST_DIGITS,
    Amount,
    CaseId,
    Currency,
    Day,
    Days,
    Id,
    Internal,
    Language,
    Misfit,
    Model,
    NearDay,
    Number,
    Percent,
    Portion,
    Prose,
    Ref,
    Scale,
    ServiceId,
    StakeholderId,
    TeamId,
    Text,
    Weeks,
    Words,
    one_of,
    refuse,
)
from kamdocs.model.business_case import BusinessCase
from kamdocs.model.client import Who
from kamdocs.model.progress import Progress
from kamdocs.model.service import Argument, ArgumentProof


class Validity(Model):
    """How long the offer guarantees its terms: a number of days, or a date."""

    days: Days | None = Field(None, description="Calendar days after the day of issue, the last one included.")
    until: NearDay | None = Field(None, description="Last day.")

    @model_validator(mode="after")
    def _one(self) -> Validity:
        refuse(one_of(self, "days", "until"))
        return self


class Objective(Model):
    """What the project is to reach."""

    text: Text = Field(description="The objective.")
    baseline: Text | None = Field(None, description="Where it stands today.")
    target: Text = Field(description="Where it shall stand.")
    by: Day | None = Field(None, description="By when.")
    measured: Text = Field(description="How it is measured.")


class WinTheme(Model):
    """One reason why this client should choose us."""

    claim: Text = Field(description="The theme in a few words.")
    client_fact: Text = Field(description="The fact of this client it rests on.")
    proof: ArgumentProof = Field(description="Its proof.")


class Fact(Model):
    """A fact that claims may rest on."""

    text: Text = Field(description="The fact.")
    value: Number | None = Field(None, description="Its value.")
    unit: Text | None = Field(None, description="Unit or currency of the value.")
    source: Text = Field(description="Where it comes from.")
    on: Day = Field(description="Day it was established.")


class Scope(Model):
    """What the offer holds and what it does not."""

    deliverables: tuple[Text, ...] = Field(min_length=1, description="What is handed over.")
    assumptions: tuple[Text, ...] = Field(description="What is taken for granted.")
    exclusions: tuple[Text, ...] = Field(description="What is not part of it.")
    client_duties: tuple[Text, ...] = Field(description="What the client provides.")


class Phase(Model):
    """A phase of the project."""

    id: Id = Field(description="Short name.")
    name: Text = Field(description="Name.")
    weeks: tuple[Weeks, Weeks] = Field(description="First and last week, counted from the start.")
    text: Prose | None = Field(None, description="What happens.")
    milestone: Text | None = Field(None, description="What ends it; payments can fall due on it.")

    @model_validator(mode="after")
    def _forward(self) -> Phase:
        if self.weeks[1] < self.weeks[0]:
            refuse([Misfit(("weeks",), "ends before it begins", "write the first week first, as in `[1, 4]`")])
        return self


class Assignment(Model):
    """A person in the project."""

    person: TeamId = Field(description="Member of our team.")
    role: Text = Field(description="Role in this project.")
    days: Annotated[Amount, Field(le=10_000)] = Field(description="Days of work.")


class CaseWishes(Model):
    """Cases that must or must not be shown."""

    pin: tuple[CaseId, ...] = Field((), description="Always shown, first.")
    exclude: tuple[CaseId, ...] = Field((), description="Never shown.")


class Vat(Model):
    """Value added tax."""

    rate: Percent = Field(description="Rate in per cent.")
    included: bool = Field(description="Whether the prices hold it already.")


class Line(Model):
    """A line of the price table."""

    id: Id = Field(description="Short name, unique in the price.")
    name: Text = Field(description="What is bought.")
    quantity: Amount = Field(description="How many.")
    unit: Text = Field(description="Of what.")
    unit_price: Amount = Field(description="Price of one.")
    kind: Literal["base", "option", "alternative"] = Field(description="Part of the offer, optional, or instead of.")
    of: Annotated[Id, Ref("line")] | None = Field(None, description="The line that an alternative replaces.")
    selected: bool = Field(False, description="Whether an option or alternative is offered in the total.")

    @model_validator(mode="after")
    def _fits(self) -> Line:
        refuse(self._misfits())
        return self

    def _misfits(self) -> Iterator[Misfit]:
        if self.kind == "alternative" and self.of is None:
            yield Misfit(("kind",), "is `alternative`, which needs `of`, the line that it replaces")
        if self.kind != "alternative" and self.of is not None:
            help = "write `kind: alternative`, or remove it"
            yield Misfit(("of",), "stands in a line that is no alternative", help)
        if self.quantity * self.unit_price >= 10**MOST_DIGITS:
            yield Misfit(("quantity",), f"makes an amount of more than {MOST_DIGITS} digits")


class Discount(Model):
    """A discount off the offered sum."""

    percent: Percent | None = Field(None, description="Share in per cent.")
    amount: Amount | None = Field(None, description="Fixed amount.")
    reason: Text = Field(description="Why it is granted.")

    @model_validator(mode="after")
    def _one(self) -> Discount:
        refuse(one_of(self, "percent", "amount"))
        return self


class Payment(Model):
    """An instalment."""

    on: Text = Field(description="The event it falls due on.")
    percent: Portion = Field(description="Share of the total in per cent.")
    phase: Annotated[Id, Ref("phase")] | None = Field(None, description="Phase whose milestone it falls due on.")


class Price(Model):
    """What it costs and when it is paid."""

    currency: Currency = Field(description="Currency of all amounts.")
    vat: Vat = Field(description="Value added tax.")
    rounding: Literal["line", "document"] = Field(description="Whether tax is rounded on each line or once.")
    lines: tuple[Line, ...] = Field(min_length=1, description="Lines in order.")
    discount: Discount | None = Field(None, description="Discount.")
    payments: tuple[Payment, ...] = Field(min_length=1, description="Instalments; their shares add up to 100.")

    @model_validator(mode="after")
    def _whole(self) -> Price:
        refuse(self._misfits())
        return self

    def _misfits(self) -> Iterator[Misfit]:
        replaced: dict[str, str] = {}
        for index, line in enumerate(self.lines):
            if line.of is None or not line.selected:
                continue
            first = replaced.setdefault(line.of, line.id)
            if first != line.id:
                what = f"offers a second alternative of line `{line.of}`, of which `{first}` is selected already"
                yield Misfit(("lines", index, "selected"), what, "select one of them")
        total = sum(payment.percent for payment in self.payments)
        if total != 100:
            yield Misfit(("payments",), f"add up to {total} %, not to 100 %")


class Risk(Model):
    """What may go wrong and what is done about it."""

    risk: Text = Field(description="What may happen.")
    effect: Text = Field(description="What it would do.")
    likelihood: Scale = Field(description="How likely, 1 to 5.")
    impact: Scale = Field(description="How grave, 1 to 5.")
    mitigation: Text = Field(description="What is done about it.")
    owner: TeamId = Field(description="Who does it.")
    kind: Literal["people", "money", "technical"] | None = Field(None, description="Whom it concerns most.")


class Requirement(Model):
    """Something the client asks for, and our answer."""

    id: Id = Field(description="Number or short name.")
    text: Text = Field(description="The requirement.")
    answer: Text = Field(description="Our answer.")
    meets: Literal["full", "partial", "no"] = Field(description="How far we meet it.")


class Outcome(Model):
    """How it ended."""

    result: Literal["won", "lost", "withdrawn"] = Field(description="Result.")
    on: Day = Field(description="Day.")
    reason: Text = Field(description="Reason.")


class Pause(Model):
    """A span in which the work rests."""

    from_: NearDay = Field(alias="from", description="First day.")
    until: NearDay = Field(description="Last day.")

    @model_validator(mode="after")
    def _forward(self) -> Pause:
        if self.until < self.from_:
            refuse([Misfit(("until",), "is before `from`")])
        return self


class NextStep(Model):
    """What follows the proposal."""

    on: Day = Field(description="Day.")
    what: Text = Field(description="What happens.")
    who: Who = Field(description="Member of our team or stakeholder.")


class Reference(Model):
    """Somebody the client may call."""

    case: CaseId = Field(description="Case; its consent must cover contact.")
    contact: Text = Field(description="Whom, and how.")


class ProposalInternal(Internal):
    """What stays in the house about a proposal."""

    margin: Annotated[Number, Field(ge=-1000, le=100)] | None = Field(None, description="Margin in per cent.")
    floor_price: Amount | None = Field(None, description="Lowest price.")
    competitors: Text | None = Field(None, description="Who else offers.")
    notes: Text | None = Field(None, description="Notes.")


class Proposal(Model):
    """`profiles/clients/<client>/proposals/<id>.yaml`: an offer."""

    number: Words = Field(description="Number, unique in the house.")
    title: Text = Field(description="Title.")
    visit: Annotated[Day, Ref("visit")] | None = Field(None, description="Day of the visit it answers.")
    sender: TeamId | None = Field(
        None, description="Who sends it; else the first of ours in the visit, else the signatory."
    )
    issued: NearDay | None = Field(None, description="Day of issue; else the day it is built.")
    valid: Validity | None = Field(None, description="How long it holds; else the default of `kamdocs.yaml`.")
    services: tuple[ServiceId, ...] = Field(min_length=1, description="Services it is made of.")
    language: Language | None = Field(None, description="Language for readers without one of their own.")
    to: tuple[StakeholderId, ...] = Field((), description="Who gets a version; else all stakeholders.")
    start: NearDay | None = Field(None, description="First day of the work; the weeks are counted from its Monday.")
    summary: Prose = Field(description="The offer in a few sentences.")
    objectives: tuple[Objective, ...] = Field((), description="Objectives; else need figures and criteria targets.")
    win_themes: tuple[WinTheme, ...] = Field((), description="Reasons to choose us.")
    arguments: tuple[Argument, ...] = Field(description="Claims, from which each reader gets theirs.")
    facts: dict[Id, Fact] = Field({}, description="Facts that claims rest on, by id.")
    scope: Scope | None = Field(None, description="What it holds and what not.")
    phases: tuple[Phase, ...] = Field((), description="Phases; else those of the services, one after another.")
    team: tuple[Assignment, ...] = Field(min_length=1, description="Who does the work.")
    cases: CaseWishes = Field(CaseWishes(), description="Cases that must or must not be shown.")
    price: Price = Field(description="Price.")
    business_case: BusinessCase | None = Field(None, description="Costs and benefits.")
    exclusive_terms: tuple[Text, ...] = Field((), description="Terms that only this client gets.")
    terms: tuple[Prose, ...] = Field((), description="Further terms.")
    without_arguments: tuple[Annotated[Id, Ref("service-argument")], ...] = Field(
        (), description="Arguments of the services that are left out."
    )
    risks: tuple[Risk, ...] = Field((), description="Risks.")
    requirements: tuple[Requirement, ...] = Field((), description="What the client asks for.")
    outcome: Outcome | None = Field(None, description="How it ended.")
    pauses: tuple[Pause, ...] = Field((), description="Spans in which the work rests.")
    next_steps: tuple[NextStep, ...] = Field(min_length=1, description="What follows.")
    references: tuple[Reference, ...] = Field((), description="Whom the client may call.")
    progress: tuple[Progress, ...] = Field((), description="Reports on the work, once it runs.")
    internal: ProposalInternal | None = Field(None, description="Never leaves the house.")
