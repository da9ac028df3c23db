"""What a document adds to parts of its template that hold no tags: addresses of links, numberings that begin anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from lxml import etree

from kamdocs.render.word.rendering import WordRendering
from kamdocs.word.names import NAMESPACES, qualified

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
_HYPERLINK = f"{NAMESPACES['r']}/hyperlink"
_VALUE = qualified("w:val")
_SIGN = "\ufdd8"


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
class Additions:
    """Where links and numberings are added: the relationships of each part that has links with tags in their addresses;
    the numberings, with the abstract one of each."""

    relations: dict[str, Split] = field(default_factory=dict)
    numbering: tuple[Split, Mapping[int, str]] | None = None

    def parts(self, rendering: WordRendering) -> dict[str, list[str]]:
        """The pieces of the parts to which something is added."""
        found = {
            split.part: split.with_([_relation(*link) for link in rendering.links.get(name, {}).items()])
            for name, split in self.relations.items()
        }
        if self.numbering is not None:
            split, abstract = self.numbering
            found[split.part] = split.with_([_num(new, abstract[old]) for new, old in rendering.lists.items()])
        return found


def _relation(id: str, address: str) -> str:
    target = quoteattr("".join(address.split()))
    return f'<Relationship Id="{id}" Type="{_HYPERLINK}" Target={target} TargetMode="External"/>'


def _num(number: int, abstract: str) -> str:
    levels = "".join(
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>' for level in range(9)
    )
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{levels}</w:num>'


def split_relations(part: str, root: etree._Element, at: int) -> Split:
    """The relationships `part`, in two halves before that of rank `at`."""
    sign = etree.Element(_SIGN_TAG)
    root.insert(at, sign)
    return _split(part, root, sign)


def split_numbering(part: str, root: etree._Element) -> tuple[Split, Mapping[int, str]]:
    """The numberings in two halves after the last, and the abstract numbering of each."""
    numbers = list(root.iter(qualified("w:num")))
    abstract = {
        int(each.get(qualified("w:numId"), "0")): found.get(_VALUE, "")
        for each in numbers
        if (found := each.find(qualified("w:abstractNumId"))) is not None
    }
    last = etree.Element(_SIGN_TAG)
    numbers[-1].addnext(last)
    return _split(part, root, last), abstract


_SIGN_TAG = "kd"


def _split(part: str, root: etree._Element, sign: etree._Element) -> Split:
    comment = etree.Comment(_SIGN)
    parent = sign.getparent()
    if parent is not None:
        parent.replace(sign, comment)
    before, _, after = etree.tostring(root, encoding="unicode").partition(f"<!--{_SIGN}-->")
    return Split(part, _HEAD + before, after)
