"""How wide text is where nothing measures its letters."""

from __future__ import annotations

from unicodedata import east_asian_width


def breadth(text: str) -> int:
    """How many Latin letters wide `text` is; Hangul counts twice."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
