"""Which files of a workspace are read, and which stand where none is."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from kamdocs.errors import Problem
from kamdocs.load.shipped import shipped_readers

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LEFTOVER = re.compile(r"\..*|#.*#|~\$.*|.*(~|\.bak|\.orig|\.rej|\.swp|\.tmp)")
_FOLDERS = {"team": "team", "readers": "reader", "services": "service"}


@dataclass(frozen=True, slots=True)
class Found:
    """A file that is read: its kind, its path as problems name it and as it is opened, its id, and its client's."""

    kind: str
    file: Path
    id: str
    opened: Path
    client: str = ""


@dataclass(slots=True)
class Finds:
    """The files of a workspace that are read, and the problems of the others."""

    root: Path
    files: list[Found] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def add(self, kind: str, file: str, id: str, client: str = "") -> None:
        """Have `file`, relative to the root, read."""
        self.files.append(Found(kind, Path(file), id, self.root / file, client))

    def refuse(self, file: str, rule: str, what: str, help: str = "") -> None:
        """Report `file`."""
        self.problems.append(Problem(Path(file), 0, 0, rule, what, help=help))


def find_files(root: Path) -> Finds:
    """The files of the workspace `root`, those of one kind in the order of their names, shipped readers included."""
    finds = Finds(root)
    finds.add("kamdocs", "kamdocs.yaml", "kamdocs")
    finds.add("house", "profiles/house.yaml", "house")
    _top(finds)
    for folder, kind in _FOLDERS.items():
        _records(finds, f"profiles/{folder}", kind)
    _shipped(finds)
    _records(finds, "cases", "case")
    for name in _names(finds, "profiles/clients", folders=True):
        _client(finds, name)
    return finds


def _top(finds: Finds) -> None:
    known = ("house.yaml", "clients", *_FOLDERS)
    for name in _names(finds, "profiles"):
        _misplaced(finds, "profiles", name, known)


def _records(finds: Finds, folder: str, kind: str) -> None:
    for name in _names(finds, folder):
        if kind == "case" and name == "metrics.yaml":
            finds.add("metrics", f"{folder}/{name}", "metrics")
        elif (id := _id_of(finds, folder, name)) is not None:
            finds.add(kind, f"{folder}/{name}", id)


def _shipped(finds: Finds) -> None:
    own = {found.id for found in finds.files if found.kind == "reader"}
    for id, path in shipped_readers().items():
        if id not in own:
            finds.files.append(Found("reader", Path("shipped/readers") / path.name, id, path))


def _client(finds: Finds, id: str) -> None:
    folder = f"profiles/clients/{id}"
    if not _ID.fullmatch(id):
        finds.refuse(folder, "bad-id", "a client's folder cannot have this name", _id_help(id))
        return
    names = _names(finds, folder)
    finds.add("client", f"{folder}/client.yaml", id)
    for name in names:
        _misplaced(finds, folder, name, ("client.yaml", "visits", "proposals"))
    if "visits" in names:
        _visits(finds, f"{folder}/visits", id)
    if "proposals" in names:
        for name in _names(finds, f"{folder}/proposals"):
            if (proposal := _id_of(finds, f"{folder}/proposals", name)) is not None:
                finds.add("proposal", f"{folder}/proposals/{name}", proposal, id)


def _visits(finds: Finds, folder: str, client: str) -> None:
    for name in _names(finds, folder):
        stem = _stem(finds, folder, name)
        if stem is None:
            continue
        if _is_day(stem):
            finds.add("visit", f"{folder}/{name}", stem, client)
        else:
            finds.refuse(
                f"{folder}/{name}", "bad-name", "a visit is named by its date", "rename it, as in `2026-11-23.yaml`"
            )


def _names(finds: Finds, folder: str, *, folders: bool = False) -> list[str]:
    """What stands in `folder`, leftovers of editors aside; only folders with `folders`."""
    try:
        with os.scandir(finds.root / folder) as entries:
            kept = [
                entry.name
                for entry in entries
                if not _LEFTOVER.fullmatch(entry.name) and (not folders or entry.is_dir())
            ]
    except FileNotFoundError:
        return []
    except NotADirectoryError:
        finds.refuse(folder, "not-a-folder", "is a file, not a folder")
        return []
    except OSError as error:
        finds.refuse(folder, "unreadable", f"cannot be read: {(error.strerror or 'unknown reason').lower()}")
        return []
    return sorted(kept)


def _id_of(finds: Finds, folder: str, name: str) -> str | None:
    stem = _stem(finds, folder, name)
    if stem is None or _ID.fullmatch(stem):
        return stem
    finds.refuse(f"{folder}/{name}", "bad-id", "the name of this file is no id", _id_help(stem, ".yaml"))
    return None


def _stem(finds: Finds, folder: str, name: str) -> str | None:
    """The name of a YAML file without its ending, or None for any other file."""
    stem, dot, ending = name.rpartition(".")
    if dot and ending == "yaml":
        return stem
    if dot and ending.lower() in ("yml", "yaml"):
        finds.refuse(f"{folder}/{name}", "not-read", "is not read", f"rename it to `{stem}.yaml`")
    return None


def _misplaced(finds: Finds, folder: str, name: str, known: tuple[str, ...]) -> None:
    if name in known:
        return
    near = get_close_matches(name.lower(), known, n=1, cutoff=0.75)
    if near or PurePosixPath(name).suffix.lower() in (".yaml", ".yml"):
        help = f"did you mean `{near[0]}`?" if near else f"known here are {', '.join(f'`{one}`' for one in known)}"
        finds.refuse(f"{folder}/{name}", "not-read", "is not read", help)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _id_help(name: str, ending: str = "") -> str:
    better = "-".join(re.findall("[a-z0-9]+", name.lower()))
    return f"rename it to `{better}{ending}`" if better else "use lower-case letters, digits and hyphens"
