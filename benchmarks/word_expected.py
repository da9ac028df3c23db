"""What must come out of the templates of word_letters.py, and what did."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from docx.oxml.ns import qn
from lxml import etree
from word_letters import COLUMNS, FOOTER, HEADER, LETTER, MARKED_TEXT, SIGNATURES, Row, filled

Expected = Callable[[Row], list[str]]


def letter_text(row: Row) -> list[str]:
    """The paragraphs of a filled letter: document, footer, header."""
    signatures = (text for texts in SIGNATURES for text in texts)
    return [filled(text, row) for text in (*LETTER, *signatures, FOOTER, HEADER)]


def marked_text(row: Row) -> list[str]:
    """The same with the Markdown in front of the last paragraph."""
    texts, before = letter_text(row), len(LETTER) - 1
    return [*texts[:before], *(filled(text, row) for text in MARKED_TEXT), *texts[before:]]


def table_text(row: Row) -> list[str]:
    """The paragraphs of the filled table."""
    cells = [line[name] for line in row["rows"] for name in COLUMNS]
    return ["The items of the order:", *COLUMNS, *cells]


def paragraphs_text(row: Row) -> list[str]:
    """The paragraphs of the template of 2,000 variables."""
    return [f"{name} is {value}" for name, value in row.items()]


def cells_text(row: Row) -> list[str]:
    """The same in cells."""
    return list(row.values())


def text_of(file: Path) -> list[str]:
    """The texts of all paragraphs that have one: document, then footers, then headers."""
    with zipfile.ZipFile(file) as package:
        parts = sorted(
            name for name in package.namelist() if re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", name)
        )
        return [text for name in parts for text in _texts(package.read(name))]


def _texts(part: bytes) -> Iterator[str]:
    for paragraph in etree.fromstring(part).iter(qn("w:p")):
        text = "".join(piece.text or "" for piece in paragraph.iter(qn("w:t")))
        if text:
            yield text


def differences(found: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """The paragraphs that are not as they should be."""
    if len(found) != len(wanted):
        return [f"{len(found)} paragraphs instead of {len(wanted)}"]
    return [f"{ours!r} instead of {theirs!r}" for ours, theirs in zip(found, wanted, strict=True) if ours != theirs]
