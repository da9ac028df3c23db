"""The strings of a file, put in order so that they are searched quickly.

Many files share parts: styles, settings, the running head. What is worked out about the strings of such a part is kept
for the next file that has it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from functools import cached_property, lru_cache
from typing import TypeVar

from kamdocs.rules.search import Haystack, Passage, plain

_DIGIT = re.compile(r"\d")

SHARED = 64
"""Of how many shared parts what was worked out is kept."""

STRETCHES, _FEW = 512, 64
"""The same of stretches of a text, which have but few strings."""

_Answer = TypeVar("_Answer")


class Strings:
    """Passages that are searched together: all of a file, or those of a part that other files have too."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self.passages = tuple(passages)

    @cached_property
    def haystack(self) -> Haystack:
        """All that is in words, to be searched."""
        return Haystack(passage for passage in self.passages if passage.kind != "technical")

    @cached_property
    def machinery(self) -> Haystack:
        """What programs read, where only phrases tell anything: single words are the format's own."""
        return Haystack(passage for passage in self.passages if passage.kind == "technical")

    @cached_property
    def plain(self) -> str:
        """All passages in plain characters, a line each."""
        return "\n".join(plain(passage.text) for passage in self.passages)

    @cached_property
    def figured(self) -> tuple[Passage, ...]:
        """What is in words and holds a digit, each text once."""
        worded = {passage.text: passage for passage in reversed(self.passages) if passage.kind != "technical"}
        return tuple(passage for text, passage in reversed(worded.items()) if _DIGIT.search(text))


def kept(work: Callable[..., _Answer]) -> Callable[..., _Answer]:
    """`work`, which answers what it is asked of strings; its answers are kept for the next file that has the same."""
    of_parts, of_stretches = lru_cache(maxsize=SHARED)(work), lru_cache(maxsize=STRETCHES)(work)

    def again(strings: Strings, *rest: Hashable) -> _Answer:
        return (of_stretches if len(strings.passages) <= _FEW else of_parts)(strings, *rest)

    return again
