"""Whom letters go to: a row of a list, a person of a client, or everybody met in visits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from kamdocs.errors import Problem, Severity
from kamdocs.model.base import Text

Gender = Literal["f", "m"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a recipient comes from: a file, relative to the workspace where it lies inside it, and the line or row in
    it, counted from 1 as the user's program counts it; 0 for the file as a whole. `sheet` is that of a spreadsheet,
    `place` the row in words."""

    file: Path
    row: int = 0
    sheet: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Recipient:
    """One recipient of a letter.

    `id` is unique in a batch and the same on every run; the names of files begin with it. `name` is None for an
    organisation without a person. `language` and `sender` are what the list or the profile says, `language_from` in
    which way the language is known (`row`, `profile`, `headers`, `script`, `client`), empty where it is not.
    `client` is the id of the client that the recipient belongs to, `stakeholder` that of the person in its file, where
    they have one. `row` are the further columns of a list by the names that templates use: those that the kind of
    letter declares are of the type that it says, None where they are not given, and all others text as it stands.
    """

    id: str
    name: Text | None
    origin: Origin = field(repr=False)  # a row that has moved makes no other letter
    family_name: str | None = None
    given_name: str | None = None
    gender: Gender | None = None
    title: Text | None = None
    company: Text | None = None
    address: Text | None = None
    country: str | None = None
    email: str | None = None
    language: str | None = None
    language_from: str = field(default="", repr=False)
    address_as: Text | None = None
    sender: str | None = None
    client: str | None = None
    stakeholder: str | None = None
    row: Mapping[str, Any] = field(default_factory=dict)

    def problem(
        self, rule: str, what: str, *, help: str = "", severity: Severity = "error", column: str = ""
    ) -> Problem:
        """A problem of this recipient, at its row of the list, in a `column` of that, or in the file that tells of it,
        where its id says who it is."""
        origin = self.origin
        if not origin.row:
            return Problem(origin.file, 0, 0, rule, what, severity, help, place=f"letter to `{self.id}`")
        place = origin.place or f"row {origin.row}"
        place = f"{place}, column {column}" if column else place
        return Problem(origin.file, origin.row, 1, rule, what, severity, help, place=place)


@dataclass(frozen=True, slots=True)
class Column:
    """What a column of a list is read as: `header` as it stands in the list, `field` one of the fields of a recipient
    or `row.<name>`; empty where the column is not used, and `why` says so. `filled` rows hold something in it."""

    header: str
    field: str
    filled: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class RecipientList:
    """A list, read. `form` says what it was found to be (`CSV, UTF-8, comma`). `recipients` are those that can get a
    letter; `problems` what is doubtful (warnings) or keeps a row from getting one (errors), each with file and row;
    `rows` are the rows as they stand in the list, by their number, with the `header`, so that those in doubt can be
    written down again; `ids` are the ids of all rows, and `id_column` counts from 0 where the list has them. `digest`
    is the SHA-256 of the file, `delimiter` what stands between its cells where it is CSV."""

    file: Path
    form: str
    columns: tuple[Column, ...]
    recipients: tuple[Recipient, ...]
    problems: tuple[Problem, ...] = ()
    header: tuple[str, ...] = ()
    rows: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    ids: Mapping[int, str] = field(default_factory=dict)
    id_column: int | None = None
    digest: str = ""
    delimiter: str = ","
