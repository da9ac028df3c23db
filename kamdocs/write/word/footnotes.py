"""Footnotes as Word has them: their texts in a part of their own, their marks in the text."""

from __future__ import annotations

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.parts.document import DocumentPart

from kamdocs.write.word.elements import Element, paragraph_properties, w

_SEPARATORS = ("separator", "continuationSeparator")
_STYLE = "FootnoteReference"


class Footnotes:
    """The footnotes of one DOCX; their part is made with the first."""

    def __init__(self, document: DocumentPart) -> None:
        self._document = document
        self._made: XmlPart | None = None

    @property
    def part(self) -> XmlPart:
        """The part that holds their texts."""
        if self._made is None:
            name, package = PackURI("/word/footnotes.xml"), self._document.package
            root = w("footnotes", children=[_separator(number, kind) for number, kind in enumerate(_SEPARATORS)])
            self._made = XmlPart(name, CONTENT_TYPE.WML_FOOTNOTES, root, package)
            self._document.relate_to(self._made, RELATIONSHIP_TYPE.FOOTNOTES)
        return self._made

    def add(self, text: Element) -> Element:
        """The run that marks a place in the text for the footnote that `text`, a paragraph, gives."""
        root = self.part.element
        number = len(root)
        mark = w("r", children=[_raised(), w("footnoteRef")])
        space = w("t", {"xml:space": "preserve"})
        space.text = " "
        properties = paragraph_properties(text)
        properties.addnext(w("r", children=[space]))
        properties.addnext(mark)
        root.append(w("footnote", {"id": number}, [text]))
        return w("r", children=[_raised(), w("footnoteReference", {"id": number})])


def _raised() -> Element:
    return w("rPr", children=[w("rStyle", _STYLE)])


def _separator(number: int, kind: str) -> Element:
    spacing = w("pPr", children=[w("spacing", {"before": 0, "after": 0})])
    line = w("p", children=[spacing, w("r", children=[w(kind)])])
    return w("footnote", {"type": kind, "id": number}, [line])
