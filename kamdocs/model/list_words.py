"""What lists of recipients are read with: the files of `templates/letters/columns`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kamdocs.model.base import Country, Language, Model, Whole, Words

COLUMNS_FOLDER = "letters/columns/"
"""Folder below `templates/` of what lists of recipients are read with; every file in it counts."""

RECIPIENT_FIELDS = (
    "id",
    "name",
    "prefix",
    "given_name",
    "middle_name",
    "family_name",
    "suffix",
    "gender",
    "title",
    "company",
    "address",
    "street",
    "extended_address",
    "po_box",
    "city",
    "region",
    "postal_code",
    "country",
    "email",
    "language",
    "address_as",
    "sender",
)
"""What a column can be of a recipient; any other name is one that templates find under `row`."""

NameField = Literal["family_name", "middle_name", "given_name"]


class ListWords(Model):
    """`templates/letters/columns/<name>.yaml`: the words of one kind of list, or of the lists in one language.

    A house adds its own words by a file of its own beside the shipped ones.
    """

    language: Language | None = Field(None, description="Language that a list with these headers is in.")
    headers: dict[Words, tuple[Words, ...]] = Field(
        {},
        description="Headers of columns, by the field of a recipient that they hold, or by the name under which "
        "templates find them in `row`. Case, accents and punctuation make no difference.",
    )
    genders: dict[Literal["f", "m"], tuple[Words, ...]] = Field(
        {},
        description="What stands for a gender in a column, and the forms of address before a name that tell it; these "
        "begin with a capital letter.",
    )
    also_names: tuple[Words, ...] = Field(
        (),
        description="Those of these forms of address that are names too: they count where a whole name in the language "
        "follows.",
    )
    titles: tuple[Words, ...] = Field(
        (), description="Titles that stand beside the name in its cell, in a language with a script of its own."
    )
    courtesies: tuple[Words, ...] = Field(
        (), description="Words behind a name that go, beside those that letters in the language put there."
    )
    no_names: tuple[Words, ...] = Field(
        (), description="What stands in the column of names where there is none, as `Total` below a list."
    )
    flags: dict[Literal["yes", "no"], tuple[Words, ...]] = Field(
        {}, description="What stands for yes and for no in columns that a kind of letter reads so."
    )
    languages: dict[Language, tuple[Words, ...]] = Field(
        {}, description="Names of languages beside those of Unicode CLDR, by code, as in a column for the language."
    )
    days: tuple[Words, ...] = Field(
        (),
        description="How days are written, with `Y`, `M` and `D` for year, month and day; `/` stands for a "
        "point, a hyphen or a slash, blanks may be missing.",
        examples=["D/M/Y"],
    )
    letters: Words | None = Field(
        None, description="Regular expression of a letter that names in this language alone are written with."
    )
    own_script: bool = Field(
        False,
        description="Whether texts in this language are in a script of their own: titles in another are left out.",
    )
    name_order: tuple[NameField, ...] = Field((), description="Order of the parts of a name.")
    name_between: str = Field(" ", description="What stands between the parts of a name.")
    address_order: tuple[tuple[Words, ...], ...] = Field(
        (),
        description="Order of the parts of an address: groups with a comma between them, and in a group blanks. A "
        "postal code that is alone in its group stands in the one before.",
    )
    postal_code_before_city: tuple[Country, ...] = Field(
        (), description="Countries in which the postal code stands before the city."
    )
    postal_code: Words = Field("{code}", description="How a postal code is written.", examples=["(우 {code})"])
    postal_digits: dict[Country, Annotated[Whole, Field(ge=1, le=9)]] = Field(
        {}, description="Digits of a postal code by country; one of fewer has lost its zeros in a spreadsheet."
    )
    legal_forms: tuple[Words, ...] = Field((), description="Legal forms, which say nothing about which company it is.")
    countries: dict[Country, tuple[Words, ...]] = Field(
        {}, description="Names of countries beside those of Unicode CLDR, by ISO 3166 code."
    )
