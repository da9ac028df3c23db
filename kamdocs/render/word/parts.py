"""One part of a Word template taken apart: its XML with the tags where what they take begins and ends."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from urllib.parse import unquote

from lxml import etree

from kamdocs.render.word.lists import Counting, restart_lists
from kamdocs.render.word.marks import MARKED, XML_HEAD, T, mark, number_of, token
from kamdocs.render.word.notes import Embedded, capture
from kamdocs.render.word.registry import Entry, Registry
from kamdocs.render.word.repeating import renumber
from kamdocs.render.word.scopes import Group, Scopes, groups, mark_nodes
from kamdocs.render.word.streams import Stream, may_hold, put_marks, streams
from kamdocs.render.word.tags import Lexer, Tag
from kamdocs.render.word.trims import trim_after, trim_before
from kamdocs.render.word.upkeep import CELL_WORDS, merged_cells, set_guards, tick_boxes
from kamdocs.word.names import NAMESPACES, qualified
from kamdocs.word.places import around

Origin = tuple[str, int]
"""The part that an element is from, and its rank there."""

Piece = str | int
"""XML as it stands, or the number of a tag."""

_RUN = qualified("a:r")
_OTHER_LOOP = re.compile(r"{#\s*(\w+)\s*}")


class PartTags:
    """The tags of one part, while it is taken apart."""

    def __init__(
        self, name: str, root: etree._Element, registry: Registry, origins: Mapping[etree._Element, Origin]
    ) -> None:
        self._name, self._root, self._registry, self._origins = name, root, registry, origins
        self.tags: dict[int, Tag] = {}

    def find(self) -> None:
        """Find the tags, and put marks in their places."""
        origins = self._origins or origins_of(self._name, self._root)
        lexer, open_tag = Lexer(), -1
        for stream in streams(self._root):
            text = stream.text
            if not lexer.is_inside and not may_hold(text):
                continue
            if lexer.is_inside and stream.where != "text":
                continue
            found = [(self._take(tag, stream, text, origins[stream.holder]), tag) for tag in lexer.tags(text)]
            put_marks(stream, found)
            for number, tag in found:
                self.tags[number] = tag
                open_tag = number if not tag.closed and tag.kind == "comment" and open_tag < 0 else open_tag
                open_tag = -1 if tag.closed and open_tag >= 0 else open_tag
        if open_tag >= 0:
            self._registry.tell(open_tag, *_open_comment(self._registry.entries[open_tag]))

    def _take(self, tag: Tag, stream: Stream, text: str, origin: Origin) -> int:
        given = _broken(stream, tag) if stream.where == "drawn" else _link_so_far(stream, tag)
        number = self._registry.take(tag, *origin, text, stream.where, given)
        if not tag.closed and tag.kind != "comment":
            sign, end = ("{{", "}}") if tag.kind == "print" else ("{%", "%}")
            self._registry.tell(
                number, f"`{sign}` is not closed", f"write `{end}` where it ends, in the same paragraph"
            )
        elif tag.kind in ("print", "statement") and not tag.code:
            help = "write a name between the braces" if tag.kind == "print" else "write `if`, `for` or another word"
            self._registry.tell(number, "a tag is empty", help)
        return number

    @property
    def prints(self) -> set[int]:
        """The tags that show something: values, and other templates."""
        return {number for number, tag in self.tags.items() if tag.kind in ("print", "literal")}


def _open_comment(entry: Entry) -> tuple[str, str]:
    """What is wrong with a comment that has no end, and help: other programs write loops so."""
    found = _OTHER_LOOP.match(entry.text, entry.start)
    if found is None:
        return "`{#` is not closed", "write `#}` where it ends"
    help = f"write `{{% for one in {found[1]} %}}` or `{{% if {found[1]} %}}`"
    return f"`{found[0]}` opens nothing but a comment", help


def _link_so_far(stream: Stream, tag: Tag) -> str:
    """The code of a field that links, up to `tag`; empty for any other."""
    code = stream.text[: tag.start].lstrip()
    return code if stream.where == "field" and code.upper().startswith("HYPERLINK") else ""


def _broken(stream: Stream, tag: Tag) -> str:
    """The XML of a line break in the run of a drawing in which `tag` stands."""
    at = 0
    for atom in stream.atoms:
        at += len(atom.text)
        if at > tag.start:
            run = next(atom.element.iterancestors(_RUN), None)
            look = None if run is None else run.find(qualified("a:rPr"))
            kept = "" if look is None else etree.tostring(look, encoding="unicode", with_tail=False)
            return f"</a:t></a:r><a:br>{kept}</a:br><a:r>{kept}<a:t>"
    return ""


def origins_of(name: str, root: etree._Element) -> dict[etree._Element, Origin]:
    """Where each element of a part stands."""
    return {element: (name, rank) for rank, element in enumerate(root.iter(etree.Element))}


def take_apart(
    name: str,
    root: etree._Element,
    registry: Registry,
    lists: Counting,
    *,
    origins: Mapping[etree._Element, Origin] | None = None,
    notes: Sequence[Embedded] = (),
) -> list[Piece]:
    """The part `name` in pieces. What is wrong with its tags is told to `registry`; `lists` are the numberings that
    count. `notes` stand in it that are of other parts, `origins` say where each element is from. The tree is changed.
    """
    own = PartTags(name, root, registry, origins or {})
    own.find()
    numbers = sorted(own.tags)
    heard = [(number, own.tags[number]) for number in numbers if not registry.is_ignored(number)]
    found = groups(heard, registry.tell)
    _settle(own, root, registry, found)
    if registry.faults:
        return []
    _keep_up(own, root, registry, found, lists)
    capture(notes, registry.add)
    return _pieces(root, registry)


class _Marks:
    """Marks of what is added to the tags of a part."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def statement(self, code: str, like: etree._Element) -> etree._Element:
        return mark(self._registry.add(f"% {code}", number_of(like)))

    def xml(self, text: str, like: etree._Element) -> etree._Element:
        return mark(self._registry.add_xml(text, number_of(like)))


