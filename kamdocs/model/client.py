"""`profiles/clients/<client>/client.yaml` and its `visits/`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from kamdocs.model.base import (
    Amount,
    CaseId,
    Country,
    Currency,
    Day,
    Email,
    FilePath,
    Id,
    Internal,
    Language,
    Model,
    NearDay,
    Number,
    Prose,
    ReaderId,
    Ref,
    Scale,
    Size,
    StakeholderId,
    TeamId,
    Text,
    Whole,
    Words,
)
from kamdocs.model.house import Tier

Year = Annotated[Whole, Field(ge=1900, le=2200)]
Role = Literal["decides", "approves", "influences", "uses", "guards"]
"""The part of a person in the decision; in this order a group is spoken to."""

Loyalty = Literal["loyal", "switching", "disloyal"]

Who = Annotated[Id, Ref("team|stakeholder")]
_LONGEST_CODE = 3


class Figure(Model):
    """A measured value and where it comes from."""

    value: Number = Field(description="The value.")
    unit: Text | None = Field(None, description="Unit or currency.")
    source: Text = Field(description="Report, register or talk it comes from.")


class Need(Model):
    """Something the client needs."""

    id: Id = Field(description="Short name, unique in this client.")
    text: Text = Field(description="The need in the client's words.")
    said_by: StakeholderId | None = Field(None, description="Stakeholder who voiced it.")
    on: Day | None = Field(None, description="Day it was voiced.")
    figure: Figure | None = Field(None, description="The figure behind it.")


class Cooperation(Model):
    """Something done together before."""

    year: Year = Field(description="Year.")
    text: Text = Field(description="What was done.")
    case: CaseId | None = Field(None, description="Case that tells it.")


class Criterion(Model):
    """What one stakeholder measures us by."""

    id: Id = Field(description="Short name, unique in this client.")
    text: Text = Field(description="The criterion.")
    weight: Scale = Field(description="How much it counts, 1 to 5.")
    target: Text | None = Field(None, description="The value that satisfies it.")


class Concern(Model):
    """What worries one stakeholder; arguments can answer one with an `id`."""

    id: Id | None = Field(None, description="Short name, unique in this client.")
    text: Text = Field(description="The worry.")


def _concern(value: object) -> object:
    """No language has a code of four letters, so that a mapping with `text`, or with `id` beside a longer key, is no
    text in several languages; `id` alone is Indonesian."""
    if not isinstance(value, dict):
        return value if isinstance(value, Concern) else {"text": value}
    is_record = "text" in value or ("id" in value and any(len(key) > _LONGEST_CODE for key in value))
    return value if is_record else {"text": value}


class StakeholderInternal(Internal):
    """What stays in the house about a person."""

    birthday: Day | None = Field(None, description="Date of birth.")
    hobbies: Text | None = Field(None, description="Hobbies.")
    family: Text | None = Field(None, description="Family.")
    values: Text | None = Field(None, description="What matters to this person.")
    traits: Text | None = Field(None, description="Manner and habits.")
    relationship: Text | None = Field(None, description="How we stand with each other.")
    notes: Text | None = Field(None, description="Notes.")


class Stakeholder(Model):
    """A member of the client's decision group."""

    id: Id = Field(description="Short name, unique in this client.")
    name: Text = Field(description="Full name in the order its owner writes it.")
    family_name: Words | None = Field(None, description="Family name.")
    given_name: Words | None = Field(None, description="Given name.")
    gender: Literal["f", "m"] | None = Field(None, description="For languages whose forms of address need it.")
    title: Text = Field(description="Position in the firm.")
    reader: ReaderId = Field(description="Reader type.")
    role: Role = Field(description="Part in the decision.")
    language: Language | None = Field(None, description="Language this person reads; else the client's.")
    address_as: Text | None = Field(None, description="How this person wishes to be addressed.")
    email: Email | None = Field(None, description="E-mail address.")
    phone: Words | None = Field(None, description="Direct line.")
    mobile: Words | None = Field(None, description="Mobile telephone.")
    criteria: tuple[Criterion, ...] = Field((), description="What this person measures us by.")
    concerns: tuple[Annotated[Concern, BeforeValidator(_concern, json_schema_input_type=Text | Concern)], ...] = Field(
        (), description="What worries this person: a text, or `id` and `text`."
    )
    internal: StakeholderInternal | None = Field(None, description="Never leaves the house.")


class Tender(Model):
    """A tender ahead."""

    name: Text = Field(description="What is tendered.")
    opens: Day = Field(description="Day it opens.")
    prepare_from: Day | None = Field(None, description="Day our preparation starts; else nine months before.")


class Paper(Model):
    """A paper in the archive."""

    number: Words = Field(description="Archive number.")
    title: Text = Field(description="Title.")
    kind: Words = Field(description="Class of paper.")
    date: Day = Field(description="Day of the paper.")
    file: FilePath | None = Field(None, description="File, relative to the workspace.")


class Credit(Internal):
    """Creditworthiness."""

    rating: Words = Field(description="Rating.")
    limit: Amount = Field(description="Credit limit.")
    overdue: Amount | None = Field(None, description="Amount overdue.")


class Purchase(Internal):
    """What the client bought in one year."""

    year: Year = Field(description="Year.")
    amount: Amount = Field(description="Amount.")
    currency: Currency = Field(description="Currency.")


