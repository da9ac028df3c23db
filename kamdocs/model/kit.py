"""What documents are made with: templates, languages and the theme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal, Protocol

from pydantic import Field

from kamdocs.model.base import Currency, Id, Model, Text, Whole, Words
from kamdocs.model.document import DocumentKind
from kamdocs.model.house import ArgumentKind
from kamdocs.model.language import AddressRules, Convention
from kamdocs.model.letter import LetterKind, Occasion
from kamdocs.model.list_words import ListWords
from kamdocs.model.theme import Carrier, Theme
from kamdocs.model.word_template import WordFile


class Money(Model):
    """How amounts are printed: CLDR number patterns, in which `¤¤` is the ISO code."""

    default: Words = Field(description="Pattern of every currency that is not named.", examples=["¤¤ #,##0.00"])
    currencies: dict[Currency, Words] = Field({}, description="Patterns of single currencies.")


Algorithm = Literal["american-english", "british-english", "sino-korean", "vietnamese"]
"""The ways to name numbers that kamdocs has; a language's file chooses one."""


class CurrencyWords(Model):
    """What the units of a currency are called in amounts in words."""

    unit: dict[Words, Words] = Field(description="Name of the unit, by CLDR plural form; `other` is always given.")
    minor: dict[Words, Words] | None = Field(
        None, description="The same of its hundredth or other part; without it decimals are read digit by digit."
    )


class AmountWords(Model):
    """How amounts are written in words.

    In the forms `{words}` is the amount in words, `{Words}` the same with a capital, `{figures}` the amount in figures.
    """

    algorithm: Algorithm = Field(description="How numbers are named.")
    instead: dict[Words, Words] = Field({}, description="Number words that the house puts in place of the usual ones.")
    amount: Words = Field("{words}", description="The usual form.", examples=["일금 {words}정"])
    whole_amount: Words | None = Field(
        None, description="The usual form of an amount without decimals.", examples=["{Words} chẵn"]
    )
    forms: dict[Id, Words] = Field({}, description="Further forms, by the name that `in_words` takes.")
    minor_joint: str = Field(" ", description="What stands between the unit and its part.")
    with_total: bool = Field(False, description="Whether a price states its total in words too.")
    currencies: dict[Currency, CurrencyWords] = Field(
        {}, description="Names of currencies; one that is not named stands by its code."
    )


class Wording(Model):
    """How texts of a language are compared, and what tells its figures from its other numbers."""

    compare: Literal["stems", "pairs", "grams"] = Field(
        "stems",
        description="What of two texts must be alike: beginnings of words; pairs of words, where a word is written "
        "syllable by syllable; pairs of syllables, where endings are written onto words.",
    )
    common: tuple[Words, ...] = Field((), description="Words, or pairs, that say nothing about what a text is about.")
    per_cent: tuple[Words, ...] = Field((), description="Words for the sign %.")
    numerals: tuple[Words, ...] = Field((), description="Numbers in words that a word for per cent may stand behind.")
    joints: tuple[Words, ...] = Field((), description="Words between numbers that belong together: `lines 3 and 5`.")
    number_after: tuple[Words, ...] = Field(
        (), description="Words that a number behind them numbers or dates things with, as in `line 3`, `no. 2`."
    )
    number_before: tuple[Words, ...] = Field((), description="The same of a number before them, as in `3rd`.")


