"""Everything a client-facing document may draw on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from kamdocs.errors import Problem, Severity
from kamdocs.model.case import Case, Metric, PublicCase
from kamdocs.model.client import Client, Visit
from kamdocs.model.house import House, Reader, Settings, TeamMember
from kamdocs.model.proposal import Proposal
from kamdocs.model.rules import RULES, TO_FILL, severity_of
from kamdocs.model.service import Service

KeyPath = tuple[str | int, ...]
"""Keys and indexes from the top of a YAML file to a value."""


class Sources(Protocol):
    """Where values stand in the files of a workspace.

    A file is read again when a place in it is asked for, so that a run without problems pays nothing for places.
    """

    def problem(
        self,
        file: Path,
        path: KeyPath,
        rule: str,
        what: str,
        *,
        severity: Severity = "error",
        help: str = "",
        on_key: bool = False,
        words: tuple[str, str] | None = None,
    ) -> Problem:
        """A problem at the value that `path` leads to in `file` (relative to the workspace), at its key with `on_key`,
        or at the deepest part of `path` that exists; `words` are what stands before the words in question there, and
        these."""

    def fill_ins(self, file: Path, rule: str, severity: Severity) -> Iterator[Problem]:
        """A problem at each comment of `file` that says what is still to be filled in."""


@dataclass(frozen=True, slots=True)
class ClientFolder:
    """One folder of `profiles/clients`; visits by date and proposals by id, both sorted."""

    id: str
    client: Client
    visits: Mapping[date, Visit]
    proposals: Mapping[str, Proposal]


@dataclass(frozen=True, slots=True)
class Workspace:
    """The checked files of a workspace, without anything internal, for one kind of document on one day.

    `cases` holds only approved cases, each reduced to what its consent covers. `library` are the cases as they stand
    in their files; it is empty in a workspace for client-facing documents, and what is internal in all models is None.
    `blocked` are the problems that stand only against documents made from one file (a proposal whose case may no longer
    be told), by that file. `files` are the paths read, relative to `root`, with the SHA-256 of their content.
    """

    root: Path
    settings: Settings
    house: House
    team: Mapping[str, TeamMember]
    readers: Mapping[str, Reader]
    services: Mapping[str, Service]
    clients: Mapping[str, ClientFolder]
    cases: Mapping[str, PublicCase]
    metrics: Mapping[str, Metric]
    library: Mapping[str, Case]
    blocked: Mapping[Path, tuple[Problem, ...]]
    files: Mapping[Path, str]
    sources: Sources

    def doubt(self, file: Path, path: KeyPath, rule: str, what: str, *, help: str = "") -> Iterator[Problem]:
        """What one of the checks of `RULES` finds at `path` in `file`, as grave as `kamdocs.yaml` says; nothing where
        the check is off."""
        severity = severity_of(rule, self.settings.rules)
        if severity != "off":
            yield self.sources.problem(file, path, rule, what, severity=severity, help=help)

    def doubt_of_file(self, file: Path, rule: str, what: str, *, help: str = "") -> Iterator[Problem]:
        """The same of a file as a whole; a check that is not in `RULES` finds errors."""
        severity = severity_of(rule, self.settings.rules) if rule in RULES else "error"
        if severity != "off":
            yield Problem(file, 0, 0, rule, what, severity, help)

    def fill_ins(self, file: Path) -> Iterator[Problem]:
        """What `file` says, by comments `# fill in: …`, that a person still has to do in it, as grave as `kamdocs.yaml`
        says; nothing where the check is off."""
        severity = severity_of(TO_FILL, self.settings.rules)
        if severity != "off":
            yield from self.sources.fill_ins(file, TO_FILL, severity)
