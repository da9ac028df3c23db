"""PDF from a Word file, by LibreOffice, the same bytes from the same file."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from kamdocs.errors import LibraryError, OutputError
from kamdocs.write.contents_pages import with_pages

_LONGEST_SECONDS = 180
_EXPORT = (
    'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"17"},'
    '"UseTaggedPDF":{"type":"boolean","value":"true"},"PDFUACompliance":{"type":"boolean","value":"true"},'
    '"EmbedStandardFonts":{"type":"boolean","value":"true"},'
    '"ReduceImageResolution":{"type":"boolean","value":"false"}}'
)
"""PDF 1.7 with the tags of PDF/UA-1, by which verify reads the text, and all fonts.

Why: the colour profile that LibreOffice puts into a PDF/A holds the second at which it was made.
"""

_ELSEWHERE = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
"""Where it is installed without being on the path."""

_SETTING = '<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
"""No macro, no link that is followed, and a proxy that is not there: nothing is fetched."""

_REGISTRY = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">'
    "{items}</oor:items>\n"
)

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
    pdf = _made(program, docx)
    paged = with_pages(docx, pdf)
    return pdf if paged is None else _made(program, paged)


def _made(program: str, docx: bytes) -> bytes:
    with tempfile.TemporaryDirectory(prefix="kamdocs-", ignore_cleanup_errors=True) as folder:
        source = Path(folder, "document.docx")
        source.write_bytes(docx)
        _convert(program, source)
        made = source.with_suffix(".pdf")
        if not made.is_file():
            raise OutputError("LibreOffice makes no PDF of the document", help="open it in LibreOffice to see why")
        return _timeless(made.read_bytes())


def _convert(program: str, source: Path) -> None:
    """Have LibreOffice write the PDF beside `source`, with settings of its own that nobody else uses."""
    profile = source.parent / "profile"
    _write_settings(profile / "user")
    command = [
        *(program, "--headless", "--norestore", "--nologo", "--nodefault", "--nofirststartwizard"),
        *(f"-env:UserInstallation={profile.as_uri()}", "--convert-to", _EXPORT),
        *("--outdir", str(source.parent), str(source)),
    ]
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(_LONGEST_SECONDS)
    except subprocess.TimeoutExpired:
        what = f"LibreOffice has not made a PDF in {_LONGEST_SECONDS} seconds"
        raise OutputError(what, help="open the document in LibreOffice to see why") from None
    finally:
        _end(process)


def _write_settings(folder: Path) -> None:
    folder.mkdir(parents=True)
    items = "".join(_SETTING.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    (folder / "registrymodifications.xcu").write_text(_REGISTRY.format(items=items), encoding="utf-8")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program, and with it what it has started."""
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
        process.wait()


def _timeless(pdf: bytes) -> bytes:
    """`pdf` with fixed dates, and ids that its content gives, each as long as it was."""
    for date, moment in _DATES:
        pdf = date.sub(moment, pdf)
    # A text of seven characters is written as the ids are, but ids stand in the trailer alone.
    cut = max(pdf.rfind(b"trailer"), 0)
    bare = pdf[:cut] + _IDS.sub(b"0" * 32, pdf[cut:])
    own = hashlib.sha256(bare).hexdigest()[:32].upper().encode()
    return pdf[:cut] + _IDS.sub(own, pdf[cut:])
