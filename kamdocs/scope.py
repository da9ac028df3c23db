"""What is meant by the paths that a check is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kamdocs.errors import RequestError
from kamdocs.model.kinds import file_of
from kamdocs.model.page import MANIFEST

_CLIENTS = Path("profiles/clients")
_SOURCES = ("kamdocs.yaml", "profiles", "cases", "templates")
_DEPTHS = ("", "*", "*/*")
"""Where folders of finished documents stand below the output folder."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The whole workspace `root`, or only what belongs to `paths`; all are whole paths without links."""

    root: Path
    paths: tuple[Path, ...]

    @classmethod
    def of(cls, root: Path, paths: Sequence[Path]) -> Scope:
        """Raises RequestError with everything in `paths` that cannot be looked at."""
        refused = [wrong for path in paths if (wrong := _wrong(path, root.resolve()))]
        if refused:
            raise RequestError(refused[0][0], help=refused[0][1], more=refused[1:])
        return cls(root.resolve(), tuple(path.resolve() for path in paths))

    def holds(self, file: Path) -> bool:
        """Whether `file`, whole or relative to the workspace, is asked for."""
        return not self.paths or any((self.root / file).is_relative_to(path) for path in self.paths)

    def concerns(self, client: str) -> bool:
        """Whether what the proposals of `client` show can belong to what is asked for."""
        return not self.paths or any(self._concerns(client, path) for path in self.paths)

    def outputs(self) -> tuple[Path, ...]:
        """The folders of finished documents that are asked for."""
        around = [path if path.is_dir() else path.parent for path in self.paths]
        return tuple(dict.fromkeys(folder for path in around for folder in _outputs(path)))

    def _concerns(self, client: str, path: Path) -> bool:
        if not path.is_relative_to(self.root):
            return False
        inner = path.relative_to(self.root)
        if inner != _CLIENTS and inner.is_relative_to(_CLIENTS):
            return inner.is_relative_to(file_of("client", client).parent)
        return not inner.parts or inner.parts[0] in _SOURCES


def _wrong(path: Path, root: Path) -> tuple[str, str] | None:
    if not path.exists():
        return f"there is no file or folder `{path}`", ""
    folder = path if path.is_dir() else path.parent
    if path.resolve().is_relative_to(root) or _outputs(folder):
        return None
    return f"`{path}` lies outside the workspace", "beside what stands in it, only finished documents can be checked"


def _outputs(folder: Path) -> list[Path]:
    """The folders at or below `folder` that have a manifest."""
    return sorted(file.parent for depth in _DEPTHS for file in folder.glob(f"{depth}/{MANIFEST}".lstrip("/")))
