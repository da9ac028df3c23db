"""Where the elements of a Word file are, found by their ranks, each part read once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from lxml import etree

from kamdocs.model.word_template import WordFile
from kamdocs.word.archive import read_members
from kamdocs.word.package import parse_part
from kamdocs.word.places import Places


class Whereabouts:
    """The places of the elements of a Word file in words."""

    def __init__(self, word_file: WordFile, places: Places) -> None:
        self._word_file, self._places = word_file, places
        self._elements = cache(self._read)
        self.of = cache(self._of)
        """Where the element of that rank in that part is."""

    def _read(self, part: str) -> Sequence[etree._Element]:
        outer, _, inner = part.partition("!")
        member = self._word_file.members[outer]
        data = read_members(member.data)[inner].data if inner else member.data
        return list(parse_part(data).iter(etree.Element))

    def _of(self, part: str, rank: int) -> str:
        elements = self._elements(part)
        return self._places.of(part, elements[rank]) if rank < len(elements) else part
