"""The files that a work reads, in one piece for machines that do not share the disk."""

from __future__ import annotations

import hashlib
import io
import pickle
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kamdocs.model.batch import PortableWork, Work

_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Cargo:
    """A work as it goes to another machine: pickled, with its files in one archive, which is empty where it reads none.

    `digest` is the SHA-256 of both.
    """

    digest: str
    work: bytes
    archive: bytes

    def unpacked(self, folder: Path) -> Work:
        """The work, with its files below the new `folder`."""
        work: Work = pickle.loads(self.work)
        if not self.archive:
            return work
        with zipfile.ZipFile(io.BytesIO(self.archive)) as archive:
            archive.extractall(folder)  # which never writes outside it
        assert isinstance(work, PortableWork)
        return work.below(folder)


def packed(work: Work) -> Cargo:
    """`work` with the files it reads. Raises InputError where they cannot be read."""
    archive = _archive(work.files()) if isinstance(work, PortableWork) else b""
    pickled = pickle.dumps(work)
    return Cargo(hashlib.sha256(pickled + archive).hexdigest(), pickled, archive)


def _archive(files: Mapping[str, bytes]) -> bytes:
    """`files` by path, as a ZIP; the same files give the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for path in sorted(files):
            archive.writestr(zipfile.ZipInfo(path), files[path], zipfile.ZIP_DEFLATED, _LEVEL)
    return stream.getvalue()
