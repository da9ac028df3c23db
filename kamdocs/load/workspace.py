"""A workspace, loaded: every file read, checked, and held against the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal, cast

from kamdocs.errors import InputError, Problem
from kamdocs.load.consent import public_cases
from kamdocs.load.files import Finds, Found, find_files
from kamdocs.load.hidden import client_names, secret_reader
from kamdocs.load.known import everything
from kamdocs.load.places import FileSources, sources_of
from kamdocs.load.promises import untold
from kamdocs.load.records import Record, read_record
from kamdocs.load.references import complaints
from kamdocs.model.secrets import Secrets
from kamdocs.model.workspace import ClientFolder, Workspace

Audience = Literal["client", "internal"]

WORKSPACE_FILE = "kamdocs.yaml"


def find_workspace(start: Path) -> Path:
    """The nearest folder with `kamdocs.yaml`, from `start` upwards.

    Raises InputError where there is none.
    """
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / WORKSPACE_FILE).is_file():
            return folder
    what = f"no `{WORKSPACE_FILE}` here or in a folder above"
    raise InputError([Problem(start, 0, 0, "no-workspace", what, help="make a workspace with `kamdocs init DIR`")])


def load_workspace(
    root: Path, *, today: date, use: str = "proposal", audience: Audience = "client", cache: bool = True
) -> tuple[Workspace, Secrets]:
    """The workspace in `root` for one kind of document on one day, and what must stay out of it.

    `use` is what the consent of cases is asked for. Models hold what is internal only for the `internal` audience.

    Raises InputError with every problem of every file.
    """
    finds = find_files(root.resolve())
    records, problems = _read_all(finds, audience)
    sources = sources_of(finds.root, finds.files)
    problems += _between(records, finds.files, sources)
    if problems:
        raise InputError([*finds.problems, *problems])
    return _assembled(finds.root, records, sources, today, use, audience)


def _read_all(finds: Finds, audience: Audience) -> tuple[list[Record], list[Problem]]:
    records, problems = [], list(finds.problems)
    for found in finds.files:
        record, its = read_record(found, internal=audience == "internal")
        records.append(record)
        problems += its
    return records, problems


def _between(records: Sequence[Record], files: Iterable[Found], sources: FileSources) -> list[Problem]:
    ids: defaultdict[str, set[str]] = defaultdict(set)
    for found in files:
        ids[found.kind].add(found.id)
    everywhere = {kind: ids[kind] for kind in ("team", "reader", "service", "client", "case")}
    return [
        sources.problem(one.file, one.path, one.rule, one.what, help=one.help)
        for one in complaints(records, everything(records, everywhere))
    ]


def _assembled(
    root: Path, records: Sequence[Record], sources: FileSources, today: date, use: str, audience: Audience
) -> tuple[Workspace, Secrets]:
    models = _by_kind(records)
    folders = _client_folders(records)
    clients = {id: folder.client for id, folder in folders.items()}
    public = public_cases(models["case"], clients, use=use, today=today)
    for_proposals = public if use == "proposal" else public_cases(models["case"], clients, use="proposal", today=today)
    workspace = Workspace(
        root=root,
        settings=models["kamdocs"]["kamdocs"],
        house=models["house"]["house"],
        team=models["team"],
        readers=models["reader"],
        services=models["service"],
        clients=folders,
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
    return workspace, Secrets(secret_reader(records), client_names(models["case"], clients, public))


def _by_kind(records: Iterable[Record]) -> Mapping[str, dict[str, Any]]:
    models: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    for record in sorted(records, key=lambda record: record.found.id):
        models[record.found.kind][record.found.id] = record.model
    return models


def _client_folders(records: Iterable[Record]) -> dict[str, ClientFolder]:
    clients: dict[str, Any] = {}
    visits: defaultdict[str, dict[date, Any]] = defaultdict(dict)
    proposals: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    for record in records:
        if record.found.kind == "client":
            clients[record.found.id] = record.model
        elif record.found.kind == "visit":
            visits[record.found.client][date.fromisoformat(record.found.id)] = record.model
        elif record.found.kind == "proposal":
            proposals[record.found.client][record.found.id] = record.model
    return {id: ClientFolder(id, client, visits[id], proposals[id]) for id, client in clients.items()}
