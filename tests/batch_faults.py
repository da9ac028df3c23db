"""Ways to run a batch that lose or double letters: what the tests of batches must catch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kamdocs.batch.folder import Folder

if TYPE_CHECKING:
    from batch_support import Person


class InPlace(Folder):
    """A store that writes files under their own names from the first byte."""

    def put(self, files: Mapping[str, bytes]) -> None:
        """Write each, piece by piece as large files are."""
        for name, content in files.items():
            (self._path / name).parent.mkdir(exist_ok=True)
            with (self._path / name).open("wb", buffering=0) as file:
                for start in range(0, len(content), 1000):
                    file.write(content[start : start + 1000])


def skip_if_exists(folder: Path, to: Sequence[Person]) -> None:
    """Write every file that is not there: what a first script for a batch does."""
    folder.mkdir(exist_ok=True)
    for person in to:
        for name in person.names:
            if not (folder / name).exists():
                InPlace(folder).put({name: person.content(name)})
