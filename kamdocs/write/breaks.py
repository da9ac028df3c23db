"""Where lines of a PDF may break, beyond what WeasyPrint decides."""

from __future__ import annotations

import re

from lxml import etree

from kamdocs.write.document import text_of

_JOINER = "\u2060"
_HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3"
_LONG_WORD = re.compile(rf"[^\s{_JOINER}]{{20,}}")
_PART = re.compile(r"[(\[]?[^\s\u200b\u00ad/·,~\-()\[\]]+[\s/·,~\-)\]]*")
_JOINTS = re.compile(rf"(?<=[{_HANGUL}])(?=\S)|(?<=\S)(?=[{_HANGUL}])")
_LONGEST_JOINED = 12


def keep_korean_words(body: etree._Element) -> None:
    """Let Korean lines break between words only, by a word joiner between the letters of each.

    Words of more than 12 letters break at their punctuation, and without any at every letter. Headings keep their
    text for the outline in `data-title`.

    Why: WeasyPrint does not know `word-break: keep-all`. A word joiner has no glyph, and nothing of it is in the PDF.
    """
    for heading in body.iter("h1", "h2", "h3", "h4"):
        heading.set("data-title", text_of(heading))
    for element in body.iter(etree.Element):
        if element.text:
            element.text = _PART.sub(_joined, element.text)
        if element.tail:
            element.tail = _PART.sub(_joined, element.tail)


def keep_citations(body: etree._Element) -> None:
    """Keep raised figures on the line of the word before them, by a word joiner."""
    for raised in body.iter("sup"):
        before, parent = raised.getprevious(), raised.getparent()
        if before is not None and before.tail:
            before.tail += _JOINER
        elif before is None and parent is not None and parent.text:
            parent.text += _JOINER


def begin_lists(body: etree._Element) -> None:
    """Let each list that has `start` count from there; WeasyPrint does not read the attribute."""
    for numbered in body.iter("ol"):
        if start := numbered.get("start"):
            numbered.set("style", f"counter-reset: list-item {int(start) - 1}")


def break_long_words(body: etree._Element) -> None:
    """Give each long word of a table the class `long-word`, in a span or as a link, so that its column may become
    narrower than it."""
    for cell in list(body.iter("td", "th")):
        for element in list(cell.iter(etree.Element)):
            element.text = _wrapped(element, 0, element.text or "")
            parent = element.getparent()
            if element is not cell and parent is not None:
                element.tail = _wrapped(parent, parent.index(element) + 1, element.tail or "")


def _joined(part: re.Match[str]) -> str:
    return part[0] if len(part[0].rstrip()) > _LONGEST_JOINED else _JOINTS.sub(_JOINER, part[0])


def _wrapped(parent: etree._Element, position: int, text: str) -> str:
    """Move the long words of `text` into spans of `parent` from `position` on; return what stands before them."""
    if parent.tag == "a" and _LONG_WORD.search(text):
        parent.set("class", "long-word")
        return text
    end = len(text)
    for word in reversed(list(_LONG_WORD.finditer(text))):
        span = etree.Element("span", {"class": "long-word"})
        span.text, span.tail = word[0], text[word.end() : end]
        parent.insert(position, span)
        end = word.start()
    return text[:end]
