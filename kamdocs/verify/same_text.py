"""Promises 6 and 7: every format says what the page says.

Set aside are list marks, repeated table headers and hyphenation; running heads and page numbers are not in the body.
What a template made in Word gives is its own measure: all that it says stands in each file made of it, in any order.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from kamdocs.errors import Problem
from kamdocs.model.page import Page, WordPage
from kamdocs.rules.search import Passage
from kamdocs.rules.vocabulary import LIST_MARKS
from kamdocs.verify.blocks import Block, blocks_of, notes_of, page_blocks, page_body
from kamdocs.verify.finished import Finished

_SHOWN, _BEFORE = 40, 10
_SOFT_HYPHEN = "\u00ad"
_LINE_END = re.compile(r"(?<=[^\W\d_])[-\u2010]\n(?=[^\W\d_])")
"""A hyphen at the end of a line, which stands in the text or was put in to break a word."""

_BY_OFFICE = "LibreOffice makes the PDF: look whether it has fonts for all letters, and whether a frame cuts text off"
_STYLED = "look for what `theme.css` adds or hides: without that file the text should be the same"

_HYPHENS = frozenset("\u2010\u2011\ufe63\uff0d")


class _Visible(dict[int, "str | None"]):
    """What `str.translate` makes of each character, worked out when it first occurs."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        hidden = unicodedata.category(character) == "Cf" and character != _SOFT_HYPHEN
        self[code] = found = None if hidden else "-" if character in _HYPHENS else character
        return found


_VISIBLE = _Visible()


def texts_differ(file: Finished, *, quote: bool, styled: bool = False) -> Iterator[Problem]:
    """A problem where the text of `file` first differs from that of its page. Without `quote` no text is shown.

    `styled` says that the theme has a stylesheet of its own, which a PDF obeys.
    """
    difference = _lost(file.page, file) if isinstance(file.page, WordPage) else _difference(file.page, file)
    if difference is not None:
        place, wanted, found = difference
        what = f"the text differs from the page {place}".rstrip()
        what = f"{what}: {_excerpt(found)} for {_excerpt(wanted)}" if quote else what
        by_style = _BY_OFFICE if isinstance(file.page, WordPage) else _STYLED if styled else ""
        yield file.problem("texts-differ", what, help=by_style if file.draft.format == "pdf" else "")


def _difference(page: Page, file: Finished) -> tuple[str, str, str] | None:
    blocks = page_blocks(page.html)
    difference = _in_pages(blocks, file) if file.draft.format == "pdf" else _in_blocks(blocks, file.body, "paragraph")
    return difference or _in_blocks(notes_of(page_body(page.html)), file.notes, "footnote")


def _lost(page: WordPage, file: Finished) -> tuple[str, str, str] | None:
    """The first line that the filled template says and the file does not.

    Why: fields are worked out anew, as page numbers are; what stands around them is looked for by itself.
    """
    read = {passage.text for passage in file.body}
    said = [paragraph for paragraph in page.said if paragraph not in read]
    if not said:
        return None
    found = _bare("\n".join(passage.text for passage in file.everything if passage.kind != "technical"))
    pages = [_bare(passage.text) for passage in file.body] if file.draft.format == "pdf" else []
    for paragraph in said:
        for line in filter(None, map(_bare, paragraph.splitlines())):
            if line not in found and not any(_goes_on(line, *both) for both in pairwise(pages)):
                return "", line, ""
    return None


def _goes_on(line: str, page: str, following: str) -> bool:
    """Whether a cell that says `line` begins on a page and ends on the `following` one, other cells between."""
    return any(line[:at] in page and line[at:] in following for at in range(1, len(line)))


def _bare(text: str) -> str:
    return tight(_LINE_END.sub(_SOFT_HYPHEN, text)).replace(_SOFT_HYPHEN, "")


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    return f"`{line[:_SHOWN]}…`" if len(line) > _SHOWN else f"`{line}`" if line else "nothing"


def _in_blocks(blocks: Sequence[Block], found: Sequence[Passage], kind: str) -> tuple[str, str, str] | None:
    """Where a block differs, its text in the page and in the file, from shortly before the difference."""
    for number, (block, passage) in enumerate(zip_longest(blocks, found), start=1):
        if block and passage and block.text == passage.text:
            continue
        wanted, given = _line(block.text) if block else "", _line(passage.text) if passage else ""
        if wanted != given:
            at = max(0, _agreeing(wanted, given) - _BEFORE)
            return f"in {kind} {number} of the text", wanted[at:], given[at:]
    return None


