"""The content of one Word file made that of another: every id in it led to what it means there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from posixpath import splitext

from lxml import etree

from kamdocs.word.additions import Additions
from kamdocs.word.elements import Node, made, place_in, take_out, value_of, valued, whole
from kamdocs.word.index import Index, Styled
from kamdocs.word.names import NAMESPACES, qualified
from kamdocs.word.relationships import Relationship

_RELATION = f"{{{NAMESPACES['r']}}}"
_STYLES = {"w:pStyle": "paragraph", "w:rStyle": "character", "w:tblStyle": "table"}
_NOTES = {"w:footnoteReference": "footnotes", "w:endnoteReference": "endnotes"}
_DROPPED = (
    *map(qualified, ("w:sectPr", "w:commentRangeStart", "w:commentRangeEnd", "w:commentReference", "w:annotationRef")),
    *map(qualified, ("w:altChunk", "w:subDoc", "w:control", "w:dataBinding", "w:sectPrChange")),
    *map(qualified, ("w:permStart", "w:permEnd")),
    qualified("o:OLEObject"),
)
"""What has no meaning outside its own file."""

_FIELDS = re.compile(r"\s*(REF|PAGEREF|NOTEREF|HYPERLINK|TOC|STYLEREF|SEQ|=|IF)\b", re.IGNORECASE)
_VARYING = re.compile(r"\d+$")


class Merge:
    """Brings elements of a part of `guest` into a part of the file that `additions` adds to.

    Styles are matched by name and the host's win; numberings begin anew; what belongs to the elements comes along. In
    `taken` stand the bookmarks of the host, in lower case, to which those of the guest are added.
    """

    def __init__(self, guest: Index, additions: Additions, part: str, *, of: str, taken: set[str]) -> None:
        self.guest = guest
        self.additions = additions
        self.host = additions.base.index
        self.part = part
        self._of = of
        self._taken = taken
        self._numbers: dict[int, int] = {}
        self._bookmarks: dict[str, str] = {}
        self._handlers: Mapping[str, Callable[[Node], None]] = {
            **{qualified(tag): self._note for tag in _NOTES},
            **{qualified(tag): self._style for tag in _STYLES},
            qualified("w:numId"): self._number,
            qualified("w:bookmarkStart"): self._bookmark,
            qualified("w:p"): self._paragraph,
        }

    def bring(self, blocks: Iterable[Node]) -> list[Node]:
        """`blocks` as they are in the host; they are changed, and what can only stand in the guest is gone."""
        holder = made("w:body", children=blocks)
        for node in list(holder.iter(*_DROPPED)):
            take_out(node)
        for node in list(holder.iter(etree.Element)):
            handler = self._handlers.get(str(node.tag))
            if handler is not None:
                handler(node)
            self._relate(node)
        self._declare(holder)
        self._lead_to_bookmarks(holder)
        for run in [run for run in holder.iter(qualified("w:r")) if not _has_content(run)]:
            take_out(run)
        return list(holder)

    def inner(self, part: str, of: str) -> Merge:
        """The same for another part of the guest."""
        merge = type(self)(self.guest, self.additions, part, of=of, taken=self._taken)
        merge._numbers, merge._bookmarks = self._numbers, self._bookmarks
        return merge

    def style(self, kind: str, id: str) -> str:
        """The id in the host of a style of the guest, empty for none."""
        style = self.guest.styles.by_id.get(id)
        if style is None:
            return ""
        if known := self.host.styles.named(kind, style.name):
            return known.id
        key = ("style", id, self.guest)
        if key not in self.additions.memory:
            self.additions.memory[key] = new = self._free_style(id)
            self._add_style(style, new)
        return str(self.additions.memory[key])

    def numbering(self, number: int) -> int:
        """The number in the host of a numbering of the guest, which begins anew there; 0 for none."""
        if number not in self._numbers:
            self._numbers[number] = self._new_numbering(number)
        return self._numbers[number]

    def _new_numbering(self, number: int) -> int:
        pattern = self.guest.numberings.pattern_of(number)
        if pattern is None:
            return 0
        begun = self._levels(self.guest.numberings.begun_anew(number))
        return self.additions.add_numbering(self._pattern(pattern, self.guest), begun)

    def _pattern(self, pattern: int, of: Index) -> int:
        """The number in the host of a copy of a pattern. One of its own is copied too: a list that followed the same
        pattern as another would count on where that ends."""
        key = ("pattern", pattern, of)
        if key not in self.additions.memory:
            node = deepcopy(of.numberings.patterns[pattern])
            if not node.findall(qualified("w:lvl")):
                node.extend([deepcopy(level) for level in of.numberings.levels(pattern)])
            for tag in ("w:styleLink", "w:numStyleLink"):
                for link in node.findall(qualified(tag)):
                    node.remove(link)
            self._levels([node])
            self.additions.memory[key] = self.additions.add_pattern(node)
        found = self.additions.memory[key]
        assert isinstance(found, int)
        return found

    def _levels(self, nodes: list[Node]) -> list[Node]:
        """`nodes` with levels that are tied to no style, and have no bullets that are pictures."""
        for node in nodes:
            for tied in list(node.iter(qualified("w:pStyle"), qualified("w:lvlPicBulletId"))):
                take_out(tied)
        return nodes

    def _free_style(self, id: str) -> str:
        new, number = id, 1
        while self.additions.has_style(new):
            number += 1
            new = f"{id}{number}"
        return new

    def _add_style(self, style: Styled, new: str) -> None:
        node = deepcopy(style.node)
        node.set(qualified("w:styleId"), new)
        node.attrib.pop(qualified("w:default"), "")
        self.additions.add_style(valued("w:name", style.name), new)  # holds the id for styles that lead back to it
        for tag, kind in (("w:basedOn", style.kind), ("w:next", "paragraph"), ("w:link", "")):
            for link in node.findall(qualified(tag)):
                self._link_style(link, kind or ("character" if style.kind == "paragraph" else "paragraph"))
        for number in list(node.iter(qualified("w:numId"))):
            self._number(number)
        self.additions.add_style(node, new)

    def _link_style(self, link: Node, kind: str) -> None:
        found = self.style(kind, value_of(link))
        if found:
            link.set(qualified("w:val"), found)
        else:
            take_out(link)

    def _style(self, node: Node) -> None:
        kind = next(kind for tag, kind in _STYLES.items() if qualified(tag) == node.tag)
        self._link_style(node, kind)

    def _number(self, node: Node) -> None:
        if value_of(node) == "0":
            return
        found = self.numbering(whole(value_of(node)))
        if found:
            node.set(qualified("w:val"), str(found))
        else:
            take_out(node.getparent())

    def _paragraph(self, node: Node) -> None:
        """Let a list begin anew that a paragraph stands in by its style alone; numbered headings go on."""
        properties = node.find(qualified("w:pPr"))
        style = None if properties is None else properties.find(qualified("w:pStyle"))
        if properties is None or style is None or properties.find(qualified("w:numPr")) is not None:
            return
        styles, id = self.guest.styles, value_of(style)
        found = styles.numbering(id)
        if found is None or any(
            each.node.find(f".//{qualified('w:outlineLvl')}") is not None for each in styles.chain(id)
        ):
            return
        number, level = self._by_style(value_of(style), found)
        place_in(properties, made("w:numPr", children=[valued("w:ilvl", level), valued("w:numId", number)]))

    def _by_style(self, style: str, found: tuple[int, int]) -> tuple[int, int]:
        """The numbering in the host of a paragraph whose style gives one: the host's where it has the style so."""
        ours = self.host.styles.named("paragraph", self.guest.styles.by_id[style].name)
        given = None if ours is None else self.host.styles.numbering(ours.id)
        return (self.numbering(found[0]), found[1]) if given is None else (self.anew(given[0]), given[1])

    def anew(self, number: int) -> int:
        """A new beginning, within this merge, of a numbering that the host has."""
        if -number not in self._numbers:
            pattern = self.host.numberings.pattern_of(number)
            begun = self.host.numberings.begun_anew(number)
            self._numbers[-number] = number
            if pattern is not None:
                self._numbers[-number] = self.additions.add_numbering(self._pattern(pattern, self.host), begun)
        return self._numbers[-number]

    def _note(self, node: Node) -> None:
        kind = next(kind for tag, kind in _NOTES.items() if qualified(tag) == node.tag)
        name = self.guest.related(kind)
        root = self.guest.shared(kind)
        notes = () if root is None else root
        found = next((note for note in notes if value_of(note, "w:id") == value_of(node, "w:id")), None)
        if found is None or name is None:
            take_out(node)
            return
        note = deepcopy(found)
        blocks = self.inner(self.additions.base.name_of(kind), name).bring(list(note))
        note.extend(blocks)
        node.set(qualified("w:id"), str(self.additions.note(kind, note)))

    def _bookmark(self, node: Node) -> None:
        name = value_of(node, "w:name")
        if name == "_GoBack":
            take_out(node)
            return
        new, number = name, 1
        while new.casefold() in self._taken:
            number += 1
            new = f"{_VARYING.sub('', name)[:34]}{number}"
        self._taken.add(new.casefold())
        self._bookmarks[name] = new
        node.set(qualified("w:name"), new)

    def _lead_to_bookmarks(self, holder: Node) -> None:
        changed = {name: new for name, new in self._bookmarks.items() if name != new}
        if not changed:
            return
        for link in holder.iter(qualified("w:hyperlink")):
            name = value_of(link, "w:anchor")
            if name in changed:
                link.set(qualified("w:anchor"), changed[name])
        named = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in changed))
        for node in holder.iter(qualified("w:instrText"), qualified("w:fldSimple")):
            code = node.text or value_of(node, "w:instr")
            if not _FIELDS.match(code):
                continue
            code = named.sub(lambda match: changed[match[0]], code)
            if node.tag == qualified("w:instrText"):
                node.text = code
            else:
                node.set(qualified("w:instr"), code)

    def _declare(self, holder: Node) -> None:
        """Let the part declare the prefixes that `holder` counts on, and those that older readers pass over."""
        known, ignorable = self.guest.prefixes(self._of)
        if not known:
            return
        needed = {prefix for choice in holder.iter(_CHOICE) for prefix in (choice.get("Requires") or "").split()}
        named = {known[prefix]: prefix for prefix in ignorable if prefix in known}
        used = {named[name] for name in _namespaces(holder) if name in named} if named else set()
        prefixes = {prefix: known[prefix] for prefix in sorted(needed | used) if prefix in known}
        if prefixes:
            self.additions.declare(self.part, prefixes, used)

    def _relate(self, node: Node) -> None:
        for name, value in list(node.attrib.items()):
            if not str(name).startswith(_RELATION):
                continue
            found = self.guest.relationships(self._of).get(str(value))
            if found is None:
                del node.attrib[name]
            else:
                node.set(name, self.additions.relate(self.part, self._brought(found)))

    def _brought(self, relationship: Relationship) -> Relationship:
        """A relationship of the guest in the host, with the part that it leads to."""
        if relationship.external or relationship.target not in self.guest.parts:
            return relationship
        return Relationship(relationship.type, self._part(relationship.target))

    def _part(self, name: str) -> str:
        key = ("part", name, self.guest)
        if key not in self.additions.memory:
            self.additions.memory[key] = self._new_part(name)
        return str(self.additions.memory[key])

    def _new_part(self, name: str) -> str:
        content, type = self.guest.parts[name], self.guest.content_type(name)
        stem, ending = splitext(name)
        if type.startswith("image/"):
            return self.additions.add_media(content, ending, type)
        new = self.additions.add_part(f"{_VARYING.sub('', stem)}{{}}{ending}", content, type)
        self.additions.memory["part", name, self.guest] = new
        for id, found in self.guest.relationships(name).items():
            self.additions.set_relationship(new, id, self._brought(found))
        return new


_CHOICE = qualified("mc:Choice")


def _namespaces(holder: Node) -> set[str]:
    """The namespaces of all elements and attributes."""
    found = set()
    for node in holder.iter(etree.Element):
        for name in (str(node.tag), *map(str, node.attrib)):
            found.add(name[1:].partition("}")[0] if name.startswith("{") else "")
    return found


def _has_content(run: Node) -> bool:
    return any(child.tag != qualified("w:rPr") for child in run)
