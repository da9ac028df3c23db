"""Types that the tests of load share; the fixture stands in tests/load/conftest.py."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from support import Changes


class MakeEdited(Protocol):
    """Copies tests/bad/_base and changes it; see the fixture `edited`."""

    def __call__(self, changes: Changes | None = None, *, files: Mapping[str, str] | None = None) -> Path:
        """Change the copy, or the one made before; `files` are {file: its whole text}; returns the root."""
