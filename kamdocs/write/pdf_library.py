"""WeasyPrint, loaded as our documents need it: without the fonts of the machine, and heard where it warns."""

from __future__ import annotations

import contextlib
import io
import logging
import os
import sys
import warnings
from collections.abc import Iterator
from importlib.resources import as_file, files

from kamdocs.errors import LibraryError
from kamdocs.write.reuse import TRIED

WORKSPACE = "http://workspace.invalid/"
"""The address of the folder of pictures, for documents."""
_HARMLESS, _DECORATION = "Using fontTools instead of HarfBuzz-Subset", "has no required alt description"


@contextlib.contextmanager
def weasyprint() -> Iterator[None]:
    """A context with WeasyPrint loaded, in which it sees no font of the machine, so that the same input gives the
    same bytes on all.

    Raises LibraryError where a library that it needs is missing.
    """
    before = os.environ.get("FONTCONFIG_FILE")
    with as_file(files(__package__).joinpath("fonts.conf")) as conf:
        os.environ["FONTCONFIG_FILE"] = str(conf.resolve())
        try:
            _import_weasyprint()
            yield
        finally:
            del os.environ["FONTCONFIG_FILE"]
            os.environ.update({} if before is None else {"FONTCONFIG_FILE": before})


def _import_weasyprint() -> None:
    """Import it without what it says on stdout of missing libraries, and in warnings of missing fonts."""
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            import weasyprint  # noqa: F401
    except OSError as error:
        raise LibraryError(f"WeasyPrint cannot load its libraries: {error}", help=libraries_help()) from error


def weasyprint_version() -> str:
    """Which WeasyPrint makes the PDFs, and what slows it; raises LibraryError where a library it needs is missing."""
    with weasyprint():
        from weasyprint import VERSION
        from weasyprint.text.ffi import harfbuzz_subset

    slow = "" if harfbuzz_subset else ", slow without HarfBuzz-Subset"
    return f"{VERSION}{slow}" if VERSION in TRIED else f"{VERSION}{slow}, letters are faster with {max(TRIED)}"


def libraries_help() -> str:
    """The command that installs what WeasyPrint needs on this system."""
    if sys.platform == "darwin":
        return "run `brew install pango`"
    if sys.platform == "win32":
        return "install MSYS2, then run `pacman -S mingw-w64-ucrt-x86_64-pango` in its shell"
    return "run `sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`"


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if not message.startswith(_HARMLESS) and not message.endswith(_DECORATION):
            self.heard.append(message.replace(WORKSPACE, ""))


@contextlib.contextmanager
def heard_warnings() -> Iterator[list[str]]:
    """What WeasyPrint warns of inside: it goes on after a broken picture, font, link or rule."""
    listener, logger = _Listener(), logging.getLogger("weasyprint")
    logger.addHandler(listener)
    try:
        yield listener.heard
    finally:
        logger.removeHandler(listener)
