"""Texts of users, short enough for a line of a message."""

from __future__ import annotations


def excerpt(text: str, longest: int) -> str:
    """`text` on one line of no more than `longest` characters; `…` stands for what is cut off."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
