"""What one version of a document is rendered with, whatever its templates are made in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from kamdocs.errors import Problem
from kamdocs.model.base import Text
from kamdocs.model.kit import Kit
from kamdocs.model.plan import Plan
from kamdocs.model.template_data import data_types
from kamdocs.model.workspace import Workspace
from kamdocs.render.citations import Citations
from kamdocs.render.missing import FileRecord, MissingTexts, records_of
from kamdocs.render.views import see
from kamdocs.rules.language import Writer

_INTERNAL = "internal"
"""Folder below the output folder for what stays in the house."""


class Version:
    """One version of a document while it is rendered; `problems` are what is wrong with it.

    `records` gives the files that it draws on, for a text that is missing in its language.
    """

    def __init__(
        self, language: str, workspace: Workspace, kit: Kit, records: Callable[[], Iterable[FileRecord]]
    ) -> None:
        self._language, self._workspace, self._kit = language, workspace, kit
        self._missing = MissingTexts(language, workspace, records)
        self._writer = Writer(kit.languages[language])
        self.problems: list[Problem] = []

    def _text(self, text: Text) -> str:
        return text.get(self._language) or self._missing(text)

    def _see(self, value: object, *, what: str = "mapping") -> Any:
        return see(value, self._language, self._missing, what=what)

    def _of_house(self) -> dict[str, Any]:
        """What the templates of every document can use."""
        house = self._workspace.house
        return {"house": self._see(house), "logo": self._kit.theme.logo or house.logo}


class ProposalVersion(Version):
    """One version of a document of a proposal."""

    def __init__(self, plan: Plan, workspace: Workspace, kit: Kit) -> None:
        super().__init__(plan.language, workspace, kit, partial(records_of, plan, workspace))
        self._plan = plan

    def _path(self) -> Path:
        """Where the document goes, without its ending."""
        plan = self._plan
        name = f"{plan.file_name}.{plan.language}"
        return Path(_INTERNAL if plan.kind.is_form else "", plan.client_id, plan.proposal_id, name)

    def _title(self) -> str:
        plan = self._plan
        about = plan.proposal.title
        if plan.case or plan.person:
            about = plan.case.case.title if plan.case else plan.person.member.name if plan.person else about
        return " · ".join(self._text(text) for text in (plan.kind.title, about) if text)

    def _marks(self) -> Iterator[str | None]:
        """What the top of each page says of the document."""
        yield self._writer.rules.internal_label if self._plan.kind.is_form else None
        yield self._draft_label()

    def _draft_label(self) -> str | None:
        """What marks a version of a proposal in which something is still to fill in."""
        return self._writer.rules.draft_label if self._plan.draft else None

    def _context(self, citations: Citations, cite: Callable[[object], str]) -> dict[str, Any]:
        """What templates can use, by name; `cite` gives the number of a source."""
        plan = self._plan
        own = {name: getattr(plan, name) for name in data_types(form=plan.kind.is_form) if hasattr(plan, name)}
        context = {name: self._see(value) for name, value in own.items()}
        return context | {
            **self._of_house(),
            "draft": self._draft_label(),
            "cite": cite,
            "cited": citations.cited,
        }
