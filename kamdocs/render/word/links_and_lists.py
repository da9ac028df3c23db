"""What a document adds to parts of its template that hold no tags: addresses of links, numberings that begin anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from lxml import etree

from kamdocs.render.word.marks import XML_HEAD
from kamdocs.render.word.rendering import WordRendering
from kamdocs.word.elements import valued
from kamdocs.word.names import qualified
from kamdocs.word.numberings import Numberings
from kamdocs.word.relationships import OFFICE

_HYPERLINK = f"{OFFICE}/hyperlink"
_SIGN = "\ufdd8"
"""What the comment says between the halves, which nothing in a sound file does."""


@dataclass(frozen=True, slots=True)
class Split:
    """A part in two halves, between which something is added."""

    part: str
    before: str
    after: str

    def with_(self, added: list[str]) -> list[str]:
        """The pieces of the part with `added` in it."""
        return [self.before, *added, self.after]


@dataclass(slots=True)
class LinksAndLists:
    """Where links and numberings are added: the relationships of each part that has links with tags in their addresses;
    the numberings, with how each of them begins anew."""

    relations: dict[str, Split] = field(default_factory=dict)
    numbering: tuple[Split, Mapping[int, str]] | None = None

    def parts(self, rendering: WordRendering) -> dict[str, list[str]]:
        """The pieces of the parts to which something is added."""
        found = {
            split.part: split.with_([_relation(*link) for link in rendering.links.get(name, {}).items()])
            for name, split in self.relations.items()
        }
        if self.numbering is not None:
            split, anew = self.numbering
            found[split.part] = split.with_([_num(new, anew[old]) for new, old in rendering.lists.items()])
        return found


def _relation(id: str, address: str) -> str:
    return f'<Relationship Id="{id}" Type="{_HYPERLINK}" Target={quoteattr(address)} TargetMode="External"/>'


def _num(number: int, anew: str) -> str:
    return f'<w:num w:numId="{number}">{anew}</w:num>'


def split_relations(part: str, root: etree._Element, at: int) -> Split:
    """The relationships `part`, in two halves before that of rank `at`."""
    root.insert(at, etree.Comment(_SIGN))
    return _split(part, root)


def split_numbering(part: str, root: etree._Element) -> tuple[Split, Mapping[int, str]]:
    """The numberings in two halves after the last, and what one holds that begins each of them anew."""
    numberings = Numberings(root)
    anew = {number: _anew(numberings, number) for number in numberings.nums}
    list(root.iter(qualified("w:num")))[-1].addnext(etree.Comment(_SIGN))
    return _split(part, root), anew


def _anew(numberings: Numberings, number: int) -> str:
    pattern = valued("w:abstractNumId", numberings.pattern_of(number) or 0)
    return "".join(etree.tostring(node, encoding="unicode") for node in (pattern, *numberings.begun_anew(number)))


def _split(part: str, root: etree._Element) -> Split:
    before, _, after = etree.tostring(root, encoding="unicode").partition(f"<!--{_SIGN}-->")
    return Split(part, XML_HEAD + before, after)
