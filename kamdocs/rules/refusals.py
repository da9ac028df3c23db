"""What the system says when it refuses to write, in words that say what mends it."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

from kamdocs.errors import OutputError

IS_A_FOLDER = "a folder has the name of the file: move it away"
_FREE = "free some space, then run the command again"
_RIGHTS = "make the folder writable, or choose another with `--out`"
_IN_THE_WAY = "a file stands where a folder is needed: move it away"
_HELP = {
    "ENOENT": "choose another folder with `--out`",
    "ENOSPC": _FREE,
    "EDQUOT": _FREE,
    "EIO": "see that the disk is sound, then run the command again",
    "EROFS": "choose another folder with `--out`",
    "EACCES": _RIGHTS,
    "EPERM": _RIGHTS,
    "ENAMETOOLONG": "choose a folder with a shorter path with `--out`",
    "EISDIR": IS_A_FOLDER,
    "ENOTEMPTY": IS_A_FOLDER,
    "EEXIST": _IN_THE_WAY,
    "ENOTDIR": _IN_THE_WAY,
}


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
    """Raises OutputError that names `path` where the system refuses something inside."""
    try:
        yield
    except OSError as error:
        help = _HELP.get(errno.errorcode.get(error.errno or 0, ""), "")
        raise OutputError(f"cannot write `{path}`: {(error.strerror or str(error)).lower()}", help=help) from error
