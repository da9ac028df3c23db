"""Word files to try templates with, made as short as what a test is about."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx

Rows = Sequence[Sequence[str]]


def word_file(file: Path, *blocks: str | Rows, header: str = "") -> Path:
    """A Word file with these blocks: a text is a paragraph, rows of texts are a table."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
        else:
            table = document.add_table(len(block), len(block[0]))
            for row, cells in zip(table.rows, block, strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    cell.text = text
    if header:
        document.sections[0].header.paragraphs[0].text = header
    file.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(file))
    return file
