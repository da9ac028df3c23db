"""How blocks follow each other: what Word wants around tables, page breaks, and what stays together."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby, pairwise

from docx.shared import Twips

from kamdocs.model.theme import Theme
from kamdocs.word.names import qualified
from kamdocs.write.word.elements import (
    Element,
    hold_with_next,
    is_paragraph,
    is_table,
    keep_with_next,
    paragraph_properties,
    paragraphs,
    set_distance,
    style_of,
    w,
)
from kamdocs.write.word.looks import paragraph_styles
from kamdocs.write.word.styles import points_to_twips, style_id

_BAND_DISTANCE = 2
_GAP = style_id("Table Gap")
_HEADINGS = {*(f"Heading{level}" for level in range(1, 4)), "TOCHeading", "TOCHeading2", "TOCHeading3"}
_NEAR = Decimal("0.4")
"""How near to a table what belongs to it stands, as a part of the usual distance."""

_BELONGS_ABOVE = {style_id("Note"), style_id("Quote")}
_ROW = qualified("w:tr")
_BREAK = qualified("w:lastRenderedPageBreak")
_OPENING = {*_HEADINGS, "Kicker"}
_CLOSE = {_GAP, "Caption", "TableText", *_HEADINGS}


class Flow:
    """Puts blocks of one theme in order."""

    def __init__(self, theme: Theme) -> None:
        self._distance = points_to_twips(theme.sizes.text)
        self._before: dict[str, int] = {}
        self._after: dict[str, int] = {}
        for style in paragraph_styles(theme):
            name, base = style_id(style.name), style_id(style.based_on)
            for found, length in ((self._before, style.block.before), (self._after, style.block.after)):
                found[name] = found.get(base, 0) if length is None else points_to_twips(length)

    def closed(self, blocks: list[Element]) -> list[Element]:
        """`blocks` with distance after tables, and a paragraph wherever Word wants one after a table."""
        blocks = _broken(blocks)
        styles = [style_of(block) if is_paragraph(block) else None for block in blocks]
        _hold_what_belongs(blocks, styles)
        _set_below_headings(blocks, styles)
        made: list[Element] = blocks[:1]
        for before, block in pairwise(blocks):
            if is_table(before) and is_table(block):
                made.append(self._below(gap()))
            elif is_table(before):
                self._below(block)
            elif is_table(block):
                self._above(before)
            made.append(block)
        return [*made, gap()] if blocks and is_table(blocks[-1]) else made

    def set_off(self, blocks: list[Element]) -> list[Element]:
        """`blocks` at a distance from a band of colour above them."""
        if not blocks:
            return blocks
        opened = [gap(), *blocks] if is_table(blocks[0]) else blocks
        set_distance(_first(opened[0]), "before", _BAND_DISTANCE * self._distance)
        return opened

    def _below(self, paragraph: Element) -> Element:
        """A block that is no table, at its distance from the table above it."""
        properties = paragraph_properties(_first(paragraph))
        before = properties.spacing_before or Twips(self._before.get(properties.style or "", 0))
        wanted = round(self._distance * _NEAR) if properties.style in _BELONGS_ABOVE else self._distance
        if properties.sectPr is None and before < Twips(wanted):
            set_distance(_first(paragraph), "before", wanted)
        return paragraph

    def _above(self, paragraph: Element) -> None:
        """A block that is no table, on the page of the table below it, at its distance unless it belongs to it.

        What ends a figure, which `whole` has let go, stands where the figure stands.
        """
        last = paragraphs([paragraph])[-1]
        properties = paragraph_properties(last)
        if properties.keepNext_val is not False:
            hold_with_next(last)
        if properties.style not in _CLOSE and self._after.get(properties.style or "", 0) < self._distance:
            set_distance(last, "after", self._distance)


def _breaks_before(blocks: list[Element]) -> list[Element]:
    """`blocks` beginning on a new page."""
    opened = [gap(), *blocks] if blocks and is_table(blocks[0]) else blocks
    at_top(opened)
    for block in opened[:1]:
        paragraph_properties(_first(block)).pageBreakBefore_val = True
    return opened


def page_break() -> Element:
    """A mark among blocks: what follows it begins a page."""
    return w("lastRenderedPageBreak")


def is_page_break(block: Element) -> bool:
    """Whether a block is such a mark."""
    return block.tag == _BREAK


def _broken(blocks: list[Element]) -> list[Element]:
    """`blocks` without the marks for page breaks; what follows one begins a page, unless it is the first."""
    made: list[Element] = []
    for marks, group in groupby(blocks, key=is_page_break):
        found = list(group)
        if not marks:
            made += _breaks_before(found) if made else found
    return made


def at_top(blocks: list[Element]) -> None:
    """Let no distance stand above the first of `blocks`."""
    for block in blocks[:1]:
        if not is_table(block):
            set_distance(_first(block), "before", 0)


def trimmed(blocks: list[Element]) -> list[Element]:
    """`blocks` without distance at both ends, as in a box that has its own."""
    at_top(blocks)
    for block in blocks[-1:]:
        set_distance(paragraphs([block])[-1], "after", 0)
    return blocks


def whole(blocks: list[Element]) -> list[Element]:
    """`blocks` of a figure, all but the last with the next, whatever their styles say."""
    keep_with_next(blocks[:-1])
    for last in filter(is_paragraph, blocks[-1:]):
        paragraph_properties(last).keepNext_val = False
    return blocks


def keeps_together(blocks: list[Element]) -> list[Element]:
    """`blocks` on one page, as far as they fit there."""
    held = paragraphs(blocks)
    last = len(paragraphs(blocks[-1:])) if blocks and is_table(blocks[-1]) else 1
    for number, paragraph in enumerate(held):
        properties = paragraph_properties(paragraph)
        properties.keepLines_val = True
        if number < len(held) - last or (last > 1 and not _in_last_row(paragraph)):
            hold_with_next(paragraph)
    return blocks


def section_end(blocks: list[Element], section: Element) -> list[Element]:
    """`blocks` as a section of their own, with the properties `section`."""
    closed = blocks if blocks and is_paragraph(blocks[-1]) else [*blocks, gap()]
    properties = paragraph_properties(closed[-1])
    properties.insert_element_before(section, "w:pPrChange")
    return closed


def _hold_what_belongs(blocks: list[Element], styles: list[str | None]) -> None:
    """Keep notes and quotes on the page of what they follow, and what introduces a figure or a table with it."""
    for (before, _), (above, style) in zip(pairwise(blocks), pairwise(styles), strict=True):
        if style in _BELONGS_ABOVE:
            keep_with_next(before.findall(_ROW)[-1:] if is_table(before) else [before])
        if style == "Figure" and is_paragraph(before) and above not in ("Caption", "Figure"):
            keep_with_next([before])
    for number, block in enumerate(blocks[2:]):
        before, above, caption = blocks[number], *styles[number : number + 2]
        if is_table(block) and caption == "Caption" and not is_table(before) and above != "Caption":
            keep_with_next([before])


def _set_below_headings(blocks: list[Element], styles: list[str | None]) -> None:
    """Let what follows a heading stand as far below it as the heading says, and a heading as its kicker says.

    Why: Word takes the larger of the distances after one paragraph and before the next.
    """
    for above, block in zip(styles, blocks[1:], strict=False):
        if above in _OPENING and is_paragraph(block):
            set_distance(block, "before", 0)


def _first(block: Element) -> Element:
    """A paragraph, or the first that stands in a content control."""
    return paragraphs([block])[0]


def gap() -> Element:
    """A paragraph as low as can be, for where Word wants one."""
    return w("p", children=[w("pPr", children=[w("pStyle", _GAP)])])


def _in_last_row(paragraph: Element) -> bool:
    row = next(paragraph.iterancestors(_ROW), None)
    return row is None or row.getnext() is None
