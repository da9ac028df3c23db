"""What of a document's structure stands in a Word file, looked up in the file itself.

`PROBE` holds each thing once; `found_in` tells for each whether the file made of it has it as Word knows it. Converters
get it in the form that they document: numbers at the right by a style, footnotes as pandoc reads them.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree

PROBE = """<section id="top"><h2>Contents</h2><nav></nav></section><section><h2>Lists</h2>
<ol><li>n1<ul><li>deep<ul><li>deeper</li></ul></li></ul></li><li>n2</li></ol><p>Then:</p><ol><li>n1</li></ol>
<ol start="4"><li>n4</li></ol><ul class="checks"><li class="done">ticked</li><li>open</li></ul>
<h3>Tables</h3><table id="t"><caption class="numbered">Sums</caption><thead><tr><th rowspan="2">Item</th>
<th colspan="2">Work</th></tr><tr><th>Unit</th><th class="number">Amount</th></tr></thead>
<tbody><tr><td>a</td><td>day</td><td class="number">5</td></tr></tbody></table>
<p>See <a class="number" href="#t"></a> and <a href="https://a.example/b">there</a> and <a href="#top">above</a>.</p>
<p>Noted.<span class="footnote">The note.</span> In Korean <span lang="ko">정지</span>.</p>
<blockquote><p>Said.</p></blockquote><figure><img src="profiles/house-logo.png" alt="Our mark" width="20mm"/>
<figcaption>The mark</figcaption></figure>
<figure class="bars"><figcaption>Stops</figcaption><table><thead><tr><th>Line</th><th>Stops</th></tr></thead>
<tbody><tr><td>One</td><td class="number"><data value="5">5</data></td></tr>
<tr><td>Two</td><td class="number"><data value="7">7</data></td></tr></tbody></table></figure></section>"""

SPANNED = """<tr><th rowspan="2">Item</th>
<th colspan="2">Work</th></tr><tr><th>Unit</th>"""
"""What a program cannot read that knows no cells over several rows; it gets one head of three cells."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LABELS = {"n1": 1, "n2": 2, "n4": 4}
"""The items of ordered lists in the probe, named by their numbers."""


class _File:
    """A Word file taken apart."""

    def __init__(self, file: Path) -> None:
        with zipfile.ZipFile(file) as parts:
            self.names = parts.namelist()
            self.document = etree.fromstring(parts.read("word/document.xml"))
            self.styles = etree.fromstring(parts.read("word/styles.xml"))
            known = "word/numbering.xml" in self.names
            self.numbering = etree.fromstring(parts.read("word/numbering.xml")) if known else etree.Element("none")

    def has(self, path: str) -> bool:
        return bool(_all(self.document, path))

    def item(self, text: str) -> Iterator[etree._Element]:
        """The paragraphs with exactly this text."""
        return (one for one in self.document.iter(f"{_W}p") if _text(one) == text)

    def list_of(self, paragraph: etree._Element) -> tuple[str, int] | None:
        """The list that a paragraph belongs to, by itself or by its style, and its level there."""
        own = _all(paragraph, "w:pPr/w:numPr")
        name = _value(paragraph, "w:pPr/w:pStyle")
        styled = _all(self.styles, f"w:style[@w:styleId='{name}']/w:pPr/w:numPr")
        for found in own + styled:
            if (number := _value(found, "w:numId")) not in ("", "0"):
                return number, int(_value(found, "w:ilvl") or 0)
        return None

    def numbers(self) -> list[int]:
        """The numbers that Word shows before the items of ordered lists in the probe."""
        counts, begun, shown = dict[tuple[str, int], int](), set[tuple[str, int]](), list[int]()
        for paragraph in self.document.iter(f"{_W}p"):
            if (found := self.list_of(paragraph)) is None:
                continue
            number, level = found
            kind, start, anew = self._start(number, level)
            if anew and (number, level) not in begun:
                counts.pop((kind, level), None)
            begun.add((number, level))
            counts[kind, level] = counts.get((kind, level), start - 1) + 1
            if _text(paragraph) in _LABELS:
                shown.append(counts[kind, level])
        return shown

    def _start(self, number: str, level: int) -> tuple[str, int, bool]:
        num = f"w:num[@w:numId='{number}']"
        kind = next((_value(one, "w:abstractNumId") for one in _all(self.numbering, num)), "")
        override = _values(self.numbering, f"{num}/w:lvlOverride[@w:ilvl='{level}']/w:startOverride")
        first = _values(self.numbering, f"w:abstractNum[@w:abstractNumId='{kind}']/w:lvl[@w:ilvl='{level}']/w:start")
        return kind, int((override or first or ["1"])[0]), bool(override)


