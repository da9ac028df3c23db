"""What is added to a Word file for one document: parts, relationships, types, styles, numberings and notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from hashlib import sha256
from xml.sax.saxutils import quoteattr

from lxml import etree

from kamdocs.word.elements import Node, declared, made, serialised, value_of, valued, whole
from kamdocs.word.growing import Growing
from kamdocs.word.index import Index, own_type
from kamdocs.word.names import qualified
from kamdocs.word.package import CONTENT_TYPES, parse_part
from kamdocs.word.relationships import OFFICE, Relationship, relationships_part, written_relationships

_OWN = qualified("w:")
_NOTES = {"footnotes": "footnote", "endnotes": "endnote"}


class Base:
    """A Word file to which documents add: what is found in it, with its parts made ready to grow, once for all."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.index = Index(parts)

    @cached_property
    def styles(self) -> Growing:
        """The part of the styles; new ones stand at its end."""
        return self._growing("styles", [""])

    @cached_property
    def numberings(self) -> Growing:
        """The part of the numberings: patterns stand before what follows them."""
        return self._growing("numbering", ["w:abstractNum", "w:num"])

    @cached_property
    def types(self) -> Growing:
        """The list of types."""
        return Growing(self.index.types, [""])

    def name_of(self, kind: str) -> str:
        """The name of the part of this kind, that which a new one gets where there is none."""
        return self.index.related(kind) or f"{self.index.main.rpartition('/')[0]}/{kind}.xml".lstrip("/")

    def _growing(self, kind: str, tags: list[str]) -> Growing:
        root = self.index.tree(kind)
        return Growing(made(f"w:{kind}") if root is None else root, tags)


