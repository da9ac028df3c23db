"""Batches of tiny letters, made in no time, for tests that run them by the thousand and kill them everywhere.

Run as a program it makes such a batch: `python -m batch_support FOLDER '<arguments of make, as JSON>'`.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kamdocs.batch.folder import Folder
from kamdocs.batch.run import run_batch
from kamdocs.errors import InputError, Problem
from kamdocs.model.batch import BatchReport, Made, Maker, Product, Task
from kamdocs.model.manifest import Mailing

ROOT = Path(__file__).resolve().parent.parent
ENDINGS = ("docx", "pdf")
MAILING = Mailing("greeting", "--to people.csv", {"templates/greeting.md.j2": "a" * 64})
PROGRAM = (sys.executable, "-B", "-m", "batch_support")
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests")))}


@dataclass(frozen=True, slots=True)
class Person:
    """A recipient: `text` is what their letter says."""

    id: str
    language: str = "en"
    text: str = "hello"

    @property
    def names(self) -> tuple[str, ...]:
        """Their files."""
        return tuple(f"{self.id}.{self.language}.{ending}" for ending in ENDINGS)

    def content(self, name: str) -> bytes:
        """What stands in the file `name`: some kilobytes, all of which show if they are torn."""
        return f"{name} {self.text}\n".encode() * 100


@dataclass(frozen=True, slots=True)
class TinyWork:
    """Makes the files of people; those whose text is `fault` fail."""

    def start(self) -> Maker:
        """Nothing is to be made ready."""
        return _make


def _make(person: Person) -> Made:
    if person.text == "fault":
        raise InputError([Problem(Path("people.csv"), 1, 1, "fault", f"`{person.id}` has no name")])
    return Made(tuple(Product(name, person.content(name), {"to": person.id}) for name in person.names))


def people(count: int, language: str = "en", text: str = "hello") -> list[Person]:
    """So many recipients, `p0`, `p1` …"""
    return [Person(f"p{number}", language, text) for number in range(count)]


def task_of(person: Person) -> Task:
    """What makes the letter to `person`."""
    made_of = hashlib.sha256(repr(person).encode()).hexdigest()
    return Task(person.id, person.names, made_of, person, {"people.csv": "b" * 64})


def make(folder: Path, to: Sequence[Person], **how: Any) -> BatchReport:
    """Run the batch of letters to `to` in this process."""
    store = how.pop("store", Folder)(folder)
    return run_batch([task_of(person) for person in to], TinyWork(), store, **{"mailing": MAILING, **how})


def given(to: Sequence[Person]) -> str:
    """`to` as the program takes them."""
    return json.dumps([[person.id, person.language, person.text] for person in to])


def run(
    folder: Path, to: Sequence[Person], *more: str, under: Sequence[str | Path] = ()
) -> subprocess.CompletedProcess[str]:
    """Run the batch in a process of its own, by the command `under` where one is given."""
    command = [*under, *PROGRAM, folder, given(to), *more]
    return subprocess.run(command, env=ENVIRONMENT, capture_output=True, encoding="utf-8", check=False, cwd=ROOT)


def files(folder: Path) -> dict[str, bytes]:
    """All files below `folder`, hidden ones too, by their names there."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def expected(to: Sequence[Person]) -> dict[str, bytes]:
    """The files that `to` must have, and no others."""
    return {name: person.content(name) for person in to for name in person.names}


def hold_right(folder: Path, to: Sequence[Person]) -> None:
    """There is exactly one right file for each of `to` and each ending, a manifest that says so, and nothing else."""
    there = files(folder)
    manifest = json.loads(there.pop("manifest.json"))
    assert there == expected(to)
    assert {name: entry["sha256"] for name, entry in manifest["files"].items()} == {
        name: hashlib.sha256(content).hexdigest() for name, content in there.items()
    }
    by_name = {name: person.id for person in to for name in person.names}
    assert {name: entry["recipient"] for name, entry in manifest["files"].items()} == by_name


def torn(folder: Path, *generations: Sequence[Person]) -> list[str]:
    """The files that no generation of letters gives: what somebody who looks into the folder now would see torn."""
    whole = [expected(to) for to in generations]
    return [
        name
        for name, content in files(folder).items()
        if not Path(name).name.startswith(".") and name != "manifest.json"
        if all(one.get(name) != content for one in whole)
    ]


def points(call: str, strace: str) -> Iterator[tuple[str, ...]]:
    """Commands under which the program is killed when it enters `call` for the first time, the second, …"""
    number = 0
    while True:
        number += 1
        yield (
            *(strace, "-f", "-qq", "-o", os.devnull, "-e", f"trace={call}"),
            *("-e", f"inject={call}:signal=SIGKILL:when={number}"),
        )


def was_killed(done: subprocess.CompletedProcess[str]) -> bool:
    """Whether the program ended by SIGKILL; anything but that and success is a fault of the test."""
    killed = done.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL)
    assert killed or done.returncode == 0, done.stderr
    return killed


def _main(folder: str, to: str, store: str = "Folder", together: str = "64") -> int:
    import batch_faults

    stores: Mapping[str, Any] = {"Folder": Folder, "InPlace": batch_faults.InPlace}
    persons = [Person(*one) for one in json.loads(to)]
    if store == "skip":
        batch_faults.skip_if_exists(Path(folder), persons)
        return 0
    report = make(Path(folder), persons, store=stores[store], together=int(together))
    if report.stopped:
        print(f"{report.stopped}\n{report.stopped.help}", file=sys.stderr)
        return report.stopped.exit_code
    return int(bool(report.failures))


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    sys.exit(_main(*sys.argv[1:]))
