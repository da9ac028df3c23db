"""What a Word file holds, each thing looked for once: its main part, relationships, types, styles and numberings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from kamdocs.word.elements import Node, value_of, whole
from kamdocs.word.names import qualified
from kamdocs.word.numberings import Numberings
from kamdocs.word.package import CONTENT_TYPES, DOCUMENT, parse_part
from kamdocs.word.relationships import Relationship, read_relationships

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."
"""What the types of Word's own parts begin with."""

_NAMED = re.compile(rb'<w:bookmarkStart [^>]*?\bw:name="([^"]*)"')
_WML = {"styles", "numbering", "settings", "footnotes", "endnotes", "comments", "theme"}

_CONTENTS = re.compile(rb"<w:instrText[^>]*>\s*TOC\b")


@dataclass(frozen=True, slots=True)
class Styled:
    """A style: its kind (`paragraph`, `character`, `table`, `numbering`), its id, its name and its element."""

    kind: str
    id: str
    name: str
    node: Node


class Styles:
    """The styles of a file, by id, and by kind and name; Word counts names as equal whatever their case."""

    def __init__(self, root: Node | None) -> None:
        found = [] if root is None else [_styled(node) for node in root.iterchildren(qualified("w:style"))]
        self.root = root
        self.by_id = {style.id: style for style in found}
        self.by_name: dict[tuple[str, str], Styled] = {}
        for style in found:
            for name in style.name.split(","):
                self.by_name.setdefault((style.kind, _key(name)), style)
        self.default = {style.kind: style for style in found if style.node.get(qualified("w:default")) in ("1", "true")}

    def named(self, kind: str, name: str) -> Styled | None:
        """The style of this kind with this name."""
        return self.by_name.get((kind, _key(name)))

    def chain(self, id: str) -> list[Styled]:
        """A style and those that it is based on, nearest first."""
        found: list[Styled] = []
        while id in self.by_id and self.by_id[id] not in found:
            found.append(self.by_id[id])
            id = value_of(found[-1].node.find(qualified("w:basedOn")))
        return found

    def numbering(self, id: str) -> tuple[int, int] | None:
        """The numbering and the level that a paragraph style gives."""
        number = level = None
        for style in self.chain(id):
            properties = style.node.find(f"{qualified('w:pPr')}/{qualified('w:numPr')}")
            if properties is None:
                continue
            number = number or value_of(properties.find(qualified("w:numId")))
            level = level or value_of(properties.find(qualified("w:ilvl")))
        return (whole(number), whole(level)) if number and number != "0" else None


class Index:
    """A Word file's parts by name, and what is found in them."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.parts = parts
        self._relationships: dict[str, dict[str, Relationship]] = {}
        self._trees: dict[str, Node | None] = {}
        self._prefixes: dict[str, tuple[dict[str, str], list[str]]] = {}

    @cached_property
    def main(self) -> str:
        """The name of the part with the text."""
        known = {name.casefold(): name for name in self.parts}
        found = (each.target.casefold() for each in self.relationships("").values() if each.kind == "officeDocument")
        return next((known[name] for name in found if name in known), DOCUMENT)

    @property
    def has_contents(self) -> bool:
        """Whether a table of contents stands in the text."""
        return _CONTENTS.search(self.parts[self.main]) is not None

    def relationships(self, part: str) -> dict[str, Relationship]:
        """The relationships of a part by id; an empty name is that of the package."""
        if part not in self._relationships:
            self._relationships[part] = read_relationships(self.parts, part)
        return self._relationships[part]

    def related(self, kind: str) -> str | None:
        """The name of the part of this kind that belongs to the main one, as `styles` or `footnotes`."""
        found = (each.target for each in self.relationships(self.main).values() if each.kind == kind)
        return next((name for name in found if name in self.parts), None)

    def content_type(self, part: str) -> str:
        """The type of a part."""
        return self.overrides.get(part.casefold()) or self.defaults.get(part.rpartition(".")[2].casefold(), "")

    @cached_property
    def text(self) -> Node:
        """The root of the part with the text, one for all who ask; it is not to be changed."""
        return parse_part(self.parts[self.main])

    def body(self) -> list[Node]:
        """A copy of the blocks of the text."""
        body = self.text.find(qualified("w:body"))
        return [] if body is None else [deepcopy(child) for child in body if isinstance(child.tag, str)]

    @cached_property
    def types(self) -> Node:
        """The root of the list of types."""
        return parse_part(self.parts[CONTENT_TYPES])

    @cached_property
    def defaults(self) -> dict[str, str]:
        """The types of parts by the endings of their names."""
        return {str(node.get("Extension")).casefold(): str(node.get("ContentType")) for node in self._of("Default")}

    @cached_property
    def overrides(self) -> dict[str, str]:
        """The types of single parts, by their names in lower case."""
        nodes = self._of("Override")
        return {str(node.get("PartName")).removeprefix("/").casefold(): str(node.get("ContentType")) for node in nodes}

    @cached_property
    def styles(self) -> Styles:
        """The styles."""
        return Styles(self.tree("styles"))

    @cached_property
    def numberings(self) -> Numberings:
        """The numberings."""
        return Numberings(self.tree("numbering"))

    @cached_property
    def media(self) -> dict[bytes, str]:
        """The pictures by the SHA-256 of their content."""
        found = (name for name in self.parts if "/media/" in name)
        return {sha256(self.parts[name]).digest(): name for name in found}

    def shared(self, kind: str) -> Node | None:
        """The root of the part of this kind, one for all who ask; it is not to be changed."""
        if kind not in self._trees:
            self._trees[kind] = self.tree(kind)
        return self._trees[kind]

    def prefixes(self, part: str) -> tuple[dict[str, str], list[str]]:
        """The prefixes that the root of a part declares, and those of them that older readers pass over."""
        if part not in self._prefixes:
            root = parse_part(self.parts[part])
            known = {prefix: name for prefix, name in root.nsmap.items() if prefix}
            self._prefixes[part] = known, value_of(root, "mc:Ignorable").split()
        return self._prefixes[part]

    def tree(self, kind: str) -> Node | None:
        """The root of the part of this kind, parsed anew."""
        name = self.related(kind)
        return None if name is None else parse_part(self.parts[name])

    def _of(self, tag: str) -> list[Node]:
        return [node for node in self.types if isinstance(node.tag, str) and node.tag.endswith(f"}}{tag}")]


def bookmarks(parts: Iterable[bytes]) -> set[str]:
    """The names of the bookmarks in some parts, in lower case, in which Word compares them."""
    return {name.decode().casefold() for data in parts for name in _NAMED.findall(data)}


def own_type(kind: str) -> str:
    """The content type of a part of Word's own, as of `footnotes`."""
    assert kind in _WML
    return f"{MAIN}{kind}+xml"


def _styled(node: Node) -> Styled:
    kind, id = value_of(node, "w:type") or "paragraph", value_of(node, "w:styleId")
    return Styled(kind, id, value_of(node.find(qualified("w:name"))) or id, node)


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()
