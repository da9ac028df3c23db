"""Stage 1: YAML in, checked and frozen models out; what is internal kept apart."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kamdocs.load.kit import load_kit
from kamdocs.load.workspace import Audience, find_workspace, load_workspace
from kamdocs.model.kit import Kit
from kamdocs.model.secrets import Secrets
from kamdocs.model.workspace import Workspace

__all__ = ["Audience", "find_workspace", "load", "load_kit", "load_workspace"]


def load(root: Path, *, today: date, use: str) -> tuple[Workspace, Kit, Secrets]:
    """The workspace at `root`, what its documents are made with, and what must stay out of them.

    `use` is what the consent of cases is asked for. Raises InputError with every problem of every file.
    """
    workspace, secrets = load_workspace(root, today=today, use=use)
    return workspace, load_kit(root, workspace.settings.theme), secrets
