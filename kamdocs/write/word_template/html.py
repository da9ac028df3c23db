"""Blocks of the vocabulary as Word content of their own, a guest to be merged into a template."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.opc.rel import _Relationship
from docx.oxml.settings import CT_Settings
from docx.package import Package
from docx.parts.document import DocumentPart
from docx.parts.numbering import NumberingPart
from docx.parts.settings import SettingsPart
from lxml import etree

from kamdocs.errors import OutputError
from kamdocs.model.theme import Theme
from kamdocs.rules.charts import Chart, Diagram
from kamdocs.word.elements import Node, take_out, value_of
from kamdocs.word.index import Index
from kamdocs.word.names import NAMESPACES, qualified
from kamdocs.word.relationships import Relationship
from kamdocs.write.breaks import keep_figures, keep_last_words
from kamdocs.write.document import pictures
from kamdocs.write.word.blocks import Blocks
from kamdocs.write.word.document import STYLES, Place, Target, bookmark_names
from kamdocs.write.word.elements import Element, w
from kamdocs.write.word.flow import Flow
from kamdocs.write.word.footnotes import Footnotes
from kamdocs.write.word.language import Tongue
from kamdocs.write.word.page import Running, Sheets
from kamdocs.write.word.pictures import Pictures

_HEADINGS: Mapping[str, str] = {f"h{level}": f"Heading {level}" for level in range(1, 5)}
PLAIN = "BodyText"
"""The id of the style of plain paragraphs, which take the look of the paragraph that they go into."""

_WRAPPED = {"cover", "landscape", "columns"}
_NAMES = {kind: f"word/{kind}.xml" for kind in ("footnotes", "numbering", "settings")}


class Written(Index):
    """What was written of blocks: the parts beside the text, and what it refers to."""

    def __init__(self, document: DocumentPart, notes: Part | None) -> None:
        super().__init__({})
        self._parts = {str(part.partname).lstrip("/"): part for part in _all_parts(document, notes)}
        self.parts = {name: part.blob for name, part in self._parts.items() if not _is_ours(name)}
        self.notes = notes
        self._document = document
        self.starts = _starts(document.numbering_part.element)

    def relationships(self, part: str) -> dict[str, Relationship]:
        """The relationships of a part; that of the text has an empty name."""
        held = self._document if not part else self._parts.get(part)
        return {} if held is None else {id: _relationship(found) for id, found in held.rels.items()}

    def content_type(self, part: str) -> str:
        """The type of a part."""
        return str(self._parts[part].content_type)

    def related(self, kind: str) -> str | None:
        """The name of the part of the footnotes."""
        return _NAMES[kind] if kind == "footnotes" and self.notes is not None else None

    def prefixes(self, part: str) -> tuple[dict[str, str], list[str]]:
        """The prefixes of what was written; older readers pass over the boxes to tick."""
        return {"w14": NAMESPACES["w14"]}, ["w14"]

    def shared(self, kind: str) -> Node | None:
        """The root of the part of the footnotes."""
        return self.notes.element if kind == "footnotes" and isinstance(self.notes, XmlPart) else None


@dataclass(frozen=True, slots=True)
class Pens:
    """What blocks are written with: a theme for the text, one for charts and diagrams, and where pictures are.

    `flow` puts blocks of the first theme in order; it is made once, as that takes long.
    """

    theme: Theme
    drawn: Theme
    language: Tongue
    assets: Path | None
    flow: Flow


class _Target(Target):
    """Draws charts and diagrams in a theme of their own."""

    __slots__ = ("pen",)
    pen: Theme

    def drawn(self, figure: Chart | Diagram, place: Place) -> Element:
        """A paragraph with a chart that can be edited, or with the drawing of a diagram."""
        usual, self.theme = self.theme, self.pen
        try:
            return Target.drawn(self, figure, place)
        finally:
            self.theme = usual


def write_blocks(blocks: tuple[Node, ...], pens: Pens, *, width: int) -> tuple[list[Node], Written]:
    """The Word blocks of `blocks` in the writer's own styles, and what they refer to; `width` is in twips."""
    body = _body(blocks)
    document = _document()
    files = _pictures(body, pens.assets)
    notes = Footnotes(document, pens.theme)
    names = bookmark_names([identifier for node in body.iter() if (identifier := node.get("id"))])
    shown = Pictures(document, pens.drawn, files)
    target = _Target(document, document, pens.theme, pens.language, names, shown, notes, {})
    target.pen = pens.drawn
    sheets = Sheets(pens.theme, Running("", ""), bare_first_page=False)
    place = Place(width=width, styles={**STYLES, **_HEADINGS})
    made = Blocks(target, sheets, pens.flow).inside(body, place)
    has_notes = any(found.reltype == RELATIONSHIP_TYPE.FOOTNOTES for found in document.rels.values())
    for number in _note_numbers(notes) if has_notes else ():
        _as_in_word(number)
    return list(made), Written(document, notes.part if has_notes else None)


