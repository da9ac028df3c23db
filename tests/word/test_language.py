"""The language that a Word file states."""

from __future__ import annotations

import pytest
from docx.document import Document
from filled_templates import W, made, word_file

from kamdocs.word.language import language_of


@pytest.mark.parametrize(
    ("text", "latin", "eastern", "core", "language"),
    [
        ("가", "en-US", "ko-KR", "", "ko"),
        ("a", "vi-VN", "ko-KR", "", "vi"),
        ("가", "en-US", "zh-CN", "", "en"),
        ("a", "en-US", "ko-KR", "fr-FR", "fr"),
    ],
)
def test_the_language_that_a_file_states(text: str, latin: str, eastern: str, core: str, language: str) -> None:
    """Its own first, then that of its letters."""

    def build(document: Document) -> None:
        document.add_paragraph(text)
        found = document.styles.element.find(f".//{W}docDefaults//{W}lang")
        found.set(f"{W}val", latin)
        found.set(f"{W}eastAsia", eastern)
        document.core_properties.language = core

    assert language_of(word_file(made(build)).members) == language
