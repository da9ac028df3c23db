"""Lists in a sentence."""

from __future__ import annotations

from collections.abc import Iterable


def listed(names: Iterable[object]) -> str:
    """`names` as they stand in files: each in backticks, with commas between them."""
    return ", ".join(f"`{name}`" for name in names)


def enumerated(parts: Iterable[str]) -> str:
    """`parts` with commas between them, and `and` before the last."""
    *before, last = parts
    return f"{', '.join(before)} and {last}" if before else last
