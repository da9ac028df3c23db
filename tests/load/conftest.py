"""A small sound workspace to make mistakes in."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import pytest
from support import REPOSITORY

Changes = Mapping[str, Mapping[str, str]]


class MakeEdited(Protocol):
    """Copies tests/bad/_base and changes it; see the fixture `edited`."""

    def __call__(self, changes: Changes | None = None, *, files: Mapping[str, str] | None = None) -> Path:
        """`changes` are {file: {old text: new text}}, `files` {file: its whole text}; returns the root."""


@pytest.fixture
def edited(tmp_path: Path) -> MakeEdited:
    """Makes a workspace in `tmp_path`: the base of tests/bad with changes."""

    def make(changes: Changes | None = None, *, files: Mapping[str, str] | None = None) -> Path:
        root = tmp_path / "workspace"
        shutil.copytree(REPOSITORY / "tests" / "bad" / "_base", root, dirs_exist_ok=True)
        for name, pairs in (changes or {}).items():
            text = (root / name).read_text(encoding="utf-8")
            for old, new in pairs.items():
                assert old in text, f"`{old}` is not in {name}"
                text = text.replace(old, new)
            (root / name).write_text(text, encoding="utf-8")
        for name, text in (files or {}).items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        return root

    return make