def _text(paragraph: etree._Element) -> str:
    return "".join(map(str, paragraph.itertext())).strip()


def _all(element: etree._Element, path: str) -> list[etree._Element]:
    found = element.xpath(path, namespaces=_SPACES)
    return [one for one in found if isinstance(one, etree._Element)] if isinstance(found, list) else []


def _values(element: etree._Element, path: str) -> list[str]:
    return [one.get(f"{_W}val", "") for one in _all(element, path)]


def _value(element: etree._Element, path: str) -> str:
    return next(iter(_values(element, path)), "")


_SPACES = {
    "w": _W[1:-1],
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
_FIELD = "//w:instrText[contains(., '{0}')] | //w:fldSimple[contains(@w:instr, '{0}')]"
_HEADING = "w:style[starts-with(w:name/@w:val, 'heading ') or starts-with(w:name/@w:val, 'Heading ')]"


def _headings(file: _File) -> bool:
    styles = {style.get(f"{_W}styleId") for style in _all(file.styles, _HEADING)}
    return all(any(_value(one, "w:pPr/w:pStyle") in styles for one in file.item(text)) for text in ("Lists", "Tables"))


def _native_items(file: _File) -> bool:
    """Every item is one paragraph of a list."""
    return all(any(map(file.list_of, file.item(text))) for text in ("n1", "n2", "n4", "deep", "deeper"))


def _levels(file: _File) -> bool:
    """Deeper items stand further in: at a deeper level of their list."""
    found = [file.list_of(one) for text in ("n1", "deep", "deeper") for one in list(file.item(text))[:1]]
    return [level for _, level in filter(None, found)] == [0, 1, 2]


CHECKS: dict[str, Callable[[_File], bool]] = {
    "headings in Word's heading styles": _headings,
    "list items are native": _native_items,
    "nested items at deeper levels": _levels,
    "a second list begins at 1, one at 4": lambda file: file.numbers() == [1, 2, 1, 4],
    "boxes to tick are controls": lambda file: file.has("//w14:checkbox"),
    "heads of tables repeat": lambda file: file.has("//w:trPr/w:tblHeader"),
    "merged cells": lambda file: file.has("//w:tcPr/w:gridSpan") and file.has("//w:tcPr/w:vMerge"),
    "numbers at the right": lambda file: any(
        _value(one, "w:pPr/w:jc") in ("right", "end") or _right(file, one) for one in file.item("5")
    ),
    "links to the web": lambda file: file.has("//w:hyperlink[@r:id]"),
    "links within the document": lambda file: file.has("//w:hyperlink[@w:anchor]") and file.has("//w:bookmarkStart"),
    "footnotes": lambda file: file.has("//w:footnoteReference"),
    "table of contents as a field": lambda file: file.has(_FIELD.format("TOC")),
    "captions numbered by a field": lambda file: file.has(_FIELD.format("SEQ")),
    "quotes in a style": lambda file: any(
        "Normal" != _value(one, "w:pPr/w:pStyle") != "" for one in file.item("Said.")
    ),
    "pictures with words for them": lambda file: file.has("//wp:docPr[@descr='Our mark']"),
    "language of a passage": lambda file: file.has("//w:rPr/w:lang[@w:*[starts-with(., 'ko')]]"),
    "charts that can be edited": lambda file: any(name.startswith("word/charts/") for name in file.names),
}
"""What is looked for in the file of the probe."""


def _right(file: _File, paragraph: etree._Element) -> bool:
    return _value(file.styles, f"w:style[@w:styleId='{_value(paragraph, 'w:pPr/w:pStyle')}']/w:pPr/w:jc") in (
        "right",
        "end",
    )


def found_in(file: Path) -> dict[str, bool]:
    """For each check whether the Word file passes it."""
    parts = _File(file)
    return {name: check(parts) for name, check in CHECKS.items()}
