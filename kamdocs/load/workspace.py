"""A workspace, loaded: every file read, checked, and held against the others."""

from __future__ import annotations

import gc
import hashlib
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Literal

from kamdocs.errors import InputError, Problem
from kamdocs.load.cache import Shelf
from kamdocs.load.consent import public_cases
from kamdocs.load.document import read_bytes
from kamdocs.load.files import Finds, Found, find_files, unknown_kinds
from kamdocs.load.folders import ClientFolders
from kamdocs.load.hidden import client_names, secret_reader
from kamdocs.load.known import Everything, everything
from kamdocs.load.languages import foreign_languages
from kamdocs.load.paths import wrong_paths
from kamdocs.load.places import FileSources, sources_of
from kamdocs.load.promises import untold
from kamdocs.load.records import Record, kept_record, new_record, unread_record
from kamdocs.load.references import complaints
from kamdocs.load.sense import contradictions
from kamdocs.model.secrets import Secrets
from kamdocs.model.workspace import Workspace

Audience = Literal["client", "internal"]

WORKSPACE_FILE = "kamdocs.yaml"
_MISNAMED = re.compile(r"kamdocs\.ya?ml(\.txt)?", re.IGNORECASE)


def find_workspace(start: Path) -> Path:
    """The nearest folder with `kamdocs.yaml`, from `start` upwards.

    Raises InputError where there is none.
    """
    here = start.resolve()
    for folder in (here, *here.parents):
        if os.path.lexists(folder / WORKSPACE_FILE):
            return folder
    what = f"no `{WORKSPACE_FILE}` here or in a folder above"
    help = "name it with `--workspace DIR`, or make one with `kamdocs init DIR`"
    if misnamed := [path.name for path in sorted(here.iterdir()) if _MISNAMED.fullmatch(path.name)]:
        help = f"rename `{misnamed[0]}` to `{WORKSPACE_FILE}`"
    raise InputError([Problem(start, 0, 0, "no-workspace", what, help=help)])


def load_workspace(
    root: Path, *, today: date, use: str = "proposal", audience: Audience = "client", cache: bool = True
) -> tuple[Workspace, Secrets]:
    """The workspace in `root` for one kind of document on one day, and what must stay out of it.

    `use` is what the consent of cases is asked for. Models hold what is internal only for the `internal` audience.

    Raises InputError with every problem of every file.
    """
    with _unhurried_gc():
        return _load(root.resolve(), today, use, audience, cache)


def _load(root: Path, today: date, use: str, audience: Audience, cache: bool) -> tuple[Workspace, Secrets]:
    finds = find_files(root)
    sources = sources_of(finds.root, finds.files)
    everywhere = _ids(finds)
    shelf = Shelf(finds.root, everywhere) if cache else None
    records, problems = _read_all(finds, shelf, internal=audience == "internal")
    if shelf is None or problems or not shelf.vouches(records, root):
        problems += _between(records, everything(records, everywhere, unread=finds.unread), root, sources)
        if shelf is not None:
            shelf.keep(records, {problem.file for problem in problems})
    if problems:
        raise InputError(problems)
    return _assembled(root, records, sources, today, use, audience)


def _between(records: Sequence[Record], all_ids: Everything, root: Path, sources: FileSources) -> list[Problem]:
    """What is wrong between files, and between the parts of one."""
    found = [
        *complaints(records, all_ids),
        *wrong_paths(records, root),
        *foreign_languages(records),
        *contradictions(records),
    ]
    return [sources.problem(one.file, one.path, one.rule, one.what, help=one.help, on_key=one.on_key) for one in found]


@contextmanager
def _unhurried_gc() -> Iterator[None]:
    """Why: a load makes a million objects, none of them garbage, and looking for some doubles its time.

    Freezing and unfreezing moves them to the oldest generation without a look at them.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if gc.get_freeze_count() == 0:
            gc.freeze()
            gc.unfreeze()
        if was_enabled:
            gc.enable()


def _ids(finds: Finds) -> dict[str, set[str]]:
    """The ids that the names of files give, by kind; kinds that not all files are known of are left out."""
    unknown = unknown_kinds(finds)
    kinds = ("team", "reader", "service", "client", "case")
    ids: dict[str, set[str]] = {kind: set() for kind in kinds if kind not in unknown}
    for found in finds.files:
        if found.kind in ids:
            ids[found.kind].add(found.id)
    return ids


def _read_all(finds: Finds, shelf: Shelf | None, *, internal: bool) -> tuple[list[Record], list[Problem]]:
    records, problems = [], list(finds.problems)
    for found in finds.files:
        record, its = _read(found, shelf, internal=internal)
        records.append(record)
        problems += its
    return records, problems


def _read(found: Found, shelf: Shelf | None, *, internal: bool) -> tuple[Record, list[Problem]]:
    content = read_bytes(found.file, opened=found.opened)
    if isinstance(content, Problem):
        return unread_record(found), [content]
    digest = hashlib.sha256(content).hexdigest()
    kept = shelf.take(found.kind, digest) if shelf is not None else None
    if kept is None:
        return new_record(found, content, internal=internal)
    return kept_record(found, digest, kept, content=content if internal else None), []


def _assembled(
    root: Path, records: Sequence[Record], sources: FileSources, today: date, use: str, audience: Audience
) -> tuple[Workspace, Secrets]:
    models, clients = _by_kind(records), ClientFolders(records)
    public = public_cases(models["case"], clients, use=use, today=today)
    for_proposals = public if use == "proposal" else public_cases(models["case"], clients, use="proposal", today=today)
    workspace = Workspace(
        root=root,
        settings=models["kamdocs"]["kamdocs"],
        house=models["house"]["house"],
        team=models["team"],
        readers=models["reader"],
        services=models["service"],
        clients=clients,
        cases=public,
        metrics=models["metrics"]["metrics"].root if "metrics" in models["metrics"] else {},
        library=models["case"] if audience == "internal" else {},
        blocked={
            file: tuple(sources.problem(one.file, one.path, one.rule, one.what, help=one.help) for one in found)
            for file, found in untold(records, models["service"], for_proposals).items()
        },
        files={record.found.file: record.digest for record in records},
        sources=sources,
    )
    return workspace, Secrets(secret_reader(records), client_names(records, models["case"], public))


def _by_kind(records: Iterable[Record]) -> Mapping[str, dict[str, Any]]:
    """The models of all files but those of clients, by kind and id."""
    models: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    for record in sorted(records, key=lambda record: record.found.id):
        if record.found.kind not in ("client", "visit", "proposal"):
            models[record.found.kind][record.found.id] = record.model
    return models