def _agreeing(wanted: str, found: str) -> int:
    """How many characters agree from the beginning."""
    pairs = enumerate(zip(wanted, found, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(wanted), len(found)))


def _in_pages(blocks: Sequence[Block], file: Finished) -> tuple[str, str, str] | None:
    pages = [tight(_LINE_END.sub(_SOFT_HYPHEN, passage.text)) for passage in file.body]
    whole = "".join(pages)
    if whole == "".join(tight(block.text).replace(_SOFT_HYPHEN, "") for block in blocks):
        return None
    cursor = _Cursor(whole, pages)
    for block in blocks:
        wanted = tight(block.text)
        if not cursor.take(wanted, [*_marks(block), *_head(block)]):
            return f"on page {cursor.page}", wanted[cursor.matched :], whole[cursor.at + cursor.matched :]
    rest = whole[cursor.at :]
    return (f"on page {cursor.page}", "", rest) if rest else None


class _Cursor:
    """A place in the text of a PDF, without white space, that moves on block by block."""

    def __init__(self, text: str, pages: Sequence[str]) -> None:
        self._text = text
        self._ends = [sum(map(len, pages[: number + 1])) for number in range(len(pages))]
        self.at = 0
        self.matched = 0

    @property
    def page(self) -> int:
        """The number of the page that the cursor stands on."""
        return 1 + sum(end <= self.at for end in self._ends[:-1])

    def take(self, wanted: str, tokens: Sequence[str]) -> bool:
        """Go on over `wanted`, which one of `tokens` or more may stand before; `matched` tells how far it agrees."""
        for start in self._starts(tokens):
            end, matched = self._end(wanted, start)
            if end is not None:
                self.at = end
                return True
            if start == self.at:
                self.matched = matched
        return False

    def _starts(self, tokens: Sequence[str]) -> Iterator[int]:
        yield self.at
        for token in tokens:
            if self._text.startswith(token, self.at):
                yield self.at + len(token)
                yield from (
                    self.at + len(token) + len(more)
                    for more in tokens
                    if more != token and self._text.startswith(more, self.at + len(token))
                )

    def _end(self, wanted: str, start: int) -> tuple[int | None, int]:
        """Where `wanted` ends that begins at `start`, or how many of its letters agree."""
        at = start
        for number, letter in enumerate(wanted):
            at += self._text.startswith(_SOFT_HYPHEN, at) and letter not in ("-", _SOFT_HYPHEN)
            if letter == _SOFT_HYPHEN:
                follows = wanted[number + 1 : number + 2]
                at += self._text.startswith(("-", _SOFT_HYPHEN), at) and follows != "-"
            elif self._text.startswith(letter, at) or (letter == "-" and self._text.startswith(_SOFT_HYPHEN, at)):
                at += 1
            else:
                return None, number
        return at, len(wanted)


def _marks(block: Block) -> Iterator[str]:
    """The marks that may stand before the text of a list item."""
    item = next((found for found in (block.element, *block.element.iterancestors()) if found.tag == "li"), None)
    parent = item.getparent() if item is not None else None
    if item is None or parent is None:
        return
    if parent.tag == "ul":
        yield from LIST_MARKS
        return
    number = int(parent.get("start") or 1) + sum(1 for _ in item.itersiblings("li", preceding=True))
    yield f"{number}."
    if 1 <= number <= 26:
        yield f"{chr(ord('a') + number - 1)}."


def _head(block: Block) -> Iterator[str]:
    """The head of the table that a block of its body stands in, which each further page repeats."""
    table = next(block.element.iterancestors("table"), None)
    head = table.find("thead") if table is not None else None
    if head is not None and next(block.element.iterancestors("thead"), None) is None:
        yield "".join(tight(found.text) for found in blocks_of(head))


def _line(text: str) -> str:
    return " ".join(_letters(text).replace(_SOFT_HYPHEN, "").split())


def tight(text: str) -> str:
    """`text` without white space and invisible characters, in the letters that all formats write alike."""
    return "".join(_letters(unicodedata.normalize("NFKC", text)).split())


def _letters(text: str) -> str:
    """`text` without invisible characters, soft hyphens apart, and with one kind of hyphen."""
    return text if text.isascii() else unicodedata.normalize("NFC", text.translate(_VISIBLE))
