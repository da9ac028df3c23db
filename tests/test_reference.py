"""The reference of files and fields is the one that the models give."""

from __future__ import annotations

import runpy

from support import REPOSITORY


def test_the_reference_of_files_is_fresh() -> None:
    """docs/files.md is what `python tools/file_reference.py` writes."""
    written = (REPOSITORY / "docs" / "files.md").read_text(encoding="utf-8")
    assert written == runpy.run_path(str(REPOSITORY / "tools" / "file_reference.py"))["reference"]()