class LanguageRules(Model):
    """`templates/languages/<code>.yaml`: how a language writes dates, numbers and money, and addresses people.

    Patterns are those of Unicode CLDR, as Babel reads them.
    """

    name: Text = Field(description="Name of the language.")
    locale: Words = Field(description="Locale for number symbols and names of months.", examples=["en_GB", "ko_KR"])
    date: Words = Field(description="Pattern of a date in running text.")
    date_short: Words = Field(description="Pattern of a date in tables.")
    month_padded_through: Annotated[Whole, Field(ge=0, le=12)] = Field(
        0, description="Months up to this one get a leading zero in `date`."
    )
    time: Words = Field("HH:mm", description="Pattern of a time of day, in 24 hours.")
    weekday: Words = Field("EEEE", description="Pattern of a day of the week.")
    money: Money = Field(description="Patterns of amounts.")
    units: dict[Words, dict[Words, str]] = Field(
        {}, description="What follows a number for a unit sign, by CLDR plural form; `other` is always given."
    )
    words: AmountWords | None = Field(None, description="Amounts in words, where the language has them.")
    figure_label: Words = Field(description="What stands before the number of a figure.", examples=["Figure"])
    table_label: Words = Field(description="What stands before the number of a table.", examples=["Table"])
    wording: Wording = Field(Wording(), description="How its texts are compared and its figures found.")
    internal_label: Words = Field("INTERNAL", description="What marks a document that stays in the house.")
    draft_label: Words = Field("DRAFT", description="What marks a document in which something is still to fill in.")
    range_sign: Words = Field("–", description="What stands between the ends of a range of figures.")
    list_separator: Words = Field(", ", description="What stands between the items of a list in a sentence.")
    address: AddressRules = Field(AddressRules(), description="How people and organisations are addressed.")
    conventions: dict[Words, Convention] = Field(
        {}, description="Rules that texts in this language are held to, by id."
    )

    @property
    def country(self) -> str:
        """The ISO 3166 code of the country of the locale; empty where it names none."""
        return self.locale.partition("_")[2]


class TemplateHeader(Model):
    """The header of a template: what it is and what it needs."""

    audience: Literal["client", "internal"] = Field("client", description="Who reads it; decides what load drops.")
    title: Text | None = Field(None, description="Title of the document.")
    data: dict[Words, Words] = Field({}, description="The names it needs and their types.")
    layout: Literal["flow", "new-page", "landscape", "cover"] = Field(
        "flow", description="How a section of a proposal begins."
    )
    kinds: tuple[ArgumentKind, ...] = Field((), description="Argument kinds that a section of a proposal shows.")
    adds: tuple[Id, ...] = Field((), description="What a section adds for readers whose file says `also`.")


COMPONENTS = "components/"
"""Folder of the components below `templates/`: macros that take data and give a part of a document."""


@dataclass(frozen=True, slots=True)
class Template:
    """A template file. `name` is its path below `templates/`; `source` is the whole text, header included, and
    `body_line` the line on which the body begins, counted from 1. `file` is how problems name it."""

    name: PurePosixPath
    file: Path
    header: TemplateHeader
    source: str
    body_line: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file that documents can show, relative to the workspace, with the SHA-256 of its content."""

    file: Path
    digest: str


class Pictures(Protocol):
    """The pictures of a workspace. A file is read when it is asked for."""

    def find(self, source: str) -> Picture | tuple[str, str]:
        """The picture that `source`, a path in the workspace, names; or what is wrong with it, and help."""

    def content(self, picture: Picture) -> bytes:
        """What the file of `picture` holds."""


@dataclass(frozen=True, slots=True)
class Kit:
    """Templates by name below `templates/`, languages by code, kinds of documents by id, kinds of letters and the
    occasions for them by id, what lists of recipients are read with by the name of its file, and the theme with its own
    files: the stylesheet `css` and the styles of a document made in Word. `word_files` are the templates made in Word,
    by name too; one is read when it is asked for, which raises InputError with what is wrong with it.

    `files` are the paths read, with the SHA-256 of their content; pictures stand in `pictures`.
    """

    templates: Mapping[str, Template]
    languages: Mapping[str, LanguageRules]
    theme: Theme
    pictures: Pictures
    files: Mapping[Path, str]
    css: str = ""
    carrier: Carrier | None = None
    kinds: Mapping[str, DocumentKind] = field(default_factory=dict)
    letters: Mapping[str, LetterKind] = field(default_factory=dict)
    occasions: Mapping[str, Occasion] = field(default_factory=dict)
    columns: Mapping[str, ListWords] = field(default_factory=dict)
    word_files: Mapping[str, WordFile] = field(default_factory=dict)
