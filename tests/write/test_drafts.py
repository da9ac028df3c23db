"""Drafts have temporary names, and leave nothing behind where they are not delivered."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from support import REPOSITORY, RUN, MakeWorkspace, call_kamdocs

from kamdocs.errors import OutputError
from kamdocs.model.page import Page
from kamdocs.model.theme import Theme
from kamdocs.write.drafts import drafted
from kamdocs.write.output import deliver

MakePage = Callable[..., Page]
BUILD = ("proposal", "build", "straits-meridian", "--format", "html", "--today", "2026-11-23")


def tree(folder: Path) -> list[str]:
    """All files and folders below `folder`."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def refuse(pages: Sequence[Page], theme: Theme, root: Path) -> None:
    """Draft `pages` below `root/out`, and fail."""
    with drafted(pages, ("html",), theme, out=root / "out", assets=root) as drafts:
        assert all(draft.file.is_file() for draft in drafts)
        raise OutputError("refused")


@pytest.mark.parametrize("before", [[], ["out"], ["out/a", "out/empty"], ["out/a/b", "out/a/c"]])
def test_a_failure_leaves_no_folder_that_was_not_there(
    make_page: MakePage, theme: Theme, tmp_path: Path, before: list[str]
) -> None:
    """Nor a file; a folder that was there before stays, though nothing is in it."""
    for folder in before:
        (tmp_path / folder).mkdir(parents=True)
    was = tree(tmp_path)
    pages = [make_page("<p>x</p>", path=path) for path in ("a/b/kim", "a/c/lan", "d/mai")]
    with pytest.raises(OutputError, match="refused"):
        refuse(pages, theme, tmp_path)
    assert tree(tmp_path) == was


def test_a_page_that_cannot_be_written_leaves_no_folder(make_page: MakePage, theme: Theme, tmp_path: Path) -> None:
    """Though others had been written before."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out/b").write_text("a file where a folder is needed")
    pages = [make_page("<p>x</p>", path=path) for path in ("a/kim", "b/c/lan")]
    with (
        pytest.raises(OutputError, match="cannot write"),
        drafted(pages, ("html",), theme, out=tmp_path / "out", assets=tmp_path),
    ):
        pytest.fail("a draft cannot be made")
    assert tree(tmp_path) == ["out", "out/b"]


def test_what_is_delivered_stays(make_page: MakePage, theme: Theme, tmp_path: Path) -> None:
    """In the folders made for it."""
    pages = [make_page("<p>x</p>", path="a/kim")]
    with drafted(pages, ("html",), theme, out=tmp_path / "out", assets=tmp_path) as drafts:
        deliver(drafts)
    assert tree(tmp_path) == ["out", "out/a", "out/a/kim.html", "out/a/manifest.json"]


def test_a_build_that_fails_leaves_no_folder(workspace: MakeWorkspace) -> None:
    """Refused by the last stage, as it names another client."""
    root = workspace(base="example")
    file = root / "profiles/clients/straits-meridian/proposals/key-account-programme-2027.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("One voice", "Haesol Securities"), encoding="utf-8")
    done = call_kamdocs(*BUILD, cwd=root)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "names another client, `haesol-securities`" in done.stderr
    assert not (root / "out").exists()


def test_two_builds_into_one_folder_keep_each_others_entries(workspace: MakeWorkspace) -> None:
    """Of different versions, begun at the same moment."""
    root = workspace(base="example")
    readers = ("marcus-lindqvist", "rachel-tan")
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-c", RUN, *BUILD, "--to"]
    builds = [subprocess.Popen([*command, reader], cwd=root, env=env) for reader in readers]
    assert [build.wait() for build in builds] == [0, 0]
    manifest = next(root.glob("out/*/*/manifest.json")).read_text(encoding="utf-8")
    assert all(f'"{reader}.en.html"' in manifest for reader in readers)
