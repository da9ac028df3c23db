"""Pieces of regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable


def either(words: Iterable[str]) -> str:
    """A pattern of any of `words`, the longest first, whatever space stands in them; of none it finds nothing."""
    longest_first = sorted(filter(None, dict.fromkeys(words)), key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest_first) or "(?!)"
