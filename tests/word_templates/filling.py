"""How the tests here fill a template."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from kamdocs.errors import InputError, Problem


def fill(docx: bytes, data: Mapping[str, Any], folder: Path, files: Mapping[str, bytes] | None = None) -> bytes:
    """What the template `docx` gives for `data`; `files` lie beside it."""
    import kamdocs

    for name, content in (files or {}).items():
        (folder / name).write_bytes(content)
    file = folder / "template.docx"
    file.write_bytes(docx)
    return kamdocs.WordTemplate(file).fill(data)


def refused(docx: bytes, data: Mapping[str, Any], folder: Path) -> tuple[Problem, ...]:
    """The problems for which the template is not filled."""
    with pytest.raises(InputError) as told:
        fill(docx, data, folder)
    assert told.value.problems
    return told.value.problems
