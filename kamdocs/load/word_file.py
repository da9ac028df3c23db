"""Word files that are read as templates."""

from __future__ import annotations

import zlib
from pathlib import Path

from kamdocs.model.word_template import Member, WordFile
from kamdocs.word.package import read_package


def read_word_file(path: Path) -> WordFile:
    """The members of the DOCX at `path`."""
    parts = read_package(path)
    return WordFile(path, {name: Member(name, data, data, 0, zlib.crc32(data)) for name, data in parts.items()})
