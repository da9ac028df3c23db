"""The text of a DOCX, stretch by stretch: each element of its body, which the next document may hold too.

What a stretch says depends on nothing around it, and so it is read once for all documents that hold the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from kamdocs.rules.search import Passage
from kamdocs.verify.strings import STRETCHES, Strings
from kamdocs.verify.word_passages import passages_of_element, passages_of_tree
from kamdocs.word.names import qualified
from kamdocs.word.package import parse_part
from kamdocs.word.reader import blocks

_BODY = qualified("w:body")
_KEPT_SIZE = 16 * 1024


@dataclass(frozen=True, slots=True)
class Stretch:
    """What an element of a body says: its paragraphs, and all strings in it that are none of these."""

    texts: tuple[str, ...]
    beside: Strings


def stretches_of(document: etree._Element) -> Iterator[Stretch]:
    """The stretches of a document in their order; each element around its body makes one too."""
    yield _alone(document)
    for child in document:
        if child.tag == _BODY:
            yield _alone(child)
            yield from map(_stretch, child)
        else:
            yield _read(child)


def _alone(element: etree._Element) -> Stretch:
    """An element without those in it."""
    return Stretch((), _strings(tuple(dict.fromkeys(passages_of_element(element)))))


def _stretch(element: etree._Element) -> Stretch:
    # A comment is no document of its own, and a tail belongs to what is around.
    if not isinstance(element.tag, str) or element.tail:
        return _read(element)
    xml = etree.tostring(element)
    return _read_again(xml) if len(xml) <= _KEPT_SIZE else _read(element)


def _read(element: etree._Element) -> Stretch:
    texts = blocks([element])
    beside = (one for one in passages_of_tree(element) if one.kind == "technical" or one.text not in texts)
    return Stretch(texts, _strings(tuple(beside)))


@lru_cache(maxsize=STRETCHES)
def _strings(passages: tuple[Passage, ...]) -> Strings:
    """The same for the same passages, as beside the text of most paragraphs nothing stands but the name of a style."""
    return Strings(passages)


@lru_cache(maxsize=STRETCHES)
def _read_again(xml: bytes) -> Stretch:
    return _read(parse_part(xml))
