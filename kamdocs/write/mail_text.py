"""The text of a page as a message without marks has it.

Source: RFC 3676 (`format=flowed`: a line that ends with a space goes on in the next).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from kamdocs.rules.vocabulary import INLINE

_SPACE, _STUFFED = re.compile(r"[ \t\r\n\f]+"), (" ", ">", "From ")
_WIDTH, _INDENT, _CELLS = 72, "  ", " | "
_BLANK = ""


def plain_text(body: etree._Element) -> str:
    """What `body` says, in lines of 72 cells that flow: paragraphs with an empty line between them, items with their
    marks, the cells of a table with bars between them; links with their address behind them."""
    return flowed(_apart(body))


def paragraphs_of(lines: Iterable[str]) -> str:
    """Paragraphs of text, in lines that flow."""
    return flowed(f"{line}\n" for line in lines)


def flowed(blocks: Iterable[str]) -> str:
    """Each of `blocks` in lines that flow; a break within one stays."""
    lines = (piece for block in blocks for line in block.split("\n") for piece in _folded(line))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def _folded(line: str) -> Iterator[str]:
    """One line in pieces; each but the last ends with the space that it was parted at."""
    words, piece, wide = re.findall(r"[^ ]+ *|^ +", line), "", 0
    for word in words:
        cells = sum(1 + (unicodedata.east_asian_width(letter) in "WF") for letter in word)
        if piece.strip() and wide + cells > _WIDTH:
            yield _stuffed(piece)
            piece, wide = "", 0
        piece, wide = piece + word, wide + cells
    yield _stuffed(piece.rstrip(" "))


def _stuffed(line: str) -> str:
    return f" {line}" if line.startswith(_STUFFED) else line


def _apart(element: etree._Element) -> Iterator[str]:
    """The blocks below `element`, each with the empty line that follows it."""
    for kind, found in _parts(element):
        if isinstance(found, str):
            yield f"{found}\n"
        elif kind in ("ul", "ol"):
            yield from (*_items(found), _BLANK)
        elif kind == "table":
            yield from (*_rows(found), _BLANK)
        else:
            yield from _apart(found)


def _parts(element: etree._Element) -> Iterator[tuple[str, etree._Element | str]]:
    """What stands directly in `element`: blocks, and the text between them."""
    text = element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in INLINE:
            if found := _trimmed(text):
                yield "", found
            yield child.tag, child
            text = child.tail or ""
        else:
            text += _inline(child) + (child.tail or "")
    if found := _trimmed(text):
        yield "", found


def _trimmed(text: str) -> str:
    lines = (_SPACE.sub(" ", line).strip(" ") for line in text.split("\v"))
    return "\n".join(lines).strip("\n")


def _inline(element: etree._Element) -> str:
    if element.tag == "br":
        return "\v"
    if not isinstance(element.tag, str):
        return ""
    text = (element.text or "") + "".join(_inline(child) + (child.tail or "") for child in element)
    href = element.get("href", "")
    is_told = not href.startswith(("http://", "https://")) or _SPACE.sub(" ", text).strip() in href
    return text if is_told else f"{text} <{href}>"


def _items(element: etree._Element, depth: int = 0) -> Iterator[str]:
    first = int(element.get("start") or 1)
    for number, item in enumerate(element.iterfind("li"), start=first):
        mark, within = _mark(element, item, number), False
        for kind, found in _parts(item):
            if not isinstance(found, str) and kind in ("ul", "ol"):
                yield from _items(found, depth + 1)
                continue
            for text in [found] if isinstance(found, str) else _lines_in(found):
                yield _INDENT * depth + (_INDENT if within else f"{mark} ") + text.replace("\n", " ")
                within = True


def _mark(parent: etree._Element, item: etree._Element, number: int) -> str:
    if parent.get("class") == "checks":
        return "[x]" if item.get("class") == "done" else "[ ]"
    return f"{number}." if parent.tag == "ol" else "-"


def _lines_in(element: etree._Element) -> Sequence[str]:
    """All lines of the blocks below `element`."""
    return [block.strip("\n") for block in _apart(element) if block.strip("\n")]


def _rows(table: etree._Element) -> Iterator[str]:
    for caption in table.iterfind("caption"):
        yield from _lines_in(caption)
    for row in table.iter("tr"):
        cells = [text for cell in row if (text := "\n".join(_lines_in(cell)))]
        yield _CELLS.join(cell.replace("\n", " ") for cell in cells) if len(cells) > 1 else "".join(cells)
