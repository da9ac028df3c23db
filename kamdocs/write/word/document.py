"""What the blocks of one DOCX share: its parts, numberings, anchors, links and pictures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from functools import lru_cache

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.parts.document import DocumentPart
from lxml import etree

from kamdocs.errors import OutputError
from kamdocs.model.theme import A4_MM, Theme
from kamdocs.rules.charts import Chart, Diagram, described
from kamdocs.rules.vocabulary import kind
from kamdocs.write.charts import draw
from kamdocs.write.pdf import Position
from kamdocs.write.word.charts import chart_run
from kamdocs.write.word.elements import TWIPS_PER_MM, Element, paragraph_properties, paragraphs, twips, w
from kamdocs.write.word.fields import reference, sequence
from kamdocs.write.word.footnotes import Footnotes
from kamdocs.write.word.inline import PLAIN, Look, Piece, by_link, contents, pieces, run
from kamdocs.write.word.language import Tongue
from kamdocs.write.word.looks import NUMBERS
from kamdocs.write.word.page import PORTRAIT, Sheet
from kamdocs.write.word.pictures import Pictures
from kamdocs.write.word.styles import style_id

_BOOKMARK_LENGTH = 40
_LOOKS = frozenset({"strong", "em", "sup", "span", "br"})
_KEPT, _KEPT_LENGTH = 1024, 2000
"""How many paragraphs are kept, of how many characters at most: those that one document after another has."""

STYLES: Mapping[str, str] = {
    "h1": "Title",
    "h2": "Heading 1",
    "h3": "Heading 2",
    "h4": "Heading 3",
    "nav h2": "TOC Heading",
    "nav h3": "TOC Heading 2",
    "nav h4": "TOC Heading 3",
    "dt": "Definition Term",
    "lead": "Lead",
    "kicker": "Kicker",
    "subtitle": "Subtitle",
    "note": "Note",
    "date": "Date",
    "address": "Address",
    "subject": "Subject",
    "closing": "Closing",
    "question": "Question",
    "value": "Key Figure",
    "label": "Key Figure Label",
    "by": "Quote Source",
    "signature": "Signature",
    "seal": "Seal",
}
"""The style of a paragraph by its class, of a heading by its element, and by that behind `nav` where it heads one."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands.

    `width` is in twips. `text` names the style of what `styles` has none for. `level` counts the lists around it.
    `in_cell` says that list items keep the style of the text around them, as they do in tables. Pictures without a
    width of their own are `picture_height` twips high, or with 0 as large as they are. `sheet` is the page there.
    """

    width: int
    text: str = "Body Text"
    styles: Mapping[str, str] = field(default_factory=lambda: STYLES)
    look: Look = PLAIN
    level: int = 0
    in_cell: bool = False
    picture_height: int = 0
    sheet: Sheet = PORTRAIT

    def of(self, node: etree._Element) -> Place:
        """The same place in the language of `node`, where it states one."""
        language = node.get("lang")
        return replace(self, look=replace(self.look, language=language)) if language else self

    def across(self, theme: Theme) -> Place:
        """The same place on a page that is wider than high."""
        width = twips(A4_MM[1] - theme.margins.left - theme.margins.right)
        return replace(self, width=width, sheet=replace(self.sheet, landscape=True))


@dataclass(slots=True)
class Target:
    """The DOCX being written.

    `holder` is the part that the text stands in. `anchors` are its bookmarks by the id that HTML has, and `positions`
    where they stand in the PDF, as far as known.
    """

    part: DocumentPart
    holder: Part
    theme: Theme
    language: Tongue
    anchors: Mapping[str, str]
    pictures: Pictures
    notes: Footnotes
    positions: Mapping[str, Position]
    _counted: Counter[str] = field(default_factory=Counter)

    def paragraph(self, style: str, content: Iterable[etree._Element | str], place: Place) -> Element:
        """A paragraph in the style named `style`."""
        nodes = [*content]
        if all(map(_is_plain, nodes)):
            said = tuple(node if isinstance(node, str) else etree.tostring(node, with_tail=False) for node in nodes)
            if sum(map(len, said)) <= _KEPT_LENGTH:
                return copy(_again(style_id(style), said, place.look, self.language))  # with all that is in it
        made = _empty(style_id(style))
        for link, found in by_link(pieces(nodes, place.look)):
            printed = [element for piece in found for element in self._piece(piece, place)]
            made.extend([self._link(link, printed)] if link else printed)
        return made

    def drawn(self, figure: Chart | Diagram, place: Place) -> Element:
        """A paragraph with a chart that can be edited, or with the drawing of a diagram."""
        alt = described(figure)
        if isinstance(figure, Chart):
            made = chart_run(
                figure, self.part, self.theme, self.language, width=place.width, number=self._next("chart"), alt=alt
            )
        else:
            svg = draw(figure, self.theme, width_mm=place.width / float(TWIPS_PER_MM))
            made = self.pictures.drawn(svg, width=place.width, alt=alt)
        paragraph = self.paragraph(place.text, [], place)
        paragraph.append(made)
        return paragraph

    def bookmark(self, anchor: str) -> tuple[Element, Element]:
        """Beginning and end of a bookmark for the element with this id."""
        number = self._next("bookmark")
        start = w("bookmarkStart", {"id": number, "name": self.anchors[anchor]})
        return start, w("bookmarkEnd", {"id": number})

    def control(self) -> int:
        """The number of the next content control."""
        return self._next("control")

    def marked(self, node: etree._Element, blocks: list[Element]) -> list[Element]:
        """`blocks`, made from `node`, the first paragraph in a bookmark where `node` has an id."""
        if (anchor := node.get("id")) and (found := paragraphs(blocks)):
            start, end = self.bookmark(anchor)
            paragraph_properties(found[0]).addnext(start)
            found[0].append(end)
        return blocks

    def numbering(self, level: int, start: int) -> int:
        """The id of a numbering of its own that begins with `start` at `level`."""
        numbering = self.part.numbering_part.element
        number = len(numbering.findall(w("num").tag)) + 1
        override = w("lvlOverride", {"ilvl": level}, [w("startOverride", start)])
        numbering.append(w("num", {"numId": number}, [w("abstractNumId", NUMBERS), override]))
        return number

    def _next(self, kind: str) -> int:
        self._counted[kind] += 1
        return self._counted[kind]

    def _piece(self, piece: Piece, place: Place) -> list[Element]:
        if piece.anchor:
            return [*self.bookmark(piece.anchor)]
        if piece.node is not None:
            return self._own_kind(piece.node, piece.look, place)
        return [run(piece.text, piece.look, self.language)]

    def _own_kind(self, node: etree._Element, look: Look, place: Place) -> list[Element]:
        match kind(node):
            case "img":
                return [self.pictures.run(node, width=place.width, height=place.picture_height)]
            case "span.footnote":
                return [self._note(node, place)]
            case "a.number" | "a.title":
                shown = run(node.text or "", replace(look, style="CrossReference"), self.language)
                return [reference(self.anchors[(node.get("href") or "")[1:]], [shown])]
        return self._caption_number(node, look)

    def _caption_number(self, node: etree._Element, look: Look) -> list[Element]:
        """The label and the number of a caption, in the bookmark that references to it show."""
        label, number = (node.text or "").rsplit("\u00a0", 1)
        shown = replace(look, style="CaptionNumber")
        printed = [run(f"{label}\u00a0", shown, self.language), sequence(label, run(number, shown, self.language))]
        if not (anchor := node.get("id")):
            return printed
        start, end = self.bookmark(anchor)
        return [start, *printed, end]

    def _note(self, node: etree._Element, place: Place) -> Element:
        """The mark of a footnote, whose text goes into the part of the footnotes."""
        look = Look(language=place.look.language)
        inner = replace(self, holder=self.notes.part)
        return self.notes.add(inner.paragraph("Footnote Text", contents(node), replace(place.of(node), look=look)))

    def _link(self, target: str, printed: list[Element]) -> Element:
        if not target.startswith("#"):
            address = "".join(target.split())  # a telephone number may have spaces, an address none
            relation = self.holder.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            return w("hyperlink", {"r:id": relation, "history": 1}, printed)
        if target[1:] not in self.anchors:
            raise OutputError(f"link to `{target}` leads nowhere", help=f"give an element the id `{target[1:]}`")
        return w("hyperlink", {"anchor": self.anchors[target[1:]], "history": 1}, printed)


def _is_plain(node: etree._Element | str) -> bool:
    """Whether a part of a paragraph is text of some look alone, and so the same in every document."""
    return isinstance(node, str) or all(
        each.tag in _LOOKS and each.get("id") is None and each.get("class") is None for each in node.iter()
    )


@lru_cache(maxsize=_KEPT)
def _again(style: str, said: tuple[str | bytes, ...], look: Look, document: Tongue) -> Element:
    """A paragraph of plain parts, elements among them as they are written, which other documents may hold too."""
    nodes = (part if isinstance(part, str) else etree.fromstring(part) for part in said)
    made = _empty(style)
    made.extend(run(piece.text, piece.look, document) for piece in pieces(nodes, look))
    return made


def _empty(style: str) -> Element:
    return w("p", children=[w("pPr", children=[w("pStyle", style)])])


def bookmark_names(identifiers: Iterable[str]) -> dict[str, str]:
    """A bookmark name that Word takes for each id: letters, digits and underscores, 40 at most, each unique."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for identifier in identifiers:
        name = re.sub(r"\W", "_", identifier)
        name = (name if name[:1].isalpha() else f"a{name}")[:_BOOKMARK_LENGTH]
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{name[: _BOOKMARK_LENGTH - 5]}_{number}"
        taken.add(name.casefold())
        names[identifier] = name
    return names
