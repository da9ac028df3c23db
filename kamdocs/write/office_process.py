"""LibreOffice at work: kept running for one document after the other, or started for one alone.

To start it takes five times as long as a letter. A process of ours that has one converted keeps it, with an empty
document open, as it ends itself with the last. It is given each further document by the command that would start it
too: the program finds by its settings that it runs already, and hands over.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from pathlib import Path

from kamdocs.errors import OutputError

_LONGEST_SECONDS = 180
_KEPT_SECONDS = 20
"""A letter takes a quarter of a second; what takes the kept one longer is tried again alone."""

_START_SECONDS = 30
_MOST = 100
"""So many documents one is kept for, so that what it does not give back stays little."""

_CHANCES = 3
"""So many times in a row it may fail, before every document is made alone."""

_EXPORT = (
    'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"17"},'
    '"UseTaggedPDF":{"type":"boolean","value":"true"},"PDFUACompliance":{"type":"boolean","value":"true"},'
    '"EmbedStandardFonts":{"type":"boolean","value":"true"},'
    '"ReduceImageResolution":{"type":"boolean","value":"false"}}'
)
"""PDF 1.7 with the tags of PDF/UA-1, by which verify reads the text, and all fonts.

Why: the colour profile that LibreOffice puts into a PDF/A holds the second at which it was made.
"""

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

_IDLE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2" '
    'office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text/></office:body>'
    "</office:document>\n"
)

_KEEPER = 'trap : TERM; { trap : TERM; "$@"; kill -KILL 0; } </dev/null & read -r nothing; kill -TERM 0; wait'
"""Ends the program, and all that it has started, when the process that holds the other end of its input is gone."""

_END_SECONDS = 5


def convert(program: str, docx: bytes) -> bytes:
    """The PDF that LibreOffice makes of a Word file, with its dates and ids. Raises OutputError where it makes none.

    What it makes does not depend on the documents before. One that makes it fail is tried again alone.
    """
    with _AT_WORK:
        pdf = _KEPT.pdf(program, docx)
    return _alone(program, docx) if pdf is None else pdf


def _alone(program: str, docx: bytes) -> bytes:
    with tempfile.TemporaryDirectory(prefix="kamdocs-", ignore_cleanup_errors=True) as folder:
        _write_settings(Path(folder))
        try:
            pdf = _converted(program, Path(folder), docx, _LONGEST_SECONDS)
        except subprocess.TimeoutExpired:
            what = f"LibreOffice has not made a PDF in {_LONGEST_SECONDS} seconds"
            raise OutputError(what, help="open the document in LibreOffice to see why") from None
    if pdf is None:
        raise OutputError("LibreOffice makes no PDF of the document", help="open it in LibreOffice to see why")
    return pdf


class _Kept:
    """LibreOffice that is kept for one document after the other."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: Path | None = None
        self._left, self._chances = 0, _CHANCES if os.name == "posix" else 0

    def pdf(self, program: str, docx: bytes) -> bytes | None:
        """The PDF of a Word file; None where none is made in time, and then what made none is ended."""
        if not self._chances:
            return None
        pdf, self._chances = None, self._chances - 1
        try:
            folder = self._ready(program)
            with contextlib.suppress(subprocess.TimeoutExpired):
                pdf = _converted(program, folder, docx, _KEPT_SECONDS) if folder else None
        finally:
            self._left -= 1
            if pdf is None or not self._left:
                self.end()
        self._chances = _CHANCES if pdf else self._chances
        return pdf

    def end(self) -> None:
        """End it, where it runs."""
        process, folder = self._process, self._folder
        self.forget()
        if process is not None and process.stdin is not None:
            process.stdin.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_END_SECONDS)
            _end(process)
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)

    def forget(self) -> None:
        """Leave it to the process that started it."""
        self._process = self._folder = None

    def _ready(self, program: str) -> Path | None:
        """The folder of the one that runs, which is started where none does; None where it does not start."""
        if self._process is None or self._process.poll() is not None:
            self.end()
            self._start(program)
        return self._folder if self._folder and self._has_begun(self._folder) else None

    def _start(self, program: str) -> None:
        self._left = _MOST
        self._folder = folder = Path(tempfile.mkdtemp(prefix="kamdocs-"))
        _write_settings(folder)
        (folder / "idle.fodt").write_text(_IDLE, encoding="utf-8")
        command = ["/bin/sh", "-c", _KEEPER, "sh", *_command(program, folder), str(folder / "idle.fodt")]
        self._process = _begin(command, subprocess.PIPE)

    def _has_begun(self, folder: Path) -> bool:
        """Whether it has the empty document open, as it does before long."""
        lock, ends = folder / ".~lock.idle.fodt#", time.monotonic() + _START_SECONDS
        while not lock.exists() and self._process and self._process.poll() is None and time.monotonic() < ends:
            time.sleep(0.02)
        return lock.exists()


_AT_WORK = threading.Lock()
_KEPT = _Kept()
atexit.register(_KEPT.end)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_KEPT.forget)


def _command(program: str, folder: Path) -> list[str]:
    """What runs LibreOffice with settings that nobody else uses."""
    settings = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    return [program, "--headless", "--norestore", "--nologo", "--nodefault", "--nofirststartwizard", settings]


def _begin(command: list[str], stdin: int) -> subprocess.Popen[bytes]:
    none = subprocess.DEVNULL
    return subprocess.Popen(command, stdin=stdin, stdout=none, stderr=none, start_new_session=True)


def _converted(program: str, folder: Path, docx: bytes, seconds: float) -> bytes | None:
    """The PDF of a Word file, made in `folder`; None where there is none. Raises TimeoutExpired."""
    source, made = folder / "document.docx", folder / "document.pdf"
    made.unlink(missing_ok=True)
    source.write_bytes(docx)
    command = [*_command(program, folder), "--convert-to", _EXPORT, "--outdir", str(folder), str(source)]
    process = _begin(command, subprocess.DEVNULL)
    try:
        process.wait(seconds)
    finally:
        _end(process)
    pdf = made.read_bytes() if made.is_file() else b""
    return pdf if pdf.rstrip().endswith(b"%%EOF") else None


def _write_settings(folder: Path) -> None:
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    items = "".join(_SETTING.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    (user / "registrymodifications.xcu").write_text(_REGISTRY.format(items=items), encoding="utf-8")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program, and with it what it has started."""
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
        process.wait()
