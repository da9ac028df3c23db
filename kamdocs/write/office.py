"""PDF from a Word file, by LibreOffice, the same bytes from the same file."""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
from pathlib import Path

from kamdocs.errors import LibraryError
from kamdocs.write.contents_pages import with_pages
from kamdocs.write.office_order import in_order
from kamdocs.write.office_process import convert

_ELSEWHERE = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
"""Where it is installed without being on the path."""

_MOMENT = "1980-01-01T00:00:00Z"
_DATES = (
    (re.compile(rb"\(D:\d{14}(?=Z|[+-])"), b"(D:" + re.sub(r"[^\d]", "", _MOMENT).encode()),
    (re.compile(rb"(?<=Date>)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ(?=</xmp:)"), _MOMENT.encode()),
)
_IDS = re.compile(rb"(?<=<)[0-9A-F]{32}(?=>)|(?<=/DocChecksum /)[0-9A-F]{32}")


def find_office() -> str | None:
    """The program of LibreOffice that is installed, None without one."""
    there = (file for file in _ELSEWHERE if Path(file).is_file())
    return shutil.which("soffice") or shutil.which("libreoffice") or next(there, None)


def office_help() -> str:
    """What brings LibreOffice."""
    linux = sys.platform.startswith("linux")
    return "run `sudo apt-get install libreoffice-writer`" if linux else "install LibreOffice"


def pdf_of_word(docx: bytes) -> bytes:
    """The PDF of a Word file, tagged. Its contents are set a second time, with the pages that the first has shown.

    Raises LibraryError where LibreOffice is not installed, OutputError where it makes nothing of the file.
    """
    program = find_office()
    if program is None:
        what = "the PDF of a document made in Word is made by LibreOffice, which is not installed"
        raise LibraryError(what, help=f"{office_help()}, or ask for `--format docx` alone")
    pdf = _timeless(in_order(convert(program, docx)))
    paged = with_pages(docx, pdf)
    return pdf if paged is None else _timeless(in_order(convert(program, paged)))


def _timeless(pdf: bytes) -> bytes:
    """`pdf` with fixed dates, and ids that its content gives, each as long as it was."""
    for date, moment in _DATES:
        pdf = date.sub(moment, pdf)
    # A text of seven characters is written as the ids are, but ids stand in the trailer alone.
    cut = max(pdf.rfind(b"trailer"), 0)
    bare = pdf[:cut] + _IDS.sub(b"0" * 32, pdf[cut:])
    own = hashlib.sha256(bare).hexdigest()[:32].upper().encode()
    return pdf[:cut] + _IDS.sub(own, pdf[cut:])
