"""Ids that stay unique, and ranges that stay whole, however often the piece around them is printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lxml import etree

from kamdocs.render.word.marks import mark, number_of, token
from kamdocs.word.names import qualified

Add = Callable[[str, int], int]
"""Makes a tag of its own that runs a code, told at the place of another: gives its number."""

_OPENS_ROUNDS = frozenset({"for", "macro", "call"})
_PARA_IDS = (qualified("w14:paraId"), qualified("w14:textId"))
_ID, _NAME, _AUTHOR = qualified("w:id"), qualified("w:name"), qualified("w:author")
_DRAWN = qualified("wp:docPr")
_VML = "{urn:schemas-microsoft-com:vml}"
_SHAPE_TYPE = f"{_VML}shapetype"
_SHAPE_IDS = ("id", "{urn:schemas-microsoft-com:office:office}spid")
_CONTROL, _CONTROL_PROPERTIES = qualified("w:sdt"), qualified("w:sdtPr")
_COMMENT = qualified("w:comment")

_RANGES = {
    qualified(f"w:{kind}{end}"): (kind, end)
    for kind, ends in {
        "bookmark": ("Start", "End"),
        "perm": ("Start", "End"),
        "comment": ("RangeStart", "RangeEnd", "Reference"),
        "moveFrom": ("RangeStart", "RangeEnd"),
        "moveTo": ("RangeStart", "RangeEnd"),
    }.items()
    for end in ends
}
"""Ends of ranges, each with the kind of its range."""
_RENUMBERED = frozenset({"bookmark", "perm"})


def renumber(root: etree._Element, words: Mapping[int, str], add: Add) -> None:
    """Have the ids of what is printed several times differ; others that may be left out go.

    A range that does not begin and end in the same rounds, and one that Word knows once, as that of a comment, is
    printed the first time alone.
    """
    rounds = _rounds(root, words)
    scopes: dict[tuple[str, str], set[int]] = {}
    for node in root.iter(*_RANGES):
        scopes.setdefault(_range(node), set()).add(rounds.get(node, -1))
    for node, within in rounds.items():
        for name in _PARA_IDS:
            node.attrib.pop(name, "")
        if node.tag in _RANGES:
            _renumber_end(node, within, add, is_whole=len(scopes[_range(node)]) == 1)
        else:
            _renumber(node, within, add)


def _rounds(root: etree._Element, words: Mapping[int, str]) -> dict[etree._Element, int]:
    """The elements that may be printed several times, each with the tag of the loop or macro around it."""
    found, stack = dict[etree._Element, int](), list[int]()
    for node in root.iter():
        word = words.get(number_of(node), "")
        if word in _OPENS_ROUNDS:
            stack.append(number_of(node))
        elif word.startswith("end") and word.removeprefix("end") in _OPENS_ROUNDS and stack:
            stack.pop()
        elif stack and isinstance(node.tag, str):
            found[node] = stack[-1]
    return found


def _range(node: etree._Element) -> tuple[str, str]:
    return _RANGES[str(node.tag)][0], node.get(_ID, "")


def _renumber_end(node: etree._Element, within: int, add: Add, *, is_whole: bool) -> None:
    (kind, end), id, name = _RANGES[str(node.tag)], node.get(_ID, ""), node.get(_NAME, "")
    if kind not in _RENUMBERED or not is_whole:
        node.addprevious(mark(add(f"% if _kd_once({f'{kind}{end} {id}'!r})", within)))
        node.addnext(mark(add("% endif", within)))
        return
    key = id if kind == "bookmark" else f"{kind} {id}"
    node.set(_ID, token(add(f"_kd_bookmark{'_end' if end == 'End' else ''}({key!r})", within)))
    if name:
        node.set(_NAME, token(add(f"_kd_bookmark_name({id!r}, {name!r})", within)))


def _renumber(node: etree._Element, within: int, add: Add) -> None:
    if node.tag == _DRAWN:
        node.set("id", token(add("_kd_id()", within)))
    elif node.tag == _CONTROL:
        for own in node.iterfind(f"{_CONTROL_PROPERTIES}/{_ID}"):
            own.getparent().remove(own)  # type: ignore[union-attr]  # it was found in one
    elif _AUTHOR in node.attrib and _ID in node.attrib and node.tag != _COMMENT:
        node.set(_ID, token(add("_kd_id()", within)))
    elif str(node.tag).startswith(_VML) and node.tag != _SHAPE_TYPE:
        for name in [each for each in _SHAPE_IDS if each in node.attrib]:
            node.set(name, f"{node.get(name)}_{token(add('_kd_id()', within))}")