def _settle(own: PartTags, root: etree._Element, registry: Registry, found: Sequence[Group]) -> None:
    nodes = mark_nodes(root)
    for number, tag in own.tags.items():
        if number in nodes and tag.trims[0]:
            trim_before(nodes[number])
        if number in nodes and tag.trims[1]:
            trim_after(nodes[number])
    Scopes(own.tags, nodes, own.prints, registry.tell, _Marks(registry)).settle(found)
    for number, tag in own.tags.items():
        word = tag.word if tag.kind == "statement" else ""
        if word == "include" and number in nodes and around(nodes[number], T) is not None:
            registry.tell(number, "`include` stands beside text", "put it into a paragraph of its own")


def _keep_up(own: PartTags, root: etree._Element, registry: Registry, found: Sequence[Group], lists: Counting) -> None:
    words = {number: tag.word for number, tag in own.tags.items() if tag.kind == "statement"}
    prints = {number: tag.code for number, tag in own.tags.items() if tag.kind == "print"}
    cells = {
        number: (tag.word, tag.code.removeprefix(tag.word).strip())
        for number, tag in own.tags.items()
        if tag.kind == "statement" and tag.word in CELL_WORDS
    }
    tick_boxes(root, prints, registry.add)
    merged_cells(root, cells, registry.add)
    for number in cells:
        registry.silence(number)
    restart_lists(root, words, lists, registry.add)
    renumber(root, words, registry.add)
    set_guards(root)


def _pieces(root: etree._Element, registry: Registry) -> list[Piece]:
    xml = XML_HEAD + etree.tostring(root, encoding="unicode")
    found: list[Piece] = []
    at = 0
    for sign in MARKED.finditer(xml):
        found.append(xml[at : sign.start()])
        number = int(sign[1] or sign[2])
        entry = registry.entries[number]
        found.append(entry.code if entry.runs == "xml" else number)
        at = sign.end()
    found.append(xml[at:])
    return [
        piece for piece in found if piece != "" and not (isinstance(piece, int) and not registry.entries[piece].line)
    ]


_RELATION = qualified("rels:Relationship")


def tagged_links(root: etree._Element) -> tuple[dict[str, str], int]:
    """The addresses in which tags stand, by the id of their relationship, and the rank of the first; they are taken out
    of the part `root`."""
    found, first = dict[str, str](), len(root)
    for rank, relation in enumerate(list(root.iter(_RELATION))):
        address = unquote(relation.get("Target", ""))
        if relation.get("TargetMode") == "External" and any(Lexer().tags(address)):
            found[relation.get("Id", "")] = address
            first = min(first, rank)
            root.remove(relation)
    return found, first


def take_links(name: str, root: etree._Element, links: dict[str, str], registry: Registry) -> None:
    """Have each link of the part `name` with tags in its address lead where they say. The tree is changed: a mark of
    an attribute in the place of the id of the relationship."""
    ranks = {element: rank for rank, element in enumerate(root.iter(etree.Element))}
    for element in ranks:
        for attribute, value in element.attrib.items():
            if str(attribute).startswith(f"{{{NAMESPACES['r']}}}") and value in links:
                number = _link(name, ranks[element], links[str(value)], registry)
                element.set(attribute, token(number))


def _link(part: str, rank: int, address: str, registry: Registry) -> int:
    """One tag that gives the id of the relationship to `address`, which holds tags."""
    pieces, at, first = list[str](), 0, -1
    take = partial(registry.take, part=part, element=rank, text=address, writer="flat")
    for tag in Lexer().tags(address):
        number = take(tag)
        first = number if first < 0 else first
        pieces += [repr(address[at : tag.start])] if tag.start > at else []
        if tag.kind == "statement" or not tag.closed or not tag.code:
            registry.tell(number, "an address holds a tag that prints nothing", "write values alone: `{{ … }}`")
        else:
            pieces.append(f"({tag.code})")
        registry.silence(number)
        at = tag.end
    pieces += [repr(address[at:])] if at < len(address) else []
    scheme = re.match(r"'https?:/+'$", pieces[0]) if len(pieces) == 2 else None  # Word puts it before what is typed
    given = pieces[1:] if scheme else pieces
    return registry.add(f"_kd_link({part!r}, {', '.join(given)})", first)
