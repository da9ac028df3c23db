"""Lists in a sentence."""

from __future__ import annotations

from collections.abc import Iterable


def listed(names: Iterable[object], *, most: int | None = None) -> str:
    """`names` as they stand in files: each in backticks, with commas between them; of more than `most` the first, and
    how many others there are."""
    every = [f"`{name}`" for name in names]
    more = f" and {len(every) - most} more" if most is not None and len(every) > most else ""
    return ", ".join(every[:most]) + more


def enumerated(parts: Iterable[str]) -> str:
    """`parts` with commas between them, and `and` before the last."""
    *before, last = parts
    return f"{', '.join(before)} and {last}" if before else last
