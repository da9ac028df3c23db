"""What the blocks of one DOCX share: its parts, numberings, anchors, links and pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.parts.document import DocumentPart
from lxml import etree

from kamdocs.errors import OutputError
from kamdocs.model.theme import Theme
from kamdocs.write.word.elements import Element, paragraph_properties, paragraphs, w
from kamdocs.write.word.inline import PLAIN, Look, Piece, by_link, pieces, run
from kamdocs.write.word.language import Tongue
from kamdocs.write.word.looks import NUMBERS
from kamdocs.write.word.pictures import Pictures
from kamdocs.write.word.styles import style_id

_BOOKMARK_LENGTH = 40


STYLES: Mapping[str, str] = {
    "h1": "Heading 1",
    "h2": "Heading 2",
    "h3": "Heading 3",
    "h4": "Heading 4",
    "dt": "Definition Term",
    "lead": "Lead",
    "kicker": "Kicker",
    "subtitle": "Subtitle",
    "note": "Note",
    "date": "Date",
    "address": "Address",
    "closing": "Closing",
    "question": "Question",
    "value": "Key Figure",
    "label": "Key Figure Label",
    "by": "Quote Source",
    "signature": "Signature",
}
"""The style of a paragraph by its class, of a heading by its element."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands.

    `width` is in twips. `text` names the style of what `styles` has none for. `level` counts the lists around it.
    `in_cell` says that list items keep the style of the text around them, as they do in tables. Pictures without a
    width of their own are `picture_height` twips high, or with 0 as large as they are.
    """

    width: int
    text: str = "Body Text"
    styles: Mapping[str, str] = field(default_factory=lambda: STYLES)
    look: Look = PLAIN
    level: int = 0
    in_cell: bool = False
    picture_height: int = 0

    def of(self, node: etree._Element) -> Place:
        """The same place in the language of `node`, where it states one."""
        language = node.get("lang")
        return replace(self, look=replace(self.look, language=language)) if language else self


@dataclass(slots=True)
class Target:
    """The DOCX being written.

    `anchors` are its bookmarks by the id that HTML has for them.
    """

    part: DocumentPart
    theme: Theme
    language: Tongue
    anchors: Mapping[str, str]
    pictures: Pictures
    _bookmarks: int = 0

    def paragraph(self, style: str, content: Iterable[etree._Element | str], place: Place) -> Element:
        """A paragraph in the style named `style`."""
        made = w("p", children=[w("pPr", children=[w("pStyle", style_id(style))])])
        for link, found in by_link(pieces(content, place.look)):
            printed = [element for piece in found for element in self._piece(piece, place)]
            made.extend([self._link(link, printed)] if link else printed)
        return made

    def bookmark(self, anchor: str) -> list[Element]:
        """A bookmark for the element with this id."""
        self._bookmarks += 1
        start = w("bookmarkStart", {"id": self._bookmarks, "name": self.anchors[anchor]})
        return [start, w("bookmarkEnd", {"id": self._bookmarks})]

    def marked(self, node: etree._Element, blocks: list[Element]) -> list[Element]:
        """`blocks`, made from `node`, with a bookmark at their beginning where `node` has an id."""
        if (anchor := node.get("id")) and (found := paragraphs(blocks)):
            for mark in reversed(self.bookmark(anchor)):
                paragraph_properties(found[0]).addnext(mark)
        return blocks

    def numbering(self, level: int, start: int) -> int:
        """The id of a numbering of its own that begins with `start` at `level`."""
        numbering = self.part.numbering_part.element
        number = len(numbering.findall(w("num").tag)) + 1
        override = w("lvlOverride", {"ilvl": level}, [w("startOverride", start)])
        numbering.append(w("num", {"numId": number}, [w("abstractNumId", NUMBERS), override]))
        return number

    def _piece(self, piece: Piece, place: Place) -> list[Element]:
        if piece.anchor:
            return self.bookmark(piece.anchor)
        if piece.picture is not None:
            return [self.pictures.run(piece.picture, width=place.width, height=place.picture_height)]
        return [run(piece.text, piece.look, self.language)]

    def _link(self, target: str, printed: list[Element]) -> Element:
        if not target.startswith("#"):
            relation = self.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            return w("hyperlink", {"r:id": relation, "history": 1}, printed)
        if target[1:] not in self.anchors:
            raise OutputError(f"link to `{target}` leads nowhere", help=f"give an element the id `{target[1:]}`")
        return w("hyperlink", {"anchor": self.anchors[target[1:]], "history": 1}, printed)


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