class Complaint(Internal):
    """A complaint."""

    date: Day = Field(description="Day it reached us.")
    who: Words = Field(description="Who complained.")
    what: Text = Field(description="About what.")
    answer_by: Day = Field(description="Day the answer is due.")
    closed: Day | None = Field(None, description="Day it was closed.")


class ContactNext(Internal):
    """What follows a contact."""

    on: Day = Field(description="Day.")
    what: Text = Field(description="What is to be done.")


class Contact(Internal):
    """One contact with the client."""

    date: Day = Field(description="Day.")
    channel: Literal["call", "email", "letter", "visit", "event"] = Field(description="Means.")
    who: StakeholderId | None = Field(None, description="Stakeholder.")
    by: TeamId = Field(description="Member of our team.")
    summary: Text = Field(description="What was said.")
    next: ContactNext | None = Field(None, description="What follows.")


class ClientInternal(Internal):
    """What stays in the house about a client."""

    tier: Tier | None = Field(None, description="Class of the client.")
    tier_on: Day | None = Field(None, description="Day of the classification.")
    tier_reason: Text | None = Field(None, description="Reason of the classification.")
    owner: TeamId | None = Field(None, description="Account manager.")
    deputy: TeamId | None = Field(None, description="Who stands in.")
    loyalty: Loyalty | None = Field(None, description="Loyalty.")
    potential: Scale | None = Field(None, description="Potential, 1 to 5.")
    credit: Credit | None = Field(None, description="Creditworthiness.")
    purchases: tuple[Purchase, ...] = Field((), description="What was bought, by year.")
    competitors: tuple[Text, ...] = Field((), description="Who else courts this client.")
    cautions: tuple[Text, ...] = Field((), description="What to beware of.")
    complaints: tuple[Complaint, ...] = Field((), description="Complaints.")
    contacts: tuple[Contact, ...] = Field((), description="Contacts, oldest first.")


class Client(Model):
    """`profiles/clients/<client>/client.yaml`: a firm we serve or want to serve."""

    name: Text = Field(description="Registered name.")
    short_name: Text = Field(description="Name in running text.")
    aliases: tuple[Words, ...] = Field((), description="Other names it is known by.")
    status: Literal["prospect", "active", "dormant", "former"] = Field(description="Where we stand.")
    language: Language = Field(description="Language of its documents.")
    country: Country | None = Field(None, description="Country.")
    industry: Text = Field(description="Industry.")
    region: Text = Field(description="Region.")
    size: Size | None = Field(None, description="Number of people, as a range or a number.")
    address: Text = Field(description="Postal address.")
    phone: Words | None = Field(None, description="Telephone.")
    fax: Words | None = Field(None, description="Fax.")
    email: Email | None = Field(None, description="E-mail address.")
    website: Words | None = Field(None, description="Website with its scheme.")
    tax_code: Words | None = Field(None, description="Tax or business registration number.")
    business_scope: Text = Field(description="What the firm does.")
    products: tuple[Text, ...] = Field(min_length=1, description="Main products.")
    situation: Prose = Field(description="The state of their business, in words we would say to them.")
    needs: tuple[Need, ...] = Field(description="What they need.")
    cooperation: tuple[Cooperation, ...] = Field((), description="What was done together before.")
    stakeholders: tuple[Stakeholder, ...] = Field(description="The decision group.")
    tenders: tuple[Tender, ...] = Field((), description="Tenders ahead.")
    papers: tuple[Paper, ...] = Field((), description="Papers in the archive.")
    internal: ClientInternal | None = Field(None, description="Never leaves the house.")


class Said(Model):
    """Words spoken in a visit."""

    who: StakeholderId = Field(description="Who said it.")
    text: Text = Field(description="The words.")


class Promise(Model):
    """What we promised in a visit."""

    what: Text = Field(description="What was promised.")
    by: Day = Field(description="Day it is due.")
    owner: TeamId = Field(description="Who keeps it.")


class VisitNext(Model):
    """What was agreed to follow a visit."""

    on: Day = Field(description="Day.")
    what: Text = Field(description="What follows.")


class VisitInternal(Internal):
    """What stays in the house about a visit."""

    goal: Text | None = Field(None, description="Goal.")
    questions: tuple[Text, ...] = Field((), description="Questions to ask.")
    needs_analysis: Text | None = Field(None, description="Stated and latent needs.")
    environment: Text | None = Field(None, description="What surrounds the decision.")
    entry_points: tuple[Text, ...] = Field((), description="Points to start from.")
    interests: tuple[Text, ...] = Field((), description="Interests of the people.")
    mood: Text | None = Field(None, description="Mood.")
    budget: Text | None = Field(None, description="Budget.")


class Visit(Model):
    """`profiles/clients/<client>/visits/<date>.yaml`: a visit."""

    date: NearDay = Field(description="Day.")
    place: Text | None = Field(None, description="Place.")
    with_: tuple[StakeholderId, ...] = Field(alias="with", min_length=1, description="Stakeholders met.")
    by: tuple[TeamId, ...] = Field(min_length=1, description="Members of our team, the leader first.")
    said: tuple[Said, ...] = Field((), description="What they said.")
    promises: tuple[Promise, ...] = Field((), description="What we promised.")
    next: VisitNext | None = Field(None, description="What follows.")
    internal: VisitInternal | None = Field(None, description="Never leaves the house.")
