"""Letters: their kinds, which are data, and one letter as tailor decides it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Day
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, RootModel
from typing_extensions import TypeAliasType

from kamdocs.model.base import Country, Id, Language, Model, Text, Whole, Words
from kamdocs.model.case import PublicCase, PublicResult
from kamdocs.model.house import TeamMember
from kamdocs.model.plan import Plan
from kamdocs.model.recipient import Recipient

LETTERS_FOLDER = "letters/"
"""Folder of the kinds of letters below `templates/`."""

OCCASIONS_FILE = Path("templates", "letters", "occasions.yaml")
"""The table of the days on which greetings are sent."""

DataType = Literal[
    "text", "prose", "words", "date", "moment", "number", "whole", "flag", "email", "language", "case", "person"
]
"""What a value of a letter's own data can be. `text` and `prose` may stand in several languages, `words` is plain text,
`moment` a day with the time and its zone, `case` the id of a case, `person` that of a member of the team."""

Shape = TypeAliasType(
    "Shape", "DataType | dict[Words, Shape] | Annotated[list[Shape], Field(min_length=1, max_length=1)]"
)
"""The shape of data: a type, `[shape]` a list of such, or a mapping of names; one that ends in `?` may be missing."""

Source = Literal["list", "clients", "visits"]
"""Where the recipients of a letter can come from."""


class LetterKind(Model):
    """A kind of letter: `templates/letters/<id>.yaml`, or the header of its only template."""

    name: Text = Field(description="Name of the kind.")
    title: Text | None = Field(None, description="Title of the document in its properties; else the name.")
    audience: Literal["client"] = Field("client", description="Who reads it: letters leave the house.")
    sources: tuple[Source, ...] = Field(
        ("list", "clients", "visits"), min_length=1, description="Where its recipients can come from."
    )
    data: dict[Words, Shape] = Field({}, description="The letter's own values, which `--data` gives, and their shape.")
    columns: dict[Words, DataType] = Field(
        {}, description="Columns of a list that it uses beside those of the recipient, and their types."
    )
    wants: tuple[Literal["shared-fact", "visit", "case", "open-promises"], ...] = Field(
        (),
        description="What a letter should have that can be missing; `--dry-run` and `check` warn where it is. "
        "`open-promises`: no promise in a visit whose day is over.",
    )
    occasions: tuple[Id, ...] = Field((), description="Occasions of `templates/letters/occasions.yaml` it is for.")
    use: Words = Field("letter", description="What the consent of cases must name for them to be told in full.")
    after: Words | None = Field(
        None, description="Value of `data`, a day or a moment, before which it is too early for such a letter."
    )
    before: tuple[Words, ...] = Field(
        (), description="Values of `data`, days or moments, after which it is too late for such a letter."
    )
    past: tuple[Words, ...] = Field(
        (), description="Values of `data` and columns, days that are over when such a letter goes out."
    )
    order: tuple[Words, ...] = Field((), description="Days and moments of `data` in the order in which they come.")
    pages: Annotated[Whole, Field(ge=1, le=20)] = Field(2, description="Most pages it may have.")


class Occasion(Model):
    """A day on which greetings are sent: one of `templates/letters/occasions.yaml`."""

    name: Text = Field(description="Name of the day.")
    countries: tuple[Country, ...] = Field((), description="Countries it is kept in; empty for all.")
    languages: tuple[Language, ...] = Field((), description="Languages in which it is greeted; empty for all.")
    dates: dict[Whole, Day] = Field(description="The day in each year; lunar days differ by country.")
    from_days_before: Annotated[Whole, Field(ge=0, le=60)] = Field(14, description="Greetings go out from then on.")
    until_days_after: Annotated[Whole, Field(ge=0, le=60)] = Field(0, description="And until then.")
    wish: Text = Field(description="The wish.")


class Occasions(RootModel[dict[Id, Occasion]]):
    """`templates/letters/occasions.yaml`: the days on which greetings are sent, by id."""

    model_config = ConfigDict(frozen=True)


@dataclass(frozen=True, slots=True)
class Kept:
    """An occasion on its day in a `year`."""

    id: str
    name: Text
    year: int
    on: Day
    wish: Text


@dataclass(frozen=True, slots=True)
class Heard:
    """Words spoken in a visit; `own` says that the recipient spoke them."""

    name: Text
    title: Text
    own: bool
    text: Text


@dataclass(frozen=True, slots=True)
class Promised:
    """What we promised in a visit, and who keeps it."""

    what: Text
    by: Day
    owner: TeamMember


@dataclass(frozen=True, slots=True)
class Meeting:
    """A visit at which the recipient was, as they know of it."""

    date: Day
    place: Text | None
    said: tuple[Heard, ...]
    promises: tuple[Promised, ...]
    next_on: Day | None
    next_what: Text | None


@dataclass(frozen=True, slots=True)
class Organisation:
    """Whom the address of a letter names below the person. Without a name the recipient stands alone. `situation` is
    the state of a client's business, in words we would say to them."""

    name: Text
    address: Text | None
    short_name: Text
    situation: Text | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """Something of our work together that a letter can speak of, with its year; `recent` is that of the letter or the
    one before."""

    year: int
    text: Text
    recent: bool


@dataclass(frozen=True, slots=True)
class Told:
    """The case that a letter tells, as its consent allows, and the result of it that counts most for the reader."""

    case: PublicCase
    result: PublicResult


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter of a kind of its own, decided: whom it goes to, in which language, who signs it, and what it can speak
    of.

    `recipient` is None where it goes to an organisation without a person. `visits` are those of the span, the
    oldest first. `facts` are what we did together, the latest first. `told` is the case of a kind that wants one.
    `data` are the values of `--data`, which stand in `data_file`, `row` those of the list's further columns, typed
    as the kind says. `files` are the files of the workspace that it draws on, beside the templates. `id` is that of
    its recipient. A letter with a `plan` is made of a proposal, as a version of one of the kinds of documents that
    `templates/proposal/kinds` has.
    """

    id: str
    kind_id: str
    kind: LetterKind
    language: str
    addressee: Recipient
    recipient: Recipient | None
    organisation: Organisation | None
    sender_id: str
    sender: TeamMember
    today: Day
    visits: tuple[Meeting, ...] = ()
    facts: tuple[Fact, ...] = ()
    occasion: Kept | None = None
    told: Told | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    data_file: Path | None = None
    row: Mapping[str, Any] = field(default_factory=dict)
    plan: Plan | None = None
    files: Mapping[Path, str] = field(default_factory=dict)

    @property
    def file_name(self) -> str:
        """The name of its file without ending."""
        return f"{self.id}.{self.language}"
