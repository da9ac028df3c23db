"""Text inside a block: HTML's inline elements as Word runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from lxml import etree

from kamdocs.rules.vocabulary import CAPTION_NUMBER, REFERENCES, kind
from kamdocs.write.word.elements import Element, w
from kamdocs.write.word.language import Tongue, is_ambiguous, tongue

_SPACE = re.compile(r"[ \t\r\n\f]+")
_SIGNS = re.compile("([\n\t\u00ad\u2011])")
_OF_THEIR_OWN = {"img", "span.footnote", f"span.{CAPTION_NUMBER}", "a.number", "a.title"}
_ELEMENTS = {"\n": "br", "\t": "tab", "\u00ad": "softHyphen", "\u2011": "noBreakHyphen"}


@dataclass(frozen=True, slots=True)
class Look:
    """How a stretch of text is set; `style` is the id of a character style, `language` is empty where it is the
    document's."""

    style: str = ""
    strong: bool = False
    emphasis: bool = False
    raised: bool = False
    language: str = ""
    link: str = ""


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text of one look (a line break is `\\n`); in its place an element of its own kind, as a picture or a
    footnote; or the id of an anchor."""

    text: str
    look: Look
    node: etree._Element | None = None
    anchor: str = ""


def pieces(nodes: Iterable[etree._Element | str], look: Look) -> list[Piece]:
    """The pieces of a block's inline content, its white space collapsed as HTML does."""
    return _collapsed([piece for node in nodes for piece in _raw(node, look)])


def run(text: str, look: Look, document: Tongue) -> Element:
    """The Word run that prints `text`."""
    properties = _properties(text, look, document)
    made = w("r", children=[w("rPr", children=properties)] if properties else [])
    for part in filter(None, _SIGNS.split(text)):
        made.append(w(_ELEMENTS[part]) if part in _ELEMENTS else _printed(part))
    return made


def by_link(found: list[Piece]) -> Iterator[tuple[str, list[Piece]]]:
    """The pieces in stretches that lead to the same target; the target is empty where they lead nowhere."""
    for target, group in groupby(found, key=lambda piece: piece.look.link):
        yield target, list(group)


def _raw(node: etree._Element | str, look: Look) -> Iterator[Piece]:
    if isinstance(node, str):
        yield Piece(_SPACE.sub(" ", node), look)
        return
    look = _look(node, look)
    if kind(node) in _OF_THEIR_OWN:
        yield Piece("", look, node)
        return
    if anchor := node.get("id"):
        yield Piece("", look, anchor=anchor)
    if node.tag == "br":
        yield Piece("\n", look)
    for child in contents(node):
        yield from _raw(child, look)


def contents(node: etree._Element) -> Iterator[etree._Element | str]:
    """Texts and elements in `node`, in order."""
    if node.text:
        yield node.text
    for child in node:
        if isinstance(child.tag, str):
            yield child
        if child.tail:
            yield child.tail


def _look(node: etree._Element, look: Look) -> Look:
    if language := node.get("lang"):
        look = replace(look, language=language)
    match node.tag:
        case "strong":
            return replace(look, strong=True)
        case "em":
            return replace(look, emphasis=True)
        case "sup":
            return replace(look, raised=True)
        case "a" if node.get("class") not in REFERENCES:
            return replace(look, link=node.get("href") or "")
    return look


def _collapsed(found: list[Piece]) -> list[Piece]:
    """Spaces at both ends, around line breaks and after other spaces go."""
    kept: list[Piece] = []
    after_space = True
    for piece in found:
        text = piece.text.lstrip(" ") if after_space else piece.text
        if text == "\n":
            _strip_end(kept)
        if text or piece.node is not None or piece.anchor:
            kept.append(piece if text == piece.text else replace(piece, text=text))
        if text or piece.node is not None:
            after_space = text.endswith((" ", "\n"))
    _strip_end(kept)
    return [piece for piece in kept if piece.text or piece.node is not None or piece.anchor]


def _strip_end(kept: list[Piece]) -> None:
    for place in range(len(kept) - 1, -1, -1):
        if kept[place].node is not None or kept[place].text.strip(" "):
            if kept[place].text.endswith(" "):
                kept[place] = replace(kept[place], text=kept[place].text.rstrip(" "))
            return
        if kept[place].text:
            kept[place] = replace(kept[place], text="")


def _properties(text: str, look: Look, document: Tongue) -> list[Element]:
    """Run properties in the order that the format wants."""
    language = tongue(look.language) if look.language else document
    style = look.style or _style(look)
    found = [w("rStyle", style)] if style else []
    if language.east_asian and is_ambiguous(text):
        found.append(w("rFonts", {"hint": "eastAsia"}))
    if look.strong and style != "Strong":
        found += [w("b"), w("bCs")]
    if look.emphasis and style != "Emphasis":
        found += [w("i"), w("iCs")]
    if style == "Emphasis" and language.east_asian and not document.east_asian:
        found += [w("i", 0), w("iCs", 0)]
    if look.raised:
        found.append(w("vertAlign", "superscript"))
    if language != document:
        found.append(w("lang", _language(language)))
    return found


def _style(look: Look) -> str:
    return "Hyperlink" if look.link else "Strong" if look.strong else "Emphasis" if look.emphasis else ""


def _language(language: Tongue) -> dict[str, str]:
    return {"val": language.latin} | ({"eastAsia": language.tag} if language.east_asian else {})


def _printed(text: str) -> Element:
    made = w("t", {"xml:space": "preserve"} if text != text.strip() else "")
    made.text = text
    return made
