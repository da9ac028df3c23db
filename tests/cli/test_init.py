"""`kamdocs init` gives a workspace that builds at once, or nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from support import REPOSITORY, RUN, call_kamdocs

from kamdocs.cli.init import init_workspace
from kamdocs.errors import OutputError, RequestError


def test_paths_go_to_stdout_and_advice_to_stderr(tmp_path: Path) -> None:
    """What is printed is what lies there, and the advice names the next command."""
    result = call_kamdocs("init", "house", cwd=tmp_path)
    assert result.exit_code == 0
    assert result.stderr == (
        "Next: 1. edit `house/profiles/house.yaml` and the files beside it; all names in them are made up\n"
        "      2. run `cd house && kamdocs proposal build saeon-electronics`\n"
    )
    files = {path.relative_to(tmp_path).as_posix() for path in (tmp_path / "house").rglob("*") if path.is_file()}
    assert set(result.stdout.splitlines()) == files
    assert {"house/kamdocs.yaml", "house/profiles/house.yaml", "house/.gitignore"} <= files


def test_the_new_workspace_builds(tmp_path: Path) -> None:
    """The example needs nothing before its first build."""
    init_workspace(tmp_path / "house")
    result = call_kamdocs(
        *("proposal", "build", "saeon-electronics", "--format", "html", "--today", "2026-11-23"), cwd=tmp_path / "house"
    )
    assert result.exit_code == 0, result.stderr
    assert result.stdout.splitlines()


def test_each_yaml_file_names_its_schema(tmp_path: Path) -> None:
    """The first line of every YAML file leads to a schema that is there, by a relative path."""
    files = [path for path in init_workspace(tmp_path) if path.suffix == ".yaml"]
    assert files
    for file in files:
        mark, _, way = file.read_text(encoding="utf-8").splitlines()[0].partition("$schema=")
        assert mark == "# yaml-language-server: "
        assert "properties" in json.loads((file.parent / way).read_text(encoding="utf-8")), file


def test_shipped_readers_are_not_copied(tmp_path: Path) -> None:
    """A workspace without readers of its own takes those of the installed kamdocs, newer ones too."""
    assert not [path for path in init_workspace(tmp_path) if "readers" in path.parts]


def test_a_used_folder_is_refused_and_left_alone(tmp_path: Path) -> None:
    """Wrong usage: the message names what is in the way and what to do."""
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "notes.txt").write_text("mine")
    result = call_kamdocs("init", "house", cwd=tmp_path)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "`house` is not empty: it holds `notes.txt`" in result.stderr
    assert "name a new folder, as in `kamdocs init my-house`" in result.stderr
    assert [path.name for path in (tmp_path / "house").iterdir()] == ["notes.txt"]


def test_a_file_is_refused(tmp_path: Path) -> None:
    """A name that is taken by a file cannot become a folder."""
    (tmp_path / "house").write_text("mine")
    with pytest.raises(RequestError, match="is no folder"):
        init_workspace(tmp_path / "house")


def test_an_empty_git_repository_may_become_a_workspace(tmp_path: Path) -> None:
    """`git init` before `kamdocs init .` is as good as after it; here the advice needs no `cd`."""
    (tmp_path / ".git").mkdir()
    result = call_kamdocs("init", ".", cwd=tmp_path)
    assert result.exit_code == 0
    assert "2. run `kamdocs proposal build" in result.stderr
    assert (tmp_path / "kamdocs.yaml").is_file()


def test_nothing_is_left_where_a_folder_cannot_be_made(tmp_path: Path) -> None:
    """A fault in the way there is an output that could not be made."""
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match=r"cannot write .*: not a directory"):
        init_workspace(tmp_path / "file" / "house")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_nothing_is_left_where_a_file_cannot_be_written(tmp_path: Path) -> None:
    """Half a workspace would look like a whole one: all is taken back, the new folders too."""
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (8000, 8000))"  # the logo is larger
    done = subprocess.run(
        [sys.executable, "-c", f"{limit}; {RUN}", "init", "new/house"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert "cannot write `new/house`: file too large" in done.stderr
    assert list(tmp_path.iterdir()) == []
