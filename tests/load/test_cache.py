"""What is kept from run to run: the same workspace, nothing internal, no harm from a broken or missing cache."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from load_support import MakeEdited
from support import REPOSITORY

from kamdocs.errors import InputError
from kamdocs.load import Audience, load_workspace
from kamdocs.model.workspace import Workspace

TODAY = date(2026, 11, 23)
CLIENT = "profiles/clients/acme/client.yaml"
PARTS = ("settings", "house", "team", "readers", "services", "clients", "cases", "metrics", "library", "files")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own."""
    monkeypatch.setenv("KAMDOCS_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def loaded(root: Path, audience: Audience = "client") -> Workspace:
    """The workspace `root`, from the cache where it can be."""
    return load_workspace(root, today=TODAY, audience=audience)[0]


def content(cache: Path) -> Any:
    """What the cache holds, without its seal."""
    return json.loads(stored(cache).read_bytes().partition(b"\n")[2])


def stored(cache: Path) -> Path:
    """The one file of the cache."""
    [file] = cache.rglob("*.json")
    return file


def identity(file: Path) -> tuple[int, int]:
    """What changes when a file is written anew, but not when it is read."""
    found = file.stat()
    return found.st_ino, found.st_mtime_ns


@pytest.mark.parametrize("audience", ["client", "internal"])
def test_from_the_cache_comes_the_same(audience: Audience, cache: Path) -> None:
    """Models, secrets and names; the second run writes nothing."""
    first, first_secrets = load_workspace(REPOSITORY, today=TODAY, audience=audience)
    written = identity(stored(cache))
    again, secrets = load_workspace(REPOSITORY, today=TODAY, audience=audience)
    assert all(getattr(first, part) == getattr(again, part) for part in PARTS)
    assert secrets.values() == first_secrets.values()
    assert secrets.names == first_secrets.names
    assert identity(stored(cache)) == written


def test_what_was_read_for_one_audience_serves_the_other(cache: Path) -> None:
    """A cache made by a form holds no more than one made by a proposal."""
    loaded(REPOSITORY, "internal")
    before = content(cache)
    client = loaded(REPOSITORY)
    assert client.clients["saeon-electronics"].client.internal is None
    stored(cache).unlink()
    loaded(REPOSITORY)
    assert content(cache) == before


def test_the_cache_holds_nothing_internal(cache: Path) -> None:
    """Neither a value nor a key of the house's own."""
    workspace, secrets = load_workspace(REPOSITORY, today=TODAY, audience="internal")
    public = "".join(str(_public(yaml.load((REPOSITORY / f).read_bytes(), yaml.BaseLoader))) for f in workspace.files)
    kept = stored(cache).read_text(encoding="utf-8")
    assert "Saeon Electronics" in kept
    telling = [secret.value for secret in secrets.values() if len(secret.value) > 5 and secret.value not in public]
    assert len(telling) > 100
    assert [value for value in telling if value in kept] == []
    assert "relationship" not in kept
    assert "1968-04-17" in telling


def _public(value: object) -> object:
    if isinstance(value, dict):
        return {key: _public(below) for key, below in value.items() if key != "internal"}
    return [_public(item) for item in value] if isinstance(value, list) else value


def test_a_changed_file_is_read_anew(edited: MakeEdited) -> None:
    """And only the hash of its content decides."""
    root = edited()
    assert loaded(root).clients["acme"].client.status == "prospect"
    edited({CLIENT: {"status: prospect": "status: dormant"}})
    assert loaded(root).clients["acme"].client.status == "dormant"


def test_problems_are_told_on_every_run(edited: MakeEdited) -> None:
    """A file with a fault is not kept; nor is one that something else makes wrong."""
    root = edited({CLIENT: {"said_by: kim": "said_by: lee"}})
    for _ in range(2):
        with pytest.raises(InputError, match="unknown stakeholder `lee`"):
            loaded(root)
    edited({CLIENT: {"said_by: lee": "said_by: kim"}})
    assert loaded(root)


def test_a_reference_that_has_lost_its_end_is_seen_in_an_unchanged_file(edited: MakeEdited) -> None:
    """Under `internal:`, of which nothing is kept, as well as beside it."""
    other = "name: Lan\ntitle: Adviser\nemail: lan@lotus.example\nlanguages: [en]\nsummary: S\nexpertise: [x]\n"
    root = edited({CLIENT: {"owner: mai": "owner: lan"}}, files={"profiles/team/lan.yaml": other})
    assert set(loaded(root).team) == {"mai", "lan"}
    loaded(root)
    (root / "profiles/team/lan.yaml").unlink()
    with pytest.raises(InputError, match=r"`internal\.owner` names an unknown team member") as raised:
        loaded(root)
    assert len(raised.value.problems) == 1


@pytest.mark.parametrize("broken", [b"", b"{", b"\n", b"[]\n[]", b"\xff", b"cut", b"changed"])
def test_a_broken_cache_is_passed_over_and_made_anew(broken: bytes, edited: MakeEdited, cache: Path) -> None:
    """Whatever stands in it: another text, half of it, or one byte that fell over."""
    root = edited()
    first = loaded(root)
    sound = stored(cache).read_bytes()
    parts = {b"cut": sound[: len(sound) // 2], b"changed": sound.replace(b'"prospect"', b'"Prospect"')}
    stored(cache).write_bytes(parts.get(broken, broken))
    assert loaded(root).clients == first.clients
    assert stored(cache).read_bytes() == sound


def test_a_cache_of_other_code_is_passed_over(edited: MakeEdited, cache: Path) -> None:
    """What it kept may mean something else there."""
    root = edited()
    loaded(root)
    text = json.dumps({**content(cache), "made_by": "0" * 64}).replace('"prospect"', '"former"').encode()
    stored(cache).write_bytes(hashlib.sha256(text).hexdigest().encode() + b"\n" + text)
    assert loaded(root).clients["acme"].client.status == "prospect"


def test_a_file_that_is_named_and_gone_is_missed(edited: MakeEdited) -> None:
    """Though no file that names it has changed."""
    root = edited({"profiles/house.yaml": {"signatory": "logo: profiles/logo.png\nsignatory"}})
    (root / "profiles/logo.png").write_bytes((REPOSITORY / "profiles/house-logo.png").read_bytes())
    loaded(root)
    loaded(root)
    (root / "profiles/logo.png").unlink()
    with pytest.raises(InputError, match=r"file `profiles/logo\.png` is missing"):
        loaded(root)


@pytest.mark.parametrize("removed", ["profiles/services/audit.yaml", CLIENT])
def test_a_file_that_is_gone_is_missed(removed: str, edited: MakeEdited) -> None:
    """By those that are left unchanged."""
    root = edited()
    loaded(root)
    (root / removed).unlink()
    with pytest.raises(InputError, match=r"audit|client\.yaml"):
        loaded(root)


def test_a_folder_that_cannot_be_written_is_no_fault(edited: MakeEdited, cache: Path) -> None:
    """The next run reads everything again."""
    cache.write_text("a file where the folder would be")
    assert loaded(edited()).clients
    assert loaded(edited()).clients


def test_without_the_cache_nothing_is_written(edited: MakeEdited, cache: Path) -> None:
    """`cache=False` leaves no trace."""
    load_workspace(edited(), today=TODAY, cache=False)
    assert not cache.exists()


def test_nothing_but_the_cache_is_left_behind(edited: MakeEdited, cache: Path) -> None:
    """The draft it was written to is gone, and only its owner may read it."""
    loaded(edited())
    assert [path.suffix for path in cache.rglob("*") if path.is_file()] == [".json"]
    assert stored(cache).stat().st_mode & 0o077 == 0
