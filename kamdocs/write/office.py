"""PDF of Word files, made by LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from kamdocs.errors import OutputError

_LONGEST_S = 180
_MISSING = "LibreOffice is not installed, which makes a PDF of a Word file"
_HELP = "run `sudo apt-get install libreoffice-writer`, or ask for `--format docx`"


def pdf_of(docx: bytes) -> bytes:
    """The PDF that LibreOffice makes of a DOCX. Raises OutputError where it is not there, or makes none."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise OutputError(_MISSING, help=_HELP)
    with tempfile.TemporaryDirectory(prefix="kamdocs-") as name:
        folder = Path(name)
        file = folder / "document.docx"
        file.write_bytes(docx)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"  # one of its own: it runs once for each
        command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
        try:
            done = subprocess.run(command, capture_output=True, timeout=_LONGEST_S, check=False)
        except subprocess.TimeoutExpired:
            raise OutputError(f"LibreOffice made no PDF in {_LONGEST_S} seconds") from None
        made = file.with_suffix(".pdf")
        if done.returncode or not made.is_file():
            raise OutputError("LibreOffice made no PDF of the document")
        return made.read_bytes()
