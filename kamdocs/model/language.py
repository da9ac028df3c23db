"""How a language addresses people, and what it finds wrong: parts of `templates/languages/<code>.yaml`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kamdocs.model.base import Model, Words

NamePart = Literal[
    "address_as", "honorific", "family_name", "given_name", "own_given_name", "name", "full_name", "title"
]


class Called(Model):
    """One way to name a person. It is taken where the record gives each of its parts."""

    of: tuple[NamePart, ...] = Field(
        min_length=1,
        description="Parts in their order. `own_given_name` is the last word of the given name of somebody whose "
        "family name is one of `family_names`; `full_name` is `name` with the title before it, if it has one.",
    )
    before: str = Field("", description="What stands before the parts.")
    between: str = Field(" ", description="What stands between two parts.")
    after: str = Field("", description="What stands after the parts.")


class OrganisationCalled(Model):
    """One way to write an organisation in the address."""

    starting: tuple[Words, ...] = Field((), description="Taken for names that begin with one of these; empty for all.")
    before: str = Field("", description="What stands before the name.")
    after: str = Field("", description="What stands after the name.")


class Salutation(Model):
    """What stands around the names in a salutation."""

    before: str = Field("", description="What stands before the first name.")
    after: str = Field(",", description="What stands after the last name.")
    last: str = Field(", ", description="What stands before the last of several names.")
    organisation: Words = Field("–", description="Salutation where no person is named.")


class Closing(Model):
    """The complimentary close."""

    person: Words = Field("–", description="Close of a letter to a person.")
    organisation: Words = Field("–", description="Close of a letter to an organisation.")


_NAME = (Called(of=("address_as",)), Called(of=("name",)))


class AddressRules(Model):
    """How people and organisations are addressed. In each list the first way that a record gives all parts of counts;
    the last needs the name alone, so that there is always one."""

    honorifics: dict[Literal["f", "m"], Words] = Field({}, description="Form of address by gender.")
    academic: dict[Words, Words] = Field(
        {}, description="Titles before a name, as `Dr`, and the form of address that takes the place of the honorific."
    )
    family_names: tuple[Words, ...] = Field(
        (), description="Family names whose bearers are called by their given name; see `own_given_name`."
    )
    called: tuple[Called, ...] = Field(_NAME, min_length=1, description="In running text and in the salutation.")
    addressed: tuple[Called, ...] = Field(_NAME[1:], min_length=1, description="In the address.")
    signed: tuple[Called, ...] = Field(_NAME[1:], min_length=1, description="Under our letters.")
    you: tuple[Called, ...] = Field((), description="How a sentence speaks to the reader, where the record tells.")
    you_otherwise: str = Field("", description="How a sentence speaks to any other reader.")
    organisations: tuple[OrganisationCalled, ...] = Field(
        (OrganisationCalled(),), min_length=1, description="An organisation in the address."
    )
    salutation: Salutation = Field(Salutation(), description="What stands around the names in a salutation.")
    closing: Closing = Field(Closing(), description="The complimentary close.")


class WrongForm(Model):
    """What a text must not hold."""

    pattern: Words = Field(
        description="Regular expression of Python; `^` and `$` are the ends of a paragraph or line, `\\p{Lu}` is any "
        "capital letter, and the group `here`, where there is one, is what is marked."
    )
    what: Words = Field(description="What is wrong, as the message says it.")
    help: str = Field("", description="What to write instead.")
    check: Words | None = Field(None, description="Named check that a find must fail too, as `particle`.")


class Convention(Model):
    """A rule of writing, and the forms that break it."""

    source: Literal["W", "G"] = Field(
        description="`W`: written down, as in a decree or a manual; `G`: custom, which a house may see otherwise."
    )
    says: Words = Field(description="What the rule says, for the documentation.")
    severity: Literal["off", "warning", "error"] = Field(
        "warning", description="Severity where `rules` in `kamdocs.yaml` says nothing."
    )
    wrong: tuple[WrongForm, ...] = Field((), description="Forms that break it.")
    unless: tuple[Words, ...] = Field((), description="Patterns of what is right, though a wrong form is found in it.")
