"""Where lines may break, beyond what WeasyPrint and Word decide."""

from __future__ import annotations

import functools
import re

from lxml import etree

from kamdocs.model.theme import A4_MM, POINTS_PER_MM, Theme
from kamdocs.write.document import text_of
from kamdocs.write.measure import balanced, text_width, wrapped

JOINER = "\u2060"
"""Keeps two letters on one line, has no glyph, and leaves nothing in the text of a PDF."""

_HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3"
_LONG_WORD = re.compile(rf"[^\s{JOINER}]{{20,}}")
_PART = re.compile(r"[(\[]?[^\s\u200b\u00ad/·,~\-()\[\]]+[\s/·,~\-)\]]*")
_JOINTS = re.compile(rf"(?<=[{_HANGUL}])(?=\S)|(?<=\S)(?=[{_HANGUL}])")
_LONGEST_JOINED = 12
_LONGEST_LAST = 14
_OWN_PAGES, _PRINTED = frozenset({"cover", "landscape", "new-page"}), frozenset({"img", "nav", "p", "table"})
_NO_BREAK_SPACE, _NO_BREAK_HYPHEN = "\u00a0", "\u2011"
_PERIOD = re.compile(r"(?<![\w-])(?:19|20)\d\d-(?:[QHT]\d|W?\d\d)(?![\w-])")
_CODE = re.compile(r"(?<![\w@./-])(?=[\w-]*\d)\w{1,8}(?:-\w{1,8})+(?![\w@-])")
_BEFORE_SLASH = re.compile(r"(?<=\d) (?=/ )")
_LONG_RANGE = re.compile(r"(?<=\d{3})~(?=\d[\d.,]{8,})")
_FULLER = 1.05
_DIGIT = re.compile(r"\d")
_GROUPS = re.compile(r"(?<![\w.,+])(?:\+\d{1,3}|0\d+)(?: \d{1,4})+(?![\w.,]*\d)")


def keep_figures(body: etree._Element, *, joiner: str = "") -> None:
    """Let a period such as `2024-Q4 / 2025-Q3` break after its slash only, a range of long amounts after its `~`, and a
    telephone number or account nowhere.

    Each hyphen of a period or code is followed by `joiner`. Without one it becomes a hyphen that does not break, in
    periods alone: a code or a date with such hyphens would not be found by those who search for it.
    """
    for element in body.iter(etree.Element):
        element.text = element.text and _kept(element.text, joiner)
        element.tail = element.tail and _kept(element.tail, joiner)


def keep_last_words(body: etree._Element) -> None:
    """Keep the last word of a title or heading on the line of the one before it, unless both are long."""
    for heading in body.iter("h1", "h2", "h3", "h4"):
        if len(heading) or not heading.text:
            continue
        before, space, last = heading.text.rstrip().rpartition(" ")
        if space and len(before.split()) > 1 and len(before.split()[-1]) + len(last) <= _LONGEST_LAST:
            heading.text = f"{before}{_NO_BREAK_SPACE}{last}"


def even_titles(body: etree._Element, theme: Theme) -> None:
    """Break the title on a cover into lines about as long as one another, the first rather longer than the last, so
    that no word stands alone.

    Why: neither WeasyPrint nor Word knows `text-wrap: balance`, and so both break it alike.
    """
    room = float(A4_MM[0] - theme.margins.left - theme.margins.right) * POINTS_PER_MM
    for title in body.iterfind(".//section[@class='cover']//h1"):
        words, size = "" if len(title) else title.text or "", float(theme.sizes.title)
        even = balanced(words, theme, size, room, bold=True)
        longest = max((text_width(line, theme, size, bold=True) for line in even), default=room)
        for number, line in enumerate(wrapped(words, theme, size, min(longest * _FULLER, room), bold=True)):
            if number:
                etree.SubElement(title, "br").tail = line
            else:
                title.text = line


def keep_korean_words(body: etree._Element) -> None:
    """Let Korean lines break between words only, by a word joiner between the letters of each.

    Words of more than 12 letters break at their punctuation, and without any at every letter. Headings keep their
    text for the outline in `data-title`.

    Why: WeasyPrint does not know `word-break: keep-all`.
    """
    for heading in body.iter("h1", "h2", "h3", "h4"):
        heading.set("data-title", " ".join(text_of(heading).split()))  # the outline has no lines to keep together
    for element in body.iter(etree.Element):
        element.text = element.text and _joined_words(element.text)
        element.tail = element.tail and _joined_words(element.tail)


def keep_citations(body: etree._Element) -> None:
    """Keep raised figures on the line of the word before them, by a word joiner."""
    for raised in body.iter("sup"):
        before, parent = raised.getprevious(), raised.getparent()
        if before is not None and before.tail:
            before.tail += JOINER
        elif before is None and parent is not None and parent.text:
            parent.text += JOINER


def begin_lists(body: etree._Element) -> None:
    """Let each list that has `start` count from there; WeasyPrint does not read the attribute."""
    for numbered in body.iter("ol"):
        if start := numbered.get("start"):
            numbered.set("style", f"counter-reset: list-item {int(start) - 1}")


def drop_idle_breaks(body: etree._Element) -> None:
    """Leave out each page break where a page begins anyway, or that nothing follows, so that no page is empty."""
    begins, waiting, idle = True, list[etree._Element](), list[etree._Element]()
    for event, element in etree.iterwalk(body, events=("start", "end")):
        own_pages = element.get("class") if element.tag == "section" else None
        if element.get("class") == "page-break" and event == "start":
            (idle if begins else waiting).append(element)
            begins = True
        elif own_pages in _OWN_PAGES and (event == "start" or own_pages != "new-page"):
            idle, waiting, begins = [*idle, *waiting], [], True
        elif event == "start" and (element.tag in _PRINTED or (element.text or "").strip()):
            waiting, begins = [], False
    for element in (*idle, *waiting):
        element.getparent().remove(element)  # type: ignore[union-attr]  # a body is around it


def break_long_words(body: etree._Element) -> None:
    """Give each long word of a table the class `long-word`, in a span or as a link, so that its column may become
    narrower than it."""
    for cell in list(body.iter("td", "th")):
        for element in list(cell.iter(etree.Element)):
            element.text = _wrapped(element, 0, element.text or "")
            parent = element.getparent()
            if element is not cell and parent is not None:
                element.tail = _wrapped(parent, parent.index(element) + 1, element.tail or "")


@functools.lru_cache(maxsize=4096)  # most of a letter is in the next one too
def _kept(text: str, joiner: str) -> str:
    if not _DIGIT.search(text):
        return text
    hyphen = f"-{joiner}" if joiner else _NO_BREAK_HYPHEN
    for codes in (_CODE, _PERIOD) if joiner else (_PERIOD,):
        text = codes.sub(lambda match: match[0].replace("-", hyphen), text)
    text = _BEFORE_SLASH.sub(_NO_BREAK_SPACE, text)
    text = _LONG_RANGE.sub("~\u200b", text)
    return _GROUPS.sub(lambda match: match[0].replace(" ", _NO_BREAK_SPACE), text)


@functools.lru_cache(maxsize=4096)  # as above
def _joined_words(text: str) -> str:
    return _PART.sub(_joined, text)


def _joined(part: re.Match[str]) -> str:
    return part[0] if len(part[0].rstrip()) > _LONGEST_JOINED else _JOINTS.sub(JOINER, part[0])


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
