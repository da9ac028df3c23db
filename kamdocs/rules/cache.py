"""Where kamdocs keeps what it can make again."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def cache_folder() -> Path:
    """The folder for caches, which need not exist: `KAMDOCS_CACHE_DIR`, else `kamdocs` in the system's place for them.

    Raises OSError where the user has no home.
    """
    given = os.environ.get("KAMDOCS_CACHE_DIR")
    return Path(given) if given else _user_cache() / "kamdocs"


def _user_cache() -> Path:
    if sys.platform == "win32" and "LOCALAPPDATA" in os.environ:
        return Path(os.environ["LOCALAPPDATA"])
    if sys.platform == "darwin":
        return _home() / "Library" / "Caches"
    given = os.environ.get("XDG_CACHE_HOME")
    return Path(given) if given else _home() / ".cache"


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError as error:
        raise OSError(str(error)) from None
