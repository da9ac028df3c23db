"""Letters to nobody, with which a kind of letter is tried: with everything that one can have, and with the least."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from kamdocs.model.base import Prose, Text
from kamdocs.model.kit import Kit
from kamdocs.model.letter import Fact, Heard, Kept, Letter, LetterKind, Meeting, Organisation, Promised, Shape, Told
from kamdocs.model.recipient import Origin, Recipient
from kamdocs.model.workspace import Workspace
from kamdocs.tailor.letter_case import WANTS_CASE

_WORDS = Text("Sample")
_NAMED = Recipient("sample", _WORDS, Origin(Path()))
_NOBODY = Recipient("sample", None, Origin(Path()), company=_WORDS)
_FULL = Recipient(
    "sample",
    _WORDS,
    Origin(Path()),
    gender="f",
    title=_WORDS,
    company=_WORDS,
    address=_WORDS,
    country="VN",
    email="sample@house.example",
    address_as=_WORDS,
)


def sample_letters(workspace: Workspace, kit: Kit, kind_id: str, *, today: date) -> tuple[Letter, ...]:
    """Letters of a kind in each language of the house: to somebody of whom all is known, to somebody of whom nothing is
    but the name, and to an organisation. There are none of a kind that needs a case where no case may be told."""
    kind = kit.letters[kind_id]
    if not workspace.cases and _needs_case(kind.data):
        return ()
    samples = _Samples(workspace, kit, kind_id, kind, today)
    languages = (code for code in workspace.settings.languages if code in kit.languages)
    return tuple(letter for code in languages for letter in samples.of(code))


def _needs_case(shape: Shape) -> bool:
    """Whether values of `shape` hold a case in any event."""
    if isinstance(shape, list):
        return _needs_case(shape[0])
    if isinstance(shape, dict):
        return any(_needs_case(below) for name, below in shape.items() if not name.endswith("?"))
    return shape == "case"


class _Samples:
    def __init__(self, workspace: Workspace, kit: Kit, kind_id: str, kind: LetterKind, today: date) -> None:
        self._workspace, self._kit, self._id, self._kind, self._today = workspace, kit, kind_id, kind, today

    def of(self, language: str) -> Iterator[Letter]:
        """The letters in `language`."""
        meeting = Meeting(self._today, None, (), (), None, None)
        only_visits = (meeting,) if set(self._kind.sources) == {"visits"} else ()
        yield self._letter(language, _FULL, self._values(self._kind.data, full=True), visits=(self._meeting(),))
        for recipient in (_NAMED, _NOBODY):
            yield self._letter(language, recipient, self._values(self._kind.data, full=False), visits=only_visits)

    def _letter(self, language: str, recipient: Recipient, data: Any, *, visits: tuple[Meeting, ...]) -> Letter:
        house, full = self._workspace.house, recipient is _FULL
        organisation = (
            Organisation(_WORDS, _WORDS, _WORDS, Prose("Sample")) if full else Organisation(_WORDS, None, _WORDS)
        )
        return Letter(
            id=recipient.id,
            kind_id=self._id,
            kind=self._kind,
            language=language,
            addressee=recipient,
            recipient=recipient if recipient.name else None,
            organisation=None if recipient is _NAMED else organisation,
            sender_id=house.signatory,
            sender=self._workspace.team[house.signatory],
            today=self._today,
            visits=visits,
            facts=(Fact(self._today.year, _WORDS, recent=True),) if full else (),
            occasion=self._occasion(),
            told=self._told() if full else None,
            data=data,
            row=self._row(full=full),
        )

    def _meeting(self) -> Meeting:
        owner = self._workspace.team[self._workspace.house.signatory]
        said = (Heard(_WORDS, _WORDS, own=True, text=_WORDS), Heard(_WORDS, _WORDS, own=False, text=_WORDS))
        promised = (Promised(_WORDS, self._today, owner),)
        return Meeting(self._today, _WORDS, said, promised, self._today, _WORDS)

    def _occasion(self) -> Kept | None:
        for id in self._kind.occasions:
            occasion = self._kit.occasions[id]
            year, day = next(iter(occasion.dates.items()))
            return Kept(id, occasion.name, year, day, occasion.wish)
        return None

    def _told(self) -> Told | None:
        """The first case with a result that may be told, where the kind wants one."""
        if WANTS_CASE not in self._kind.wants:
            return None
        return next((Told(case, result) for case in self._workspace.cases.values() for result in case.results), None)

    def _row(self, *, full: bool) -> Mapping[str, Any]:
        columns = self._kind.columns.items()
        return {name.removesuffix("?"): self._value(shape) if full else None for name, shape in columns}

    def _values(self, shape: Shape, *, full: bool) -> Any:
        """Values of `shape`; those that may be missing are there only in `full`."""
        if isinstance(shape, list):
            return (self._values(shape[0], full=full),) * (2 if full else 1)
        if isinstance(shape, dict):
            return {
                name.removesuffix("?"): self._values(below, full=full) if full or not name.endswith("?") else None
                for name, below in shape.items()
            }
        return self._value(shape)

    def _value(self, shape: Shape) -> Any:
        made: Mapping[str, Any] = {
            "text": _WORDS,
            "prose": Prose("Sample"),
            "date": self._today,
            "moment": datetime(self._today.year, self._today.month, self._today.day, 9, tzinfo=UTC),
            "number": Decimal(1),
            "whole": 1,
            "flag": True,
            "email": "sample@house.example",
            "language": next(iter(self._kit.languages)),
            "case": next(iter(self._workspace.cases.values()), None),
            "person": self._workspace.team[self._workspace.house.signatory],
        }
        return made.get(str(shape), "Sample")