def is_line(blocks: tuple[Node, ...]) -> bool:
    """Whether blocks are but one plain paragraph, which flows within a line."""
    return len(blocks) == 1 and blocks[0].tag == "p" and not blocks[0].get("class")


def _pictures(body: Node, assets: Path | None) -> dict[str, Path]:
    """The files of the pictures in `body`; raises OutputError where one is not there."""
    if assets is not None:
        return {image.get("src", ""): file for image, file in pictures(body, assets)}
    if named := [f"`{image.get('src', '')}` is not known here" for image in body.iter("img")]:
        raise OutputError("\n".join(named), help="give pictures as values of their own, not within rich text")
    return {}


def _body(blocks: tuple[Node, ...]) -> Node:
    body = etree.Element("body")
    body.extend([deepcopy(block) for block in blocks])
    for contents_table in list(body.iter("nav")):
        take_out(contents_table)
    for node in list(body.iter("section", "div")):
        if node.get("class") in _WRAPPED:
            del node.attrib["class"]
    keep_figures(body)
    keep_last_words(body)
    return body


def _document() -> DocumentPart:
    package = Package()
    root = w("document", children=[w("body")])
    document = DocumentPart(PackURI("/word/document.xml"), CONTENT_TYPE.WML_DOCUMENT_MAIN, root, package)
    package.relate_to(document, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    numbers = w("numbering", children=[w("num", {"numId": number}) for number in (1, 2)])
    numbering = NumberingPart(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, numbers, package)
    document.relate_to(numbering, RELATIONSHIP_TYPE.NUMBERING)
    settings = cast(CT_Settings, w("settings", children=[w("compat")]))
    part = SettingsPart(PackURI("/word/settings.xml"), CONTENT_TYPE.WML_SETTINGS, settings, package)
    document.relate_to(part, RELATIONSHIP_TYPE.SETTINGS)
    return document


def _note_numbers(notes: Footnotes) -> list[Node]:
    return list(notes.part.element.iter(qualified("w:footnoteRef")))


def _as_in_word(number: Node) -> None:
    """Raise the number of a footnote and set its text behind a space, as the styles of templates expect it."""
    run = number.getparent()
    assert run is not None
    for raised in list(run.iter(qualified("w:vertAlign"), qualified("w:tab"))):
        take_out(raised)
    space = w("t", {"xml:space": "preserve"})
    space.text = " "
    run.addnext(w("r", children=[space]))


def _starts(numbering: Node) -> dict[int, int]:
    """Where each numbered list begins, by its number."""
    found = {}
    for num in numbering.findall(qualified("w:num")):
        override = num.find(qualified("w:lvlOverride"))
        if override is not None:
            found[int(value_of(num, "w:numId"))] = int(value_of(override[0]) or 1)
    return found


def _all_parts(document: DocumentPart, notes: Part | None) -> list[Part]:
    found: list[Part] = []
    waiting: list[Part] = [document, *([notes] if notes is not None else [])]
    while waiting:
        part = waiting.pop()
        for relation in part.rels.values():
            if not relation.is_external and relation.target_part not in found:
                found.append(relation.target_part)
                waiting.append(relation.target_part)
    return found


def _is_ours(name: str) -> bool:
    return name in _NAMES.values()


def _relationship(found: _Relationship) -> Relationship:
    target = found.target_ref if found.is_external else str(found.target_part.partname).lstrip("/")
    return Relationship(found.reltype, target, external=found.is_external)