class Additions:
    """What one document adds to `base`; `trees` are the parts of it that are changed anyway, by name."""

    def __init__(self, base: Base, trees: dict[str, Node]) -> None:
        self.base = base
        self.trees = trees
        self.memory: dict[tuple[object, ...], object] = {}
        self._new: dict[str, bytes] = {}
        self._types: dict[str, str] = {}
        self._relationships: dict[str, dict[str, Relationship]] = {}
        self._media: dict[bytes, str] = {}
        self._styles: dict[str, bytes] = {}
        self._patterns: list[Node] = []
        self._numberings: list[Node] = []
        self._prefixes: dict[str, dict[str, str]] = {}
        self._ignorable: dict[str, set[str]] = {}

    def relationships(self, part: str) -> dict[str, Relationship]:
        """The relationships of a part, those added among them."""
        return self._relationships.get(part) or self.base.index.relationships(part)

    def set_relationship(self, part: str, id: str, relationship: Relationship) -> None:
        """Give `part` a relationship under an id, in place of the one that has it."""
        if part not in self._relationships:
            self._relationships[part] = dict(self.base.index.relationships(part))
        self._relationships[part][id] = relationship

    def relate(self, part: str, relationship: Relationship) -> str:
        """The id of a relationship of `part`; equal ones are one."""
        held = self.relationships(part)
        for id, found in held.items():
            if found == relationship:
                return id
        number = len(held) + 1
        while f"rId{number}" in held:
            number += 1
        self.set_relationship(part, f"rId{number}", relationship)
        return f"rId{number}"

    def add_part(self, pattern: str, content: bytes, type: str) -> str:
        """The name of a new part; `pattern` holds `{}` for its number, as in `word/charts/chart{}.xml`."""
        number = 1
        while self._is_taken(name := pattern.format(number)):
            number += 1
        self.put(name, content, type)
        return name

    def put(self, name: str, content: bytes, type: str) -> None:
        """A part under this name, in place of the one that has it."""
        self._new[name] = content
        ending = name.rpartition(".")[2].casefold()
        if self.base.index.content_type(name) != type and self._types.get(f".{ending}") != type:
            common = ending in self.base.index.defaults or f".{ending}" in self._types or ending == "xml"
            self._types[f"/{name}" if common else f".{ending}"] = type

    def add_media(self, content: bytes, ending: str, type: str) -> str:
        """The name of the part with this picture; equal ones are one."""
        digest = sha256(content).digest()
        known = self._media.get(digest) or self.base.index.media.get(digest)
        if known is None:
            known = self.add_part(f"word/media/image{{}}{ending}", content, type)
            self._media[digest] = known
        return known

    def part(self, name: str) -> bytes:
        """The content of a part, one that was added or one of the file."""
        return self._new[name] if name in self._new else self.base.index.parts[name]

    def add_style(self, style: Node, id: str) -> None:
        """A style that the file has not."""
        self._styles[id] = etree.tostring(style, encoding="UTF-8")

    def has_style(self, id: str) -> bool:
        """Whether a style has this id."""
        return id in self._styles or id in self.base.index.styles.by_id

    def add_pattern(self, pattern: Node) -> int:
        """The number of a new pattern of numberings, with the id that tells it from all others."""
        number = max(self.base.index.numberings.patterns, default=-1) + 1 + len(self._patterns)
        pattern.set(qualified("w:abstractNumId"), str(number))
        for name in [name for name in pattern.attrib if not str(name).startswith(_OWN)]:
            pattern.attrib.pop(name)
        for old in pattern.findall(qualified("w:nsid")):
            pattern.remove(old)
        pattern.insert(0, valued("w:nsid", f"{0x4B000000 + number:08X}"))
        self._patterns.append(pattern)
        return number

    def add_numbering(self, pattern: int, overrides: Iterable[Node] = ()) -> int:
        """The number of a new numbering that follows `pattern`."""
        added = (int(value_of(num, "w:numId")) for num in self._numberings)
        number = max([*self.base.index.numberings.nums, *added], default=0) + 1
        self.set_numbering(number, pattern, overrides)
        return number

    def set_numbering(self, number: int, pattern: int, overrides: Iterable[Node] = ()) -> None:
        """A numbering under a number that is already in use."""
        children = [valued("w:abstractNumId", pattern), *overrides]
        self._numberings.append(made("w:num", {"w:numId": number}, children))

    def note(self, kind: str, note: Node) -> int:
        """The id of a note that is added at the end of the `footnotes` or `endnotes`."""
        root = self.notes(kind)
        number = max((whole(value_of(each, "w:id")) for each in root), default=0) + 1
        note.set(qualified("w:id"), str(number))
        root.append(note)
        return number

    def notes(self, kind: str) -> Node:
        """The root of the part of the notes, or of the `comments`, which is made where there is none."""
        name = self.base.name_of(kind)
        if name not in self.trees:
            held = self.base.index.related(kind)
            self.trees[name] = parse_part(self.part(held)) if held else self._new_notes(kind, name)
        return self.trees[name]

    def declare(self, part: str, prefixes: Mapping[str, str], ignorable: Iterable[str]) -> None:
        """Let a changed part declare prefixes of namespaces, of which readers may pass over those `ignorable`."""
        self._prefixes.setdefault(part, {}).update(prefixes)
        self._ignorable.setdefault(part, set()).update(ignorable)

    def parts(self) -> dict[str, bytes]:
        """All parts that differ from the file's, by name."""
        self._grow("styles", [list(self._styles.values())])
        for part, prefixes in self._prefixes.items():
            self.trees[part] = declared(self.trees[part], prefixes, self._ignorable[part])
        written = [[etree.tostring(node) for node in nodes] for nodes in (self._patterns, self._numberings)]
        self._grow("numbering", written)
        found = {name: serialised(root) for name, root in self.trees.items()} | self._new
        for part, held in self._relationships.items():
            found[relationships_part(part)] = written_relationships(part, held)
        if self._types:
            found[CONTENT_TYPES] = self.base.types.grown([[_type(*each) for each in self._types.items()]])
        return found

    def _grow(self, kind: str, added: list[list[bytes]]) -> None:
        if not any(added):
            return
        name = self.base.name_of(kind)
        growing = self.base.styles if kind == "styles" else self.base.numberings
        self._register(kind, name)
        self._new[name] = growing.grown(added)

    def _register(self, kind: str, name: str) -> None:
        """Make a part of Word's own known, where the file has none of this kind."""
        if self.base.index.related(kind) is None:
            self.relate(self.base.index.main, Relationship(f"{OFFICE}/{kind}", name))
            self._types[f"/{name}"] = own_type(kind)

    def _new_notes(self, kind: str, name: str) -> Node:
        self._register(kind, name)
        separated = ("separator", "continuationSeparator") if kind in _NOTES else ()
        return made(f"w:{kind}", children=[_separator(_NOTES[kind], each) for each in separated])

    def _is_taken(self, name: str) -> bool:
        return name in self._new or name.casefold() in self._names

    @cached_property
    def _names(self) -> set[str]:
        return {name.casefold() for name in self.base.index.parts}


def _separator(note: str, tag: str) -> Node:
    """What stands between the text and the notes."""
    number = -1 if tag == "separator" else 0
    spacing = made("w:pPr", children=[made("w:spacing", {"w:after": 0, "w:line": 240, "w:lineRule": "auto"})])
    paragraph = made("w:p", children=[spacing, made("w:r", children=[made(f"w:{tag}")])])
    return made(f"w:{note}", {"w:type": tag, "w:id": number}, [paragraph])


def _type(name: str, type: str) -> bytes:
    if name.startswith("."):
        return f"<Default Extension={quoteattr(name[1:])} ContentType={quoteattr(type)}/>".encode()
    return f"<Override PartName={quoteattr(name)} ContentType={quoteattr(type)}/>".encode()
