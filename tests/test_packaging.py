"""The wheel carries what a source checkout has, and an editable install carries no copy of it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from support import REPOSITORY, RUN


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    return _build(tmp_path_factory.mktemp("wheel"), "build_wheel")


def _build(folder: Path, what: str) -> Path:
    code = f"import sys; from hatchling.build import {what}; {what}(sys.argv[1])"
    subprocess.run([sys.executable, "-c", code, str(folder)], cwd=REPOSITORY, check=True, capture_output=True)
    (built,) = folder.iterdir()
    return built


def test_every_shipped_file_is_in_the_wheel(wheel: Path) -> None:
    """Templates, schemas, readers and the example workspace, each file of them."""
    names = set(zipfile.ZipFile(wheel).namelist())
    shipped = {
        "templates": "templates",
        "schemas": "schemas",
        "profiles/readers": "readers",
        "profiles": "example/profiles",
        "cases": "example/cases",
    }
    for folder, place in shipped.items():
        files = [path.relative_to(REPOSITORY / folder) for path in (REPOSITORY / folder).rglob("*") if path.is_file()]
        assert files, folder
        assert {f"kamdocs/_shipped/{place}/{file.as_posix()}" for file in files} <= names
    assert "kamdocs/_shipped/example/kamdocs.yaml" in names
    assert "kamdocs/py.typed" in names


def test_an_editable_install_carries_no_copies(tmp_path: Path) -> None:
    """Otherwise it would go on with the templates of the day it was installed."""
    names = zipfile.ZipFile(_build(tmp_path, "build_editable")).namelist()
    assert names
    assert not [name for name in names if "_shipped" in name]


def test_the_installed_package_makes_a_workspace_and_builds_it(wheel: Path, tmp_path: Path) -> None:
    """Nothing of the checkout is needed once the wheel is installed."""
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    build = ("proposal", "build", "saeon-electronics", "--format", "html", "--today", "2026-11-23")
    for arguments, cwd in ((("init", "house"), tmp_path), (build, tmp_path / "house")):
        done = subprocess.run(
            [sys.executable, "-P", "-c", f"import kamdocs; print(kamdocs.__file__); {RUN}", *arguments],
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        first, *paths = done.stdout.splitlines()
        assert Path(first).is_relative_to(tmp_path / "site")
        assert paths
        assert all((cwd / path).is_file() for path in paths)
