"""SVG pictures: what they may hold, and how large they are."""

from __future__ import annotations

import math
import re
from base64 import b64decode
from collections.abc import Callable, Iterator

from lxml import etree

_DRAWN_ONLY = "save it as a plain SVG, without scripts and with all it shows inside"
_ACTIVE = re.compile("script|foreignObject|iframe|audio|video|set|handler|animate.*")
_LINK = re.compile(r"\s*(https?:|mailto:|tel:|#)", re.IGNORECASE)
_INSIDE = re.compile(r"\s*(#|data:image/(png|jpeg|gif);)")
_EMBEDDED = re.compile(r"\s*data:image/(png|jpeg|gif);base64,(.*)", re.DOTALL)
_LOADS = re.compile(r"@import|url\(\s*['\"]?(?!#|data:image/(png|jpeg|gif);)", re.IGNORECASE)
_SVG = "{http://www.w3.org/2000/svg}svg"
_NOTES = frozenset({"metadata", "title", "desc"})
_OWN_NAMES = re.compile(
    r"(?!data-|aria-)[\w.-]+|\{http://www\.w3\.org/XML/1998/namespace\}(space|lang)|\{http://www\.w3\.org/1999/xlink\}href"
)
"""Attributes that say how something is drawn; others are the notes of programs."""
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_TEXT = 10.0
_LONGEST = 40
"""How many times longer than wide a drawing may be, or wider than long."""

_LARGEST_PX = 50_000

_MOST_PARTS = 50_000
"""Elements drawn, each as often as it is used: no chart has as many, and a bomb has far more."""

_LENGTH = re.compile(r"\s*(\d*\.?\d+)\s*(px|pt|pc|mm|cm|in|em|ex)?\s*")
_NUMBER = re.compile(r"[-+]?\d*\.?\d+(?:[eE][-+]?\d+)?")
_USED = re.compile(r"url\(\s*['\"]?#([^'\")\s]+)")
_PX_PER_POINT = 96 / 72
_PX = {"px": 1.0, "pt": _PX_PER_POINT, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}


def svg_fault(content: bytes) -> tuple[str, str] | None:
    """What is wrong with an SVG picture, to be read after its name, and what mends it; None for a sound one."""
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError:
        return "is no SVG picture, or is cut off", "save it again, as plain SVG or as PNG"
    if root.tag != _SVG:
        return "is no SVG picture", "save it again, as plain SVG or as PNG"
    if svg_size(root, _TEXT)[1] <= 0:
        return "does not say how large it is", 'give it `width` and `height` or a `viewBox="0 0 …"`'
    if any(node.tag is etree.PI and node.target == "xml-stylesheet" for node in root.itersiblings(preceding=True)):
        return "loads a style sheet", _DRAWN_ONLY
    for element in root.iter(etree.Element):
        if what := _alive(element):
            return what, _DRAWN_ONLY
    return _unfit(root)


