"""What is to be made for each letter, and a digest of all that decides it: by that a letter is known that need not be
made again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path

from kamdocs._version import __version__
from kamdocs.letters.planning import PlannedLetters
from kamdocs.model.batch import Task
from kamdocs.model.letter import Letter
from kamdocs.model.page import LetterFormat
from kamdocs.model.recipient import Recipient
from kamdocs.render import files_of_kind, pictures_named
from kamdocs.tailor.mail import formats_of

_NOT_SAID = frozenset({"data_file", "files", "recipient"})
_SHARED = frozenset({"data", "kind", "sender"})
"""What letters have in common: the same value in many of them."""
_PLACE = frozenset({"origin", "language_from"})
"""Where in a list a recipient stands, which decides nothing of the letter."""


def tasks_of(planned: PlannedLetters) -> tuple[Task, ...]:
    """A task for each letter, in their order."""
    shared = _Shared(planned)
    formats = tuple(dict.fromkeys(planned.request.formats))
    return tuple(_task(letter, shared, formats) for letter in planned.letters)


def told_once(tasks: Sequence[Task]) -> tuple[Mapping[str, str], tuple[Task, ...]]:
    """The files that all of `tasks` are made from, with their SHA-256, and the tasks with what else each is made from:
    a manifest of many letters would be ten times as large."""
    common = set.intersection(*(set(task.inputs.items()) for task in tasks)) if tasks else set[tuple[str, str]]()
    own = (dict(item for item in task.inputs.items() if item not in common) for task in tasks)
    return dict(sorted(common)), tuple(replace(task, inputs=inputs) for task, inputs in zip(tasks, own, strict=True))


_Told = tuple[str, Mapping[Path, str]]


class _Shared:
    """What letters have in common: the files they are made with, by language, and what is said in many of them."""

    def __init__(self, planned: PlannedLetters) -> None:
        workspace, kit = planned.workspace, planned.kit
        self._kit = kit
        self._known: dict[int, tuple[object, _Told]] = {}  # the value itself too, so that its id stays its own
        everywhere = (__version__, workspace.house, workspace.settings.fallback_language, kit.theme)
        self.said, self._shown = self.looked_at(everywhere)
        self._made_with = {
            language: files_of_kind(kit, planned.request.kind, language)
            for language in dict.fromkeys(letter.language for letter in planned.letters)
        }

    def made_with(self, language: str) -> Mapping[Path, str]:
        """The files that every letter in `language` is made with."""
        return {**self._made_with[language], **self._shown}

    def looked_at(self, value: object) -> _Told:
        """All that `value` can say, and the pictures that it names."""
        text = repr(value)
        return text, pictures_named(text, self._kit)

    def known(self, value: object) -> _Told:
        """The same of a value that several letters hold, looked at once."""
        if id(value) not in self._known:
            self._known[id(value)] = (value, self.looked_at(value))
        return self._known[id(value)][1]


def _task(letter: Letter, shared: _Shared, formats: Sequence[LetterFormat]) -> Task:
    made_with, digest = dict(shared.made_with(letter.language)), hashlib.sha256(shared.said.encode())
    for text, pictures in _said(letter, shared):
        digest.update(text.encode())
        made_with.update(pictures)
    digest.update(repr(made_with).encode())
    inputs = {file.as_posix(): sha256 for file, sha256 in {**letter.files, **made_with}.items()}
    names = tuple(f"{letter.file_name}.{format}" for format in formats_of(letter, formats))
    return Task(letter.id, names, digest.hexdigest(), letter, inputs)


def _said(letter: Letter, shared: _Shared) -> list[_Told]:
    """All that a letter can say; what else is in the files that it draws on does not count."""
    parts = {part.name: getattr(letter, part.name) for part in fields(letter) if part.name not in _NOT_SAID}
    own = [_unplaced(letter.addressee), *(parts[name] for name in parts if name not in {"addressee", *_SHARED})]
    return [shared.looked_at(own), *(shared.known(parts[name]) for name in sorted(_SHARED))]


def _unplaced(recipient: Recipient) -> tuple[object, ...]:
    return tuple(getattr(recipient, part.name) for part in fields(recipient) if part.name not in _PLACE)
