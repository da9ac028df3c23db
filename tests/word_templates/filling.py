"""How the tests here fill a template."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from support import gate

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


def sound(docx: bytes, folder: Path) -> None:
    """The validator of the Open XML SDK finds no fault in the document."""
    file = folder / "checked.docx"
    file.write_bytes(docx)
    checked = subprocess.run([gate("ooxml-validator"), file], capture_output=True, text=True, check=False)
    assert '"ok": true' in checked.stdout, checked.stdout
