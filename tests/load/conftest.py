"""A small sound workspace to make mistakes in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from load_support import MakeEdited
from support import Changes, change, changed_base


@pytest.fixture
def edited(tmp_path: Path) -> MakeEdited:
    """Makes a workspace in `tmp_path`: the base of tests/bad with changes; called again, it changes it further."""
    root = tmp_path / "workspace"

    def make(changes: Changes | None = None, *, files: Mapping[str, str] | None = None) -> Path:
        return (change if root.exists() else changed_base)(root, changes, files)

    return make
