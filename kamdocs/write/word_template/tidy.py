"""What must be unique in a document made so, where parts of it were put in or repeated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from kamdocs.word.elements import Node, take_out, value_of, whole
from kamdocs.word.index import Index, bookmarks
from kamdocs.word.names import qualified

_DRAWING, _START, _END = qualified("wp:docPr"), qualified("w:bookmarkStart"), qualified("w:bookmarkEnd")
_PARAGRAPH_ID, _TEXT_ID = qualified("w14:paraId"), qualified("w14:textId")
_ID = qualified("w:id")
_DRAWN_IDS = re.compile(rb'<wp:docPr [^>]*?\bid="(\d+)"')
_BOOKMARK_IDS = re.compile(rb'<w:bookmarkStart [^>]*?\bw:id="(\d+)"')
_CHANGES = [
    qualified(f"w:{tag}")
    for tag in (
        *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange"),
        *(f"{name}Change" for name in ("rPr", "pPr", "tblPr", "trPr", "tcPr", "sectPr", "tblPrEx", "tblGrid")),
    )
]
_PARTS = {"document", "header", "footer", "footnotes", "endnotes", "comments"}


def tidy(trees: Mapping[str, Node], index: Index) -> None:
    """Give every drawing and bookmark of the changed parts an id of its own, and every bookmark its own name."""
    unchanged = [index.parts[name] for name in index.parts if name not in trees and _is_text(name)]
    drawings = {whole(number.decode()) for data in unchanged for number in _DRAWN_IDS.findall(data)}
    _number_drawings(trees.values(), drawings)
    numbers = {whole(number.decode()) for data in unchanged for number in _BOOKMARK_IDS.findall(data)}
    _number_bookmarks(trees.values(), numbers, bookmarks(unchanged))
    for root in trees.values():
        _tell_apart(root)


def _is_text(name: str) -> bool:
    stem = name.rpartition("/")[2].partition(".")[0].rstrip("0123456789")
    return name.endswith(".xml") and stem in _PARTS


def _number_drawings(roots: Iterable[Node], taken: set[int]) -> None:
    found = [node for root in roots for node in root.iter(_DRAWING)]
    numbers = [whole(node.get("id")) for node in found]
    following = max([*taken, *numbers], default=0) + 1
    for node, number in zip(found, numbers, strict=True):
        if number < 1 or number in taken:
            number, following = following, following + 1
            node.set("id", str(number))
        taken.add(number)


def _number_bookmarks(roots: Iterable[Node], numbers: set[int], names: set[str]) -> None:
    following = 0
    for root in roots:
        given: dict[str, str] = {}
        for node in list(root.iter(_START, _END)):
            id = value_of(node, "w:id")
            if node.tag == _END:
                _end(node, given.pop(id, None))
                continue
            while following in numbers:
                following += 1
            given[id] = str(following)
            node.set(_ID, given[id])
            following += 1
            _name_apart(node, names)


def _end(node: Node, id: str | None) -> None:
    """An end of a bookmark that begins nowhere goes."""
    if id is None:
        take_out(node)
    else:
        node.set(_ID, id)


def _name_apart(node: Node, names: set[str]) -> None:
    name = new = value_of(node, "w:name")
    number = 1
    while new.casefold() in names:
        number += 1
        new = f"{name[:34]}_{number}"
    names.add(new.casefold())
    if new != name:
        node.set(qualified("w:name"), new)


def _tell_apart(root: Node) -> None:
    """Take ids out that stand twice on paragraphs and controls: Word gives them new ones."""
    seen: set[str] = set()
    for node in root.iter(qualified("w:p"), qualified("w:tr")):
        id = node.get(_PARAGRAPH_ID)
        if id is not None and id in seen:
            node.attrib.pop(_PARAGRAPH_ID)
            node.attrib.pop(_TEXT_ID, "")
        elif id is not None:
            seen.add(str(id))
    _number_changes(root)
    controls: set[str] = set()
    for properties in root.iter(qualified("w:sdtPr")):
        for number in properties.findall(_ID):
            if value_of(number) in controls:
                properties.remove(number)
            controls.add(value_of(number))


def _number_changes(root: Node) -> None:
    """Give each tracked change an id of its own, where a paragraph that holds one was parted or repeated."""
    seen: set[int] = set()
    again: list[Node] = []
    for node in root.iter(*_CHANGES):
        number = whole(value_of(node, "w:id"))
        if number in seen:
            again.append(node)
        seen.add(number)
    for number, node in enumerate(again, start=max(seen, default=0) + 1):
        node.set(_ID, str(number))
