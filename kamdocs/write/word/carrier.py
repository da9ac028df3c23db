"""Styles that a theme carries in a document made in Word, in place of those made of its tokens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from docx.oxml.parser import parse_xml
from lxml import etree

from kamdocs.model.theme import CarriedStyle, Carrier
from kamdocs.word.names import qualified, style_name
from kamdocs.write.word.elements import Element, w
from kamdocs.write.word.styles import style_id

_LOOK = tuple(qualified(f"w:{tag}") for tag in ("pPr", "rPr", "tblPr", "trPr", "tcPr", "tblStylePr"))
_FROM_NUMBERING = ("numPr", "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap")
_FROM_BREAKS = ("overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid")
_FROM_SPACING = ("spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection")
_FROM_ALIGNMENT = ("textAlignment", "textboxTightWrap", "outlineLvl", "divId")
_ORDER = (*_FROM_NUMBERING, *_FROM_BREAKS, *_FROM_SPACING, *_FROM_ALIGNMENT)
"""Properties of paragraphs in the order that the format wants, from the first on that is kept."""
_STRUCTURE = ("numPr", "wordWrap", "autoSpaceDE", "autoSpaceDN", "outlineLvl")
"""What a paragraph style keeps of ours: its numbering, its place in the outline, and how Hangul breaks."""
_WORDS_BASE = {"Default Paragraph Font", "Normal Table", "Table Normal", "No List"}
_OWN = "Own"

_Key = tuple[str, str]
"""The kind of a style and the name that Word shows."""


def carry(styles: etree._Element, carrier: Carrier) -> None:
    """Put the styles of `carrier` in place of those of the same kind and name in `styles`, a `w:styles`.

    Their looks come along, with the styles of the carrier's own that they are based on; ids, numberings, the outline
    and what Word counts on stay ours.
    """
    ours = {_key(style): style for style in styles.iterchildren(qualified("w:style"))}
    theirs = {(style.kind, style.name): style for style in carrier.styles if style.name not in _WORDS_BASE}
    taken = _with_bases([key for key in ours if key in theirs], theirs)
    ids = {key: str(style.get(qualified("w:styleId"))) for key, style in ours.items()}
    ids |= {key: f"{_OWN}{style_id(key[1])}" for key in taken if key not in ours}
    for key in taken:
        if key not in ours:
            ours[key] = _new(theirs[key], ids[key])
            styles.append(ours[key])
        _dress(ours[key], theirs[key], ids)


def _key(style: etree._Element) -> _Key:
    names = (name.get(qualified("w:val"), "") for name in style.findall(qualified("w:name")))
    return str(style.get(qualified("w:type"))), style_name(next(names, ""))


def _with_bases(keys: Iterable[_Key], theirs: Mapping[_Key, CarriedStyle]) -> list[_Key]:
    """`keys` and the carrier's styles that they are based on, each once."""
    found: dict[_Key, None] = {}
    for key in keys:
        while key in theirs and key not in found:
            found[key] = None
            key = (key[0], theirs[key].based_on)
    return list(found)


def _new(style: CarriedStyle, id: str) -> Element:
    return w(
        "style", {"type": style.kind, "customStyle": 1, "styleId": id}, [w("name", style.name), w("uiPriority", 99)]
    )


def _dress(ours: etree._Element, theirs: CarriedStyle, ids: Mapping[_Key, str]) -> None:
    kept = [element for tag in _STRUCTURE for element in ours.iterfind(f"{qualified('w:pPr')}/{qualified(f'w:{tag}')}")]
    for element in [child for child in ours if child.tag in _LOOK]:
        ours.remove(element)
    _base_on(ours, ids.get((theirs.kind, theirs.based_on), ""))
    look = [parse_xml(part) for part in theirs.look]
    if kept and not any(element.tag == _LOOK[0] for element in look):
        look.insert(0, w("pPr"))
    ours.extend(look)
    for element in kept:
        _restore(look[0], element)


def _base_on(style: etree._Element, id: str) -> None:
    """Base `style` on the one with this id; with none it stays as it is."""
    base = style.find(qualified("w:basedOn"))
    if base is not None and id:
        base.set(qualified("w:val"), id)
    elif id and style.get(qualified("w:default")) is None:
        style.insert(1, w("basedOn", id))


def _restore(properties: etree._Element, element: etree._Element) -> None:
    """Put `element` into paragraph properties at its place, unless they have it."""
    if properties.find(element.tag) is None:
        later = {qualified(f"w:{tag}") for tag in _ORDER[_ORDER.index(etree.QName(element).localname) + 1 :]}
        place = next((number for number, child in enumerate(properties) if child.tag in later), len(properties))
        properties.insert(place, element)
