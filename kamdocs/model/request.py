"""What is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kamdocs.model.page import Format, LetterFormat

DEFAULT_KIND = "proposal"
"""The kind of document that is built where none is named; its sections are those of the readers' files."""


@dataclass(frozen=True, slots=True)
class ProposalRequest:
    """Versions of one proposal.

    `proposal` is `<client>` or `<client>/<id>`; the id may be left out where the client has one proposal only.
    Without `readers` and `to`, everybody the proposal is addressed to gets a version. `language` overrides each
    recipient's own. `out` is the output folder; else that of `kamdocs.yaml`. `renew` issues the proposal anew on
    `today`, its terms granted for as many days as before; its file stays as it is. `kind` names a file of
    `templates/proposal/kinds`, the document that is made of the proposal, or one of `templates/forms` where a `form` is
    asked for, which stays in the house.
    """

    workspace: Path
    proposal: str
    today: date
    readers: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    formats: tuple[Format, ...] = ("docx", "pdf")
    language: str | None = None
    out: Path | None = None
    renew: bool = False
    kind: str = DEFAULT_KIND
    form: bool = False


@dataclass(frozen=True, slots=True)
class LettersRequest:
    """A batch of letters of one `kind`, each recipient's own.

    The recipients come from one of four sources: the list `to` (CSV, XLSX or vCard), the people of the `clients` that a
    selector names (`tier=A,region=Seoul`), everybody met in the `visits` of a span of days, both ends included, or
    those that the `proposals` of a selector are addressed to. `data` is the file with the letter's own values.
    `occasion` is the id of the day that is greeted; else each reader's own. `language` and `sender` override those of
    each recipient. `out` is the output folder, or the address of an object store; else `letters/<kind>` below that of
    `kamdocs.yaml`. `jobs` processes work at once, as many as the machine has cores where it is None; `scheduler` is the
    address of a Dask scheduler that works instead of them. With `prune` letters of an earlier run go whose recipients
    the source has no more. `combined` asks for one PDF of all letters for the printer, in which, for `duplex`, each
    begins on a sheet of its own; `envelopes` names a size and `labels` a sheet on which the addresses are printed too,
    from the label `first_label` on, counted from 1.
    """

    workspace: Path
    kind: str
    today: date
    to: Path | None = None
    clients: str | None = None
    visits: tuple[date, date] | None = None
    proposals: str | None = None
    data: Path | None = None
    occasion: str | None = None
    formats: tuple[LetterFormat, ...] = ("docx", "pdf")
    language: str | None = None
    sender: str | None = None
    out: str | Path | None = None
    jobs: int | None = None
    scheduler: str | None = None
    prune: bool = False
    combined: bool = False
    duplex: bool = False
    envelopes: str | None = None
    labels: str | None = None
    first_label: int = 1


@dataclass(frozen=True, slots=True)
class DraftRequest:
    """A proposal that is to be drafted for `client`.

    `visit` is the day of the visit it answers, else the latest until `today`. Without `services` those that fit best
    are taken. `id` is the name of its file; else it comes from the first service and the year.
    """

    workspace: Path
    client: str
    today: date
    visit: date | None = None
    services: tuple[str, ...] = ()
    id: str | None = None


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """What is to be checked: the whole of `workspace`, or what belongs to `paths`, files and folders in it.

    Of `paths`, a folder with `manifest.json` holds finished documents, wherever it lies.
    """

    workspace: Path
    today: date
    paths: tuple[Path, ...] = ()
