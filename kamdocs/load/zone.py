"""The time zone of a house, before its workspace is loaded: what day it is there decides what is loaded."""

from __future__ import annotations

from datetime import UTC, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from kamdocs.load.document import Document, read_document
from kamdocs.load.sense import is_zone
from kamdocs.load.workspace import WORKSPACE_FILE


def house_zone(root: Path) -> tzinfo:
    """The time zone that `kamdocs.yaml` in `root` names; UTC where it names none, which load then tells."""
    found = read_document(Path(WORKSPACE_FILE), opened=root / WORKSPACE_FILE)
    node = found.at(("timezone",)) if isinstance(found, Document) else None
    name = node.value if node is not None else None
    return ZoneInfo(name) if isinstance(name, str) and is_zone(name) else UTC
