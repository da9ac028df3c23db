"""The reference of files and fields is the one that the models give."""

from __future__ import annotations

import runpy

import pytest
from support import REPOSITORY

from kamdocs.rules.vocabulary import ELEMENTS


@pytest.mark.parametrize("name", ["files.md", "template-data.md"])
def test_the_reference_is_fresh(name: str) -> None:
    """The pages are what `python tools/file_reference.py` writes."""
    pages = runpy.run_path(str(REPOSITORY / "tools" / "file_reference.py"))["PAGES"]
    assert (REPOSITORY / "docs" / name).read_text(encoding="utf-8") == pages[name]()


def test_the_vocabulary_is_documented() -> None:
    """Every element and class that templates may use stands in docs/vocabulary.md."""
    page = (REPOSITORY / "docs" / "vocabulary.md").read_text(encoding="utf-8")
    words = {word for element, (_, classes) in ELEMENTS.items() for word in (element, *classes)}
    assert len(words) > 40
    assert sorted(word for word in words if f"`{word}`" not in page) == []
