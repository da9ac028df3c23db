"""`kamdocs.yaml`, `profiles/house.yaml`, `profiles/team/` and `profiles/readers/`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from kamdocs.model.base import (
    Amount,
    CaseId,
    Country,
    Day,
    Days,
    Email,
    Id,
    Internal,
    Language,
    Misfit,
    Model,
    Percent,
    PicturePath,
    Prose,
    TeamId,
    Text,
    Whole,
    Words,
    refuse,
)
from kamdocs.model.weights import Weights

ArgumentKind = Literal["insight", "exclusivity", "outcome", "people", "reference", "money", "figure", "method", "risk"]
ResultKind = Literal["money", "people", "figure", "method", "outcome"]
Tier = Literal["A", "B", "C"]


DEFAULT_THEME = "modern"
"""The theme where `kamdocs.yaml` names none."""


class Holiday(Model):
    """A day on which the house is closed beside the holidays of its country."""

    date: Day = Field(description="The day.")
    name: Text | None = Field(None, description="What the day is called.")


class ProposalDefaults(Model):
    """What counts for every proposal that does not say otherwise."""

    days_after_visit: Days = Field(3, description="Working days from a visit to the day its proposal is due.")
    valid_days: Days = Field(30, description="Calendar days that an offer holds, its last day included.")


class Settings(Model):
    """`kamdocs.yaml`: what counts for the whole workspace."""

    languages: tuple[Language, ...] = Field(min_length=1, description="Languages the house writes in, its own first.")
    fallback_language: Language | None = Field(
        None, description="Language taken where a text is missing in the one needed; without it that is an error."
    )
    timezone: Words = Field(description="Time zone of the house, as in `Asia/Ho_Chi_Minh`.", examples=["Asia/Seoul"])
    calendar: Country = Field(description="Country whose public holidays are no working days.")
    extra_holidays: tuple[Day | Holiday, ...] = Field((), description="Further days on which the house is closed.")
    proposal: ProposalDefaults = Field(ProposalDefaults(), description="Defaults of every proposal.")
    theme: Id = Field(DEFAULT_THEME, description="Theme of the documents, a folder of `templates/themes`.")
    output: Words = Field("out", description="Folder for finished documents, relative to the workspace.")
    rules: dict[Words, Literal["off", "warning", "error"]] = Field(
        {}, description="Severity of single checks, by rule id; `docs/ci.md` lists them."
    )


class Bank(Model):
    """Where the house is paid."""

    name: Text = Field(description="Name of the bank and branch.")
    account: Words = Field(description="Account number, as printed.")
    holder: Text = Field(description="Name the account is held in.")


class TierRule(Model):
    """How one tier of clients is cared for."""

    share: Percent = Field(description="Share of all clients in this tier, in per cent.")
    call_every_days: Days = Field(description="Days between two calls.")
    visit_every_months: Annotated[Whole, Field(ge=1, le=120)] = Field(description="Months between two visits.")


class House(Model):
    """`profiles/house.yaml`: who we are."""

    name: Text = Field(description="Name in running text.")
    legal_name: Text = Field(description="Registered name.")
    tax_code: Words = Field(description="Tax or business registration number.")
    address: Text = Field(description="Postal address.")
    place: Text | None = Field(None, description="Town that letters are dated from, where a language names it.")
    phone: Words = Field(description="Telephone.")
    fax: Words | None = Field(None, description="Fax.")
    email: Email = Field(description="E-mail address.")
    website: Words = Field(description="Website with its scheme.")
    logo: PicturePath | None = Field(None, description="Picture file, relative to the workspace.")
    signatory: TeamId = Field(description="Who signs where nobody else is named.")
    bank: Bank | None = Field(None, description="Bank account for payments.")
    about: Prose | None = Field(None, description="The house in a few sentences.")
    tiers: dict[Tier, TierRule] | None = Field(None, description="Cadence of calls and visits by client tier.")


class TeamInternal(Internal):
    """What stays in the house about a member of the team."""

    day_cost: Amount | None = Field(None, description="Cost of one day.")
    notes: Words | None = Field(None, description="Notes.")


class TeamMember(Model):
    """`profiles/team/<id>.yaml`: one of our people."""

    name: Text = Field(description="Full name.")
    title: Text = Field(description="Title on the card.")
    email: Email = Field(description="E-mail address.")
    phone: Words | None = Field(None, description="Telephone.")
    languages: tuple[Language, ...] = Field(min_length=1, description="Languages spoken, best first.")
    summary: Prose = Field(description="Experience in a few sentences.")
    expertise: tuple[Text, ...] = Field(min_length=1, description="Fields of work.")
    certificates: tuple[Text, ...] = Field((), description="Certificates.")
    years: Annotated[Whole, Field(ge=1, le=80)] | None = Field(None, description="Years of experience.")
    photo: PicturePath | None = Field(None, description="Picture file, relative to the workspace.")
    projects: tuple[CaseId, ...] = Field((), description="Cases this person worked on.")
    internal: TeamInternal | None = Field(None, description="Never leaves the house.")


class ReaderSection(Model):
    """One section in a reader's order."""

    id: Id = Field(description="Section of the vocabulary, a file of `templates/proposal/sections`.")
    detail: Literal["full", "short"] = Field(description="How much of it this reader gets.")
    also: tuple[Id, ...] = Field((), description="What it adds for this reader, of what its template can add.")


class ReaderCases(Model):
    """Which cases convince a reader."""

    count: Annotated[Whole, Field(ge=0, le=100)] = Field(description="How many cases are shown.")
    prefer: tuple[ResultKind, ...] = Field(min_length=1, description="Result kinds trusted, strongest first.")


class ReaderPages(Model):
    """How long a document for this reader may be."""

    max: Annotated[Whole, Field(ge=1, le=1000)] = Field(description="Most pages.")


class Reader(Model):
    """`profiles/readers/<id>.yaml`: a type of reader and what convinces them."""

    name: Text = Field(description="Name of the type.")
    asks: Text = Field(description="The question this reader opens the document with.")
    leads_with: tuple[ArgumentKind, ...] = Field(min_length=1, description="Argument kinds, strongest first.")
    sections: tuple[ReaderSection, ...] = Field(min_length=1, description="Sections in their order.")
    cases: ReaderCases = Field(description="Which cases are chosen.")
    pages: ReaderPages = Field(description="Length.")
    weights: Weights = Field(Weights(), description="How much each reason counts in the choice for this reader.")

    @model_validator(mode="after")
    def _sections_once(self) -> Reader:
        ids = [section.id for section in self.sections]
        refuse(
            Misfit(("sections", index), f"lists `{id}` a second time", f"item {ids.index(id) + 1} lists it too")
            for index, id in enumerate(ids)
            if id in ids[:index]
        )
        return self
