"""Which files of a workspace are read, and which stand where none is."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath

from kamdocs.errors import Problem
from kamdocs.load.shipped import shipped_readers
from kamdocs.model.base import ID_PATTERN
from kamdocs.rules.hints import meant
from kamdocs.rules.listing import listed

_ID = re.compile(ID_PATTERN)
_LEFTOVER = re.compile(r"\..*|#.*#|~\$.*|.*(~|\.bak|\.orig|\.rej|\.swp|\.tmp)")
_ALMOST_YAML = re.compile(r"(.+)\.ya?ml(\.txt)?", re.IGNORECASE | re.DOTALL)
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
    """The files of a workspace that are read, and the problems of the others.

    `unread` are the folders that cannot be read, so that nothing is known of what stands in them.
    """

    root: Path
    files: list[Found] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)

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
    _profiles(finds)
    _shipped(finds)
    _records(finds, "cases", "case")
    return finds


def unknown_kinds(finds: Finds) -> frozenset[str]:
    """The kinds of files of which there may be more than were found, as their folders cannot be read."""
    if "profiles" in finds.unread:
        return frozenset({"client", *_FOLDERS.values()})
    folders = {"cases": "case", **{f"profiles/{folder}": kind for folder, kind in _FOLDERS.items()}}
    clients = {"client"} if any(folder.startswith("profiles/clients") for folder in finds.unread) else set()
    return frozenset({kind for folder, kind in folders.items() if folder in finds.unread} | clients)


def _profiles(finds: Finds) -> None:
    names = _names(finds, "profiles")
    if "profiles" in finds.unread:
        return
    finds.add("house", "profiles/house.yaml", "house")
    for name in names:
        _misplaced(finds, "profiles", name, ("house.yaml", "clients", *_FOLDERS))
    for folder, kind in _FOLDERS.items():
        _records(finds, f"profiles/{folder}", kind)
    for name in _names(finds, "profiles/clients"):
        if (finds.root / "profiles" / "clients" / name).is_dir():
            _client(finds, name)
        else:
            _no_client(finds, name)


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
    inner = [name for name in names if (finds.root / folder / name / "client.yaml").is_file()]
    if inner and "client.yaml" not in names:
        help = f"move its folders up into `profiles/clients`: {listed(inner)}"
        finds.refuse(folder, "not-read", "holds clients, but is no client itself", help)
    elif folder not in finds.unread:
        _papers(finds, folder, names, id)


def _papers(finds: Finds, folder: str, names: list[str], client: str) -> None:
    """Have what stands in the folder of `client` read."""
    finds.add("client", f"{folder}/client.yaml", client)
    for name in names:
        _misplaced(finds, folder, name, ("client.yaml", "visits", "proposals"))
    if "visits" in names:
        _visits(finds, f"{folder}/visits", client)
    if "proposals" in names:
        for name in _names(finds, f"{folder}/proposals"):
            if (proposal := _id_of(finds, f"{folder}/proposals", name)) is not None:
                finds.add("proposal", f"{folder}/proposals/{name}", proposal, client)


def _no_client(finds: Finds, name: str) -> None:
    """Report what stands among the folders of clients and was probably meant to be one."""
    folder = f"profiles/clients/{name}"
    stem, _, ending = name.rpartition(".")
    if (finds.root / folder).is_symlink():
        finds.refuse(folder, "bad-path", "is a link that leads to no folder", "put the folder itself there")
    elif ending.lower() in ("yaml", "yml") or _ID.fullmatch(name):
        help = f"a client is a folder: move it to `profiles/clients/{stem or name}/client.yaml`"
        finds.refuse(folder, "not-a-folder", "is a file, not a folder", help)


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


def _names(finds: Finds, folder: str) -> list[str]:
    """What stands in `folder`, leftovers of editors aside."""
    try:
        with os.scandir(finds.root / folder) as entries:
            return sorted(entry.name for entry in entries if not _LEFTOVER.fullmatch(entry.name))
    except FileNotFoundError:
        if not (finds.root / folder).is_symlink():
            return []
        rule, what = "unreadable", "is a link that leads nowhere"
    except NotADirectoryError:
        rule, what = "not-a-folder", "is a file, not a folder"
    except OSError as error:
        rule, what = "unreadable", f"cannot be read: {(error.strerror or 'unknown reason').lower()}"
    finds.refuse(folder, rule, what)
    finds.unread.add(folder)
    return []


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
    if almost := _ALMOST_YAML.fullmatch(name):
        finds.refuse(f"{folder}/{name}", "not-read", "is not read", f"rename it to `{almost[1]}.yaml`")
    elif any((finds.root / folder / name).rglob("*.y*ml")):
        help = f"move its files up into `{folder}`, or the folder elsewhere"
        finds.refuse(f"{folder}/{name}", "not-read", "files in a folder below are not read", help)
    return None


def _misplaced(finds: Finds, folder: str, name: str, known: tuple[str, ...]) -> None:
    if name in known:
        return
    near = meant(name, known, near=0.75)
    if near or PurePosixPath(name).suffix.lower() in (".yaml", ".yml"):
        help = near or f"what is read here is called {' or '.join(f'`{one}`' for one in known)}"
        finds.refuse(f"{folder}/{name}", "not-read", "is not read", help)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _id_help(name: str, ending: str = "") -> str:
    better = "-".join(re.findall("[a-z0-9]+", name.lower()))
    return f"rename it to `{better}{ending}`" if better else "use lower-case letters, digits and hyphens"
