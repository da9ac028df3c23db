"""The files of a workspace, read and made into models one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from pydantic import BaseModel

from kamdocs.errors import Problem
from kamdocs.load.check import validate
from kamdocs.load.document import Document, plain_public
from kamdocs.load.files import Found
from kamdocs.load.shape import Named, model_at, names_in
from kamdocs.load.text import decode
from kamdocs.load.tree import INTERNAL, Node, Plain, parse, plain
from kamdocs.model.kinds import KINDS
from kamdocs.model.workspace import KeyPath


@dataclass(frozen=True, slots=True)
class Block:
    """Where a value under `internal:` stands in the text of its file, and in which column it begins."""

    path: KeyPath
    start: int
    end: int
    column: int


@dataclass(frozen=True, slots=True, repr=False)
class Kept:
    """What a sound file holds beside what is internal, where that stands, and of which kinds its references are."""

    data: Mapping[str, Plain]
    blocks: tuple[Block, ...]
    asks: tuple[str, ...]


class Record:
    """A file of a workspace.

    `data` is what it holds without anything internal, `blocks` is where that stood. `hidden` are the references under
    `internal:`, where the file was read anew, and `asks` are their kinds. `is_sound` says that no problem in the file
    stands against it.
    """

    def __init__(
        self,
        found: Found,
        digest: str,
        kept: Kept,
        *,
        is_sound: bool,
        model: BaseModel | None,
        hidden: Sequence[Named] = (),
    ) -> None:
        self.found = found
        self.digest = digest
        self.data, self.blocks, self.asks = kept.data, kept.blocks, kept.asks
        self.is_sound = is_sound
        self._model = model
        self._hidden = hidden

    @property
    def model(self) -> BaseModel | None:
        """The model of the file, made when it is asked for first; None where the file is not sound.

        It holds what is internal only where the file was read for that.
        """
        if self._model is None and self.is_sound:
            self._model = KINDS[self.found.kind].model_validate(self.data)
        return self._model

    @cached_property
    def names(self) -> Sequence[Named]:
        """The references in the file."""
        return (*names_in(KINDS[self.found.kind], dict(self.data)), *self._hidden)


def unread_record(found: Found) -> Record:
    """The record of a file that cannot be opened."""
    return Record(found, "", Kept({}, (), ()), is_sound=False, model=None)


def new_record(found: Found, content: bytes, *, internal: bool) -> tuple[Record, list[Problem]]:
    """The record of a file and its problems; its model holds what is internal only with `internal`."""
    document = Document(found.file, content)
    kind, data, nodes = KINDS[found.kind], _mapping(document.root), document.internal
    if document.root is None or document.faults:
        return Record(found, document.digest, Kept(data, (), ()), is_sound=False, model=None), document.problems()
    values = {path: plain(node) for path, node in nodes.items()}
    checked = validate(kind, with_internal(kind, data, values) if internal else dict(data), document)
    problems = list(checked.problems)
    if not internal:
        problems += _problems_within(kind, values, document)
    hidden = tuple(_names_within(kind, values))
    kept = Kept(
        cast("Mapping[str, Plain]", without_internal(checked.data) if internal else checked.data),
        tuple(Block(path, node.start.index, node.end.index, node.start.column) for path, node in nodes.items()),
        tuple(sorted({one for named in hidden for one in named.kinds})),
    )
    return Record(found, document.digest, kept, is_sound=not problems, model=checked.model, hidden=hidden), problems


def kept_record(found: Found, digest: str, kept: Kept, *, content: bytes | None) -> Record:
    """The record of a file known to be sound; with `content`, its bytes, the model holds what is internal too."""
    if content is None:
        return Record(found, digest, kept, is_sound=True, model=None)
    kind = KINDS[found.kind]
    whole = with_internal(kind, kept.data, dict(block_values(content, kept.blocks)))
    return Record(found, digest, kept, is_sound=True, model=kind.model_validate(whole))


def block_values(content: bytes, blocks: tuple[Block, ...]) -> Iterator[tuple[KeyPath, Plain]]:
    """The internal values of a file of which nothing else is read again."""
    text, _ = decode(content)
    for block in blocks:
        root = parse(" " * block.column + text[block.start : block.end]).root
        if root is not None:
            yield block.path, plain(root)


def with_internal(
    kind: type[BaseModel], data: Mapping[str, Plain], values: Mapping[KeyPath, Plain]
) -> dict[str, Plain]:
    """`data` with those of `values` put back that `kind` has a place for; `data` itself stays as it is."""
    whole: Any = dict(data)
    for path, value in values.items():
        if model_at(kind, path) is not None:
            whole = _put(whole, path, value)
    return cast("dict[str, Plain]", whole)


def _put(holder: Any, path: KeyPath, value: Plain) -> Any:
    if not path:
        return value
    copy = holder.copy()
    copy[path[0]] = value if len(path) == 1 else _put(holder[path[0]], path[1:], value)
    return copy


def without_internal(value: Plain) -> Plain:
    """`value` without anything internal."""
    if isinstance(value, dict):
        return {key: without_internal(below) for key, below in value.items() if key != INTERNAL}
    return [without_internal(item) for item in value] if isinstance(value, list) else value


def _names_within(kind: type[BaseModel], values: Mapping[KeyPath, Plain]) -> Iterator[Named]:
    for path, value in values.items():
        if (model := model_at(kind, path)) is not None:
            yield from names_in(model, value, path)


def _problems_within(kind: type[BaseModel], values: Mapping[KeyPath, Plain], document: Document) -> Iterator[Problem]:
    for path, value in values.items():
        if (model := model_at(kind, path)) is not None:
            yield from validate(model, value, document, path).problems


def _mapping(root: Node | None) -> Mapping[str, Plain]:
    data = plain_public(root) if root is not None else {}
    return data if isinstance(data, dict) else {}
