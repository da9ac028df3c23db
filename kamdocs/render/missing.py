"""Texts that a document needs in a language in which they are not given."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

from kamdocs.errors import Problem
from kamdocs.model.base import Text
from kamdocs.model.kinds import file_of
from kamdocs.model.plan import Plan
from kamdocs.model.workspace import KeyPath, Workspace
from kamdocs.render.tokens import STAND_IN
from kamdocs.render.walk import children

FileRecord = tuple[Path, object]
"""A file and the record in it."""


class MissingTexts:
    """For a version in `language` that draws on `records`, which are read where a text is looked for. Called with a
    text that is missing, gives the fallback language's, or notes a problem at its place."""

    def __init__(self, language: str, workspace: Workspace, records: Callable[[], Iterable[FileRecord]]) -> None:
        self._language, self._workspace, self._records = language, workspace, records
        self.problems: list[Problem] = []

    def __call__(self, text: Text) -> str:
        fallback = self._workspace.settings.fallback_language
        given = text.get(fallback) if fallback else None
        if given is not None:
            return given
        self._note(text)
        return STAND_IN

    def _note(self, text: Text) -> None:
        language = self._language
        places = chain(self._places(text, operator.is_), self._places(text, operator.eq))
        file, path = next(places, (file_of("kamdocs"), ()))
        names = [str(part) for part in path if isinstance(part, str)]
        what = f"`{names[-1] if names else 'text'}` is not given in `{language}`, which this document is written in"
        help = f"add `{language}: …`, or name a `fallback_language` in `kamdocs.yaml`"
        self.problems.append(self._workspace.sources.problem(file, path, "missing-language", what, help=help))

    def _places(self, text: Text, same: Callable[[object, object], bool]) -> Iterator[tuple[Path, KeyPath]]:
        """Where `text`, or in a letter that another process made its equal, stands among the files that this version
        draws on."""
        for file, record in self._records():
            for path in _paths(record, text, same):
                yield file, path


def records_of(plan: Plan, workspace: Workspace) -> Iterator[FileRecord]:
    """The records that a version draws on, each with its file."""
    client = workspace.clients[plan.client_id]
    yield file_of("proposal", plan.client_id, plan.proposal_id), plan.proposal
    yield file_of("client", plan.client_id), client.client
    for day, visit in client.visits.items():
        yield file_of("visit", plan.client_id, day), visit
    yield file_of("house"), workspace.house
    kinds: Mapping[str, Mapping[str, object]] = {
        "team": workspace.team,
        "reader": workspace.readers,
        "service": workspace.services,
        "case": workspace.cases,
    }
    for kind, records in kinds.items():
        for id, record in records.items():
            yield file_of(kind, id), record


def _paths(value: object, text: Text, same: Callable[[object, object], bool], path: KeyPath = ()) -> Iterator[KeyPath]:
    if isinstance(value, Text):
        if same(value, text):
            yield path
    else:
        for step, part in children(value):
            yield from _paths(part, text, same, (*path, step))
