"""Fixtures that the whole suite shares. Types and helpers to import stand in tests/support.py."""

from __future__ import annotations

import functools
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from page_pictures import CheckPages, check_pages
from support import REPOSITORY, Base, CheckGolden, MakeWorkspace

TINY = {
    "kamdocs.yaml": """\
languages: [en]
timezone: Asia/Ho_Chi_Minh
calendar: VN
proposal: {days_after_visit: 3, valid_days: 30}
""",
    "profiles/house.yaml": """\
name: Lotus Advisory
legal_name: Lotus Advisory Company Limited
tax_code: 0101234567
address: 1 Trang Tien Street, Hanoi
phone: +84 24 5555 0101
email: office@lotus.example
website: https://lotus.example
signatory: mai
""",
    "profiles/team/mai.yaml": """\
name: Mai Thu Ha
title: Managing director
email: mai@lotus.example
languages: [en]
summary: Twenty years in operations.
expertise: [operations]
""",
}
"""The least that a workspace holds: settings, the house and the person who signs."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-golden`."""
    parser.addoption("--update-golden", action="store_true", help="write tests/golden anew from what the code gives")


def pytest_configure(config: pytest.Config) -> None:
    """Keep the tests away from the user's cache and terminal; workers of pytest-xdist share one cache."""
    if not hasattr(config, "workerinput"):
        cache = tempfile.mkdtemp(prefix="kamdocs-tests-")
        config.add_cleanup(lambda: shutil.rmtree(cache, ignore_errors=True))
        os.environ["KAMDOCS_CACHE_DIR"] = cache
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"):
        os.environ.pop(name, None)
    os.environ["COLUMNS"] = "80"


@pytest.fixture
def workspace(tmp_path: Path) -> MakeWorkspace:
    """Makes a workspace in `tmp_path`: `workspace({path: text})` writes over a tiny valid base."""

    def make(files: Mapping[str, str | bytes] | None = None, *, base: Base = "tiny") -> Path:
        root = tmp_path / "workspace"
        root.mkdir(exist_ok=True)
        if base == "example":
            _copy_example(root)
        for path, content in ({**TINY, **(files or {})} if base == "tiny" else (files or {})).items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.encode() if isinstance(content, str) else content)
        return root

    return make


def _copy_example(root: Path) -> None:
    for name in ("profiles", "cases", "docs/word-templates", "examples/letters"):
        for path in sorted((REPOSITORY / name).rglob("*")):
            if path.is_file():
                target = root / path.relative_to(REPOSITORY)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(path.read_bytes())
    (root / "kamdocs.yaml").write_bytes((REPOSITORY / "kamdocs.yaml").read_bytes())


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> CheckGolden:
    """Compares text with `tests/<name>`; `pytest --update-golden` writes the file."""

    def check(name: str, text: str) -> None:
        path = REPOSITORY / "tests" / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.is_file(), f"{path} is missing; write it with `pytest --update-golden`"
        assert text == path.read_text(encoding="utf-8")

    return check


@pytest.fixture
def page_pictures(request: pytest.FixtureRequest) -> CheckPages:
    """Compares pages of a PDF with `tests/golden/pictures/<name>`; `pytest --update-golden` writes what changed."""
    return functools.partial(check_pages, update=request.config.getoption("--update-golden"))
