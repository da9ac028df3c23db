"""Where the data that comes with kamdocs lies."""

from __future__ import annotations

from pathlib import Path


def shipped_root() -> Path:
    """The folder with the shipped `templates/`, `profiles/readers/` and `schemas/`.

    In an installed package that is `kamdocs/_shipped`, in a source checkout the root of the repository.
    """
    package = Path(__file__).resolve().parent.parent
    installed = package / "_shipped"
    return installed if installed.is_dir() else package.parent


def shipped_readers() -> dict[str, Path]:
    """The shipped reader files by id."""
    root = shipped_root()
    folder = root / "readers" if root.name == "_shipped" else root / "profiles" / "readers"
    return {file.stem: file for file in sorted(folder.glob("*.yaml"))}
