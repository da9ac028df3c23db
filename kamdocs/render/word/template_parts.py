"""All parts of a Word template that hold tags, taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from kamdocs.model.word_template import Member, WordFile
from kamdocs.render.word.links_and_lists import LinksAndLists, split_numbering, split_relations
from kamdocs.render.word.lists import Counting, counting_lists
from kamdocs.render.word.marks import without_signs
from kamdocs.render.word.notes import KINDS, Embedded, embed, take_out, with_namespaces
from kamdocs.render.word.parts import Origin, Piece, origins_of, tagged_links, take_apart, take_links
from kamdocs.render.word.registry import Registry
from kamdocs.word.archive import Packer, make_member, read_members
from kamdocs.word.names import qualified
from kamdocs.word.package import parse_part

_NUMBERING, _STYLES = "word/numbering.xml", "word/styles.xml"
_MAY_HOLD = (b"{", b"%7B", b"%7b")
_NEVER = ("[Content_Types].xml",)
_FIRST = ("word/document.xml",)


@dataclass(slots=True)
class Notes:
    """The parts of the notes that hold tags: their names by kind, what they hold, and the first id that is free."""

    parts: dict[str, str] = field(default_factory=dict)
    roots: dict[str, etree._Element] = field(default_factory=dict)
    origins: dict[etree._Element, Origin] = field(default_factory=dict)
    first_ids: dict[str, int] = field(default_factory=dict)

    def add(self, kind: str, part: str, root: etree._Element) -> None:
        """Take up the part of the notes of one kind."""
        self.parts[kind], self.roots[part] = part, root
        self.origins |= origins_of(part, root)
        ids = (_whole(note.get(qualified("w:id"))) for note in root.iter(qualified(f"w:{kind}")))
        self.first_ids[kind] = max(ids, default=0) + 1


class TemplateParts:
    """The parts of a template that hold tags, in pieces."""

    def __init__(self, word_file: WordFile, registry: Registry) -> None:
        self.pieces: dict[str, list[Piece]] = {}
        self.static: dict[str, str] = {}
        self.workbooks: dict[str, Mapping[str, Member]] = {}
        self.highest_id, self.highest_list = 0, 0
        links = (found for name, member in word_file.members.items() for found in _links_of_ours(name, member.data))
        self.highest_link = max(links, default=0)
        self._members = word_file.members
        self._registry = registry
        self.additions = LinksAndLists()
        self.notes = Notes()
        numbering = self._members.get(_NUMBERING)
        root = parse_part(numbering.data) if numbering else None
        styles = self._members.get(_STYLES)
        self._counting = counting_lists(root, parse_part(styles.data) if styles and root is not None else None)
        if root is not None:
            self.highest_list = max(
                (_whole(n.get(qualified("w:numId"))) for n in root.iter(qualified("w:num"))), default=0
            )
        for name in sorted(self._members, key=lambda each: (each not in _FIRST, each)):
            if name.endswith(".xml") and name not in _NEVER:
                self._take(name)
            elif name.endswith(".xlsx"):
                self._take_workbook(name)
        if root is not None and any("_kd_list(" in entry.code for entry in registry.entries):
            self.additions.numbering = split_numbering(_NUMBERING, root)

    def base(self, word_file: WordFile) -> WordFile:
        """`word_file` with those parts that hold no tag any more."""
        changed = {name: make_member(name, xml.encode()) for name, xml in self.static.items()}
        return WordFile(word_file.file, {**word_file.members, **changed})

    def workbook_packers(self) -> dict[str, tuple[Packer, list[str]]]:
        """What packs the spreadsheets that hold tags, by name, each with its parts that do."""
        return {
            name: (Packer(members), [part.partition("!")[2] for part in self.pieces if part.startswith(f"{name}!")])
            for name, members in self.workbooks.items()
        }

    def _take(self, name: str) -> None:
        data, links = self._members[name].data, self._links(name)
        if not links and not any(sign in data for sign in _MAY_HOLD):
            self._count_ids(name, data)
            return
        before = len(self._registry.entries)
        root, origins = self.notes.roots.get(name), None
        embedded: Sequence[Embedded] = ()
        if root is None:
            root = without_signs(parse_part(data))
            self._count(root)
            take_links(name, root, links, self._registry)
        if name in _FIRST:
            origins, embedded = self._with_notes(name, root)
        pieces = take_apart(name, root, self._registry, self._counting, origins=origins, notes=embedded)
        if len(self._registry.entries) > before and len(pieces) > 1:
            self.pieces[name] = pieces
        elif len(self._registry.entries) > before or name in self.notes.roots:
            self.static[name] = "".join(str(piece) for piece in pieces)

    def _with_notes(
        self, name: str, root: etree._Element
    ) -> tuple[Mapping[etree._Element, Origin], Sequence[Embedded]]:
        """Put the notes with tags into the document."""
        for kind in KINDS:
            part = f"word/{kind}s.xml"
            if part in self._members and b"{" in self._members[part].data:
                notes = with_namespaces(without_signs(parse_part(self._members[part].data)), root)
                take_links(part, notes, self._links(part), self._registry)
                self.notes.add(kind, part, notes)
        origins = {**origins_of(name, root), **self.notes.origins}
        embedded = embed(root, {kind: self.notes.roots[part] for kind, part in self.notes.parts.items()})
        for each, original in embedded:
            for copied, element in zip(each.note.iter(etree.Element), original.iter(etree.Element), strict=True):
                origins[copied] = origins[element]
        take_out(embedded)
        return origins, [each for each, _ in embedded]

    def _take_workbook(self, name: str) -> None:
        """Take up the spreadsheet behind a chart, if tags stand in its cells."""
        members = read_members(self._members[name].data)
        for inner, member in members.items():
            if inner.endswith(".xml") and b"{" in member.data:
                root = without_signs(parse_part(member.data))
                pieces = take_apart(f"{name}!{inner}", root, self._registry, Counting())
                if any(isinstance(piece, int) for piece in pieces):
                    self.pieces[f"{name}!{inner}"] = pieces
                    self.workbooks[name] = members

    def _links(self, name: str) -> dict[str, str]:
        """The addresses with tags of the part `name`; its relationships are kept without them."""
        folder, _, last = name.rpartition("/")
        own = f"{folder}/_rels/{last}.rels"
        member = self._members.get(own)
        if member is None or not any(sign in member.data for sign in _MAY_HOLD):
            return {}
        root = parse_part(member.data)
        links, first = tagged_links(root)
        if links:
            self.additions.relations[name] = split = split_relations(own, root, first)
            self.static[own] = split.before + split.after
        return links

    def _count_ids(self, name: str, data: bytes) -> None:
        if name.startswith("word/") and (b":docPr" in data or b":bookmarkStart" in data):
            self._count(parse_part(data))

    def _count(self, root: etree._Element) -> None:
        drawn = (each.get("id") for each in root.iter(qualified("wp:docPr")))
        marked = (each.get(qualified("w:id")) for each in root.iter(qualified("w:bookmarkStart")))
        noted = (each.get(qualified("w:id")) for each in root.iter(etree.Element) if each.get(qualified("w:author")))
        self.highest_id = max(self.highest_id, *(_whole(id) for id in (*drawn, *marked, *noted, "0")))


def _links_of_ours(name: str, data: bytes) -> Iterator[int]:
    """The numbers of the links that an earlier filling made, in a part of relationships."""
    found = re.findall(rb'Id="kd(\d{1,9})"', data) if name.endswith(".rels") else []
    yield from map(int, found)


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0
