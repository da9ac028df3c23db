"""The library's functions, public as `kamdocs.<name>`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from kamdocs.check import check_workspace
from kamdocs.drafting import new_proposal, preview_proposal
from kamdocs.errors import RequestError
from kamdocs.load import load_kit, load_workspace
from kamdocs.model import schema
from kamdocs.model.house import DEFAULT_THEME
from kamdocs.model.request import DEFAULT_KIND, ProposalRequest
from kamdocs.model.workspace import Workspace
from kamdocs.pipeline import build_proposal, plan_proposal
from kamdocs.rules.hints import hint
from kamdocs.tailor import explain
from kamdocs.write.output import replace_whole

__all__ = [
    "build_proposal",
    "check_workspace",
    "document_kinds",
    "explain_proposal",
    "new_proposal",
    "open_workspace",
    "preview_proposal",
    "schemas",
    "write_schemas",
]


def open_workspace(path: Path, *, today: date) -> Workspace:
    """The checked files of the workspace at `path`, as proposals of `today` see them.

    Raises InputError with every problem in every file.
    """
    workspace, _ = load_workspace(path, today=today)
    return workspace


def explain_proposal(request: ProposalRequest) -> dict[str, Any]:
    """What each version holds and why, as one JSON document; see `kamdocs.tailor.explain`."""
    return explain(plan_proposal(request))


def document_kinds(path: Path) -> list[dict[str, Any]]:
    """The kinds of documents that the workspace at `path` can make of a proposal, the proposal itself first.

    Each is `id`, `name` by language, `per` (what one document is made for), `pages` (the most; None where the reader's
    file says), `needs` (keys of the proposal that it cannot do without) and `letter` (whether it is one, so that
    `build_letters` makes those of many proposals). Raises InputError for faulty templates.
    """
    kinds = load_kit(path, DEFAULT_THEME).kinds
    return [
        {
            "id": id,
            "name": kind.name.root,
            "per": kind.per,
            "pages": kind.pages.max if kind.pages else None,
            "needs": list(kind.needs),
            "letter": kind.letter,
        }
        for id, kind in sorted(kinds.items(), key=lambda item: (item[0] != DEFAULT_KIND, item[0]))
        if not kind.is_form
    ]


def schemas(name: str | None = None) -> Mapping[str, Mapping[str, Any]]:
    """The JSON Schemas by name, or the one called `name`. Raises RequestError where there is none."""
    found = schema.schemas()
    if name is None:
        return found
    if name not in found:
        raise RequestError(f"there is no schema `{name}`", help=hint(name, found))
    return {name: found[name]}


def write_schemas(schemas: Mapping[str, Mapping[str, Any]], folder: Path) -> list[Path]:
    """Write each schema to `<folder>/<name>.schema.json`, each file whole; return the paths. Raises OutputError."""
    paths = [folder / f"{name}.schema.json" for name in schemas]
    for path, content in zip(paths, schemas.values(), strict=True):
        replace_whole(path, (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode())
    return paths
