"""The reference of files and fields is the one that the models give."""

from __future__ import annotations

import runpy

from support import REPOSITORY

from kamdocs.rules.vocabulary import ELEMENTS


def test_the_reference_of_files_is_fresh() -> None:
    """docs/files.md is what `python tools/file_reference.py` writes."""
    written = (REPOSITORY / "docs" / "files.md").read_text(encoding="utf-8")
    assert written == runpy.run_path(str(REPOSITORY / "tools" / "file_reference.py"))["reference"]()


def test_the_vocabulary_is_documented() -> None:
    """Every element and class that templates may use stands in docs/vocabulary.md."""
    page = (REPOSITORY / "docs" / "vocabulary.md").read_text(encoding="utf-8")
    words = {word for element, (_, classes) in ELEMENTS.items() for word in (element, *classes)}
    assert len(words) > 40
    assert sorted(word for word in words if f"`{word}`" not in page) == []
