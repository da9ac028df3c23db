"""Footnotes as Word has them: their texts in a part of their own, their marks in the text."""

from __future__ import annotations

from typing import cast

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.parts.document import DocumentPart

from kamdocs.model.theme import Theme
from kamdocs.write.word.elements import Element, paragraph_properties, w

_SEPARATORS = ("separator", "continuationSeparator")
_STYLE = "FootnoteReference"


class Footnotes:
    """The footnotes of one DOCX; their part is made with the first."""

    def __init__(self, document: DocumentPart, theme: Theme) -> None:
        self._document = document
        self._line = theme.colours.line.lstrip("#")
        self._made: XmlPart | None = None

    @property
    def part(self) -> XmlPart:
        """The part that holds their texts."""
        if self._made is None:
            name, package = PackURI("/word/footnotes.xml"), self._document.package
            root = w("footnotes", children=[self._separator(number, kind) for number, kind in enumerate(_SEPARATORS)])
            self._made = XmlPart(name, CONTENT_TYPE.WML_FOOTNOTES, root, package)
            self._document.relate_to(self._made, RELATIONSHIP_TYPE.FOOTNOTES)
            separators = [w("footnote", {"id": number}) for number in range(len(_SEPARATORS))]
            settings = cast(XmlPart, self._document.part_related_by(RELATIONSHIP_TYPE.SETTINGS))
            compatibility = settings.element.find(w("compat").tag)
            compatibility.addprevious(w("footnotePr", children=separators))
        return self._made

    def add(self, text: Element) -> Element:
        """The run that marks a place in the text for the footnote that `text`, a paragraph, gives."""
        root = self.part.element
        number = len(root)
        level = w("rPr", children=[w("rStyle", _STYLE), w("vertAlign", "baseline")])
        paragraph_properties(text).addnext(w("r", children=[level, w("footnoteRef"), w("tab")]))
        root.append(w("footnote", {"id": number}, [text]))
        return w("r", children=[_raised(), w("footnoteReference", {"id": number})])

    def _separator(self, number: int, kind: str) -> Element:
        spacing = w("pPr", children=[w("spacing", {"before": 0, "after": 40})])
        line = w("r", children=[w("rPr", children=[w("color", self._line)]), w(kind)])
        return w("footnote", {"type": kind, "id": number}, [w("p", children=[spacing, line])])


def _raised() -> Element:
    return w("rPr", children=[w("rStyle", _STYLE)])
