"""Elements of the Word format as plain lxml ones, made in one expression each, and the parts that they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from lxml import etree

from kamdocs.word.names import NAMESPACES, qualified

Node = etree._Element

_MOST_DIGITS = 19
"""Longer numbers are none of Word's; Python refuses to read those of thousands of digits."""

_OPENING = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"


def made(name: str, attributes: Mapping[str, object] | None = None, children: Iterable[Node] = ()) -> Node:
    """The element `name`, as in `w:p`; attributes without a prefix stand in no namespace."""
    prefix = name.partition(":")[0]
    node = etree.Element(qualified(name), nsmap={prefix: NAMESPACES[prefix]})
    for key, value in (attributes or {}).items():
        node.set(qualified(key) if ":" in key else key, str(value))
    node.extend(children)
    return node


def valued(name: str, value: object) -> Node:
    """The element `name` with `value` as its `w:val`."""
    return made(name, {"w:val": value})


def serialised(root: Node) -> bytes:
    """A part as Word writes it: encoded in UTF-8, with its declaration."""
    return _OPENING + etree.tostring(root, encoding="UTF-8")


def number_in(node: Node | None, name: str) -> int:
    """The whole number in an attribute of an element, 0 where there is none."""
    return whole(value_of(node, name))


def closest(node: Node, *tags: str) -> Node | None:
    """The nearest element around `node` with one of `tags`, which are qualified."""
    return next(node.iterancestors(*tags), None)


def take_out(node: Node | None) -> None:
    """Take an element out of the one that it stands in."""
    parent = None if node is None else node.getparent()
    if node is not None and parent is not None:
        parent.remove(node)


def value_of(node: Node | None, name: str = "w:val") -> str:
    """An attribute of an element, empty where there is none."""
    return "" if node is None else str(node.get(qualified(name)) or "")


def whole(text: str | None, default: int = 0) -> int:
    """The whole number that `text` writes in digits, `default` for anything else."""
    digits = (text or "").removeprefix("-")
    return int(text or "") if digits.isdecimal() and len(digits) < _MOST_DIGITS else default


def shell(node: Node, more: Mapping[str, str] | None = None) -> Node:
    """An element like `node` with nothing in it, which declares the same prefixes, and `more`."""
    prefixes = cast("dict[str, str]", {**node.nsmap, **(more or {})})
    attributes = {str(name): str(value) for name, value in node.attrib.items()}
    return etree.Element(node.tag, attributes, nsmap=prefixes)


def declared(root: Node, prefixes: Mapping[str, str], ignorable: Iterable[str]) -> Node:
    """`root`, or a new one in its place that declares `prefixes` too and lets readers pass over those `ignorable`."""
    known = set(value_of(root, "mc:Ignorable").split())
    missing = {prefix: name for prefix, name in prefixes.items() if root.nsmap.get(prefix) != name}
    more = sorted(set(ignorable) - known)
    if not missing and not more:
        return root
    changed = root
    if missing:
        changed = shell(root, missing)
        changed.text = root.text
        changed.extend(list(root))
    if more:
        changed.set(qualified("mc:Ignorable"), " ".join([*value_of(root, "mc:Ignorable").split(), *more]))
    return changed


_PROPERTIES = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr")


def place_in(properties: Node, numbering: Node) -> None:
    """Put a `w:numPr` into the properties of a paragraph, at the place that the format wants."""
    before = {qualified(f"w:{tag}") for tag in _PROPERTIES}
    found = [number for number, child in enumerate(properties) if child.tag in before]
    properties.insert(max(found, default=-1) + 1, numbering)
