"""What a crew made, put into the store: each file whole, over nothing that is not ours."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path, PurePosixPath

from kamdocs.batch.journal import Ledger
from kamdocs.errors import OutputError, Problem
from kamdocs.model.batch import Failure, Made, Store, Task
from kamdocs.model.manifest import Entry, Mailing

EDITED = "edited"
"""The folder, in that of the batch, where files go that somebody has edited when a new one takes their name: out of the
way of whoever prints all that is there, and not lost."""

TOGETHER = 64
"""How many files are put at once: a disk writes that many through in little more than the time of one."""
_DIGEST = 8
_LONGEST_S, _LARGEST = 1.0, 16_000_000
"""No file waits longer for the others, and no more bytes wait."""


class Delivery:
    """The files of a batch on their way into the store; `found` are those that are there, with their SHA-256."""

    def __init__(
        self, store: Store, ledger: Ledger, mailing: Mailing, names: Iterable[str], *, together: int = TOGETHER
    ) -> None:
        self._store, self.ledger, self._together = store, ledger, together
        self._waiting, self._expected, self._since = dict[str, bytes](), dict[str, Entry](), time.monotonic()
        self.kind, self.source = mailing.kind, mailing.source
        self._mailing = ledger.join(mailing)
        self.found = dict(store.digests(dict.fromkeys((*names, *ledger.names()))))
        self.written, self.unchanged, self.removed = set[str](), set[str](), set[str]()
        self.failures, self.warnings = list[Failure](), list[Problem]()
        self.stopped: OutputError | None = None
        self._entries, self._held = dict[str, Entry](), dict[str, str]()
        self._beside = dict[str, str]()

    @property
    def place(self) -> str:
        """The folder or address, as it is shown."""
        return self._store.place

    def is_right(self, task: Task) -> bool:
        """Whether every file of `task` is there and is what it would be made to; it is then one that is done."""
        right = [self._right(task, name) for name in task.names]
        if not all(right):
            return False
        for name, entry in zip(task.names, right, strict=True):
            if entry is not None:
                # Its inputs may have changed without changing it.
                self._entries[name] = self._entry(task, entry.sha256, entry.facts)
        self.unchanged |= set(task.names)
        return True

    def fail(self, failure: Failure) -> None:
        """Note that a task gave nothing."""
        self.failures.append(failure)

    def take(self, task: Task, made: Made) -> None:
        """Have what was made for `task` in the store. What is in its way and not ours stays, and the task fails."""
        self._warn(made.warnings)
        digests = {product.name: _digest(product.content) for product in made.products}
        if set(digests) != set(task.names):
            raise ValueError(f"{task.id} gave {sorted(digests)} for {sorted(task.names)}")
        if in_the_way := [*self._in_the_way(digests)]:
            self.fail(Failure(task.id, tuple(in_the_way), stopped=True))
            return
        self._keep_edited(digests)
        for product in made.products:
            self._expected[product.name] = self._entry(task, digests[product.name], product.facts)
            if self.found.get(product.name) != digests[product.name]:
                self._waiting[product.name] = product.content
        if self._is_full():
            self.put_waiting()

    def put_waiting(self) -> None:
        """Put the files that wait for others into the store, first into its journal. Raises OutputError."""
        if self._expected:
            self.ledger.expect(self._expected)
            self._store.put(self._waiting)
        for name, entry in self._expected.items():
            self._entries[name] = entry
            self.found[name] = entry.sha256
        self.written |= self._waiting.keys()
        self.unchanged |= self._expected.keys() - self._waiting.keys()
        self._waiting, self._expected, self._since = {}, {}, time.monotonic()

    def put_beside(self, name: str, content: bytes | None) -> None:
        """Have `content` under `name`, which is no letter; without it nothing is to stand there.

        What somebody has edited there stays under a name of its own (`problems-<digest>.csv`), and is told. Raises
        OutputError.
        """
        before = self._store.read(name)
        if before is not None and before != content and not self.ledger.is_ours(name, digest := _digest(before)):
            path = PurePosixPath(name)
            kept = f"{path.stem}-{digest[:_DIGEST]}{path.suffix}"
            self._store.put({kept: before})
            self.warn(name, "edited", f"somebody has edited it; that file is now `{kept}`")
        if content is not None:
            self._beside[name] = _digest(content)
            self.ledger.expect_beside(name, self._beside[name])
        if content is not None and content != before:
            self._store.put({name: content})
        elif content is None and before is not None:
            self._store.remove(name)

    def is_done(self, name: str) -> bool:
        """Whether this run has made `name`, or found it right."""
        return name in self.written or name in self.unchanged

    def remove(self, name: str) -> None:
        """Take away `name`, of which the ledger has an entry; what somebody has edited is kept beside."""
        self._keep_edited({name: ""})
        self._store.remove(name)
        self.found.pop(name, None)
        self.removed.add(name)

    def is_edited(self, name: str) -> bool:
        """Whether somebody has edited `name`, which a batch made."""
        return name in self.found and not self.ledger.vouches(name, self.found[name])

    def hold(self, names: Iterable[str], why: str) -> None:
        """Have the manifest say that `names`, which stay from an earlier run, are not to be sent; they are without
        `why`."""
        self._held |= dict.fromkeys(names, why)

    def warn(self, file: str, rule: str, what: str, help: str = "") -> None:
        """Tell of something doubtful about `file`, a name in the store; empty for the store as a whole."""
        self._warn([Problem(self._shown(file), 0, 0, rule, what, "warning", help)])

    def close(self) -> None:
        """Look at what was written once more, and have the manifest say what is there. Raises OutputError."""
        found = self._store.digests(sorted(self.written))
        for name in sorted(self.written):
            if found.get(name) != self._entries[name].sha256:
                self._lose(name)
        self.found |= found
        self.ledger.close(dict(self._last_entries()), self._beside)

    def _right(self, task: Task, name: str) -> Entry | None:
        for entry in self.ledger.entries(name):
            if entry.made_of == task.made_of and entry.sha256 == self.found.get(name):
                return entry
        return None

    def _entry(self, task: Task, digest: str, facts: Mapping[str, str]) -> Entry:
        return Entry(digest, task.inputs, dict(facts), task.made_of, task.id, self._mailing)

    def _in_the_way(self, digests: Mapping[str, str]) -> Iterator[Problem]:
        """What stands under the names of `digests`, is not ours, and is not what is put there anyway."""
        for name, digest in digests.items():
            here = self.found.get(name, digest)
            if here == digest or (here and self.ledger.entries(name)):
                continue
            what = "stands in the way of a letter, and was not made by this command"
            yield Problem(self._shown(name), 0, 0, "in-the-way", what, help="move it away, or use `--out`")

    def _keep_edited(self, digests: Mapping[str, str]) -> None:
        """Keep beside what somebody has edited of the files that are about to become those of `digests`."""
        for name, digest in digests.items():
            if self.is_edited(name) and self.found[name] != digest:
                kept = self._kept(name)
                self.warn(name, "edited", f"somebody has edited it; that file is now `{kept}`")

    def _kept(self, name: str) -> str:
        """Have what stands under `name` in the folder of edited files too, once, and return its name there."""
        content = self._store.read(name) or b""
        path = PurePosixPath(name)
        for number in count(1):
            kept = f"{EDITED}/{path.stem}{'' if number == 1 else f'-{number}'}{path.suffix}"
            if (there := self._store.read(kept)) is None:
                self._store.put({kept: content})
            if there in (None, content):
                return kept
        raise AssertionError("numbers do not end")

    def _is_full(self) -> bool:
        return (
            len(self._waiting) >= self._together
            or time.monotonic() - self._since > _LONGEST_S
            or sum(map(len, self._waiting.values())) > _LARGEST
        )

    def _lose(self, name: str) -> None:
        """Tell that what stands under `name` is not what was put there."""
        self.written.discard(name)
        what = "is not what was written: the disk lies, or somebody has just changed it"
        problem = Problem(self._shown(name), 0, 0, "not-as-written", what, help="run the command again")
        self.fail(Failure(self._entries.pop(name).recipient, (problem,), stopped=True))

    def _last_entries(self) -> Iterator[tuple[str, Entry]]:
        """For each file that is there the entry that is true of it; else the last, so that it is seen to be edited."""
        for name in {*self.ledger.names(), *self._entries} & self.found.keys():
            known = self.ledger.entries(name)
            true = [entry for entry in known if entry.sha256 == self.found[name]]
            entry = self._entries.get(name) or (true or known)[-1]
            yield name, replace(entry, held=self._held[name]) if name in self._held else entry

    def _shown(self, name: str) -> Path:
        return Path(self.place, name)

    def _warn(self, problems: Iterable[Problem]) -> None:
        self.warnings += problems


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
