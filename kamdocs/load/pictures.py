"""Pictures that documents show, looked at when they are asked for."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kamdocs.load.paths import wrong_picture
from kamdocs.model.kit import Picture
from kamdocs.rules.pictures import Wrong


class PictureFiles:
    """The pictures in the workspace `root`."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self._found: dict[str, Picture | Wrong] = {}

    def find(self, source: str) -> Picture | Wrong:
        """The picture that `source`, a path in the workspace, names; or what is wrong with it, and help."""
        if source not in self._found:
            self._found[source] = wrong_picture(source, self._root, unpacked=True) or self._read(source)
        return self._found[source]

    def content(self, picture: Picture) -> bytes:
        """What the file of `picture` holds."""
        return (self._root / picture.file).read_bytes()

    def _read(self, source: str) -> Picture:
        content = (self._root / source).read_bytes()
        return Picture(Path(source), hashlib.sha256(content).hexdigest())
