"""The figures in the tables of amounts, as the finished file has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from kamdocs.model.page import Page
from kamdocs.rules.search import plain
from kamdocs.verify.blocks import page_blocks, page_body
from kamdocs.verify.finished import Finished

_NEXT = r"\s*"
_BETWEEN = rf"[-\u00ad]?{_NEXT}"
"""What may stand between two letters of a text that is set in lines."""


def figures_of(file: Finished, page: Page) -> Mapping[etree._Element, str]:
    """What stands in the file for each cell of its `page` that holds one paragraph.

    In DOCX and HTML that is the paragraph of the same number, in PDF the words behind those of the cells before in its
    row. A cell whose place is not found is left out: there the text as a whole differs from the page.
    """
    if file.draft.format == "pdf":
        return dict(_in_pages(file, page))
    blocks = page_blocks(page.html)
    if len(blocks) != len(file.body):
        return {}
    return {block.element: passage.text for block, passage in zip(blocks, file.body, strict=True)}


def _in_pages(file: Finished, page: Page) -> Iterator[tuple[etree._Element, str]]:
    text = plain("\n".join(passage.text for passage in file.body))
    at = 0
    for row in page_body(page.html).iterfind(".//tr[@data-sum]"):
        cells = [cell for cell in row.iterchildren("td", "th") if cell_text(cell, notes=True)]
        line = rf"^\s*{_NEXT.join(map(_pattern, cells))}\s*$"  # a row begins a line and ends one
        found = re.compile(line, re.MULTILINE).search(text, at)
        if found is not None:
            at = found.end()
            figures = [cell for cell in cells if _is_figure(cell)]
            yield from zip(figures, (figure.replace("\n", "") for figure in found.groups()), strict=True)


def _pattern(cell: etree._Element) -> str:
    """What finds a cell: its letters, or as many letters as its figure has, which may be set in several lines."""
    text = plain(cell_text(cell, notes=True))
    if _is_figure(cell):
        return rf"(\S(?:\s*\S){{{len(''.join(text.split())) - 1}}})"
    return _BETWEEN.join(re.escape(letter) for letter in text if not letter.isspace())


def _is_figure(cell: etree._Element) -> bool:
    return cell.get("class") == "number"


def cell_text(cell: etree._Element, *, notes: bool = False) -> str:
    """The text of a cell of the page, with the numbers of its sources only where they are asked for."""
    parts = cell.xpath(".//text()" if notes else ".//text()[not(ancestor::sup)]")
    return " ".join("".join(map(str, parts)).split()) if isinstance(parts, list) else ""