def embedded_pictures(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The kind and content of each picture that a sound SVG picture holds; no content where it cannot be read."""
    for element in etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True)).iter(
        etree.Element
    ):
        for value in map(str, element.attrib.values()):
            if match := _EMBEDDED.fullmatch(value):
                try:
                    yield f"image/{match[1]}", b64decode("".join(match[2].split()), validate=True)
                except ValueError:
                    yield f"image/{match[1]}", b""


def _alive(element: etree._Element) -> str:
    """What in an element of an SVG does something or loads something; empty where nothing does."""
    name = str(element.tag).rpartition("}")[2]
    if _ACTIVE.fullmatch(name):
        return f"holds a `{name}`"
    for attribute, value in element.attrib.items():
        attribute, value = str(attribute).rpartition("}")[2], str(value)
        if attribute.startswith("on"):
            return f"holds a script in `{attribute}`"
        leads = _LINK if name == "a" else _INSIDE
        if (attribute == "href" and not leads.match(value)) or _LOADS.search(value):
            return f"loads `{value[:40]}` from elsewhere"
    if name == "style" and _LOADS.search("".join(map(str, element.itertext()))):
        return "loads something from elsewhere in its `style`"
    return ""


def _unfit(root: etree._Element) -> tuple[str, str] | None:
    width, shape = svg_size(root, _TEXT)
    if not 1 / _LONGEST <= shape <= _LONGEST:
        return "is too long or too wide", f"make it at most {_LONGEST} times as long as wide, or as wide as long"
    if width * max(shape, 1) > _LARGEST_PX:
        return "is too large", "make it as large as a page at most"
    if any(node.tag is etree.Entity for node in root.iter()):
        return "has entities of its own", "save it as plain SVG"
    if _parts(root) > _MOST_PARTS:
        return "has too many parts, or uses itself", "make it simpler, or save it as PNG"
    return None


def drawn_alone(content: bytes, rewritten: Callable[[str], str]) -> bytes:
    """A sound SVG picture with nothing but what is drawn: without comments, document type, titles and descriptions, and
    what programs note for themselves. Values of attributes and styles are `rewritten`."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(content, parser)
    for element in list(root.iter(etree.Element)):
        name = etree.QName(element)
        if f"{{{name.namespace}}}svg" != _SVG or name.localname in _NOTES:
            _take_out(element)
            continue
        for attribute, value in element.attrib.items():
            if _OWN_NAMES.fullmatch(str(attribute)):
                value = _CSS_COMMENT.sub("", str(value)) if attribute == "style" else str(value)
                element.set(attribute, rewritten(value))
            else:
                del element.attrib[attribute]
        if name.localname == "style":
            element.text = rewritten(_CSS_COMMENT.sub("", element.text or ""))
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _take_out(element: etree._Element) -> None:
    """Take an element out of what is around it, but not the text that follows it."""
    holder, before = element.getparent(), element.getprevious()
    if holder is None:
        return
    if before is not None:
        before.tail = f"{before.tail or ''}{element.tail or ''}"
    else:
        holder.text = f"{holder.text or ''}{element.tail or ''}"
    holder.remove(element)


def svg_text(content: bytes) -> str:
    """The words of a well-formed SVG, those of its parts in lines of their own."""
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    return "\n".join(text for found in root.itertext() if (text := str(found).strip()))


def svg_size(root: etree._Element, text: float) -> tuple[float, float]:
    """The width in pixels, 0 where none is stated, and the height as a part of it, 0 where nothing says it.

    `text` is the size of text in points, which `em` counts in.
    """
    width, height = (_length(root.get(side, ""), text) for side in ("width", "height"))
    box = [float(number) for number in _NUMBER.findall(root.get("viewBox", ""))]
    shape = height / width if width and height else box[3] / box[2] if len(box) == 4 and box[2] else 0.0
    return width or (height / shape if shape else 0.0), shape


def _length(stated: str, text: float) -> float:
    """A length in pixels; 0 for none and for a share of the place."""
    match = _LENGTH.fullmatch(stated)
    if match is None:
        return 0.0
    em = text * _PX_PER_POINT
    return float(match[1]) * {**_PX, "em": em, "ex": em / 2}[match[2] or "px"]


def _parts(root: etree._Element) -> float:
    """How many elements are drawn, each as often as it is used; infinite where one uses itself."""
    named = {identifier: node for node in root.iter(etree.Element) if (identifier := node.get("id"))}
    known: dict[etree._Element, float] = {}

    def count(node: etree._Element) -> float:
        if node not in known:
            known[node] = math.inf
            used = [named[name] for name in _uses(node) if name in named]
            known[node] = 1 + sum(map(count, [*node.iterchildren(etree.Element), *used]))
        return known[node]

    try:
        return count(root)
    except RecursionError:
        return math.inf


def _uses(node: etree._Element) -> list[str]:
    """The ids of what an element draws again, or is drawn with."""
    links = [value for name, value in _attributes(node) if name == "href" and value.startswith("#")]
    if etree.QName(node).localname == "a":
        links = []
    return [*(link[1:] for link in links), *(name for _, value in _attributes(node) for name in _USED.findall(value))]


def _attributes(node: etree._Element) -> list[tuple[str, str]]:
    return [(etree.QName(str(name)).localname, str(value).strip()) for name, value in node.attrib.items()]
