"""The types that every file of the data contract is made of.

load hands each scalar on as the text that stands in the file, and the field's type decides what it means: `NO`,
`1.10` and `0912345678` stay text in a text field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, NamedTuple

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, RootModel, Tag
from pydantic_core import PydanticCustomError

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"-?([0-9]+)(?:\.([0-9]+))?")

_FIRST_YEAR, _LAST_YEAR = 1990, 2199

MOST_DIGITS, MOST_DECIMALS = 15, 10
"""How many digits a number has before and after its point at most: more cannot be summed to the last unit."""


class Model(BaseModel):
    """A frozen record whose unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Internal(BaseModel):
    """What stands under `internal:`; a house may keep keys of its own there."""

    model_config = ConfigDict(frozen=True, extra="allow")


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field whose value names something else: `Ref("team")` a file of `profiles/team`.

    Several kinds are written with a bar between them; the value may then name one of either.
    """

    kind: str


def _day(value: object) -> object:
    if isinstance(value, str):
        if not _DAY.fullmatch(value):
            raise PydanticCustomError("day", "is not a date", {"help": "write year-month-day, as in `2026-11-23`"})
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError("day", "is not a day of the calendar") from None
    return value


def _near_day(value: date) -> date:
    if not _FIRST_YEAR <= value.year <= _LAST_YEAR:
        raise PydanticCustomError("far_day", f"is not between the years {_FIRST_YEAR} and {_LAST_YEAR}")
    return value


def _number(value: object) -> object:
    if not isinstance(value, str):
        return value
    written = _NUMBER.fullmatch(value)
    if written is None:
        help = "write digits with a point before decimals and nothing between thousands, as in `12000000` or `0.5`"
        raise PydanticCustomError("number", "is not a number", {"help": help})
    if len(written[1]) > MOST_DIGITS:
        raise PydanticCustomError("too_long_number", f"has more than {MOST_DIGITS} digits")
    if len(written[2] or "") > MOST_DECIMALS:
        raise PydanticCustomError("too_long_number", f"has more than {MOST_DECIMALS} decimals")
    return value


def _which_text(value: Any) -> str:
    return "languages" if isinstance(value, dict) else "plain"


class Misfit(NamedTuple):
    """What is wrong between the fields of a record: where below the record, and what, after the name of that place."""

    path: tuple[str | int, ...]
    what: str
    help: str = ""


MISFITS = "misfits"


def refuse(misfits: Iterable[Misfit]) -> None:
    """Raise one error that holds all `misfits`, for validators of whole records; load tells each at its own place."""
    found = tuple(misfits)
    if found:
        raise PydanticCustomError(MISFITS, "; ".join(misfit.what for misfit in found), {MISFITS: found})


def one_of(record: Model, first: str, second: str) -> Iterator[Misfit]:
    """What is wrong with a record that must have one of two fields and not the other."""
    given = [name for name in (first, second) if getattr(record, name) is not None]
    if not given:
        yield Misfit((), f"needs `{first}` or `{second}`")
    elif len(given) > 1:
        yield Misfit((second,), f"stands beside `{first}`; only one of them can count", "remove one of them")


Words = Annotated[str, Field(min_length=1)]
"""Plain text, not empty."""

Day = Annotated[date, BeforeValidator(_day), Field(examples=["2026-11-23"])]
"""A calendar date, written year-month-day."""

NearDay = Annotated[Day, AfterValidator(_near_day)]
"""A day of our time, which others can be counted from."""

Number = Annotated[Decimal, BeforeValidator(_number), Field(allow_inf_nan=False)]
"""An exact decimal, of 15 digits at most and 10 decimals."""

Amount = Annotated[Number, Field(ge=0)]
"""An exact decimal that is not negative."""

Percent = Annotated[Number, Field(ge=0, le=100)]
"""A share in per cent: `10` is 10 %."""

Portion = Annotated[Percent, Field(gt=0)]
"""A share in per cent that is more than nothing."""

Whole = Annotated[int, BeforeValidator(_number)]
"""A whole number."""

Days = Annotated[Whole, Field(ge=1, le=3660)]
"""A span of days, ten years at most."""

Weeks = Annotated[Whole, Field(ge=1, le=520)]
"""A number of weeks, ten years at most."""

Scale = Annotated[Whole, Field(ge=1, le=5)]
"""A step from 1 (little) to 5 (much)."""

ID_PATTERN, LONGEST_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$", 80
"""Of the names of files and folders, too."""

Id = Annotated[str, Field(pattern=ID_PATTERN, max_length=LONGEST_ID)]
"""Lower-case letters, digits and hyphens."""

Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}$", examples=["en", "ko", "vi"])]
"""A language by its ISO 639 code."""

Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$", examples=["KRW", "VND", "SGD"])]
"""A currency by its ISO 4217 code."""

Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$", examples=["VN", "KR"])]
"""A country by its ISO 3166 code."""

_Languages = Annotated[dict[Language, Words], Field(min_length=1)]


class Text(
    RootModel[
        Annotated[
            Annotated[Words, Tag("plain")] | Annotated[_Languages, Tag("languages")],
            Discriminator(_which_text),
        ]
    ]
):
    """Text in several languages: a mapping from language code to text, or plain text that counts for every language."""

    model_config = ConfigDict(frozen=True)

    def get(self, language: str) -> str | None:
        """The text in `language`, or None where it is not given in it."""
        return self.root if isinstance(self.root, str) else self.root.get(language)

    def shown(self, language: str) -> str:
        """The text in `language`, or, where it is not given in it, in the first that it is given in."""
        return self.get(language) or self.each()[0]

    def each(self) -> tuple[str, ...]:
        """The text in every language it is given in."""
        return (self.root,) if isinstance(self.root, str) else tuple(self.root.values())


class Prose(Text):
    """Text in several languages that may hold Markdown: paragraphs, emphasis, lists, links, tables."""


Size = Annotated[str, Field(pattern=r"^[0-9]+(-[0-9]+|\+)?$", max_length=20, examples=["500-1000", "5000+", "320"])]
"""A number of people: exact, from and to, or at least."""

FilePath = Annotated[Words, Ref("file")]
"""A file of the workspace, by its path from the folder of `kamdocs.yaml`."""

PicturePath = Annotated[Words, Ref("picture")]
"""A picture file of the workspace, by its path from the folder of `kamdocs.yaml`."""

Email = Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+$", examples=["kim@acme.example"])]
"""An e-mail address, without the name of its owner."""

TeamId = Annotated[Id, Ref("team")]
ReaderId = Annotated[Id, Ref("reader")]
ServiceId = Annotated[Id, Ref("service")]
ClientId = Annotated[Id, Ref("client")]
CaseId = Annotated[Id, Ref("case")]
StakeholderId = Annotated[Id, Ref("stakeholder")]
NeedId = Annotated[Id, Ref("need")]
