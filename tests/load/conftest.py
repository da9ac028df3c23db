"""A small sound workspace to make mistakes in."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from load_support import Changes, MakeEdited
from support import REPOSITORY


@pytest.fixture
def edited(tmp_path: Path) -> MakeEdited:
    """Makes a workspace in `tmp_path`: the base of tests/bad with changes; called again, it changes it further."""
    root = tmp_path / "workspace"

    def make(changes: Changes | None = None, *, files: Mapping[str, str] | None = None) -> Path:
        if not root.exists():
            shutil.copytree(REPOSITORY / "tests" / "bad" / "_base", root)
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
