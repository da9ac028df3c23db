"""Lists as text for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kamdocs.cli.columns import cells, padded
from kamdocs.rules.listing import listed

_OWN = "en"
"""The language of the command line; names are shown in it where they are given in it."""


def kinds_text(kinds: Sequence[Mapping[str, Any]]) -> str:
    """The kinds of documents, as `kamdocs.document_kinds` gives them, a line each in columns."""
    rows = [("kind", "one for each", "pages", "name"), *map(_row, kinds)]
    widths = [max(cells(row[column]) for row in rows) for column in range(3)]
    return "\n".join(
        "  ".join((*(padded(cell, width) for cell, width in zip(row, widths, strict=False)), row[-1])) for row in rows
    )


def _row(kind: Mapping[str, Any]) -> tuple[str, str, str, str]:
    needs = f" (needs {listed(kind['needs'])})" if kind["needs"] else ""
    return kind["id"], kind["per"], str(kind["pages"] or "–"), f"{shown_name(kind['name'])}{needs}"


def shown_name(name: str | Mapping[str, str]) -> str:
    """A name as the command line shows it."""
    return name if isinstance(name, str) else name.get(_OWN) or next(iter(name.values()))
