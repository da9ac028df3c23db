"""`theme.docx`: a document made in Word whose styles take the place of those made of a theme's tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy

from lxml import etree

from kamdocs.model.theme import CarriedStyle, Carrier
from kamdocs.word.names import NAMESPACES, qualified, style_name
from kamdocs.word.package import PackageError, parse_part, read_package

STYLES = "word/styles.xml"
_THEME = re.compile(r"word/(theme/)?theme\d*\.xml")
_KINDS = ("paragraph", "character", "table")
_LOOK = ("pPr", "rPr", "tblPr", "trPr", "tcPr", "tblStylePr")
_KNOWN = tuple(f"{{{NAMESPACES[prefix]}}}" for prefix in ("w", "w14"))
_OF_ONE_DOCUMENT = ("numPr", "lang", "sectPr", "cnfStyle")
_HIDING = ("vanish", "specVanish", "webHidden")
_NOT_A_LOOK = frozenset(qualified(f"w:{tag}") for tag in (*_OF_ONE_DOCUMENT, *_HIDING))
"""What belongs to one document, its numberings, languages and sections; and what hides text, which documents show."""
_AUTHOR = qualified("w:author")
_MACROS = re.compile(r"vba(Project|Data)\..*", re.IGNORECASE)
_RELATION = f"{{{NAMESPACES['r']}}}"


def read_carrier(content: bytes) -> Carrier:
    """The styles in a DOCX, and its colours and fonts. Nothing else of it is read, and nothing that it links to.

    Raises PackageError where it is not a sound Word file, holds no styles or holds macros.
    """
    parts = read_package(content)
    if macros := next((name for name in parts if _MACROS.fullmatch(name.rpartition("/")[2])), ""):
        raise PackageError(
            f"holds macros, in `{macros}`", help="save it in Word as a document without macros (`.docx`)"
        )
    if STYLES not in parts:
        raise PackageError(f"holds no styles: it has no `{STYLES}`")
    root = parse_part(parts[STYLES])
    names = _names(root)
    styles = [_carried(style, names) for style in root.iter(qualified("w:style")) if _is_wanted(style, names)]
    _refuse_circles(styles)
    return Carrier(tuple(styles), _theme(parts))


def _names(root: etree._Element) -> dict[str, str]:
    """The name that Word shows of each style, by its id."""
    return {
        style.get(qualified("w:styleId"), ""): style_name(name.get(qualified("w:val"), ""))
        for style in root.iter(qualified("w:style"))
        for name in style.findall(qualified("w:name"))
    }


def _is_wanted(style: etree._Element, names: Mapping[str, str]) -> bool:
    return style.get(qualified("w:type")) in _KINDS and bool(names.get(style.get(qualified("w:styleId"), "")))


def _carried(style: etree._Element, names: Mapping[str, str]) -> CarriedStyle:
    based_on = style.find(qualified("w:basedOn"))
    base = names.get(based_on.get(qualified("w:val"), ""), "") if based_on is not None else ""
    name = names[style.get(qualified("w:styleId"), "")]
    look = [child for tag in _LOOK for child in style.findall(qualified(f"w:{tag}"))]
    if doubled := next((tag for tag in _LOOK[:-1] if len(style.findall(qualified(f"w:{tag}"))) > 1), ""):
        raise PackageError(f"has two `w:{doubled}` in the style `{name}`, in `{STYLES}`")
    return CarriedStyle(str(style.get(qualified("w:type"))), name, base, tuple(map(_plain, look)))


def _plain(element: etree._Element) -> bytes:
    """An element of a style without what belongs to one document, tracked changes, what hides text, and what programs
    that came later add."""
    element = deepcopy(element)
    for child in list(element.iter()):
        if not _is_look(child):
            _remove(child)
        else:
            for attribute in list(child.attrib):
                if not str(attribute).startswith(_KNOWN) or etree.QName(attribute).localname.startswith("rsid"):
                    del child.attrib[attribute]
    element.tail = None
    etree.cleanup_namespaces(element)
    return etree.tostring(element)


def _is_look(element: etree._Element) -> bool:
    is_known = isinstance(element.tag, str) and element.tag.startswith(_KNOWN)
    return is_known and element.tag not in _NOT_A_LOOK and _AUTHOR not in element.attrib


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _refuse_circles(styles: list[CarriedStyle]) -> None:
    bases = {(style.kind, style.name): (style.kind, style.based_on) for style in styles}
    for style in styles:
        for number, _ in enumerate(_upwards((style.kind, style.name), bases)):
            if number > len(bases):
                raise PackageError(f"holds a style `{style.name}` that is based on itself")


def _upwards(place: tuple[str, str], bases: Mapping[tuple[str, str], tuple[str, str]]) -> Iterator[tuple[str, str]]:
    while place in bases:
        place = bases[place]
        yield place


def _theme(parts: Mapping[str, bytes]) -> bytes | None:
    """The colours and fonts that Word offers; None where there are none, or pictures among them."""
    name = next((name for name in parts if _THEME.fullmatch(name)), None)
    if name is None:
        return None
    root = parse_part(parts[name])
    if any(str(attribute).startswith(_RELATION) for element in root.iter() for attribute in element.attrib):
        return None
    for extension in [*root.iter(qualified("a:extLst"), etree.Comment, etree.PI)]:
        _remove(extension)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
